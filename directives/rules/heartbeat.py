"""Whether reminders run and letters go, seen by the hours in which letters go out."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from directives.rules.sending import SendingHours
from directives.rules.two_times import HA_NOI
from directives.rules.working_days import Calendar

MOST_DAYS_WAITING: Final = 2
"""Days of sending hours for which mail may wait: what is found after the letter of a day goes with
that of the next."""

_LOOKED_BACK: Final = timedelta(days=60)
"""Further back nothing is counted: by then it is silent whatever the calendar says."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """When reminders last ran, and how much of the sending hours has passed since.

    Attributes:
        last_run_at: None when they never ran.
        missed: Hours of sending on working days since then (or, when they never ran, since there
            was the first promise to remind of).
        is_silent: As much as one whole day of sending hours has passed.
    """

    last_run_at: datetime | None
    missed: timedelta
    is_silent: bool


@dataclass(frozen=True, slots=True)
class MailWait:
    """Since when the oldest mail waits, and how much of the sending hours has passed since."""

    since: datetime
    waited: timedelta
    is_stuck: bool


def heartbeat_of(
    last_run_at: datetime | None,
    first_needed_at: datetime | None,
    now: datetime,
    *,
    hours: SendingHours,
    calendar: Calendar,
) -> Heartbeat:
    """Return how reminders stand at `now`.

    Nights, days off and the hours in which no letter may go out do not count, so nobody is woken
    on a Sunday for what could not have gone out before Monday.

    Args:
        last_run_at: When they last did their work.
        first_needed_at: When the first promise was recorded; None: there is nothing to remind of.
        now: The moment asked for.
        hours: From which hour until which letters go out.
        calendar: The days that are worked.
    """
    since = last_run_at or first_needed_at
    missed = hours_between(since, now, hours, calendar) if since else timedelta()
    return Heartbeat(last_run_at, missed, is_silent=missed >= _a_day_of(hours))


def mail_wait_of(
    since: datetime, now: datetime, *, hours: SendingHours, calendar: Calendar
) -> MailWait:
    """Return how mail that waits since a moment stands; nights and days off do not count."""
    waited = hours_between(since, now, hours, calendar)
    return MailWait(since, waited, is_stuck=waited >= MOST_DAYS_WAITING * _a_day_of(hours))


def _a_day_of(hours: SendingHours) -> timedelta:
    return timedelta(hours=max(hours.until_hour - hours.from_hour, 1))


def hours_between(
    since: datetime, now: datetime, hours: SendingHours, calendar: Calendar
) -> timedelta:
    """Return how much of the sending hours of working days lies between two moments."""
    first = max(since, now - _LOOKED_BACK).astimezone(HA_NOI)
    last = now.astimezone(HA_NOI)
    total = timedelta()
    day = first.date()
    while day <= last.date():
        if calendar.is_working(day):
            midnight = datetime.combine(day, time(), tzinfo=HA_NOI)
            opens = max(first, midnight + timedelta(hours=hours.from_hour))
            closes = min(last, midnight + timedelta(hours=hours.until_hour))
            total += max(closes - opens, timedelta())
        day += timedelta(days=1)
    return total
