"""The working calendar: the shipped table, as the administrator changed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.models.calendar import CalendarChange, CalendarDay, NewCalendarChange
from directives.reference.tables import Holiday, holidays
from directives.rules.working_days import Calendar, calendar_of
from directives.store.calendar import list_calendar_changes, list_calendar_days
from directives.vocabulary import CalendarDayKind, CalendarDayStatus

_UNDECIDED: Final = frozenset({CalendarDayKind.PROPOSED_SWAP, CalendarDayKind.HOLIDAY_ESTIMATE})


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from the working week; `change` where the administrator said so."""

    day: date
    name: str
    kind: CalendarDayKind
    status: CalendarDayStatus
    change: CalendarChange | None = None


def special_days(session: Session, known_at: datetime | None = None) -> dict[date, SpecialDay]:
    """Return the special days by day, in their order, as known now or at an instant."""
    return changed_days(shipped(session), list_calendar_changes(session, known_at))


def shipped(session: Session) -> dict[date, SpecialDay]:
    """Return the special days before anybody changed any."""
    rows = list_calendar_days(session) or shipped_days()
    return {one.day: SpecialDay(one.day, one.name, one.kind, one.status) for one in rows}


def changed_days(
    days: Mapping[date, SpecialDay], changes: Iterable[NewCalendarChange]
) -> dict[date, SpecialDay]:
    """Return the days after changes in their order; what is not decided yet binds nobody."""
    found = dict(days)
    for one in changes:
        if one.kind is None:
            found.pop(one.day, None)
            continue
        undecided = one.kind in _UNDECIDED
        status = CalendarDayStatus.UNVERIFIED if undecided else CalendarDayStatus.CONFIRMED
        said = one if isinstance(one, CalendarChange) else None
        found[one.day] = SpecialDay(one.day, one.name, one.kind, status, said)
    return dict(sorted(found.items()))


def calendar_from(days: Mapping[date, SpecialDay]) -> Calendar:
    """Return the calendar that special days make."""
    return calendar_of(
        Holiday(one.day, one.name, one.kind.value, one.status.value) for one in days.values()
    )


def working_calendar(session: Session, known_at: datetime | None = None) -> Calendar:
    """Return the calendar that terms are counted by, as known now or at an instant.

    The shipped one until a table is loaded.
    """
    return calendar_from(special_days(session, known_at))


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
