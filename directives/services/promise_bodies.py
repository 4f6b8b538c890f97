"""Which bodies answer for a promise on a day: promises are transferred, and bodies taken over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import AgencyEnded, AgencyNotFound
from directives.models.agency import Agency
from directives.models.commitment import Commitment
from directives.rules.promise_steps import Course, PromiseStep
from directives.rules.succession import Heirs, Succession
from directives.store.commitment_steps import StepRow
from directives.store.expectations import list_successions
from directives.store.read_once import read_once


def check_exists_on(session: Session, agency_id: int, day: date, *, field: str) -> None:
    """Check that a body can be given a promise on a day.

    Raises:
        AgencyNotFound: there is no such body.
        AgencyEnded: it was merged, renamed or dissolved before.
    """
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise AgencyNotFound(field=field, agency=agency_id)
    if agency.valid_to and agency.valid_to < day:
        raise AgencyEnded(field=field, name=agency.name, ended_on=f"{agency.valid_to:%d/%m/%Y}")


def answering_bodies(
    session: Session, commitment: Commitment, course: Course, day: date
) -> list[int]:
    """Return whose drafters act for a promise on a day: its body, and who took that over.

    The body itself stays among them: its people keep their accounts for a while.
    """
    body = responsible_id(commitment, course)
    if body is None:
        return []
    return [body, *heirs_of(session, day, [body]).get(body, ())]


def responsible_id(commitment: Commitment, course: Course) -> int | None:
    """Return the body to which a promise was transferred last, or the one that leads it."""
    return course.transferred_to or commitment.lead_agency_id


def heirs_of(
    session: Session,
    day: date,
    bodies: Sequence[int | None],
    known_at: datetime | None = None,
) -> dict[int, Sequence[int]]:
    """Return who answers on a day for each body that was taken over; scopes are not followed."""
    heirs = body_heirs(session, day, known_at)
    found = {key: heirs.of(key) for key in bodies if key is not None}
    return {key: standing for key, standing in found.items() if standing != [key]}


@read_once
def body_heirs(session: Session, day: date, known_at: datetime | None = None) -> Heirs[int]:
    """Return who stands on a day for bodies that were merged or divided, as known at an instant.

    None: as known now.
    """
    return Heirs(
        day,
        (
            Succession(one.agency_id, one.successor_id, one.succeeds_on, bool(one.scope))
            for one in list_successions(session, known_at)
        ),
    )


def answering_instead(
    commitment: Commitment, course: Course, heirs: Mapping[int, Sequence[int]]
) -> Sequence[int]:
    """Return the bodies that answer where it is not the one that promised."""
    body = responsible_id(commitment, course)
    found = heirs.get(body or 0) or ([body] if body else [])
    return () if found == [commitment.lead_agency_id] else found


def steps_by_promise(rows: Sequence[StepRow]) -> dict[int, list[PromiseStep]]:
    """Return the steps of each promise, in their order."""
    found: dict[int, list[PromiseStep]] = {}
    for row in rows:
        found.setdefault(row.commitment_id, []).append(row.step)
    return found
