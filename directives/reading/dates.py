"""Days written in documents: "ngày 05 tháng 02 năm 2026", "05/02/2026"."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_DAY: Final = re.compile(
    r"(?i:ngày)?\s{0,8}(?P<day>\d{1,2})\s{0,8}"
    r"(?:(?i:tháng)\s{0,8}(?P<month>\d{1,2})\s{0,8},?\s{0,3}(?i:năm)\s{0,8}(?P<year>\d{4})"
    r"|[/.\-]\s?(?P<month2>\d{1,2})\s?[/.\-]\s?(?P<year2>\d{4}))(?!\d)"
)
HOUR: Final = r"(?:(?P<hour>\d{1,2})\s?(?:giờ|h|:)\s?(?:\d{2}\s?)?(?:phút\s)?,?\s?(?=ngày\s))"
"""What may stand before a day: "0 giờ 00 ngày 01/01/2026"."""

DAY: Final = r"(?:ngày\s)?\d{1,2}(?:[/.\-]\d{1,2}[/.\-]|\stháng\s\d{1,2},?\snăm\s)\d{4}(?!\d)"
"""A day, as a part of a longer expression."""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day and where it is written; offsets count in the text searched."""

    value: date
    start: int
    end: int


def find_day(text: str, start: int = 0, end: int | None = None) -> WrittenDay | None:
    """Return the first possible day written in `text[start:end]`, None where there is none."""
    limit = len(text) if end is None else end
    for match in _DAY.finditer(text, start, limit):
        month = match["month"] or match["month2"]
        year = match["year"] or match["year2"]
        try:
            value = date(int(year), int(month), int(match["day"]))
        except ValueError:
            continue
        return WrittenDay(value, match.start(), match.end())
    return None


def day_at(text: str, start: int) -> WrittenDay | None:
    """Return the day written right at `start` (after spaces and a comma), None for other words."""
    match = re.compile(r"[\s,(]{0,12}").match(text, start)
    begin = match.end() if match else start
    found = find_day(text, begin, begin + 60)
    return found if found is not None and found.start == begin else None


def short(day: date) -> str:
    """Write a day as Vietnamese documents do: zero before days < 10 and months 1 and 2.

    Source: Decree 30/2020/NĐ-CP, Annex I, II.4.

    >>> short(date(2025, 2, 9)), short(date(2015, 6, 19))
    ('09/02/2025', '19/6/2015')
    """
    month = f"{day.month:02d}" if day.month in {1, 2} else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"
