"""The working calendar: the shipped table, as the administrator changed it."""

from datetime import datetime

from sqlmodel import Session

from directives.models.base import Subject
from directives.models.calendar import CalendarDay, NewCalendarDay
from directives.reference.tables import Holiday, holidays
from directives.rules.permissions import Actor, check_can_administer
from directives.rules.working_days import Calendar, calendar_of, shipped_calendar
from directives.services.changes import record_change
from directives.store.calendar import find_calendar_day, list_calendar_days
from directives.vocabulary import CalendarDayKind, CalendarDayStatus


def working_calendar(session: Session) -> Calendar:
    """Return the calendar that terms are counted by; the shipped one until a table is loaded."""
    rows = list_calendar_days(session)
    if not rows:
        return shipped_calendar()
    return calendar_of(Holiday(one.day, one.name, one.kind.value, one.status.value) for one in rows)


def shipped_days() -> list[CalendarDay]:
    """Return the special days that the package carries, as rows."""
    return [
        CalendarDay(
            day=one.day,
            name=one.name,
            kind=CalendarDayKind(one.kind),
            status=CalendarDayStatus(one.status),
        )
        for one in holidays()
    ]


def record_calendar_day(
    session: Session, actor: Actor, new: NewCalendarDay, *, now: datetime
) -> CalendarDay:
    """Add a special day, or change the one on that date.

    Raises:
        RightMissing: only administrators change the calendar.
    """
    check_can_administer(actor)
    row = find_calendar_day(session, new.day)
    before = row.model_dump(mode="json") if row else None
    if row is None:
        row = CalendarDay(**new.model_dump())
    else:
        row.sqlmodel_update(new.model_dump())
    session.add(row)
    record_change(
        session,
        actor,
        "calendar.record_day",
        Subject("calendar_day", None),
        now=now,
        before=before,
        after=new.model_dump(mode="json"),
    )
    return row
