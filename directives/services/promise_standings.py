"""How every promise stands, as plain values: for pages that count them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.rules.promises import DueDate, Ended, MovedTo, standing_on
from directives.rules.two_times import AsOf
from directives.store.commitments import (
    DueRow,
    list_ends,
    list_first_dues,
    list_gap_pairs,
    list_moved_dues,
)
from directives.vocabulary import CommitmentState

RUNNING = frozenset({CommitmentState.OVERDUE, CommitmentState.UNDATED, CommitmentState.IN_TIME})


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """How one promise stands, and who leads it."""

    commitment_id: int
    lead_agency_id: int | None
    state: CommitmentState
    due_to: date | None
    days_late: int

    @property
    def is_running(self) -> bool:
        """Whether it is neither kept nor withdrawn."""
        return self.state in RUNNING


def promise_standings(session: Session, at: AsOf) -> dict[int, PromiseStanding]:
    """Return how every promise stands at a point in both times, by promise."""
    moves: dict[int, list[MovedTo]] = {}
    for row in list_moved_dues(session, at):
        moves.setdefault(row.commitment_id, []).append(MovedTo(row.said_on, _due(row)))
    ends = {key: Ended(kind, day) for key, kind, day in list_ends(session, at)}
    found = {}
    for row in list_first_dues(session, at):
        key = row.commitment_id
        standing = standing_on(at.day, _due(row), moves.get(key, ()), ends.get(key))
        found[key] = PromiseStanding(
            key, row.lead_agency_id, standing.state, standing.due.due_to, standing.days_late
        )
    return found


def promises_by_gap(
    session: Session, promises: Mapping[int, PromiseStanding]
) -> dict[int, list[PromiseStanding]]:
    """Return the promises that are to close each gap."""
    found: dict[int, list[PromiseStanding]] = {}
    for promise, gap in list_gap_pairs(session):
        if promise in promises:
            found.setdefault(gap, []).append(promises[promise])
    return found


def most_urgent(promises: list[PromiseStanding]) -> list[PromiseStanding]:
    """Return the running promises: the latest first, then undated ones, then the next due."""
    order = {CommitmentState.OVERDUE: 0, CommitmentState.UNDATED: 1, CommitmentState.IN_TIME: 2}
    return sorted(
        (one for one in promises if one.is_running),
        key=lambda one: (
            order[one.state],
            -one.days_late,
            one.due_to or date.max,
            one.commitment_id,
        ),
    )


def _due(row: DueRow) -> DueDate:
    return DueDate(row.due_from, row.due_to, row.due_operator, row.due_precision, "")
