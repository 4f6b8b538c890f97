"""How a promise stands on a day: its due date, its state, its slip.

Source: the four official states are those of Decision 42/2014/QĐ-TTg (amended 23/2018).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directives.rules.promise_steps import FROM_THE_BEGINNING, Clock, Course, Stop, days_that_count
from directives.vocabulary import CommitmentEventKind, CommitmentState, Operator, Precision

DUE_SOON_DAYS: Final = 7
"""A promise is due soon on its due day and on as many days before it."""

RUNNING: Final = frozenset(
    {
        CommitmentState.OVERDUE,
        CommitmentState.UNDATED,
        CommitmentState.DUE_SOON,
        CommitmentState.IN_TIME,
        CommitmentState.PAUSED,
        CommitmentState.AWAITING,
    }
)
"""States of a promise that is neither kept nor withdrawn."""

_OFFICIAL: Final = {
    CommitmentState.DONE_ON_TIME: CommitmentState.DONE_ON_TIME,
    CommitmentState.DONE_LATE: CommitmentState.DONE_LATE,
    CommitmentState.IN_TIME: CommitmentState.IN_TIME,
    CommitmentState.DUE_SOON: CommitmentState.IN_TIME,
    CommitmentState.OVERDUE: CommitmentState.OVERDUE,
}


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date as an interval with the words as written."""

    due_from: date | None
    due_to: date | None  # last day that still counts as on time; None: no date was given
    operator: Operator | None
    precision: Precision
    phrase: str

    @property
    def named(self) -> str:
        """What decides the day that is not known yet, in the words of the source; else empty.

        A session, an event; "urgently" names nothing.
        """
        is_open = self.due_to is None and self.precision is not Precision.NONE
        return " ".join(self.phrase.split()) if is_open else ""


@dataclass(frozen=True, slots=True)
class MovedTo:
    """A new due date, and the day on which it was given.

    `is_own` is false where the working calendar changed: no slip and no move of the body's.
    """

    moved_on: date
    due: DueDate
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Ended:
    """How and when a promise ended."""

    kind: CommitmentEventKind
    held_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands on a day."""

    state: CommitmentState
    due: DueDate
    judged_by: DueDate  # the present one; of what ended, that which had passed when it was put off
    days_late: int  # 0 when on time or undated
    moves: int  # own ones that put the date off: to a later day, or to none
    slip_days: int | None  # own moves, from the first due date to the present one; None without
    ended_on: date | None
    moves_after_due: int = 0  # of these, those made when the due date before them had passed
    course: Course = FROM_THE_BEGINNING
    stopped_days: int = 0  # after the due date, while its clock stood still: they are not late

    @property
    def late_since(self) -> date | None:
        """The first day late, by the date that decides about it; None when it is not late."""
        due_to = self.judged_by.due_to
        return due_to + timedelta(days=1) if due_to and self.days_late else None

    @property
    def was_late(self) -> bool:
        """Whether it is late, or its date had passed before it was put off."""
        return self.days_late > 0 or self.moves_after_due > 0


def standing_on(
    day: date,
    first: DueDate,
    moves: Sequence[MovedTo],
    ended: Ended | None,
    *,
    course: Course = FROM_THE_BEGINNING,
) -> Standing:
    """Return how a promise stands at the end of `day`.

    Args:
        day: Calendar day in Viet Nam. The due day itself is not late.
        first: What was promised at first.
        moves: In the order of recording; those after `day` do not count yet, those after the
            promise had ended never: it was kept late, whatever date is given then.
        ended: The event that ended the promise, if any; after `day` it does not count yet. It is
            judged by the date that no move put off when it had passed: what was late stays so.
        course: What the steps of the promise come to at the end of `day`.
    """
    over = ended if ended and ended.held_on <= day else None
    last = over.held_on if over else day
    so_far = _with_before(first, [move for move in moves if move.moved_on <= last])
    due = so_far[-1][1].due if so_far else first
    put_off = [(old, new) for old, new in so_far if new.is_own and puts_off(old, new.due)]
    passed = [old for old, new in put_off if _days_late(new.moved_on, old, course.stops)]
    judged = passed[0] if over and passed else due
    days_late = _days_late(last, judged, course.stops)
    return Standing(
        state=_state(day, judged, over, course),
        due=due,
        judged_by=judged,
        days_late=days_late,
        moves=len(put_off),
        slip_days=_slip(first, so_far),
        ended_on=over.held_on if over else None,
        moves_after_due=len(passed),
        course=course,
        stopped_days=_days_late(last, judged, ()) - days_late,
    )


def is_same(due: DueDate, other: DueDate) -> bool:
    """Tell whether two due dates are one; without a day the words tell them apart."""
    if due.due_to is None or other.due_to is None:
        return due == other
    return (due.due_from, due.due_to, due.precision) == (
        other.due_from,
        other.due_to,
        other.precision,
    )


def puts_off(before: DueDate, after: DueDate) -> bool:
    """Tell whether a new due date is a later day, or none; a first date puts nothing off."""
    if before.due_to is None:  # a date is given at last
        return False
    return after.due_to is None or after.due_to > before.due_to


def official_state(state: CommitmentState) -> CommitmentState | None:
    """Return which of the four official states it counts as; none: it is of practice only.

    Source: Decision 42/2014/QĐ-TTg, amended by 23/2018/QĐ-TTg.
    """
    return _OFFICIAL.get(state)


def debt(
    until: date, due: DueDate, waiting_since: Iterable[date], stops: Sequence[Stop] = ()
) -> int:
    """Return what a late promise costs, in place-days: waiting places × days.

    Each place counts for every day on which the promise was late and the place waited; who
    reported before the due date has waited for all of them.

    Args:
        until: The day asked for, or the day on which the promise ended before it. It counts.
        due: The present due date; nothing is owed without one.
        waiting_since: For each waiting place, the day on which it reported; that day itself does
            not count yet.
        stops: Days on which the promise was paused: they are not late.
    """
    if due.due_to is None:
        return 0
    return sum(days_that_count(max(due.due_to, since), until, stops) for since in waiting_since)


def _state(day: date, due: DueDate, ended: Ended | None, course: Course) -> CommitmentState:
    if ended and ended.kind is CommitmentEventKind.WITHDRAWN:
        return CommitmentState.WITHDRAWN
    if ended and due.due_to is None:
        return CommitmentState.DONE_UNDATED  # neither on time nor late
    if ended:
        late = _days_late(ended.held_on, due, course.stops) > 0
        return CommitmentState.DONE_LATE if late else CommitmentState.DONE_ON_TIME
    if course.clock is Clock.RUNNING or _days_late(day, due, course.stops):
        return _state_by_date(day, due)  # paused or reported when late already, it stays late
    return CommitmentState.PAUSED if course.clock is Clock.PAUSED else CommitmentState.AWAITING


def _state_by_date(day: date, due: DueDate) -> CommitmentState:
    if due.due_to is None:
        return CommitmentState.UNDATED
    if day > due.due_to:
        return CommitmentState.OVERDUE
    is_near = (due.due_to - day).days <= DUE_SOON_DAYS
    return CommitmentState.DUE_SOON if is_near else CommitmentState.IN_TIME


def _days_late(day: date, due: DueDate, stops: Sequence[Stop]) -> int:
    return days_that_count(due.due_to, day, stops) if due.due_to else 0


def _with_before(first: DueDate, moves: Sequence[MovedTo]) -> list[tuple[DueDate, MovedTo]]:
    """Return each move, in the order of their days, with the due date before it."""
    if not moves:
        return []
    moves = sorted(moves, key=lambda move: move.moved_on)
    before = [first, *(move.due for move in moves)]
    return list(zip(before, moves, strict=False))


def _slip(first: DueDate, moves: Sequence[tuple[DueDate, MovedTo]]) -> int | None:
    """Return how far the body itself moved its date; what the calendar moved is left out."""
    if not moves:
        return 0 if first.due_to else None
    said = [first, *(move.due for _before, move in moves)]
    first_dated = next((due for due in said if due.due_to), first)
    whole = _days_between(first_dated, said[-1])
    if whole is None:
        return None
    by_calendar = sum(
        _days_between(before, move.due) or 0 for before, move in moves if not move.is_own
    )
    return whole - by_calendar


def _days_between(before: DueDate, after: DueDate) -> int | None:
    if before.due_to is None or after.due_to is None:
        return None
    return (after.due_to - before.due_to).days
