"""Promises and how they stand at a point in both times."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from directives.errors import CommitmentNotFound
from directives.models.base import saved_id
from directives.models.commitment import Commitment, CommitmentEvent, Due, Move
from directives.rules.promises import DueDate, Ended, MovedTo, Standing, standing_on
from directives.rules.two_times import AsOf
from directives.store.commitments import list_commitments, list_events, list_moves
from directives.vocabulary import CommitmentState, MoveReason


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A promise and how it stands at a point in both times."""

    commitment: Commitment
    standing: Standing
    moves: Sequence[Move]
    ended: CommitmentEvent | None


def view_commitments(
    session: Session,
    at: AsOf,
    *,
    ids: Sequence[int] | None = None,
    state: CommitmentState | None = None,
) -> list[CommitmentView]:
    """Return promises and how they stand at a point in both times, in the order of recording."""
    moves: dict[int, list[Move]] = {}
    for moved in list_moves(session, at.known_at, ids=ids):
        moves.setdefault(moved.commitment_id, []).append(moved)
    ends = {event.commitment_id: event for event in list_events(session, at.known_at, ids=ids)}
    views = (
        _view(commitment, moves.get(saved_id(commitment), []), ends.get(saved_id(commitment)), at)
        for commitment in list_commitments(session, at, ids=ids)
    )
    return [view for view in views if state in (None, view.standing.state)]


def get_commitment(session: Session, commitment_id: int, at: AsOf) -> CommitmentView:
    """Return one promise and how it stands.

    Raises:
        CommitmentNotFound: there is no such promise at that point in time.
    """
    views = view_commitments(session, at, ids=[commitment_id])
    if not views:
        raise CommitmentNotFound
    return views[0]


def _view(
    commitment: Commitment, moves: list[Move], event: CommitmentEvent | None, at: AsOf
) -> CommitmentView:
    standing = standing_on(
        at.day,
        due_of(commitment),
        [
            MovedTo(moved.moved_on, due_of(moved), is_own=moved.reason is not MoveReason.CALENDAR)
            for moved in moves
        ],
        Ended(event.kind, event.held_on) if event else None,
    )
    return CommitmentView(commitment, standing, moves, event)


def due_of(row: Due) -> DueDate:
    """Return the due date that a promise or a move carries."""
    return DueDate(row.due_from, row.due_to, row.due_operator, row.due_precision, row.due_phrase)
