"""How the ladders of reminders changed."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.ladder import LadderChange


def list_ladder_changes(session: Session) -> Sequence[LadderChange]:
    """List the changes in the order of recording."""
    return session.exec(select(LadderChange).order_by(col(LadderChange.id))).all()
