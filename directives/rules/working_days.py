"""Which days the State works, and counting by them.

Source: Labour Code 2019 Art. 111-112 and the yearly notices on days off. Bodies of the State work
Monday to Friday; a swap (hoán đổi) moves a working day to a Saturday, which then counts as one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from directives.reference.tables import Holiday, holidays

_DAYS_OFF: Final = frozenset({"holiday", "compensatory", "swapped_off"})
_WORKED: Final = "makeup_workday"
# "computed" follows from the Code itself (a holiday on a weekly day off gives the next working
# day off, Art. 111(3)); "unverified" rows are proposals and estimates, which bind nobody.
_DECIDED: Final = frozenset({"confirmed", "computed"})
SATURDAY: Final = 5  # of `date.weekday`, and the first day of the weekend
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that differ from the working week.

    `off` are weekdays not worked, `worked` are Saturdays or Sundays worked.
    """

    off: frozenset[date]
    worked: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Tell whether bodies of the State work on `day`."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def next_working_day(self, day: date) -> date:
        """Return `day` itself if it is worked, else the first day after it that is."""
        while not self.is_working(day):
            day += _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, before it when `count` is negative.

        The first day is not counted (Civil Code 2015 Art. 147(1)). Zero returns `day` as it is.
        """
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day


@dataclass(frozen=True, slots=True)
class EveryDay(Calendar):
    """A calendar without days off: what words would give if nobody ever rested."""

    def is_working(self, day: date) -> bool:  # noqa: ARG002 - whatever day it is
        """Tell that bodies work on any day."""
        return True


EVERY_DAY: Final = EveryDay(frozenset(), frozenset())


def calendar_of(days: Iterable[Holiday]) -> Calendar:
    """Return the calendar of the special days that were decided; the others change nothing."""
    decided = [one for one in days if one.status in _DECIDED]
    return Calendar(
        off=frozenset(one.day for one in decided if one.kind in _DAYS_OFF),
        worked=frozenset(one.day for one in decided if one.kind == _WORKED),
    )


@cache
def shipped_calendar() -> Calendar:
    """Return the calendar of the table that the package carries."""
    return calendar_of(holidays())
