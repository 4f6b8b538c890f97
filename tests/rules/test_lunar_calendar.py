from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.lunar_calendar import solar_day, year_name


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2025, 1, 1, date(2025, 1, 29)),
        (2026, 1, 1, date(2026, 2, 17)),
        (2027, 1, 1, date(2027, 2, 6)),
        (2030, 1, 1, date(2030, 2, 2)),  # a day before the Chinese feast
        (2025, 3, 10, date(2025, 4, 7)),
        (2025, 8, 15, date(2025, 10, 6)),  # behind a leap sixth month
        (2023, 8, 15, date(2023, 9, 29)),  # behind a leap second month
        (2025, 12, 23, date(2026, 2, 10)),
        (1968, 1, 1, date(1968, 1, 29)),
    ],
)
def test_a_lunar_day_is_found(year: int, month: int, day: int, expected: date) -> None:
    assert solar_day(year, month, day) == expected


def test_a_year_has_the_name_of_its_cycle() -> None:
    assert [year_name(year) for year in (2024, 2025, 2026)] == ["giáp thìn", "ất tỵ", "bính ngọ"]


@given(st.integers(1900, 2198), st.integers(1, 12))
def test_months_follow_each_other(year: int, month: int) -> None:
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    length = solar_day(*after, 1) - solar_day(year, month, 1)
    assert length.days in {29, 30, 58, 59, 60}  # the longer ones hold a leap month
