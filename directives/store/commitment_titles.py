"""How promised documents are to be called, where that was put right later."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from directives.models.commitment_title import CommitmentTitle


def list_titles(
    session: Session, commitment_ids: Collection[int], known_at: datetime
) -> Sequence[CommitmentTitle]:
    """List the corrections known at an instant, in the order of saying."""
    return session.exec(
        select(CommitmentTitle)
        .where(
            col(CommitmentTitle.commitment_id).in_(commitment_ids),
            CommitmentTitle.recorded_at <= known_at,
        )
        .order_by(col(CommitmentTitle.recorded_at), col(CommitmentTitle.id))
    ).all()
