"""What held on a day, as known at an instant.

Every changing fact carries two times: the first day on which it holds, and the instant at which
it was recorded. A report of a past day made again with the instant of the first run sees
exactly what the first run saw.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Protocol, TypeVar

from directives.errors import EventTooLate

# "From the start, whenever that was": for what never changes and can only be corrected,
# such as the day on which a document was issued.
ALWAYS = date.min

# Viet Nam keeps no summer time; a fixed offset needs no time-zone database on the machine.
HA_NOI = timezone(timedelta(hours=7), "+07")


def ha_noi_date(instant: datetime) -> date:
    """Return the calendar day in Viet Nam at `instant` (aware)."""
    return instant.astimezone(HA_NOI).date()


def last_instant_of(day: date) -> datetime:
    """Return the last instant of a calendar day in Viet Nam."""
    return datetime.combine(day, time.max, HA_NOI)


def check_has_come(day: date, *, field: str, now: datetime) -> None:
    """Check that something can have happened on a day.

    Raises:
        EventTooLate: that day is still to come.
    """
    if day > (today := ha_noi_date(now)):
        raise EventTooLate(field=field, day=day, today=today)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A point in both times: the day looked at, and the instant up to which we knew."""

    day: date
    known_at: datetime


class Recorded(Protocol):
    """Something said about the world: from which day it holds, and when it was recorded."""

    @property
    def id(self) -> int | None:
        """The order of recording."""

    @property
    def holds_on(self) -> date:
        """First day on which it holds."""

    @property
    def recorded_at(self) -> datetime:
        """Instant at which it was recorded."""

    @property
    def corrects_id(self) -> int | None:
        """The earlier fact that was wrong, if this is a correction."""


FactT = TypeVar("FactT", bound=Recorded)


def fact_at(facts: Iterable[FactT], at: AsOf) -> FactT | None:
    """Return the fact that holds on `at.day` as known at `at.known_at`, or None.

    A corrected fact counts until its correction is known. Of those left, the one that began to
    hold last wins; of two from the same day, the one recorded later.
    """
    known = [fact for fact in facts if fact.recorded_at <= at.known_at]
    corrected = {fact.corrects_id for fact in known}
    holding = [fact for fact in known if fact.id not in corrected and fact.holds_on <= at.day]
    return max(holding, key=lambda fact: (fact.holds_on, fact.id or 0), default=None)
