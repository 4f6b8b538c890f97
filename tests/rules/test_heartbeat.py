from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.heartbeat import heartbeat_of, hours_between, mail_wait_of
from directives.rules.sending import SendingHours
from directives.rules.two_times import HA_NOI
from directives.rules.working_days import shipped_calendar

CALENDAR = shipped_calendar()
HOURS = SendingHours(8, 17)
START = datetime(2025, 4, 1, tzinfo=UTC)
moments = st.integers(0, 120 * 24 * 4).map(lambda quarter: START + timedelta(minutes=15 * quarter))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HA_NOI)


def is_silent(
    last: datetime | None,
    needed: datetime | None,
    now: datetime,
    hours: SendingHours = HOURS,
) -> bool:
    return heartbeat_of(last, needed, now, hours=hours, calendar=CALENDAR).is_silent


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("2025-10-14T10:00", "2025-10-15T09:59", False),
        ("2025-10-14T10:00", "2025-10-15T10:00", True),
        ("2025-10-17T16:00", "2025-10-20T07:00", False),  # from Friday to Monday morning
        ("2025-10-17T16:00", "2025-10-20T15:59", False),
        ("2025-10-17T16:00", "2025-10-20T16:00", True),
        ("2025-04-29T17:00", "2025-05-05T16:59", False),  # five days off in a row
        ("2025-04-29T17:00", "2025-05-05T17:00", True),
        ("2025-08-29T17:00", "2025-09-03T12:00", False),  # the National Day, two days off
    ],
)
def test_a_day_of_sending_hours_without_reminders_is_silence(
    last: str, now: str, *, expected: bool
) -> None:
    assert is_silent(at(last), None, at(now)) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2025-10-16T08:00", False),
        ("2025-10-16T08:01", True),  # the letter of the next day is a day of sending hours later
        ("2025-10-15T08:05", False),
    ],
)
def test_mail_is_stuck_after_two_days_of_sending_hours(now: str, *, expected: bool) -> None:
    found = at("2025-10-14T08:01")
    wait = mail_wait_of(found, at(now), hours=HOURS, calendar=CALENDAR)

    assert (wait.since, wait.is_stuck) == (found, expected)


def test_what_never_ran_is_silent_once_a_promise_has_waited_a_day() -> None:
    recorded, later = at("2025-10-14T10:00"), at("2025-10-15T10:00")

    assert not heartbeat_of(None, None, later, hours=HOURS, calendar=CALENDAR).is_silent, (
        "nothing to remind of"
    )
    assert not heartbeat_of(None, recorded, recorded, hours=HOURS, calendar=CALENDAR).is_silent
    assert heartbeat_of(None, recorded, later, hours=HOURS, calendar=CALENDAR).is_silent


def test_hours_that_never_open_miss_nothing() -> None:
    shut = SendingHours(17, 8)

    assert not heartbeat_of(
        START, None, START + timedelta(9), hours=shut, calendar=CALENDAR
    ).is_silent


@given(moments, moments, moments)
def test_hours_add_up_and_a_later_moment_never_has_fewer(
    one: datetime, two: datetime, three: datetime
) -> None:
    first, middle, last = sorted((one, two, three))
    if last - first > timedelta(days=60):
        last = min(last, middle)
        first = max(first, last - timedelta(days=60))
        middle = min(max(middle, first), last)

    whole = hours_between(first, last, HOURS, CALENDAR)
    parts = [hours_between(*pair, HOURS, CALENDAR) for pair in ((first, middle), (middle, last))]

    assert whole == sum(parts, timedelta())
    assert timedelta() <= whole <= last - first


@given(moments)
def test_nothing_is_missed_on_a_day_off(moment: datetime) -> None:
    while CALENDAR.is_working(moment.astimezone(HA_NOI).date()):
        moment += timedelta(days=1)
    local = moment.astimezone(HA_NOI).replace(hour=0, minute=0)

    assert hours_between(local, local + timedelta(hours=23), HOURS, CALENDAR) == timedelta()
