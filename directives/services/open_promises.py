"""The promise that is about to change: it runs, and the actor may change it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import (
    CommitmentClosed,
    CommitmentNotFound,
    DatedBack,
    EventTooEarly,
)
from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.rules.permissions import Actor, check_can_change_commitment
from directives.rules.promise_steps import Course, course_on
from directives.rules.two_times import AsOf, check_has_come, ha_noi_date
from directives.services.commitment_views import step_of
from directives.services.promise_bodies import answering_bodies
from directives.store.commitment_steps import list_steps, lock_commitment
from directives.store.commitments import list_events
from directives.vocabulary import Role


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise that runs, what its steps come to, and the bodies that answer for it."""

    commitment: Commitment
    course: Course
    bodies: list[int]


def open_promise(
    session: Session, actor: Actor, commitment_id: int, *, now: datetime
) -> OpenPromise:
    """Return a promise that still runs, for a change; others who change it wait.

    Raises:
        CommitmentNotFound: there is no such promise.
        RightMissing: another body answers for it.
        CommitmentClosed: it was fulfilled or withdrawn before.
    """
    commitment = lock_commitment(session, commitment_id)
    if commitment is None:
        raise CommitmentNotFound
    course = _course(session, commitment, now)
    bodies = answering_bodies(session, commitment, course, ha_noi_date(now))
    check_can_change_commitment(actor, bodies)
    ended = list_events(session, now, ids=[commitment_id])
    if ended:
        raise CommitmentClosed(held_on=ended[-1].held_on)
    return OpenPromise(commitment, course, bodies)


def check_day(commitment: Commitment, day: date, *, field: str, now: datetime) -> None:
    """Check that something can be said to have happened to a promise on a day.

    A day to come would hold the promise where it is until then: nothing could follow it.

    Raises:
        EventTooEarly: the promise was not made yet.
        EventTooLate: that day has not come.
    """
    if day < commitment.promised_on:
        raise EventTooEarly(field=field, day=day, promised_on=commitment.promised_on)
    check_has_come(day, field=field, now=now)


def check_own_day(actor: Actor, day: date, *, field: str, now: datetime) -> None:
    """Check that a body says of today, not of a day before, what changes how late it is.

    Those who oversee may: they do not judge themselves.

    Raises:
        DatedBack: a drafter names a day before today.
    """
    if actor.role is Role.DRAFTER and day < (today := ha_noi_date(now)):
        raise DatedBack(field=field, day=day, today=today)


def bodies_now(session: Session, commitment: Commitment, now: datetime) -> list[int]:
    """Return whose drafters act for a promise now."""
    course = _course(session, commitment, now)
    return answering_bodies(session, commitment, course, ha_noi_date(now))


def _course(session: Session, commitment: Commitment, now: datetime) -> Course:
    """Return what all recorded steps come to, those said of days to come too."""
    steps = list_steps(session, AsOf(date.max, now), ids=[saved_id(commitment)])
    return course_on(date.max, [step_of(step) for step in steps])
