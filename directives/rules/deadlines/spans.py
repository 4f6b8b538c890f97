"""Months, quarters, halves and years as spans of days."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

MONTHS_OF_YEAR: Final = 12
MONTHS_OF_QUARTER: Final = 3


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the first and the last day of some months of a year, counted from 1."""
    return date(year, first, 1), last_of_month(year, last)


def quarters(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the first and the last day of some quarters of a year, counted from 1."""
    return months(year, 3 * first - 2, 3 * last)


def quarter_of(day: date) -> int:
    """Return the quarter of a day, from 1."""
    return (day.month - 1) // MONTHS_OF_QUARTER + 1


def add_months(day: date, count: int) -> date:
    """Return the same day number `count` months later, the month's last day if it has none.

    Source: Civil Code 2015 Art. 148(3)-(4).
    """
    years, month = divmod(day.year * MONTHS_OF_YEAR + day.month - 1 + count, MONTHS_OF_YEAR)
    last = last_of_month(years, month + 1)
    return last.replace(day=min(day.day, last.day))


def week(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
