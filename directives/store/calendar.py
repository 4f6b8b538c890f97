"""Special days of the calendar."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from directives.models.calendar import CalendarDay


def find_calendar_day(session: Session, day: date) -> CalendarDay | None:
    """Find the special day on a date."""
    return session.get(CalendarDay, day)


def list_calendar_days(session: Session) -> Sequence[CalendarDay]:
    """List the special days in their order."""
    return session.exec(select(CalendarDay).order_by(col(CalendarDay.day))).all()
