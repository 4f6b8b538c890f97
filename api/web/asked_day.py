"""The day of which a reader asks a list or a report."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends

from api.dependencies import Now, Today
from api.web.words import ReaderWords
from directives.rules.two_times import AsOf
from directives.translation import N_


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day that a reader typed, or today where it is none."""

    at: AsOf
    typed: str
    errors: dict[str, str]


def asked_day(words: ReaderWords, now: Now, today: Today, as_of: str = "") -> AskedDay:
    """Read the day of a report."""
    try:
        day = date.fromisoformat(as_of) if as_of else today
    except ValueError:
        told = words.say(N_("Hãy chọn một ngày có thật, viết như 2025-10-15."))
        return AskedDay(AsOf(today, now), as_of, {"as_of": told})
    return AskedDay(AsOf(day, now), as_of or today.isoformat(), {})


Asked = Annotated[AskedDay, Depends(asked_day)]
