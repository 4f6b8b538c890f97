"""The bodies to which a document can delegate, and the type in which each of them issues.

Source of the types: Law 64/2025/QH15 Art. 4 (as amended by 87/2025/QH15).
"""

import re
from dataclasses import dataclass
from typing import Final

from directives.reference.tables import agencies

# By their names, which have small letters inside them ("Khoa học và Công nghệ"); the longest first.
_MINISTRIES: Final = "|".join(
    re.escape(name)
    for name in sorted(
        {body.name_vi for body in agencies() if body.kind == "ministry"}, key=len, reverse=True
    )
)
_TERRITORY: Final = (
    r"(?: (?:cấp tỉnh|cấp xã|các cấp|(?:các )?tỉnh(?:, thành phố(?: trực thuộc [Tt]rung ương)?)?"
    r"|thành phố(?: trực thuộc [Tt]rung ương)?|xã, phường, đặc khu)(?: [A-ZĐ]\w+){0,3}"
    r"(?:, (?:cấp xã|thành phố [A-ZĐ]\w+(?: [A-ZĐ]\w+)*))?)"
)
_EVERY_MINISTER: Final = (
    r"(?:Các )?(?:[Bb]ộ trưởng(?:,)?(?: và)? [Tt]hủ trưởng (?:các )?cơ quan ngang [Bb]ộ"
    r"|[Bb]ộ, cơ quan ngang [Bb]ộ)(?:, [Tt]hủ trưởng cơ quan thuộc Chính phủ)?"
)
# What a body is called → the type of document it issues; the first that fits is taken.
_KINDS: Final = (
    ("UBTVQH", "NQ", r"Ủy ban [Tt]hường vụ Quốc hội|Uỷ ban [Tt]hường vụ Quốc hội"),
    ("TTg", "QĐ", r"Thủ tướng Chính phủ"),
    ("TTCP", "TT", r"(?:Tổng )?Thanh tra Chính phủ"),
    ("CP", "NĐ", r"Chính phủ"),
    ("NHNN", "TT", r"(?:Thống đốc )?Ngân hàng Nhà nước(?: Việt Nam)?"),
    ("TANDTC", "TT", r"Chánh án (?:Tòa|Toà) án nhân dân tối cao"),
    ("VKSNDTC", "TT", r"Viện trưởng Viện [Kk]iểm sát nhân dân tối cao"),
    ("KTNN", "TT", r"Tổng Kiểm toán [Nn]hà nước"),
    ("", "TT", _EVERY_MINISTER),
    ("", "TT", rf"(?:Bộ trưởng )?(?:{_MINISTRIES})"),
    ("", "NQ", rf"Hội đồng nhân dân{_TERRITORY}?"),
    ("", "QĐ", rf"(?:Chủ tịch )?(?:Ủy|Uỷ) ban nhân dân{_TERRITORY}?"),
)
_PATTERNS: Final = tuple((code, kind, re.compile(words)) for code, kind, words in _KINDS)
_OFFICE: Final = re.compile(r"^(?:Bộ trưởng (?=Bộ)|Thống đốc |Tổng (?=Thanh tra)|Chánh án )")
_BETWEEN: Final = re.compile(r"\s*(?:,|;|và|,\s*và)\s+(?:các\s+)?")


@dataclass(frozen=True, slots=True)
class DelegatedBody:
    """Who must issue: its abbreviation where the words name one body alone, and its words.

    `words` is the name as printed, for a minister the ministry's. `type_code` is what it issues.
    """

    code: str
    words: str
    type_code: str


def bodies_at(text: str, start: int) -> tuple[tuple[DelegatedBody, ...], int]:
    """Return the bodies of the list that begins at `start`, and where it ends."""
    found: list[DelegatedBody] = []
    end = start
    at = start
    while (one := _body_at(text, at)) is not None:
        body, end = one
        found.append(body)
        between = _BETWEEN.match(text, end)
        if between is None:
            break
        at = between.end()
    return tuple(found), end


def _body_at(text: str, start: int) -> tuple[DelegatedBody, int] | None:
    for code, kind, pattern in _PATTERNS:
        found = pattern.match(text, start)
        if found is not None and not text[found.end() : found.end() + 1].isalnum():
            words = _OFFICE.sub("", found[0])
            return DelegatedBody(code, words, kind), found.end()
    return None
