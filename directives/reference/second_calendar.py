"""The days off of Viet Nam as the package `holidays` knows them: a second opinion, never the rule.

Volunteers keep it; it lags behind the notices and computes what was not announced yet.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from holidays import country_holidays


def second_calendar(years: Iterable[int]) -> dict[date, tuple[bool, str]]:
    """Return, for every day of these years, whether it is worked, and what it is called."""
    wanted = sorted(set(years))
    known = country_holidays("VN", years=wanted, language="vi")
    found: dict[date, tuple[bool, str]] = {}
    for year in wanted:
        day = date(year, 1, 1)
        while day.year == year:
            found[day] = (known.is_working_day(day), known.get(day) or "")
            day += timedelta(days=1)
    return found
