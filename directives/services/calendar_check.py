"""Compare the working calendar with another one, day by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.services.calendar import calendar_from, special_days


@dataclass(frozen=True, slots=True)
class Difference:
    """A day that is worked by one calendar and not by the other; names as each has them."""

    day: date
    is_working: bool  # by ours
    name: str
    other_name: str


def calendar_differences(
    session: Session, other: Mapping[date, tuple[bool, str]]
) -> list[Difference]:
    """Return every day of `other` (worked or not, and its name) on which ours says otherwise."""
    days = special_days(session)
    calendar = calendar_from(days)
    return [
        Difference(day, not is_working, days[day].name if day in days else "", other_name)
        for day, (is_working, other_name) in sorted(other.items())
        if calendar.is_working(day) is not is_working
    ]
