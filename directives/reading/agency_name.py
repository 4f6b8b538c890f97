"""The full name of the issuing body from the lines of a heading.

Form of the name: sentence case, with its province where the body above it is that province's.
Source of the layout: Decree 30/2020/NĐ-CP, Annex I, II.2 (parent above, issuing body below).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from directives.reading.lines import Line
from directives.reading.name_case import sentence_case
from directives.reference.tables import abbreviations, former_provinces, provinces

_PEOPLES_BODY: Final = re.compile(r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\b")
# Words that begin the name of a body; a line that begins otherwise goes on with the one above.
_HEAD: Final = re.compile(
    r"(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ|SỞ|CỤC|TỔNG CỤC|CHI CỤC|VỤ|VĂN PHÒNG|PHÒNG(?! CHỐNG|, )|BAN"
    r"|TRUNG TÂM|TRƯỜNG|CÔNG AN|THANH TRA|TÒA ÁN|TOÀ ÁN|VIỆN|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI"
    r"|ĐẢNG ỦY|ĐẢNG UỶ|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|QUẬN ỦY|HỘI|HIỆP HỘI|LIÊN"
    r"|NGÂN HÀNG|KIỂM TOÁN|BẢO HIỂM|TỔNG CÔNG TY|CÔNG TY|TẬP ĐOÀN|ĐÀI|HỌC VIỆN|BỆNH VIỆN"
    r"|BẢO TÀNG|KHO BẠC|THUẾ|HẢI QUAN|THÔNG TẤN XÃ|CHỦ TỊCH NƯỚC|ĐOÀN|BÁO|QUỸ|TỔ|KHOA"
    r"|THƯ VIỆN|NHÀ|CHI BỘ|MẶT TRẬN|KHỐI|TIỂU BAN|THỐNG KÊ|BỘ TƯ LỆNH|BỘ CHỈ HUY)(?!\w)"
)
_UNFINISHED: Final = re.compile(
    r"(?:,|-|–|\b(?:VÀ|CỦA|CÁC|VỀ|NƯỚC|THƯỜNG VỤ))$"
    r"|^(?:VĂN PHÒNG|THANH TRA|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ|SỞ|CỤC|BAN)$"
)
_AREA: Final = re.compile(r"\b(TỈNH|THÀNH PHỐ)\s+(\S.{0,40})$")
_OPEN_AREA: Final = re.compile(r"\b(TỈNH|THÀNH PHỐ)$")
_PARTY_COMMITTEE: Final = re.compile(r"(?:TỈNH|THÀNH) (?:ỦY|UỶ)\b")
_CENTRAL_COMMITTEE: Final = re.compile(r"BAN CHẤP HÀNH TRUNG ƯƠNG$")
_HAS_UNITS: Final = re.compile(r"(?:VĂN PHÒNG|SỞ|CỤC|BAN|THANH TRA)\b")


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A full name and the lines it was read from."""

    name: str
    first: Line
    last: Line


def agency_name(lines: Sequence[Line], place: str | None, *, is_certain: bool) -> AgencyName | None:
    """Return the issuing body named by the agency lines of a heading, None without any.

    `place` completes "tỉnh" where the heading leaves its name out. A body of an unknown kind is
    taken only when the lines are certain to name a body, because a number stands under them.
    """
    bodies = _bodies(lines)
    if not bodies or not (is_certain or _HEAD.match(bodies[-1][0])):
        return None
    chosen = len(bodies) - 1
    if chosen and _is_inner_unit(bodies[chosen - 1][0], bodies[chosen][0]):
        chosen -= 1
    words, first, last = bodies[chosen]
    parent = bodies[chosen - 1][0] if chosen else ""
    named = _complete(words, place)
    return AgencyName(sentence_case(_with_area(named, _complete(parent, place))), first, last)


def _bodies(lines: Sequence[Line]) -> list[tuple[str, Line, Line]]:
    """Join the lines that name one body; return (words in capitals, first line, last line)."""
    bodies: list[tuple[str, Line, Line]] = []
    for line in lines:
        words = _written_out(line.text)
        if bodies and (_UNFINISHED.search(bodies[-1][0]) or not _HEAD.match(words)):
            joined, first, _last = bodies[-1]
            bodies[-1] = (f"{joined} {words}", first, line)
        else:
            bodies.append((words, line, line))
    return bodies


def _written_out(words: str) -> str:
    clean = re.sub(r"\[\d+\]", "", words).strip(" -–—_*.:")
    return " ".join(_expansions().get(word, word) for word in clean.split())


def _is_inner_unit(parent: str, unit: str) -> bool:
    """Tell whether `unit` is a division inside `parent`, which issues in the parent's name."""
    return unit.startswith("PHÒNG ") and bool(_HAS_UNITS.match(parent))


def _complete(words: str, place: str | None) -> str:
    if place and _OPEN_AREA.search(words):
        return f"{words} {place.upper()}"
    return words


def _with_area(words: str, parent: str) -> str:
    if _CENTRAL_COMMITTEE.match(parent):
        return f"{words} TRUNG ƯƠNG ĐẢNG" if words == "VĂN PHÒNG" else f"{words} TRUNG ƯƠNG"
    if _PARTY_COMMITTEE.match(parent):
        return words if parent in words else f"{words} {parent}"
    area = _AREA.search(parent)
    if area is None or not _PEOPLES_BODY.match(parent) or not _is_province(area[2]):
        return words
    return words if area[2] in words else f"{words} {area[0]}"


@cache
def _expansions() -> dict[str, str]:
    """Return abbreviations (capitals, with and without "&") → words in capitals."""
    written = {"TP": "THÀNH PHỐ", "TP.": "THÀNH PHỐ", "HCM": "HỒ CHÍ MINH"}
    for row in abbreviations():
        if not row.is_ambiguous:
            written[row.code.upper()] = row.meaning.upper()
            written[row.code.upper().replace("&", "")] = row.meaning.upper()
    return written


@cache
def _province_names() -> frozenset[str]:
    names = {province.name_vi for province in provinces()}
    return frozenset(
        name.casefold() for name in names | {former.name_vi for former in former_provinces()}
    )


def _is_province(name: str) -> bool:
    return name.casefold() in _province_names()
