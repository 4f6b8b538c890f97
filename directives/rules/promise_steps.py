"""What happened to a promise while it ran: who answers for it, and whether its clock runs.

A pause stops the clock: its days are not late, and its body is not reminded. It does not move the
due date; only a move does, in the open and with its reason. A report that the promise was kept
stops the clock until somebody confirms it; if it is returned instead, it is as if it had never
stopped. The day of the pause or report itself still counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from directives.errors import StepOutOfTurn, StepTooEarly, TransferToItself
from directives.vocabulary import Responsibility, StepKind


class Clock(StrEnum):
    """Whether days count."""

    RUNNING = "running"
    PAUSED = "paused"
    AWAITING = "awaiting"


@dataclass(frozen=True, slots=True)
class PromiseStep:
    """One step, and for a transfer the body that answers from then on."""

    kind: StepKind
    held_on: date
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Days that do not count: from the first on, and before the day on which they count again."""

    first: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """What the steps of a promise come to on a day.

    Attributes:
        clock: Whether days count now.
        since: The day of the step that set the clock; none: it has run from the beginning.
        responsibility: What the body that answers for it has said.
        rejected_on: The day on which that body rejected it, and no other has it since.
        transferred_to: The body that it was transferred to last; none: who promised answers.
        stops: The days that do not count.
        last_on: The day of the last step.
    """

    clock: Clock = Clock.RUNNING
    since: date | None = None
    responsibility: Responsibility = Responsibility.UNANSWERED
    rejected_on: date | None = None
    transferred_to: int | None = None
    stops: tuple[Stop, ...] = ()
    last_on: date | None = None


FROM_THE_BEGINNING: Final = Course()

_CLOCK_AFTER: Final[Mapping[StepKind, Clock]] = MappingProxyType(
    {
        StepKind.PAUSED: Clock.PAUSED,
        StepKind.RESUMED: Clock.RUNNING,
        StepKind.REPORTED: Clock.AWAITING,
        StepKind.RETURNED: Clock.RUNNING,
    }
)
_SAID: Final[Mapping[StepKind, Responsibility]] = MappingProxyType(
    {
        StepKind.ACCEPTED: Responsibility.ACCEPTED,
        StepKind.REJECTED: Responsibility.REJECTED,
        StepKind.TRANSFERRED: Responsibility.UNANSWERED,
    }
)
_NEXT: Final[Mapping[Clock, frozenset[StepKind]]] = MappingProxyType(
    {
        Clock.RUNNING: frozenset({StepKind.PAUSED, StepKind.REPORTED, *_SAID}),
        Clock.PAUSED: frozenset({StepKind.RESUMED, StepKind.REPORTED, *_SAID}),
        Clock.AWAITING: frozenset({StepKind.RETURNED}),
    }
)


def course_on(day: date, steps: Sequence[PromiseStep]) -> Course:
    """Return what the steps come to at the end of `day`.

    Args:
        day: Calendar day in Viet Nam.
        steps: In the order of recording, which is that of their days.
    """
    if not steps:
        return FROM_THE_BEGINNING
    said, rejected_on, to = Responsibility.UNANSWERED, None, None
    clock, since, last_on = Clock.RUNNING, None, None
    stops: list[Stop] = []
    for step in steps:
        if step.held_on > day:
            break
        last_on = step.held_on
        if step.kind in _SAID:
            said = _SAID[step.kind]
            rejected_on = step.held_on if said is Responsibility.REJECTED else None
        to = step.agency_id if step.kind is StepKind.TRANSFERRED else to
        if step.kind in _CLOCK_AFTER:
            stops = _stops_after(stops, clock, step)
            clock, since = _CLOCK_AFTER[step.kind], step.held_on
    return Course(clock, since, said, rejected_on, to, tuple(stops), last_on)


def possible_steps(course: Course) -> frozenset[StepKind]:
    """Return the steps that may follow."""
    repeated = {kind for kind, said in _SAID.items() if said is course.responsibility}
    return _NEXT[course.clock] - (repeated - {StepKind.TRANSFERRED})


def check_can_follow(course: Course, step: PromiseStep, responsible_id: int | None) -> None:
    """Check that a step may be the next one.

    Raises:
        StepOutOfTurn: the promise is not in a state for it.
        StepTooEarly: it is said to have happened before the last one.
        TransferToItself: the body answers for the promise already, and has not rejected it.
    """
    if step.kind not in possible_steps(course):
        raise StepOutOfTurn
    if course.last_on and step.held_on < course.last_on:
        raise StepTooEarly(field="held_on", day=step.held_on, last_on=course.last_on)
    stays = step.kind is StepKind.TRANSFERRED and step.agency_id == responsible_id
    if stays and course.rejected_on is None:
        raise TransferToItself(field="agency")


def days_that_count(after: date, until: date, stops: Sequence[Stop]) -> int:
    """Return how many days after `after`, up to and with `until`, count; 0 if there are none."""
    days = max((until - after).days, 0)
    for stop in stops:
        first = max(stop.first, after + timedelta(days=1))
        last = until if stop.until is None else min(until, stop.until - timedelta(days=1))
        days -= max((last - first).days + 1, 0) if first <= last else 0
    return days


def _stops_after(stops: list[Stop], clock: Clock, step: PromiseStep) -> list[Stop]:
    """Return the days that do not count once a step has set the clock."""
    if clock is Clock.AWAITING:  # returned: what was reported has stopped nothing
        return stops[:-1]
    if clock is Clock.PAUSED:  # resumed, or reported, which ends the pause as well
        stops = [*stops[:-1], Stop(stops[-1].first, step.held_on)]
    if step.kind in {StepKind.PAUSED, StepKind.REPORTED}:
        return [*stops, Stop(step.held_on + timedelta(days=1), None)]
    return stops
