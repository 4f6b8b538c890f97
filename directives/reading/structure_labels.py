"""How the pieces of a document are labelled, and what identifier each label gives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from directives.reading.lines import Line
from directives.rules.provision_references import ORDINALS
from directives.rules.vietnamese import fold


class Level(IntEnum):
    """From the outside in."""

    ATTACHMENT = 0
    ANNEX = 1
    PART = 2
    CHAPTER = 3
    SECTION = 4
    SUBSECTION = 5
    ARTICLE = 6
    ROMAN = 7
    CLAUSE = 8
    POINT = 9


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed (`words`), its identifier, and its length at the head of the line."""

    level: Level
    words: str
    slug: str
    number: str
    length: int


_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL: Final = r"(?P<number>[IVXLC]{1,8}|\d{1,3})(?P<suffix>[a-zđ]?)(?!\w)"
_PART: Final = re.compile(rf"(?i:phần)\s+(?:(?i:thứ)\s+(?P<ordinal>\w+)|{_NUMERAL})")
_CHAPTER: Final = re.compile(rf"(?i:chương)\s+{_NUMERAL}")
_SECTION: Final = re.compile(rf"(?:Mục|MỤC)\s+{_NUMERAL}")
_SUBSECTION: Final = re.compile(rf"(?:Tiểu mục|TIỂU MỤC)\s+{_NUMERAL}")
_ARTICLE: Final = re.compile(r"(?:Điều|ĐIỀU)\s+(?P<number>\d{1,4})(?P<suffix>[a-zđ]?)\s?[.:](?!\d)")
_ROMAN: Final = re.compile(r"(?P<number>[IVX]{1,6})(?P<suffix>)\s?[.\-–]\s+(?=\S)")
_CLAUSE: Final = re.compile(r"(?P<number>\d{1,3})(?P<suffix>[a-zđ]?)\s?\.(?!\d)\s*(?=\S)")
_POINT: Final = re.compile(r"(?P<number>[a-zđ])(?P<suffix>\d?)\)\s*(?=\S)")
_ANNEX: Final = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ |số )?(?P<number>[IVXLC]{1,8}|\d{1,3}|[A-Z])(?!\w))?"
    r"(?=\s*(?:$|[:.\-–(]))"
)
_PROMULGATED: Final = re.compile(
    r"(?P<kind>QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|PHƯƠNG ÁN|CHIẾN LƯỢC"
    r"|QUY TRÌNH|DANH MỤC|HƯỚNG DẪN|QUY CHUẨN)(?!\w)"
)
_LEVELS: Final = (
    (Level.PART, _PART, "Phần", "phan"),
    (Level.CHAPTER, _CHAPTER, "Chương", "chuong"),
    (Level.SUBSECTION, _SUBSECTION, "Tiểu mục", "tieu-muc"),
    (Level.SECTION, _SECTION, "Mục", "muc"),
    (Level.ARTICLE, _ARTICLE, "Điều", "dieu"),
    (Level.CLAUSE, _CLAUSE, "Khoản", "khoan"),
    (Level.POINT, _POINT, "Điểm", "diem"),
    (Level.ROMAN, _ROMAN, "Mục", "muc"),
)
_WITH: Final = re.compile(r"\(?(?:Ban hành kèm|Kèm|Phê duyệt kèm|Được ban hành kèm)")
_REFERENCE_DISTANCE: Final = 5
_MAX_HEADING: Final = 300


def label_of(words: str) -> Label | None:
    """Return the label that a line begins with, None for running text.

    >>> label_of("đ) Nội dung khác").slug
    'diem-dd'
    """
    for level, pattern, word, slug in _LEVELS:
        match = pattern.match(words)
        if match is None:
            continue
        printed, number = _numbers(match)
        if number and not (level <= Level.SUBSECTION and _runs_on(words[match.end() :])):
            return Label(level, f"{word} {printed}", f"{slug}-{number}", number, match.end())
    return None


def attachment_at(lines: Sequence[Line], index: int) -> Label | None:
    """Return the label of an annex or of promulgated rules that a line opens, else None.

    Rules are told by their kind alone on a line ("QUY CHẾ"), or by "(Kèm theo …)" below it.
    """
    words = lines[index].text
    annex = _ANNEX.match(words)
    if annex is not None:
        printed = annex["number"] or ""
        number = _arabic(printed)
        slug = f"phu-luc-{number}" if number else "phu-luc"
        return Label(Level.ANNEX, f"Phụ lục {printed}".strip(), slug, number, annex.end())
    promulgated = _PROMULGATED.match(words)
    if promulgated is None or words != words.upper():
        return None
    below = lines[index + 1 : index + 1 + _REFERENCE_DISTANCE]
    if promulgated.end() == len(words) or any(_WITH.match(line.text) for line in below):
        kind = promulgated["kind"].capitalize()
        return Label(Level.ATTACHMENT, kind, "kem-theo", "", promulgated.end())
    return None


def is_heading_text(line: Line) -> bool:
    """Tell whether a line under a chapter or annex label belongs to its title."""
    words = line.text
    if len(words) > _MAX_HEADING or words.endswith((";", ":", ".")):
        return False
    return words == words.upper() or line.block.centred or words.startswith("(")


def _numbers(match: re.Match[str]) -> tuple[str, str]:
    """Return the number as printed and as it stands in an identifier."""
    groups = match.groupdict()
    if ordinal := groups.get("ordinal"):
        return f"thứ {ordinal.lower()}", ORDINALS.get(ordinal.lower(), "")
    printed, suffix = groups["number"] or "", groups["suffix"] or ""
    if printed in {"đ", "Đ"}:
        return printed + suffix, "dd" + suffix
    if printed.isdecimal() or printed.islower():
        plain = str(int(printed)) if printed.isdecimal() else fold(printed)
        return printed + suffix, plain + ("dd" if suffix == "đ" else suffix)
    return printed + suffix, _arabic(printed) + ("dd" if suffix == "đ" else suffix)


def _arabic(printed: str) -> str:
    if not printed or printed.isdecimal():
        return str(int(printed)) if printed else ""
    if any(letter not in _ROMAN_VALUES for letter in printed):
        return fold(printed)
    values = [_ROMAN_VALUES[letter] for letter in printed]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += value if value >= following else -value
    return str(total)


def _runs_on(rest: str) -> bool:
    """Tell whether the words after "Chương I" are a sentence that only mentions it."""
    return bool(re.match(r"\s*(?:của|và|,|;|\)|Điều|này|Nghị|Luật|Thông|Quy)", rest)) and bool(rest)
