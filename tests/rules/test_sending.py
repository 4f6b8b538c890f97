from datetime import UTC, datetime, timedelta
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.sending import ATTEMPTS, LEASE, SendingHours, pause_after
from directives.rules.two_times import HA_NOI, ha_noi_date
from directives.rules.working_days import shipped_calendar

START = datetime(2025, 1, 1, tzinfo=UTC)
CALENDAR = shipped_calendar()


@pytest.mark.parametrize(
    ("moment", "is_allowed"),
    [
        ("2025-10-15T08:00", True),
        ("2025-10-15T07:59", False),
        ("2025-10-15T16:59", True),
        ("2025-10-15T17:00", False),
        ("2025-10-18T10:00", False),  # a Saturday
        ("2025-04-26T10:00", True),  # a Saturday worked, for the second of May
        ("2025-05-02T10:00", False),  # the day it was swapped for
        ("2025-09-02T10:00", False),  # the National Day
    ],
)
def test_letters_go_out_on_working_days_between_the_hours(moment: str, is_allowed: bool) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=HA_NOI)

    assert SendingHours(8, 17).allow(now, CALENDAR) is is_allowed


@given(
    st.integers(0, 2 * 365 * 24).map(lambda hours: START + timedelta(hours=hours)),
    st.integers(0, 23),
    st.integers(1, 24),
)
def test_no_letter_goes_out_on_a_day_off_whatever_the_hours(
    now: datetime, from_hour: int, until_hour: int
) -> None:
    if SendingHours(from_hour, until_hour).allow(now, CALENDAR):
        assert CALENDAR.is_working(ha_noi_date(now))
        assert from_hour <= now.astimezone(HA_NOI).hour < until_hour


def test_the_pauses_double_up_to_six_hours_and_end_after_days() -> None:
    pauses = list(takewhile(bool, (pause_after(number) for number in range(1, ATTEMPTS + 9))))

    assert len(pauses) == ATTEMPTS - 1
    assert pauses[:3] == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert max(pause for pause in pauses if pause) == timedelta(hours=6)
    assert timedelta(days=2) < sum((one for one in pauses if one), timedelta()) < timedelta(days=4)
    assert timedelta(minutes=5) < LEASE
