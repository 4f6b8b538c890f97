"""A body sets itself a deadline before the public one; only its own people and oversight see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import StepOutOfTurn
from directives.models.base import Subject, saved_id
from directives.models.internal_deadline import InternalDeadline, NewInternalDeadline
from directives.rules.internal_deadlines import check_internal, counts
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_answer_for_commitment,
    check_can_change_commitment,
    check_signed_in,
)
from directives.rules.two_times import AsOf, ha_noi_date
from directives.services.changes import record_change
from directives.services.commitment_views import CommitmentView, get_commitment
from directives.services.open_promises import open_promise
from directives.services.promise_bodies import answering_bodies
from directives.services.promise_standings import PromiseStanding
from directives.store.internal_deadlines import list_internal_deadlines


@dataclass(frozen=True, slots=True)
class OwnDeadline:
    """What a body has set itself: the day that counts, if one does, and all that it ever set."""

    due_on: date | None
    history: Sequence[InternalDeadline]


def set_internal_deadline(
    session: Session, actor: Actor, commitment_id: int, new: NewInternalDeadline, *, now: datetime
) -> InternalDeadline:
    """Append an internal deadline to a promise that still runs, or the word that there is none.

    No message tells it outside: those whom programs elsewhere hear from do not know of it.

    Raises:
        CommitmentNotFound: there is no such promise.
        RightMissing: the actor does not speak for the body that answers for it.
        CommitmentClosed: it was fulfilled or withdrawn before.
        EventTooEarly, InternalNotEarlier: it is not between the promise and its public due date.
        StepOutOfTurn: there is no internal deadline to take back.
    """
    promise = open_promise(session, actor, commitment_id, now=now)
    check_can_answer_for_commitment(actor, promise.bodies)
    view = get_commitment(session, commitment_id, AsOf(ha_noi_date(now), now))
    if new.due_on is not None:
        promised_on, public = view.commitment.promised_on, view.standing.due.due_to
        check_internal(new.due_on, promised_on=promised_on, public=public)
    elif _last(_own(session, view, now)) is None:
        raise StepOutOfTurn
    row = InternalDeadline.model_validate(
        new,
        update={
            "commitment_id": commitment_id,
            "agency_id": view.responsible_id,
            "account_id": check_signed_in(actor),
            "recorded_at": now,
        },
    )
    session.add(row)
    session.flush()
    subject = Subject("internal_deadline", row.id)
    details = {"commitment_id": commitment_id, "due_on": new.due_on}
    record_change(session, actor, "internal_deadline.set", subject, now=now, **details)
    return row


def internal_deadline_for(
    session: Session, actor: Actor, view: CommitmentView, at: AsOf
) -> OwnDeadline | None:
    """Return what the body that answers for a promise has set itself; None to all others.

    Those who may change the promise may read it: drafters of that body, oversight, administrators.
    """
    bodies = answering_bodies(session, view.commitment, view.standing.course, at.day)
    if not allows(check_can_change_commitment, actor, bodies):
        return None
    rows = _own(session, view, at.known_at)
    return OwnDeadline(_counting(view.standing.due.due_to, _last(rows)), rows)


def internal_deadlines(session: Session, at: AsOf) -> Mapping[int, InternalDeadline]:
    """Return the last internal deadline of each promise that has one, whether or not it counts."""
    return {one.commitment_id: one for one in list_internal_deadlines(session, at.known_at)}


def counting_deadline(promise: PromiseStanding, last: InternalDeadline | None) -> date | None:
    """Return the internal deadline that counts now.

    None: there is none, another body set it, or the public due date was moved before it.
    """
    is_own = last is not None and last.agency_id == promise.lead_agency_id
    return _counting(promise.due_to, last.due_on if last and is_own else None)


def _counting(public: date | None, day: date | None) -> date | None:
    return day if day and counts(day, public) else None


def _own(session: Session, view: CommitmentView, known_at: datetime) -> list[InternalDeadline]:
    rows = list_internal_deadlines(session, known_at, ids=[saved_id(view.commitment)])
    return [row for row in rows if row.agency_id == view.responsible_id]


def _last(rows: Sequence[InternalDeadline]) -> date | None:
    return rows[-1].due_on if rows else None
