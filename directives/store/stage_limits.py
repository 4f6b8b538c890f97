"""How long stages may take, as it was set."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from directives.models.stage_limit import StageLimit


def list_stage_limits(session: Session, known_at: datetime) -> Sequence[StageLimit]:
    """List what was set by an instant, in the order of recording."""
    return session.exec(
        select(StageLimit).where(StageLimit.recorded_at <= known_at).order_by(col(StageLimit.id))
    ).all()
