"""Which stages promises entered, as known at an instant."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.commitment_stage import CommitmentStage
from directives.rules.two_times import AsOf


def list_stages(
    session: Session, at: AsOf, commitment_ids: Sequence[int] | None = None
) -> Sequence[CommitmentStage]:
    """List the stages entered by a day, as known at an instant, in the order of recording."""
    statement = select(CommitmentStage).where(
        CommitmentStage.entered_on <= at.day, CommitmentStage.recorded_at <= at.known_at
    )
    if commitment_ids is not None:
        statement = statement.where(col(CommitmentStage.commitment_id).in_(commitment_ids))
    return session.exec(statement.order_by(col(CommitmentStage.id))).all()
