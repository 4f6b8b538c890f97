import re
from datetime import date

from sqlmodel import Session

from directives.models.calendar import NewCalendarChange
from directives.reference.second_calendar import second_calendar
from directives.rules.two_times import AsOf
from directives.services.calendar_changes import change_calendar
from directives.services.calendar_check import Difference, calendar_differences
from directives.vocabulary import CalendarDayKind, Role
from tests.conftest import ROOT
from tests.factories import NOW, TODAY, make_actor

YEARS = (2025, 2026, 2027)
DOCUMENT = ROOT / "docs" / "calendar.md"


def test_the_document_lists_every_difference_of_the_calendar_as_shipped(session: Session) -> None:
    rows = re.findall(r"^\| (\d{4}-\d\d-\d\d) \| (off|worked)", DOCUMENT.read_text(), re.MULTILINE)

    found = calendar_differences(session, second_calendar(YEARS))

    assert [(one.day.isoformat(), "worked" if one.is_working else "off") for one in found] == rows


def test_the_second_calendar_answers_for_every_day_of_its_years() -> None:
    known = second_calendar([2025])

    assert len(known) == 365
    assert known[date(2025, 4, 26)][0]  # a Saturday worked
    assert known[date(2025, 5, 2)] == (False, "Ngày nghỉ (thay cho ngày 26/04/2025)")


def test_a_difference_names_the_day_as_each_calendar_does(session: Session) -> None:
    other = {date(2025, 4, 30): (True, ""), date(2025, 10, 13): (False, "Lễ của gói")}

    assert calendar_differences(session, other) == [
        Difference(date(2025, 4, 30), is_working=False, name="Ngày Chiến thắng", other_name=""),
        Difference(date(2025, 10, 13), is_working=True, name="", other_name="Lễ của gói"),
    ]


def test_what_the_administrator_recorded_is_compared(session: Session) -> None:
    other = {date(2025, 10, 13): (False, "Lễ của gói")}
    said = NewCalendarChange(
        day=date(2025, 10, 13), kind=CalendarDayKind.HOLIDAY, reason="Thông báo thử"
    )
    change_calendar(session, make_actor(session, Role.SYSTEM), [said], at=AsOf(TODAY, NOW))

    assert calendar_differences(session, other) == []
