"""Where a query leads besides its hits: a number, a day, a body, a kind of document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.field_values import agency_codes, day, spoken, type_codes
from index.query import SearchQuery

Kind = Literal["number", "day", "year", "agency", "type"]

_MOST = 5
_LONGEST = 80
_SPELT_DAY = re.compile(
    r"(?:ngay )?(?P<day>[0-9]{1,2}) thang (?P<month>[0-9]{1,2}) nam (?P<year>[0-9]{4})"
)
_LEAD = re.compile(r"^\s*ngày\s+|^\s*ngay\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A narrower query that may be what was meant.

    Attributes:
        kind: What the query looks like.
        value: What it names: a number as displayed, a day as YYYY-MM-DD, a code.
        query: What to search for instead, in field syntax.
    """

    kind: Kind
    value: str
    query: str


def suggestions(query: SearchQuery) -> tuple[Suggestion, ...]:
    """Return what the whole query may name; nothing for one that already says so by fields."""
    text = query.text
    if query.filters.chooses or query.bearing or query.phrases or len(text) > _LONGEST:
        return ()
    found = [*_numbers(query), *_days(text), *_names(text)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _numbers(query: SearchQuery) -> Iterator[Suggestion]:
    for number in query.numbers:
        for one in number.candidates or (number,):
            written = one.display or str(one.number)
            yield Suggestion("number", written, f'số:"{written}"')


def _days(text: str) -> Iterator[Suggestion]:
    spelt = _SPELT_DAY.fullmatch(spoken(text))
    typed = "-".join(spelt.group("year", "month", "day")) if spelt else _LEAD.sub("", text)
    if _YEAR.fullmatch(typed.strip()):
        yield Suggestion("year", typed.strip(), f"năm:{typed.strip()}")
        return
    if typed.strip().isdecimal():
        return  # a number, and no year of a document
    first, last = day(typed, is_last=False), day(typed, is_last=True)
    if first and last:
        yield Suggestion("day", _span(first, last), f"từ:{first} đến:{last}")


def _span(first: date, last: date) -> str:
    return str(first) if first == last else f"{first}/{last}"


def _names(text: str) -> Iterator[Suggestion]:
    for code in agency_codes(text) or ():
        yield Suggestion("agency", code, f"cơ-quan:{code}")
    for code in type_codes(text) or ():
        yield Suggestion("type", code, f"loại:{code}")
