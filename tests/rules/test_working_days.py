from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.reference.tables import Holiday
from directives.rules.working_days import EVERY_DAY, calendar_of, shipped_calendar

CALENDAR = shipped_calendar()
days = st.dates(date(2024, 6, 1), date(2028, 6, 1))
counts = st.integers(0, 60)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2025, 8, 21), True),
        (date(2025, 8, 23), False),  # Saturday
        (date(2025, 4, 26), True),  # Saturday worked for Friday 2 May
        (date(2025, 5, 2), False),  # swapped
        (date(2026, 4, 27), False),  # for a holiday on a Sunday
        (date(2027, 5, 3), False),  # follows from the Code, not announced yet
        (date(2026, 11, 23), True),  # a proposed swap binds nobody
        (date(2027, 2, 5), True),  # an estimate binds nobody
    ],
)
def test_a_day_is_worked_as_decided(day: date, *, is_working: bool) -> None:
    assert CALENDAR.is_working(day) is is_working


def test_a_worked_saturday_counts_in_a_term() -> None:
    assert CALENDAR.add_working_days(date(2025, 4, 24), 3) == date(2025, 4, 28)


def test_no_days_leave_the_day_as_it_is() -> None:
    saturday = date(2025, 8, 23)
    assert CALENDAR.add_working_days(saturday, 0) == saturday


def test_an_undecided_row_changes_nothing() -> None:
    calendar = calendar_of([Holiday(date(2025, 8, 21), "Mẫu", "holiday", "unverified")])
    assert calendar.off == frozenset()


@given(days)
def test_the_next_working_day_is_worked_and_near(day: date) -> None:
    found = CALENDAR.next_working_day(day)
    assert CALENDAR.is_working(found)
    assert timedelta() <= found - day <= timedelta(days=12)


@given(days, counts, counts)
def test_more_working_days_never_end_earlier(day: date, one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert CALENDAR.add_working_days(day, few) <= CALENDAR.add_working_days(day, many)


@given(days, counts)
def test_counting_back_undoes_counting_on_from_a_working_day(day: date, count: int) -> None:
    begins = CALENDAR.next_working_day(day)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(begins, count), -count) == begins


# --- against an independent slow computation ----------------------------------------------------

near = st.dates(date(2025, 1, 1), date(2025, 3, 31))
specials = st.dictionaries(
    near, st.sampled_from(["holiday", "swapped_off", "compensatory", "makeup_workday"]), max_size=40
)


def slow_answer(special: dict[date, str], start: date, count: int) -> date:
    """List every day of two years as a letter, and walk the letters."""
    first = date(2024, 6, 1)
    letters = []
    for offset in range(730):
        day = first + timedelta(days=offset)
        said = special.get(day)
        is_off = said in {"holiday", "swapped_off", "compensatory"} or day.isoweekday() in {6, 7}
        letters.append("w" if said == "makeup_workday" or not is_off else "-")
    place = (start - first).days
    worked = [at for at, letter in enumerate(letters) if letter == "w"]
    if count > 0:
        return first + timedelta(days=[at for at in worked if at > place][count - 1])
    return first + timedelta(days=[at for at in worked if at < place][count])


@given(specials, near, st.integers(-40, 40).filter(bool))
def test_counting_agrees_with_walking_every_day_of_two_years(
    special: dict[date, str], start: date, count: int
) -> None:
    calendar = calendar_of(Holiday(day, "Mẫu", kind, "confirmed") for day, kind in special.items())

    assert calendar.add_working_days(start, count) == slow_answer(special, start, count)


@given(specials, near)
def test_the_next_working_day_agrees_with_walking_every_day(
    special: dict[date, str], start: date
) -> None:
    calendar = calendar_of(Holiday(day, "Mẫu", kind, "confirmed") for day, kind in special.items())

    assert calendar.next_working_day(start) == slow_answer(special, start - timedelta(days=1), 1)


@given(days, counts)
def test_in_a_calendar_without_days_off_every_day_counts(day: date, count: int) -> None:
    assert EVERY_DAY.add_working_days(day, count) == day + timedelta(days=count)
    assert EVERY_DAY.next_working_day(day) == day
