"""Values read from the heading: number, type, agency, place, day, title, urgency.

A draft's blanks stay blank: a number or day that is not wholly printed gives None and a warning.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from directives.reading.agency_name import agency_name
from directives.reading.dates import find_day
from directives.reading.document_types import LETTER, agrees, name_of, printed_type
from directives.reading.extraction import Extraction
from directives.reading.heading import Heading
from directives.reading.lines import Line
from directives.reading.suggestion import Notice, Source, Suggestion, source
from directives.rules.document_number import FoundNumber, find_numbers
from directives.translation import N_

_SURE: Final = 0.97
_LIKELY: Final = 0.85
_GUESSED: Final = 0.6

_NUMBER_WORD: Final = re.compile(r"(?i:số)\s*[:：;.]?\s*")
_BLANK_NUMBER: Final = re.compile(r"[\s.…_\-–]*(?:/|[-–]\s?\w|$)")
_BLANK_SYMBOL: Final = re.compile(r"[\s.…_\d]*[/\-–]\s?(?P<symbol>[A-ZĐ][\w&/\-–]{0,40})")
_ABOUT_WORD: Final = re.compile(r"\(?\s*(?:V/[vV]|v/v)\s*[:.]?\s*")
_NOTE: Final = re.compile(r"\[\d{1,4}\]")
_PLACE: Final = re.compile(r"(?P<place>[^,\d]{2,60}?)\s*,?\s*(?i:ngày)")
_URGENCIES: Final = {
    "HỎA TỐC": "Hỏa tốc",
    "HOẢ TỐC": "Hỏa tốc",
    "THƯỢNG KHẨN": "Thượng khẩn",
    "KHẨN": "Khẩn",
}
_HEAD_OF_GOVERNMENT: Final = "Thủ tướng Chính phủ"


@dataclass(slots=True)
class HeaderFields:
    """What the heading says; None where it says nothing or leaves a blank."""

    number: Suggestion[str] | None = None
    found_number: FoundNumber | None = None
    type: Suggestion[str] | None = None
    agency: Suggestion[str] | None = None
    place: Suggestion[str] | None = None
    issued_on: Suggestion[date] | None = None
    title: Suggestion[str] | None = None
    urgency: Suggestion[str] | None = None
    warnings: list[Notice] = field(default_factory=list)


def read_header(extraction: Extraction, heading: Heading) -> HeaderFields:
    """Return the values of a heading, each with its source words."""
    reader = _Reader(extraction, heading, HeaderFields())
    reader.number()
    reader.date()
    reader.place()
    reader.type()
    reader.agency()
    reader.title()
    reader.urgency()
    return reader.fields


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one heading; every method sets one field."""

    extraction: Extraction
    heading: Heading
    fields: HeaderFields

    def number(self) -> None:
        line = self.heading.number
        if line is None:
            self._warn("no_number", N_("Không thấy số, ký hiệu ở phần đầu văn bản."))
            return
        word = _NUMBER_WORD.search(line.text)
        begin = word.end() if word else 0
        if _BLANK_NUMBER.match(line.text, begin):
            self._warn("blank_number", N_("Số văn bản còn để trống."))
            return
        found = next((one for one in find_numbers(line.text) if one.end > begin), None)
        is_clear = found and not any(map(str.isalnum, line.text[begin : found.start]))
        if found is None or not is_clear or found.number.complete is False:
            self._warn("unclear_number", N_("Số, ký hiệu ở phần đầu không đúng thể thức."))
            return
        self.fields.found_number = found
        confidence = _SURE if found.number.complete is True else _LIKELY
        start = max(found.start, begin)
        self.fields.number = Suggestion(
            found.number.display, confidence, self._source(line, start, found.end)
        )

    def date(self) -> None:
        line = self.heading.date
        if line is None:
            return
        found = find_day(line.text)
        if found is None:
            self._warn("blank_date", N_("Ngày ban hành còn để trống hoặc không hợp lệ."))
            return
        self.fields.issued_on = Suggestion(
            found.value, _SURE, self._source(line, found.start, found.end)
        )

    def place(self) -> None:
        line = self.heading.date
        match = _PLACE.match(line.text) if line else None
        if line is None or match is None:
            return
        place = " ".join(match["place"].split()).strip(" .…,;-–")
        if not place or place.lower() == "ngày":
            return
        quoted = self._source(line, match.start("place"), match.end("place"))
        self.fields.place = Suggestion(place, _SURE, quoted)

    def type(self) -> None:
        line = self.heading.type_line
        found = printed_type(line.text) if line else None
        abbreviation = self._abbreviation()
        if line is not None and found is not None:
            name, length = found
            self.fields.type = Suggestion(name, _SURE, self._source(line, 0, length))
            if abbreviation and not agrees(abbreviation, name):
                self._warn(
                    "type_symbol_mismatch",
                    N_("Tên loại in trên văn bản không khớp với ký hiệu."),
                )
            return
        anchor = self.heading.about[0] if self.heading.about else self.heading.number
        if anchor is None:
            return
        name_by_symbol = name_of(abbreviation) if abbreviation else None
        # A letter prints no type and carries none in its symbol (Annex I, II.3b).
        name = name_by_symbol or LETTER
        has_both = self.heading.about and self.heading.number is not None
        confidence = _LIKELY if name_by_symbol or has_both else _GUESSED
        self.fields.type = Suggestion(name, confidence, self._source(anchor, 0, len(anchor.text)))

    def agency(self) -> None:
        place = self.fields.place.value if self.fields.place else None
        named = agency_name(self.heading.agency, place, is_certain=self.heading.number is not None)
        if named is None:
            self._warn("no_agency", N_("Không thấy tên cơ quan ban hành ở phần đầu văn bản."))
            return
        name = named.name
        number = self.fields.found_number
        if number is not None and number.number.issuer == "TTg":
            name = _HEAD_OF_GOVERNMENT  # its heading may print the Government above
        first, last = named.first, named.last
        # Lines of one name may stand in different cells; then the last line alone is quoted.
        start = first.start if first.block.cell == last.block.cell else last.start
        block = first.block if start == first.start else last.block
        quoted = source(self.extraction, block, start, last.end)
        self.fields.agency = Suggestion(name, _LIKELY, quoted)

    def title(self) -> None:
        lines = self.heading.title or self.heading.about
        if not lines:
            self._warn("no_title", N_("Không thấy trích yếu nội dung."))
            return
        words = " ".join(_NOTE.sub("", line.text) for line in lines)
        value = " ".join(_ABOUT_WORD.sub("", words, count=1).split()) if words else ""
        if self.heading.title and not _ABOUT_WORD.match(words):
            value = " ".join(words.split())
        value = value.strip(" ;:")
        if words.startswith("(") and value.count("(") < value.count(")"):
            value = value.removesuffix(")")
        if not value:
            return
        quoted = source(self.extraction, lines[0].block, lines[0].start, lines[-1].end)
        self.fields.title = Suggestion(value, _LIKELY, quoted)

    def urgency(self) -> None:
        line = self.heading.urgency
        if self.heading.draft is not None:
            self._warn("draft", N_("Văn bản ghi “Dự thảo”."))
        if line is None:
            return
        for printed, value in _URGENCIES.items():
            if line.text.startswith(printed):
                quoted = self._source(line, 0, len(line.text))
                self.fields.urgency = Suggestion(value, _SURE, quoted)
                return

    def _abbreviation(self) -> str:
        """Return the type in the symbol, also of a draft whose number is blank."""
        if self.fields.found_number is not None:
            return self.fields.found_number.number.type
        line = self.heading.number
        match = _BLANK_SYMBOL.search(line.text) if line else None
        if match is None:
            return ""
        first, *rest = re.split(r"[-–/]", match["symbol"])
        return first if rest and name_of(first) else ""

    def _source(self, line: Line, start: int, end: int) -> Source:
        return source(self.extraction, line.block, line.start + start, line.start + end)

    def _warn(self, code: str, message: str) -> None:
        self.fields.warnings.append(Notice(code, message))
