"""When a letter may go out, and when to try again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from directives.rules.two_times import HA_NOI
from directives.rules.working_days import Calendar

LEASE: Final = timedelta(minutes=10)
"""How long one attempt is nobody else's; far longer than a mail server may take to answer."""

_FIRST_PAUSE: Final = timedelta(minutes=5)
_LONGEST_PAUSE: Final = timedelta(hours=6)
ATTEMPTS: Final = 16
"""Five minutes, doubled up to six hours: three days, then the letter is dead until retried."""


@dataclass(frozen=True, slots=True)
class SendingHours:
    """From this hour of Ha Noi until before that one, on working days only."""

    from_hour: int = 8
    until_hour: int = 17

    def allow(self, now: datetime, calendar: Calendar) -> bool:
        """Tell whether a letter may go out at this moment."""
        return self.include(now) and calendar.is_working(now.astimezone(HA_NOI).date())

    def include(self, now: datetime) -> bool:
        """Tell whether this moment lies within the hours, whatever the day."""
        return self.from_hour <= now.astimezone(HA_NOI).hour < self.until_hour


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts; None: give up."""
    if attempts >= ATTEMPTS:
        return None
    doubled: timedelta = _FIRST_PAUSE * 2 ** (attempts - 1)
    return min(doubled, _LONGEST_PAUSE)
