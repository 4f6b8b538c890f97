"""Answers over JSON: who is late, since when, what was promised, where, and why."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlmodel import Session

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.schemas.late_answers import LateAnswerOut, LatePromiseOut
from api.v1.schemas.problems import READING
from api.v1.schemas.values import Day, Instant, Name
from api.web.late_sentences import late_clauses, sources_of
from api.web.words import Words
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.late_answer import LateAnswer, LateQuestion, late_answer
from directives.services.names import agency_named, sector_named

router = APIRouter(prefix="/answers", tags=["answers"])


@router.get("/late", responses=READING)
def who_is_late(
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    now: Now,
    today: Today,
    *,
    sector: Annotated[Name, Query(description="Code; the sectors below it count.")] = "",
    agency: Annotated[Name, Query(description="Abbreviation, name or key.")] = "",
    province: Annotated[Name, Query(description="Code of a province or commune.")] = "",
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
    known_at: Annotated[Instant | None, Query(description="RFC 3339. Default: now.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> LateAnswerOut:
    """Answer who is late, the latest first: one sentence each, every clause with its source."""
    question = LateQuestion(
        sector=sector_named(session, sector, field="sector") if sector else None,
        agency=agency_named(session, agency, field="agency") if agency else None,
        place_code=province or None,
    )
    at = AsOf(as_of or today, known_at or now)
    scope = memory.late_scope(session, at, question)
    found = late_answer(session, at, scope, limit=limit, offset=offset)
    return LateAnswerOut(
        as_of=at.day,
        known_at=at.known_at,
        sector=question.sector.code if question.sector else None,
        agency_id=question.agency.id if question.agency else None,
        province=question.place_code,
        total=found.total,
        answers=_answers(session, actor, found),
    )


def _answers(session: Session, actor: Actor, found: LateAnswer) -> list[LatePromiseOut]:
    """Return each late promise with its sentence in both languages."""
    languages = [Words("vi"), Words("en")]
    named = {w.language: (w, sources_of(session, actor, found.promises, w)) for w in languages}
    return [
        LatePromiseOut.of(
            late,
            {key: late_clauses(late, sources, w) for key, (w, sources) in named.items()},
            readable=named["vi"][1].documents,
        )
        for late in found.promises
    ]
