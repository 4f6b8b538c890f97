"""Who is late: each promise one sentence, every clause of it a link to its source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import ROWS_PER_PAGE, PageNumber, last_page
from api.web.asked_day import Asked
from api.web.late_sentences import Clause, Sources, late_clauses, sources_of
from api.web.named_filters import NamedFilters
from api.web.names import agency_names, sector_name
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.models.explanation import CommitmentExplanation
from directives.rules.two_times import AsOf
from directives.services.late_answer import (
    LateAnswer,
    LatePromise,
    LateQuestion,
    LateScope,
    late_answer,
)
from directives.services.names import agency_named, place_named, sector_named
from directives.store.agencies import list_places, list_sectors
from directives.store.late_promises import list_lead_ids
from directives.store.places import list_provinces

ADDRESS = "/bao-cao/ai-cham"

router = APIRouter(include_in_schema=False)

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LateLine:
    """One late promise: its sentence in clauses, and its figures."""

    url: str
    clauses: Sequence[Clause]
    first_due: date | None
    due_to: date | None
    slip_days: int | None
    waiting: int
    debt_days: int
    explanation: CommitmentExplanation | None  # the newest


@dataclass(frozen=True, slots=True)
class LatePage:
    """The answer for a day, and what can be asked."""

    as_of: date
    known_at: datetime
    total: int
    lines: Sequence[LateLine]
    page: int
    last: int
    sectors: Choices
    agencies: Choices
    provinces: Choices
    chosen: dict[str, str]


@router.get(ADDRESS)
def who_is_late(
    request: Request,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    asked: Asked,
    page: PageNumber,
    sector: str = "",
    agency: str = "",
    province: str = "",
) -> HTMLResponse:
    """Show who is late, since when, what was promised, where, moved how often, why."""
    at = asked.at
    filters = NamedFilters(session, words, dict(asked.errors))
    question = _question(filters, sector, agency, province)
    found = _page_of(session, at, memory.late_scope(session, at, question), page)
    named = sources_of(session, actor, found.promises, words)
    sources = replace(named, query=asked.query(today))
    last = last_page(found.total)
    shown = LatePage(
        as_of=at.day,
        known_at=at.known_at,
        total=found.total,
        lines=[_line(late, sources, words) for late in found.promises],
        page=min(page, last),
        last=last,
        sectors=[(one.code, sector_name(one, words)) for one in list_sectors(session)],
        agencies=_agencies(session, question, words),
        provinces=_places(session, question, at.day),
        chosen=_chosen(question),
    )
    return render(request, "late.html", page=shown, asked=asked, errors=filters.errors)


def _line(late: LatePromise, sources: Sources, words: Words) -> LateLine:
    return LateLine(
        url=sources.page_of(late.row.id),
        clauses=late_clauses(late, sources, words),
        first_due=late.view.commitment.due_to,
        due_to=late.row.due_to,
        slip_days=late.view.standing.slip_days,
        waiting=late.waiting,
        debt_days=late.debt_days,
        explanation=next(iter(late.explanations), None),
    )


def _page_of(session: Session, at: AsOf, scope: LateScope, page: int) -> LateAnswer:
    """Return a page of the answer; beyond the last page, the last."""
    offset = (min(page, last_page(scope.total)) - 1) * ROWS_PER_PAGE
    return late_answer(session, at, scope, limit=ROWS_PER_PAGE, offset=offset)


def _question(filters: NamedFilters, sector: str, agency: str, province: str) -> LateQuestion:
    place = filters.named(place_named, "province", province)
    return LateQuestion(
        sector=filters.named(sector_named, "sector", sector),
        agency=filters.named(agency_named, "agency", agency),
        place_code=place.code if place else None,
    )


def _chosen(question: LateQuestion) -> dict[str, str]:
    """Return the choices of the lists that are asked for, however the address named them."""
    return {
        "sector": question.sector.code if question.sector else "",
        "agency": str(question.agency.id) if question.agency else "",
        "province": question.place_code or "",
    }


def _agencies(session: Session, question: LateQuestion, words: Words) -> Choices:
    """Return the bodies that promised something, and the one that is asked for."""
    asked_for = [saved_id(question.agency)] if question.agency else []
    names = agency_names(session, {*list_lead_ids(session), *asked_for}, words)
    return sorted(((str(key), name) for key, name in names.items()), key=lambda one: one[1])


def _places(session: Session, question: LateQuestion, day: date) -> Choices:
    """Return the provinces, and the commune that is asked for."""
    listed = {one.code: one.name for one in list_provinces(session, day)}
    code = question.place_code
    asked_for = list_places(session, [code] if code and code not in listed else [])
    return list((listed | {one.code: one.name for one in asked_for}).items())
