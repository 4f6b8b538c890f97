from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, delete, select

from directives.errors import RightMissing, ValueInvalid
from directives.models.audit import AuditEvent
from directives.models.calendar import CalendarChange, CalendarDay, NewCalendarChange
from directives.rules.two_times import AsOf
from directives.rules.working_days import shipped_calendar
from directives.services.calendar import special_days, working_calendar
from directives.services.calendar_changes import change_calendar, preview_change
from directives.services.reference_data import load_reference_data
from directives.store.calendar import last_calendar_change
from directives.vocabulary import CalendarDayKind, CalendarDayStatus, Role
from tests.factories import make_actor

NOW = datetime(2026, 11, 20, tzinfo=UTC)
AT = AsOf(date(2026, 11, 20), NOW)
OFF, WORKED = date(2026, 11, 23), date(2026, 11, 28)


def said(day: date, kind: CalendarDayKind | None, name: str = "Nghỉ hoán đổi") -> NewCalendarChange:
    return NewCalendarChange(day=day, kind=kind, name=name, reason="Thông báo thử")


SWAP = [said(OFF, CalendarDayKind.SWAPPED_OFF), said(WORKED, CalendarDayKind.MAKEUP_WORKDAY)]


def change(session: Session, *changes: NewCalendarChange, at: AsOf = AT) -> None:
    change_calendar(session, make_actor(session, Role.SYSTEM), changes, at=at)


def test_the_loaded_table_is_the_shipped_calendar(session: Session) -> None:
    assert working_calendar(session) == shipped_calendar()
    assert last_calendar_change(session) == 0


def test_without_a_loaded_table_the_shipped_calendar_counts(session: Session) -> None:
    session.exec(delete(CalendarDay))

    assert working_calendar(session) == shipped_calendar()


def test_a_swap_changes_both_days(session: Session) -> None:
    change(session, *SWAP)

    calendar = working_calendar(session)
    assert (calendar.is_working(OFF), calendar.is_working(WORKED)) == (False, True)
    assert (shipped_calendar().is_working(OFF), shipped_calendar().is_working(WORKED)) == (
        True,
        False,
    )


def test_a_swap_is_taken_back_day_by_day_and_nothing_is_forgotten(session: Session) -> None:
    change(session, *SWAP)
    later = AsOf(AT.day, NOW + timedelta(hours=1))
    change(session, said(OFF, None), said(WORKED, None), at=later)

    assert working_calendar(session) == shipped_calendar()
    assert OFF not in special_days(session)
    assert special_days(session, NOW)[OFF].kind is CalendarDayKind.SWAPPED_OFF
    assert special_days(session, NOW - timedelta(1))[OFF].kind is CalendarDayKind.PROPOSED_SWAP


def test_a_change_says_who_when_and_why(session: Session) -> None:
    change(session, said(date(2028, 5, 2), CalendarDayKind.HOLIDAY))

    row = session.exec(select(CalendarChange)).one()
    assert (row.reason, row.recorded_at) == ("Thông báo thử", NOW)
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "calendar.change")).one()
    assert (event.account_id, event.subject_id) == (row.account_id, row.id)
    assert "2028-05-02" in event.details
    assert special_days(session)[row.day].status is CalendarDayStatus.CONFIRMED


def test_what_is_only_proposed_binds_nobody(session: Session) -> None:
    change(session, said(date(2028, 5, 2), CalendarDayKind.PROPOSED_SWAP))

    assert special_days(session)[date(2028, 5, 2)].status is CalendarDayStatus.UNVERIFIED
    assert working_calendar(session) == shipped_calendar()


def test_the_database_refuses_to_change_a_change(session: Session) -> None:
    change(session, *SWAP)

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text("UPDATE calendar_change SET reason = 'khác'"))


def test_loading_again_keeps_what_the_administrator_changed(session: Session) -> None:
    change(session, *SWAP)

    load_reference_data(session, now=NOW)

    assert not working_calendar(session).is_working(OFF)


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.OVERSIGHT])
def test_only_an_administrator_changes_or_tries_the_calendar(session: Session, role: Role) -> None:
    actor = make_actor(session, role)
    for act in (change_calendar, preview_change):
        with pytest.raises(RightMissing):
            act(session, actor, SWAP, at=AT)


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 11, 28), CalendarDayKind.SWAPPED_OFF, "Thứ Bảy"),
        (date(2026, 11, 29), CalendarDayKind.COMPENSATORY, "Chủ nhật"),
        (date(2026, 11, 25), CalendarDayKind.MAKEUP_WORKDAY, "Thứ Tư"),
        (date(2026, 11, 24), CalendarDayKind.HOLIDAY, "Ngày Văn hóa Việt Nam"),  # as it is
        (date(2026, 11, 25), None, ""),  # ordinary already
        (date(1999, 1, 4), CalendarDayKind.HOLIDAY, "Xa quá"),
        (date(2101, 1, 3), CalendarDayKind.HOLIDAY, "Xa quá"),
    ],
)
def test_a_day_that_cannot_be_so_is_refused(
    session: Session, day: date, kind: CalendarDayKind | None, name: str
) -> None:
    with pytest.raises(ValueInvalid) as refused:
        change(session, said(day, kind, name))

    assert refused.value.field == "day"


def test_a_wrong_make_up_day_names_its_own_field(session: Session) -> None:
    wrong = said(date(2026, 11, 27), CalendarDayKind.MAKEUP_WORKDAY)

    with pytest.raises(ValueInvalid) as refused:
        change(session, SWAP[0], wrong)

    assert refused.value.field == "worked"
