"""What promises wait for, as known at an instant."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.commitment_block import CommitmentBlock
from directives.rules.two_times import AsOf


def list_blocks(
    session: Session, at: AsOf, *, ids: Sequence[int] | None = None
) -> Sequence[CommitmentBlock]:
    """List what was said up to a day, as known at an instant, in the order of recording."""
    statement = select(CommitmentBlock).where(
        CommitmentBlock.held_on <= at.day, CommitmentBlock.recorded_at <= at.known_at
    )
    if ids is not None:
        statement = statement.where(col(CommitmentBlock.commitment_id).in_(ids))
    return session.exec(statement.order_by(col(CommitmentBlock.id))).all()
