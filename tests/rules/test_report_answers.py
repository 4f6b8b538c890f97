from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.report_answers import (
    NEXT,
    REPORTED,
    SHIPPED_LIMITS,
    WAITING,
    StepStanding,
    step_standing,
)
from directives.rules.working_days import Calendar, shipped_calendar
from directives.vocabulary import ReportState

CALENDAR = Calendar(off=frozenset(), worked=frozenset())
WEDNESDAY = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("state", "day", "due_on", "late"),
    [
        (ReportState.RECEIVED, date(2025, 10, 1), date(2025, 10, 6), 0),  # a weekend between
        (ReportState.RECEIVED, date(2025, 10, 6), date(2025, 10, 6), 0),  # the last good day
        (ReportState.RECEIVED, date(2025, 10, 8), date(2025, 10, 6), 2),
        (ReportState.FORWARDED, date(2025, 10, 8), date(2025, 10, 8), 0),
        (ReportState.IN_PROGRESS, date(2025, 10, 23), date(2025, 10, 22), 1),
        (ReportState.ANSWERED, date(2026, 10, 1), None, 0),
        (ReportState.DUPLICATE, date(2026, 10, 1), None, 0),
        (ReportState.WITHDRAWN, date(2026, 10, 1), None, 0),
    ],
)
def test_each_step_has_its_own_limit_in_working_days(
    state: ReportState, day: date, due_on: date | None, late: int
) -> None:
    standing = step_standing(state, WEDNESDAY, SHIPPED_LIMITS, day=day, calendar=CALENDAR)

    assert (standing.due_on, standing.days_late) == (due_on, late)


def test_a_step_without_a_limit_is_never_late() -> None:
    found = step_standing(
        ReportState.RECEIVED, WEDNESDAY, {}, day=date(2030, 1, 1), calendar=CALENDAR
    )

    assert found == StepStanding(ReportState.RECEIVED, WEDNESDAY)


def test_every_state_says_what_may_follow() -> None:
    assert set(NEXT) == set(ReportState)
    assert all(ReportState.ANSWERED in NEXT[state] for state in WAITING)
    assert WAITING < REPORTED


@given(
    st.sampled_from(sorted(WAITING)),
    st.dates(date(2025, 1, 1), date(2026, 12, 1)),
    st.integers(0, 200),
)
def test_a_step_that_is_late_stays_late_and_the_due_day_is_worked(
    state: ReportState, since: date, days: int
) -> None:
    calendar = shipped_calendar()
    first, second = (
        step_standing(
            state, since, SHIPPED_LIMITS, day=since + timedelta(days=n), calendar=calendar
        )
        for n in (days, days + 1)
    )

    assert second.days_late >= first.days_late
    assert first.due_on is not None
    assert calendar.is_working(first.due_on)
