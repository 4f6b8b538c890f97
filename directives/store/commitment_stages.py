"""Which stages promises entered, as known at an instant."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.commitment_stage import CommitmentStage
from directives.rules.two_times import AsOf


def list_stages(
    session: Session, at: AsOf, commitment_ids: Sequence[int]
) -> Sequence[CommitmentStage]:
    """List the stages entered by a day, as known at an instant, in the order of recording."""
    return session.exec(
        select(CommitmentStage)
        .where(
            col(CommitmentStage.commitment_id).in_(commitment_ids),
            CommitmentStage.entered_on <= at.day,
            CommitmentStage.recorded_at <= at.known_at,
        )
        .order_by(col(CommitmentStage.id))
    ).all()
