"""Field syntax of a query: loại:quyết-định cơ-quan:BNV năm:2025 từ:2025-07-01, or in English.

One pass from left to right. Nothing is an error: a field that is not understood stays as
words, with a hint.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from directives.errors import NotADocumentNumber
from directives.rules.document_number import DocumentNumber, parse_all
from directives.rules.vietnamese import fold
from index import hints
from index.field_values import CHOICES, day, years
from index.filters import Filters
from index.hints import Hint

T = TypeVar("T")

_NAMES = {
    "type": ("loai", "loai van ban", "type", "kind"),
    "agency": ("co quan", "coquan", "cq", "co quan ban hanh", "agency", "issuer"),
    "sector": ("linh vuc", "linhvuc", "lv", "sector", "field"),
    "province": ("tinh", "tinh thanh", "dia phuong", "province"),
    "year": ("nam", "nam ban hanh", "year"),
    "in_force": ("con hieu luc", "hieu luc", "in force", "inforce"),
    "status": ("tinh trang", "trang thai", "status"),
    "number": ("so", "so hieu", "so ky hieu", "number", "no"),
    "from": ("tu", "tu ngay", "from", "since"),
    "to": ("den", "den ngay", "to", "until"),
}
FIELDS = {name: key for key, names in _NAMES.items() for name in names}
"""The fields by their names, folded, words separated by one space."""

_QUOTES = '"“”„«»'
_NAME = "|".join(name.replace(" ", "[ _-]") for name in sorted(FIELDS, key=len, reverse=True))
_PIECE = re.compile(
    rf"(?:(?<!\S)(?P<minus>-))?[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]"
    rf"|(?<![^\s(])(?P<without>-)?(?P<name>{_NAME})\s?:(?!//)\s?"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<value>[^\s{_QUOTES}]+))"
)
_UNKNOWN = re.compile(r"(?<!\S)-?(?P<name>[^\W\d_][\w-]{1,30}):(?=[^\s/:])")
_NEXT_WORD = re.compile(rf"\s[^\s:{_QUOTES}]+(?![^\s]*:)")
_MOST_WORDS = 10
_MOST_HINTS = 5


@dataclass(slots=True)
class Pieces:
    """A typed text taken apart.

    Attributes:
        free: Runs of free words, between what was taken out of the text.
        filters: What the fields ask of a hit.
        numbers: What the number fields name; the database knows their documents.
        agencies: Bodies named that the reference tables do not know; the database may.
    """

    free: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    filters: Filters = field(default_factory=Filters)
    numbers: list[DocumentNumber] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)

    def hint(self, template: str, **values: object) -> None:
        """Remember a hint once, and not too many."""
        hint = Hint(template, values)
        if hint not in self.hints and len(self.hints) < _MOST_HINTS:
            self.hints.append(hint)


def take_apart(typed: str) -> Pieces:
    """Separate phrases and fields of `typed` (NFC, single spaces) from its free words."""
    pieces, chosen, position = Pieces(), _Chosen(), 0
    folded = fold(typed)
    while match := _PIECE.search(folded, position):
        pieces.free.append(typed[position : match.start()])
        position = match.end()
        if match["name"] is None:
            words = typed[slice(*match.span("phrase"))]
            (pieces.excluded if match["minus"] else pieces.phrases).append(words)
        elif match["without"]:
            pieces.hint(hints.FIELD_NOT_EXCLUDED, field=typed[slice(*match.span("name"))])
        else:
            position = _take_field(typed, match, pieces, chosen)
    pieces.free.append(typed[position:])
    pieces.filters = chosen.filters()
    _hint_at_rest(pieces)
    return pieces


class _Chosen:
    """The values read so far; several of one field mean any of them."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, ...]] = {}
        self._years: tuple[int, ...] = ()
        self._first: date | None = None
        self._last: date | None = None

    def take(self, key: str, value: str) -> bool:
        """Take in the value of a field; tell whether it was understood."""
        if key in CHOICES:
            return self._take_codes(key, value)
        if key == "year":
            return self._take_years(value)
        found = day(value, is_last=key == "to")
        if key == "from":
            self._first = found or self._first
        else:
            self._last = found or self._last
        return found is not None

    def filters(self) -> Filters:
        """Return what was asked of a hit."""
        chosen = Filters(
            type=self._codes.get("type", ()),
            agency=self._codes.get("agency", ()),
            sector=self._codes.get("sector", ()),
            year=self._years,
            status=self._codes.get("status", ()),
            province=self._codes.get("province", ()),
            issued_from=self._first,
            issued_to=self._last,
        )
        return chosen.both(Filters(status=self._codes.get("in_force", ())))

    def _take_codes(self, key: str, value: str) -> bool:
        found = _each(CHOICES[key], value)
        if found:
            self._codes[key] = tuple(dict.fromkeys(self._codes.get(key, ()) + found))
        return bool(found)

    def _take_years(self, value: str) -> bool:
        found = _each(years, value)
        self._years = tuple(dict.fromkeys(self._years + found))
        return bool(found)


def _each(read: Callable[[str], tuple[T, ...] | None], value: str) -> tuple[T, ...]:
    """Return what `value` means as a whole, or what each of its parts between commas means."""
    whole = read(value)
    if whole is not None:
        return whole
    parts = [read(part) for part in value.split(",") if part.strip()]
    return () if None in parts else tuple(code for part in parts for code in part or ())


def _take_field(typed: str, match: re.Match[str], pieces: Pieces, chosen: _Chosen) -> int:
    """Read the value of a field, over more words if that helps; return where it ends."""
    key = FIELDS[re.sub(r"[ _-]", " ", match["name"])]
    is_quoted = match["quoted"] is not None
    start, end = match.span("quoted" if is_quoted else "value")
    if key == "number":
        return _take_number(typed, match, pieces)
    for value_end in [end] if is_quoted else _ends(typed, end):
        if chosen.take(key, typed[start:value_end].strip(" ,;.")):
            return max(value_end, match.end())
    if key == "agency" and typed[start:end].strip():
        pieces.agencies.append(typed[start:end].replace("_", " "))
        return match.end()
    name = typed[slice(*match.span("name"))]
    pieces.hint(hints.VALUE_UNKNOWN, field=name, value=typed[start:end])
    pieces.free.append(typed[start:end])
    return match.end()


def _ends(typed: str, end: int) -> list[int]:
    """Return where a value may end: after its first word, or after some of the next."""
    ends = [end]
    while len(ends) < _MOST_WORDS and (word := _NEXT_WORD.match(typed, ends[-1])):
        ends.append(word.end())
    return ends


def _take_number(typed: str, match: re.Match[str], pieces: Pieces) -> int:
    value = typed[slice(*match.span("quoted" if match["quoted"] is not None else "value"))]
    try:
        pieces.numbers += parse_all(value)
    except NotADocumentNumber:
        name = typed[slice(*match.span("name"))]
        pieces.hint(hints.VALUE_UNKNOWN, field=name, value=value)
        pieces.free.append(value)
    return match.end()


def _hint_at_rest(pieces: Pieces) -> None:
    for run in pieces.free:
        for unknown in _UNKNOWN.finditer(run):
            pieces.hint(hints.FIELD_UNKNOWN, field=unknown["name"])
    if any(quote in run for run in pieces.free for quote in _QUOTES):
        pieces.hint(hints.QUOTE_OPEN)
