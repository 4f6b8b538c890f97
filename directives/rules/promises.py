"""How a promise stands on a day: its due date, its state, its slip.

Source: the four official states are those of Decision 42/2014/QĐ-TTg (amended 23/2018).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from directives.vocabulary import CommitmentEventKind, CommitmentState, Operator, Precision


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date as an interval with the words as written."""

    due_from: date | None
    due_to: date | None  # last day that still counts as on time; None: no date was given
    operator: Operator | None
    precision: Precision
    phrase: str


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
    days_late: int  # 0 when on time or undated
    moves: int
    slip_days: int | None  # own moves, from the first due date to the present one; None without
    ended_on: date | None
    moves_after_due: int = 0  # those made when the due date before them had passed


def standing_on(
    day: date, first: DueDate, moves: Sequence[MovedTo], ended: Ended | None
) -> Standing:
    """Return how a promise stands at the end of `day`.

    Args:
        day: Calendar day in Viet Nam. The due day itself is not late.
        first: What was promised at first.
        moves: In the order of recording; those after `day` do not count yet.
        ended: The event that ended the promise, if any; after `day` it does not count yet.
    """
    so_far = sorted((move for move in moves if move.moved_on <= day), key=lambda m: m.moved_on)
    due = so_far[-1].due if so_far else first
    over = ended if ended and ended.held_on <= day else None
    return Standing(
        state=_state(day, due, over),
        due=due,
        days_late=_days_late(over.held_on if over else day, due),
        moves=sum(move.is_own for move in so_far),
        slip_days=_slip(first, so_far),
        ended_on=over.held_on if over else None,
        moves_after_due=_moves_after_due(first, so_far),
    )


def debt(until: date, due: DueDate, waiting_since: Iterable[date]) -> int:
    """Return what a late promise costs, in place-days: waiting places × days.

    Each place counts for every day on which the promise was late and the place waited; who
    reported before the due date has waited for all of them.

    Args:
        until: The day asked for, or the day on which the promise ended before it. It counts.
        due: The present due date; nothing is owed without one.
        waiting_since: For each waiting place, the day on which it reported; that day itself does
            not count yet.
    """
    late = _days_late(until, due)
    return sum(min(late, max((until - since).days, 0)) for since in waiting_since)


def _state(day: date, due: DueDate, ended: Ended | None) -> CommitmentState:
    if ended and ended.kind is CommitmentEventKind.WITHDRAWN:
        return CommitmentState.WITHDRAWN
    if ended:
        late = _days_late(ended.held_on, due) > 0
        return CommitmentState.DONE_LATE if late else CommitmentState.DONE_ON_TIME
    if due.due_to is None:
        return CommitmentState.UNDATED
    return CommitmentState.OVERDUE if day > due.due_to else CommitmentState.IN_TIME


def _days_late(day: date, due: DueDate) -> int:
    return max((day - due.due_to).days, 0) if due.due_to else 0


def _moves_after_due(first: DueDate, moves: Sequence[MovedTo]) -> int:
    before = [first, *(move.due for move in moves)]
    return sum(
        move.is_own and _days_late(move.moved_on, due) > 0
        for move, due in zip(moves, before, strict=False)
    )


def _slip(first: DueDate, moves: Sequence[MovedTo]) -> int | None:
    """Return how far the body itself moved its date; what the calendar moved is left out."""
    due = moves[-1].due if moves else first
    whole = _days_between(first, due)
    if whole is None:
        return None
    before = [first, *(move.due for move in moves)]
    by_calendar = sum(
        _days_between(due_before, move.due) or 0
        for move, due_before in zip(moves, before, strict=False)
        if not move.is_own
    )
    return whole - by_calendar


def _days_between(before: DueDate, after: DueDate) -> int | None:
    if before.due_to is None or after.due_to is None:
        return None
    return (after.due_to - before.due_to).days
