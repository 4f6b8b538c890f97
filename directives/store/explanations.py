"""How bodies explain that they are late."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.explanation import CommitmentExplanation
from directives.rules.two_times import AsOf


def list_explanations(
    session: Session, at: AsOf, commitment_ids: Sequence[int]
) -> Sequence[CommitmentExplanation]:
    """List what was explained of promises up to a day, as known at an instant, the newest first."""
    return session.exec(
        select(CommitmentExplanation)
        .where(
            col(CommitmentExplanation.commitment_id).in_(commitment_ids),
            CommitmentExplanation.explained_on <= at.day,
            CommitmentExplanation.recorded_at <= at.known_at,
        )
        .order_by(
            col(CommitmentExplanation.explained_on).desc(), col(CommitmentExplanation.id).desc()
        )
    ).all()
