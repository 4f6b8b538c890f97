"""Places over JSON: found by name, what each is waiting for."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from sqlmodel import Session

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.schemas.gap_reports import GapReportOut
from api.v1.schemas.places import (
    ArrivedOut,
    ExemptOut,
    PlaceFoundOut,
    PlaceListOut,
    PlaceOut,
    PlaceWaitingOut,
    PromisedOut,
    WaitingForOut,
)
from api.v1.schemas.problems import READING
from api.v1.schemas.values import Day, Name
from directives.models.base import saved_id
from directives.models.gap import Gap
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.rules.vietnamese import fold
from directives.services.document_access import readable_ids
from directives.services.place_arrivals import arrivals
from directives.services.place_waiting import (
    PlaceWaiting,
    WaitingFor,
    promises_for,
    waiting_of,
)
from directives.services.places import PlaceView, get_place
from directives.services.promise_standings import PromiseStanding
from directives.services.report_views import ReportView, current_reports
from directives.store.gaps import list_gaps
from directives.store.places import search_places

router = APIRouter(prefix="/places", tags=["places"])

Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("", responses=READING)
def find_places(session: DbSession, q: Name, *, limit: Limit = 50) -> PlaceListOut:
    """Find places by name, with or without tone marks; provinces come first."""
    found = search_places(session, fold(q), limit=limit) if q else []
    return PlaceListOut(
        places=[
            PlaceFoundOut(
                code=one.code,
                name=one.name,
                level=one.level,
                province_code=one.province_code,
                successor_code=one.successor_code,
            )
            for one in found
        ]
    )


@router.get("/{code}/waiting", responses=READING)
def place_waiting(
    code: str,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
    limit: Limit = 100,
) -> PlaceWaitingOut:
    """Return what a place waits for; a former place is answered as what it became part of."""
    at = AsOf(as_of or today, now)
    scopes = memory.gap_scopes(session, at)
    view = get_place(session, code, day=at.day, known=scopes.heirs)
    found = waiting_of(session, view, at, memory.standings(session, at), scopes=scopes)
    shown = [*found.waiting[:limit], *found.meanwhile[:limit]]
    gaps = {saved_id(gap): gap for gap in list_gaps(session, ids=[one.gap_id for one in shown])}
    promised = promises_for(found.unfinished, memory.promises(session, at))
    reports = current_reports(session, found.told, at)
    return PlaceWaitingOut(
        as_of=at.day,
        place=_place(view),
        waiting_count=len(found.waiting),
        waiting=_lines(found.waiting[:limit], gaps),
        meanwhile_count=len(found.meanwhile),
        meanwhile=_lines(found.meanwhile[:limit], gaps),
        reports_count=len(reports),
        reports=_reports(session, actor, reports[:limit]),
        promised_count=len(promised),
        promised=[_promised(one) for one in promised[:limit]],
        arrived=_arrived(session, found, at)[:limit],
        exempt=[
            ExemptOut(gap_id=key, reason=reason)
            for key, reason in sorted(found.exempt.items())[:limit]
        ],
    )


def _reports(session: Session, actor: Actor, views: Sequence[ReportView]) -> list[GapReportOut]:
    answers = [view.told.step.document_id for view in views if view.told.step]
    readable = readable_ids(session, actor, answers)
    return [GapReportOut.of(view, readable) for view in views]


def _promised(one: PromiseStanding) -> PromisedOut:
    return PromisedOut(
        commitment_id=one.commitment_id,
        state=one.state,
        due_to=one.due_to,
        days_late=one.days_late,
    )


def _arrived(session: Session, found: PlaceWaiting, at: AsOf) -> list[ArrivedOut]:
    return [
        ArrivedOut(
            document_id=link.document_id,
            provision_id=link.provision_id,
            gap_id=link.gap_id,
            linked_on=link.linked_on,
            issued_on=link.issued_on,
            lacks_effect_day=link.lacks_effect_day,
        )
        for link in arrivals(session, found.followed, at)
    ]


def _place(view: PlaceView) -> PlaceOut:
    return PlaceOut(
        code=view.place.code,
        name=view.place.name,
        kind=view.kind,
        province_code=view.place.province_code,
        former=[one.code for one in view.former],
        asked_for=view.asked_for.code if view.asked_for else None,
        heirs=[one.code for one in view.heirs],
    )


def _lines(found: Sequence[WaitingFor], gaps: dict[int, Gap]) -> list[WaitingForOut]:
    return [
        WaitingForOut(
            gap_id=one.gap_id,
            code=gaps[one.gap_id].code,
            title=gaps[one.gap_id].title,
            state=one.standing.state,
            because=one.answer.because.value,
            by=one.answer.by,
            reported_on=one.report.reported_on if one.report else None,
            communes_waiting=one.communes,
            places_waiting=one.standing.waiting,
            interim_instruction=gaps[one.gap_id].interim_instruction,
            interim_until=gaps[one.gap_id].interim_until,
        )
        for one in found
    ]
