from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, delete, select

from directives.errors import RightMissing
from directives.models.audit import AuditEvent
from directives.models.calendar import CalendarDay, NewCalendarDay
from directives.rules.permissions import Actor
from directives.rules.working_days import shipped_calendar
from directives.services.accounts import system_actor
from directives.services.calendar import record_calendar_day, working_calendar
from directives.services.reference_data import load_reference_data
from directives.vocabulary import CalendarDayKind, CalendarDayStatus, Role

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SWAP = NewCalendarDay(
    day=date(2026, 11, 23), name="Nghỉ hoán đổi", kind=CalendarDayKind.SWAPPED_OFF
)


def test_the_loaded_table_is_the_shipped_calendar(session: Session) -> None:
    assert working_calendar(session) == shipped_calendar()


def test_without_a_loaded_table_the_shipped_calendar_counts(session: Session) -> None:
    session.exec(delete(CalendarDay))

    assert working_calendar(session) == shipped_calendar()


def test_a_decision_of_the_administrator_changes_the_calendar(session: Session) -> None:
    actor = system_actor(session, "system:cli")

    record_calendar_day(session, actor, SWAP, now=NOW)

    assert not working_calendar(session).is_working(SWAP.day)
    assert shipped_calendar().is_working(SWAP.day)


def test_a_new_day_is_added_with_its_audit_row(session: Session) -> None:
    actor = system_actor(session, "system:cli")
    new = SWAP.model_copy(update={"day": date(2028, 5, 2)})

    row = record_calendar_day(session, actor, new, now=NOW)

    assert row.status is CalendarDayStatus.CONFIRMED
    events = session.exec(select(AuditEvent.details).where(AuditEvent.at == NOW)).all()
    assert ["2028-05-02" in details for details in events] == [True]


def test_loading_again_keeps_what_the_administrator_changed(session: Session) -> None:
    record_calendar_day(session, system_actor(session, "system:cli"), SWAP, now=NOW)

    load_reference_data(session, now=NOW)

    assert not working_calendar(session).is_working(SWAP.day)


def test_a_drafter_cannot_change_the_calendar(session: Session) -> None:
    drafter = Actor(account_id=1, name="Mẫu", role=Role.DRAFTER)

    with pytest.raises(RightMissing):
        record_calendar_day(session, drafter, SWAP, now=NOW)
