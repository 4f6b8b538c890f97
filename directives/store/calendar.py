"""Special days of the calendar, and how the administrator changed them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.calendar import CalendarChange, CalendarDay


def list_calendar_days(session: Session) -> Sequence[CalendarDay]:
    """List the special days of the package in their order."""
    return session.exec(select(CalendarDay).order_by(col(CalendarDay.day))).all()


def list_calendar_changes(
    session: Session, known_at: datetime | None = None
) -> Sequence[CalendarChange]:
    """List the changes in the order of recording: all, or those known at an instant."""
    statement = select(CalendarChange)
    if known_at is not None:
        statement = statement.where(CalendarChange.recorded_at <= known_at)
    return session.exec(statement.order_by(col(CalendarChange.id))).all()


def last_calendar_change(session: Session) -> int:
    """Return the number of the newest change, 0 before the first."""
    newest = session.exec(select(sa.func.max(col(CalendarChange.id)))).one()
    return newest or 0
