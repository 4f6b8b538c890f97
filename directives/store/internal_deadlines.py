"""The deadlines that bodies set themselves, as known at an instant."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from directives.models.internal_deadline import InternalDeadline


def list_internal_deadlines(
    session: Session, known_at: datetime, *, ids: Sequence[int] | None = None
) -> Sequence[InternalDeadline]:
    """List the internal deadlines known at an instant, in the order of recording."""
    statement = select(InternalDeadline).where(InternalDeadline.recorded_at <= known_at)
    if ids is not None:
        statement = statement.where(col(InternalDeadline.commitment_id).in_(ids))
    return session.exec(statement.order_by(col(InternalDeadline.id))).all()
