"""How every promise stands, as plain values: for pages that count them all."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.rules.promise_steps import Clock, course_on
from directives.rules.promises import RUNNING, DueDate, Ended, MovedTo, standing_on
from directives.rules.two_times import AsOf
from directives.services.gap_merges import families
from directives.services.promise_bodies import steps_by_promise
from directives.services.touched import Touched
from directives.store.commitment_steps import list_step_rows
from directives.store.commitments import (
    DueRow,
    list_ends,
    list_first_dues,
    list_gap_pairs,
    list_moved_dues,
    list_running_ids,
)
from directives.vocabulary import CommitmentState

_ORDER = {
    CommitmentState.OVERDUE: 0,
    CommitmentState.UNDATED: 1,
    CommitmentState.DUE_SOON: 2,
    CommitmentState.IN_TIME: 2,
    CommitmentState.PAUSED: 3,
    CommitmentState.AWAITING: 3,
}
_BY_DUE_DAY = {CommitmentState.DUE_SOON, CommitmentState.IN_TIME}


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """How one promise stands, and who answers for it: its lead, or to whom it was transferred."""

    commitment_id: int
    lead_agency_id: int | None
    promised_on: date
    state: CommitmentState
    due_to: date | None
    days_late: int
    ended_on: date | None = None
    clock: Clock = Clock.RUNNING
    since: date | None = None  # the day of the step that set its clock: of a pause, a report
    rejected_on: date | None = None  # by the body that answers for it; no other has it since

    @property
    def is_running(self) -> bool:
        """Whether it is neither kept nor withdrawn."""
        return self.state in RUNNING


def running_promises(
    session: Session, at: AsOf, *, at_once: int = 2_000
) -> Iterator[list[PromiseStanding]]:
    """Give how the promises stand that had not ended, in the order of recording, part by part.

    However many they are, no more than a part of them is in memory.
    """
    after = 0
    while ids := list_running_ids(session, at, after=after, limit=at_once):
        after = ids[-1]
        yield list(promise_standings(session, at, ids=ids).values())


def promise_standings(
    session: Session, at: AsOf, *, ids: Collection[int] | None = None
) -> dict[int, PromiseStanding]:
    """Return how every promise, or some, stands at a point in both times, by promise."""
    moves: dict[int, list[MovedTo]] = {}
    for row in list_moved_dues(session, at, ids):
        moves.setdefault(row.commitment_id, []).append(MovedTo(row.said_on, _due(row)))
    ends = {key: Ended(kind, day) for key, kind, day in list_ends(session, at, ids)}
    steps = steps_by_promise(list_step_rows(session, at, ids))
    found = {}
    for row in list_first_dues(session, at, ids):
        key = row.commitment_id
        course = course_on(at.day, steps.get(key, ()))
        standing = standing_on(at.day, _due(row), moves.get(key, ()), ends.get(key), course=course)
        found[key] = PromiseStanding(
            key,
            course.transferred_to or row.lead_agency_id,
            row.said_on,
            standing.state,
            standing.due.due_to,
            standing.days_late,
            standing.ended_on,
            course.clock,
            course.since,
            course.rejected_on,
        )
    return found


def promise_standings_after(
    session: Session, at: AsOf, before: Mapping[int, PromiseStanding], touched: Touched
) -> Mapping[int, PromiseStanding]:
    """Return how every promise stands, from how they stood before changes that touched some."""
    if not touched.promise_ids:
        return before
    return {**before, **promise_standings(session, at, ids=touched.promise_ids)}


def in_list_order(promises: Iterable[PromiseStanding]) -> list[PromiseStanding]:
    """Sort promises: late (the latest first), undated, due (the next first), resting, ended.

    Those that ended last come first among the ended.
    """

    def place(one: PromiseStanding) -> tuple[int, int, int]:
        days = -one.days_late
        if one.ended_on:
            days = -one.ended_on.toordinal()
        elif one.state in _BY_DUE_DAY and one.due_to:
            days = one.due_to.toordinal()
        return _ORDER.get(one.state, len(_ORDER)), days, one.commitment_id

    return sorted(promises, key=place)


def promises_by_gap(
    session: Session, promises: Mapping[int, PromiseStanding], at: AsOf
) -> dict[int, list[PromiseStanding]]:
    """Return the promises that are to close each gap that is left, those of its parts, too."""
    known = families(session, at)
    ties = list_gap_pairs(session, at.known_at)
    pairs = dict.fromkeys((promise, known.root(gap)) for promise, gap in ties)
    found: dict[int, list[PromiseStanding]] = {}
    for promise, gap in pairs:
        if promise in promises:
            found.setdefault(gap, []).append(promises[promise])
    return found


def most_urgent(promises: Iterable[PromiseStanding]) -> list[PromiseStanding]:
    """Return the running promises: the latest first, then undated, the next due, those at rest."""
    return sorted(
        (one for one in promises if one.is_running),
        key=lambda one: (
            _ORDER[one.state],
            -one.days_late,
            one.due_to or date.max,
            one.commitment_id,
        ),
    )


def _due(row: DueRow) -> DueDate:
    return DueDate(row.due_from, row.due_to, row.due_operator, row.due_precision, "")
