"""Dates, numbers and due dates as officials write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.web import formatting
from directives.translation import translations

VIETNAMESE = translations("vi")
ENGLISH = translations("en")
DUE = date(2025, 10, 14)  # “trước ngày 15/10/2025”
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2025, 10, 15), "15/10/2025"),
        (date(2025, 9, 5), "05/9/2025"),
        (date(2025, 2, 5), "05/02/2025"),
        (date(2026, 1, 31), "31/01/2026"),
    ],
)
def test_a_day_is_written_as_the_decree_says(value: date, written: str) -> None:
    assert formatting.day(value) == written


def test_a_moment_is_told_in_ha_noi_time() -> None:
    assert formatting.instant(datetime(2025, 10, 15, 9, 30, tzinfo=UTC)) == "16:30 15/10/2025"
    assert formatting.instant(datetime(2025, 10, 15, 17, 5, tzinfo=UTC)) == "00:05 16/10/2025"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (4_386_106, "4.386.106", "4,386,106"),
        (999, "999", "999"),
        (-1_000, "-1.000", "-1,000"),
        (Decimal("12.5"), "12,5", "12.5"),
    ],
)
def test_digits_are_grouped_as_the_language_does(
    value: Decimal, vietnamese: str, english: str
) -> None:
    assert formatting.number(value, language="vi") == vietnamese
    assert formatting.number(value, language="en") == english


@pytest.mark.parametrize(
    ("ratio", "vietnamese", "english"),
    [(0.747, "74,7%", "74.7%"), (1, "100%", "100%"), (0, "0%", "0%"), (0.5, "50%", "50%")],
)
def test_a_ratio_is_a_percentage(ratio: float, vietnamese: str, english: str) -> None:
    assert formatting.percent(ratio, language="vi") == vietnamese
    assert formatting.percent(ratio, language="en") == english


@pytest.mark.parametrize(
    ("due_to", "october_day", "vietnamese", "english"),
    [
        (DUE, 26, "Quá hạn 12 ngày (từ 15/10/2025)", "12 days overdue (since 15/10/2025)"),
        (DUE, 15, "Quá hạn 1 ngày (từ 15/10/2025)", "1 day overdue (since 15/10/2025)"),
        (DUE, 14, "Đến hạn hôm nay", "Due today"),
        (DUE, 13, "Còn 1 ngày", "1 day left"),
        (DUE, 11, "Còn 3 ngày", "3 days left"),
        (None, 11, "Chưa có thời hạn", "No date"),
    ],
)
def test_lateness_is_a_sentence(
    due_to: date | None, october_day: int, vietnamese: str, english: str
) -> None:
    today = date(2025, 10, october_day)
    assert formatting.lateness(due_to, today, catalogue=VIETNAMESE) == vietnamese
    assert formatting.lateness(due_to, today, catalogue=ENGLISH) == english


@given(due_to=days, late_days=st.integers(1, 5_000))
def test_days_late_count_the_day_in_brackets(due_to: date, late_days: int) -> None:
    sentence = formatting.lateness(due_to, due_to + timedelta(days=late_days), catalogue=VIETNAMESE)
    first_late_day = formatting.day(due_to + timedelta(days=1))
    assert sentence == f"Quá hạn {late_days} ngày (từ {first_late_day})"


@pytest.mark.parametrize(
    ("due_from", "due_to", "written"),
    [
        (None, None, "Chưa có thời hạn"),
        (None, date(2025, 10, 14), "14/10/2025"),
        (date(2025, 10, 14), date(2025, 10, 14), "14/10/2025"),
        (date(2025, 8, 1), date(2025, 8, 31), "tháng 8/2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "tháng 2/2024"),
        (date(2025, 8, 21), date(2025, 8, 31), "cuối tháng 8/2025"),
        (date(2025, 9, 1), date(2025, 9, 10), "đầu tháng 9/2025"),
        (date(2025, 9, 11), date(2025, 9, 20), "giữa tháng 9/2025"),
        (date(2025, 9, 1), date(2025, 9, 15), "nửa đầu tháng 9/2025"),
        (date(2025, 9, 16), date(2025, 9, 30), "nửa cuối tháng 9/2025"),
        (date(2025, 7, 1), date(2025, 9, 30), "quý III/2025"),
        (date(2025, 10, 1), date(2025, 12, 31), "quý IV/2025"),
        (date(2025, 1, 1), date(2025, 6, 30), "6 tháng đầu năm 2025"),
        (date(2025, 7, 1), date(2025, 12, 31), "6 tháng cuối năm 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "năm 2025"),
        (date(2025, 8, 18), date(2025, 8, 24), "từ 18/8/2025 đến 24/8/2025"),
        (date(2025, 2, 1), date(2025, 4, 30), "từ 01/02/2025 đến 30/4/2025"),
        (date(2026, 1, 1), date(2030, 12, 31), "từ 01/01/2026 đến 31/12/2030"),
    ],
)
def test_a_due_interval_has_its_shortest_name(
    due_from: date | None, due_to: date | None, written: str
) -> None:
    assert formatting.due(due_from, due_to, catalogue=VIETNAMESE) == written


@given(first=days, length=st.integers(0, 400))
def test_every_interval_has_a_name_that_tells_its_last_year(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert str(last.year) in formatting.due(first, last, catalogue=VIETNAMESE)
    assert str(last.year) in formatting.due(first, last, catalogue=ENGLISH)
