"""The point in both times of which a reader asks a list or a report."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends

from api.dependencies import Now, Today
from api.web.words import ReaderWords
from directives.clock import ha_noi_date
from directives.rules.two_times import AsOf
from directives.translation import N_

NO_DAY = N_("Hãy chọn một ngày có thật, viết như 2025-10-15.")
_NO_INSTANT = N_("Hãy ghi thời điểm có thật kèm múi giờ, viết như 2025-10-15T08:00:00+07:00.")


@dataclass(frozen=True, slots=True)
class AskedDay:
    """What a reader typed: a day, and the instant of what was known; today and now where not."""

    at: AsOf
    typed: str
    known_at: str = ""  # as typed; empty: now
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def past_instant(self) -> datetime | None:
        """The instant of what was known; none: now."""
        return self.at.known_at if self.known_at and not self.errors else None

    def other_day(self, today: date) -> date | None:
        """Return the day where it is not today."""
        return self.at.day if self.at.day != today else None

    def is_present(self, today: date) -> bool:
        """Tell whether today is asked for, as known now."""
        return self.other_day(today) is None and self.past_instant is None

    def query(self, today: date) -> str:
        """Return what hands this point on to the page of a promise; the present needs nothing."""
        said = {"as_of": self.other_day(today), "known_at": self.past_instant}
        handed_on = {name: point.isoformat() for name, point in said.items() if point}
        return f"?{urlencode(handed_on)}" if handed_on else ""

    def address(self, url: str, today: date) -> str:
        """Return the address of a page as of this point, as it is where the page has no other."""
        page, mark, place = url.partition("#")
        if page.startswith("/cam-ket/"):
            return f"{page}{self.query(today)}{mark}{place}"
        if not page.startswith("/van-ban/"):
            return url
        known_on = ha_noi_date(self.past_instant) if self.past_instant else None
        said = {"ngay": self.other_day(today), "biet": known_on}
        handed_on = urlencode({name: day for name, day in said.items() if day})
        return f"{page}?{handed_on}{mark}{place}" if handed_on else url


def asked_day(
    words: ReaderWords, now: Now, today: Today, as_of: str = "", known_at: str = ""
) -> AskedDay:
    """Read the day and the instant of a list or a report; what is none is said beside its field."""
    day, instant = day_in_address(as_of), _instant(known_at)
    errors = {}
    if as_of and day is None:
        errors["as_of"] = words.say(NO_DAY)
    if known_at and instant is None:
        errors["known_at"] = words.say(_NO_INSTANT)
    at = AsOf(day or today, instant or now)
    return AskedDay(at, as_of or today.isoformat(), known_at, errors)


Asked = Annotated[AskedDay, Depends(asked_day)]


def day_in_address(text: str) -> date | None:
    """Read a day as an address or a date field writes it; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    """Read an instant; a "+" that an address turned into a blank is taken as the plus it was."""
    try:
        read = datetime.fromisoformat(text.strip().replace(" ", "+"))
        return read.astimezone(UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        return None
