"""Promises and how they stand at a point in both times."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from directives.errors import CommitmentNotFound
from directives.models.base import saved_id
from directives.models.commitment import Commitment, CommitmentEvent, Due, Move
from directives.models.commitment_step import CommitmentStep
from directives.rules.promise_steps import PromiseStep, course_on
from directives.rules.promises import DueDate, Ended, MovedTo, Standing, standing_on
from directives.rules.two_times import AsOf
from directives.services.promise_bodies import responsible_id
from directives.store.commitment_steps import list_steps
from directives.store.commitments import list_commitments, list_events, list_moves
from directives.vocabulary import CommitmentState, MoveReason


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A promise and how it stands at a point in both times."""

    commitment: Commitment
    standing: Standing
    moves: Sequence[Move]
    ended: CommitmentEvent | None
    steps: Sequence[CommitmentStep] = ()  # those made by that day, in their order

    @property
    def responsible_id(self) -> int | None:
        """The body to which the promise was transferred last, or the one that leads it."""
        return responsible_id(self.commitment, self.standing.course)


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
    steps: dict[int, list[CommitmentStep]] = {}
    for step in list_steps(session, at, ids=ids):
        steps.setdefault(step.commitment_id, []).append(step)
    ends = {event.commitment_id: event for event in list_events(session, at.known_at, ids=ids)}
    views = []
    for commitment in list_commitments(session, at, ids=ids):
        key = saved_id(commitment)
        said = _Said(moves.get(key, []), steps.get(key, []), ends.get(key))
        views.append(_view(commitment, said, at))
    return [view for view in views if state in (None, view.standing.state)]


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said of one promise since it was made."""

    moves: Sequence[Move]
    steps: Sequence[CommitmentStep]
    ended: CommitmentEvent | None


def get_commitment(session: Session, commitment_id: int, at: AsOf) -> CommitmentView:
    """Return one promise and how it stands.

    Raises:
        CommitmentNotFound: there is no such promise at that point in time.
    """
    views = view_commitments(session, at, ids=[commitment_id])
    if not views:
        raise CommitmentNotFound
    return views[0]


def _view(commitment: Commitment, said: _Said, at: AsOf) -> CommitmentView:
    standing = standing_on(
        at.day,
        due_of(commitment),
        [
            MovedTo(moved.moved_on, due_of(moved), is_own=moved.reason is not MoveReason.CALENDAR)
            for moved in said.moves
        ],
        Ended(said.ended.kind, said.ended.held_on) if said.ended else None,
        course=course_on(at.day, [step_of(step) for step in said.steps]),
    )
    return CommitmentView(commitment, standing, said.moves, said.ended, said.steps)


def step_of(row: CommitmentStep) -> PromiseStep:
    """Return what a recorded step says."""
    return PromiseStep(row.kind, row.held_on, row.agency_id)


def due_of(row: Due) -> DueDate:
    """Return the due date that a promise or a move carries."""
    return DueDate(row.due_from, row.due_to, row.due_operator, row.due_precision, row.due_phrase)
