"""A body explains its own lateness; the explanation stands beside the figure, and both stay."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from directives.errors import CommitmentNotFound
from directives.models.base import Subject
from directives.models.explanation import CommitmentExplanation, NewExplanation
from directives.rules.permissions import (
    Actor,
    check_can_answer_for_commitment,
    check_signed_in,
)
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.open_promises import bodies_now, check_day
from directives.store.commitments import find_commitment
from directives.store.explanations import list_explanations


def explain(
    session: Session, actor: Actor, commitment_id: int, new: NewExplanation, *, now: datetime
) -> CommitmentExplanation:
    """Append what the responsible body says of how its promise stands; ended ones, too.

    No figure changes by it, and nobody changes it: what is to be put right is said again.

    Raises:
        CommitmentNotFound: there is no such promise.
        RightMissing: it is another agency's.
        EventTooEarly, EventTooLate: explained before it was made, or on a day to come.
    """
    commitment = find_commitment(session, commitment_id)
    if commitment is None:
        raise CommitmentNotFound
    check_can_answer_for_commitment(actor, bodies_now(session, commitment, now))
    check_day(commitment, new.explained_on, field="explained_on", now=now)
    explanation = CommitmentExplanation.model_validate(
        new,
        update={
            "commitment_id": commitment_id,
            "account_id": check_signed_in(actor),
            "recorded_at": now,
        },
    )
    session.add(explanation)
    session.flush()
    subject = Subject("commitment", commitment_id)
    record_change(session, actor, "commitment.explain", subject, now=now, words=new.words)
    return explanation


def explanations_of(
    session: Session, at: AsOf, commitment_ids: Sequence[int]
) -> Mapping[int, Sequence[CommitmentExplanation]]:
    """Return what was explained of each promise, the newest first, in one statement."""
    found: dict[int, list[CommitmentExplanation]] = {}
    for row in list_explanations(session, at, commitment_ids):
        found.setdefault(row.commitment_id, []).append(row)
    return found
