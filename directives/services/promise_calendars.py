"""The promises of a calendar: dated, running or withdrawn lately, those near the day kept first.

A calendar program that has a day keeps it until it hears that the day is off; so what was withdrawn
stays for a while, as such.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from directives.errors import AgencyNotFound, SectorNotFound
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.sector import Sector
from directives.rules.notices import Step, steps_owed
from directives.rules.promises import RUNNING
from directives.rules.two_times import AsOf
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.services.ladders import ladders
from directives.store.agencies import find_sector, list_sectors
from directives.store.promise_calendars import list_calendar_ids, list_with_predecessors
from directives.vocabulary import Audience, CommitmentState

MOST_DAYS: Final = 500
"""Days of one calendar; a calendar program reads them all again and again."""

CANCELLED_KEPT: Final = timedelta(days=30)
"""How long after its end a withdrawn promise stays in calendars."""

_MOST_LOOKED_AT = 10_000


def promises_of_agency(
    session: Session, agency_id: int, at: AsOf
) -> tuple[Agency, list[CommitmentView]]:
    """Return an agency and the promises that it leads or answers for as successor.

    Raises:
        AgencyNotFound: there is no such agency.
    """
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise AgencyNotFound(agency=agency_id)
    bodies = list_with_predecessors(session, agency_id, at)
    ids = _ids(session, at, agency_ids=bodies)
    return agency, calendar_promises(session, ids, at)


def promises_of_sector(
    session: Session, code: str, at: AsOf
) -> tuple[Sector, list[CommitmentView]]:
    """Return a sector and the promises in it and in the sectors below it.

    Raises:
        SectorNotFound: there is no such sector.
    """
    sector = find_sector(session, code)
    if sector is None:
        raise SectorNotFound(sector=code)
    below = _with_sectors_below(list_sectors(session), saved_id(sector))
    ids = _ids(session, at, sector_ids=below)
    return sector, calendar_promises(session, ids, at)


def promises_told_to_oversight(session: Session, at: AsOf) -> list[CommitmentView]:
    """Return the promises so late that the ladder tells the oversight of them."""
    ladder = ladders(session).dated
    ids = _ids(session, at)
    return [
        view
        for view in calendar_promises(session, ids, at, most=None)
        if _is_told_to_oversight(view.standing.due.due_to, view.standing.ended_on or at.day, ladder)
    ][-MOST_DAYS:]


def calendar_promises(
    session: Session, ids: Sequence[int], at: AsOf, *, most: int | None = MOST_DAYS
) -> list[CommitmentView]:
    """Return those of these promises that calendars have, the nearest ones, by their day."""
    views = view_commitments(session, at, ids=ids) if ids else []
    dated = [
        (one.due.due_to, view)
        for view in views
        if (one := view.standing).due.due_to and is_in_calendars(one.state, one.ended_on, at.day)
    ]
    dated.sort(key=lambda pair: (abs(pair[0] - at.day), saved_id(pair[1].commitment)))
    nearest = sorted(dated[:most], key=lambda pair: (pair[0], saved_id(pair[1].commitment)))
    return [view for _due_to, view in nearest]


def is_in_calendars(state: CommitmentState, ended_on: date | None, today: date) -> bool:
    """Tell whether calendars have a promise if it has a day: it runs, or was withdrawn lately."""
    if state is CommitmentState.WITHDRAWN and ended_on:
        return ended_on > today - CANCELLED_KEPT
    return state in RUNNING


def _ids(
    session: Session,
    at: AsOf,
    *,
    agency_ids: Collection[int] | None = None,
    sector_ids: Collection[int] = (),
) -> Sequence[int]:
    return list_calendar_ids(
        session,
        at,
        withdrawn_after=at.day - CANCELLED_KEPT,
        agency_ids=agency_ids,
        sector_ids=sector_ids,
        limit=_MOST_LOOKED_AT,
    )


def _is_told_to_oversight(due_to: date | None, day: date, ladder: Sequence[Step]) -> bool:
    reached = steps_owed(due_to, day, ladder) if due_to else []
    return any(step.audience is Audience.OVERSIGHT for step in reached)


def _with_sectors_below(sectors: Sequence[Sector], key: int) -> list[int]:
    found = [key]
    for above in found:  # grows while it is read: the sectors below those below
        found.extend(saved_id(one) for one in sectors if one.parent_id == above)
    return found
