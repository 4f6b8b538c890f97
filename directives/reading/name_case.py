"""Write the name of a body, printed in capitals, as it stands in a sentence.

"SỞ NỘI VỤ TỈNH BÌNH THUẬN" → "Sở Nội vụ tỉnh Bình Thuận": Decree 30/2020/NĐ-CP, Annex II
(capitals): the first letters of the kind of body and of its function, each syllable of a place.
"""

import re
from functools import cache
from typing import Final

from directives.reference.tables import agencies
from directives.rules.vietnamese import fold

# Kinds of body whose name goes on with its function or place; only the first letter is capital.
_KINDS: Final = (
    "ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "tòa án nhân dân",
    "toà án nhân dân", "viện kiểm sát nhân dân", "tổng công ty", "công ty", "tổng cục", "chi cục",
    "trung tâm", "văn phòng", "thanh tra", "công an", "hiệp hội", "liên đoàn", "liên hiệp",
    "học viện", "bệnh viện", "tập đoàn", "ngân hàng", "bảo hiểm", "kho bạc", "ủy ban", "uỷ ban",
    "hội đồng", "đảng ủy", "đảng uỷ", "tỉnh ủy", "tỉnh uỷ", "thành ủy", "thành uỷ", "ban", "bộ",
    "sở", "cục", "vụ", "phòng", "trường", "viện", "đài", "hội", "đoàn",
)  # fmt: skip
_KIND: Final = re.compile(rf"(?:{'|'.join(_KINDS)})(?!\w)")
# After these words every syllable is part of a name.
_AREA: Final = re.compile(
    r"(?<!\w)(tỉnh(?: ủy| uỷ)?|thành ủy|thành uỷ|thành phố|huyện|quận|thị xã|thị trấn|xã(?! hội)"
    r"|phường|đặc khu) (?=\w)"
)
_FIXED: Final = (
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Mặt trận Tổ quốc", "Việt Nam",
    "Trung ương", "Chính phủ", "Quốc hội", "Nhà nước", "Hồ Chí Minh", "Đảng", "Tỉnh ủy",
    "Tỉnh uỷ", "Thành ủy", "Thành uỷ", "Cộng sản",
)  # fmt: skip


def sentence_case(capitals: str) -> str:
    """Return a name in sentence case; one that is known is written as the table writes it."""
    lowered = " ".join(capitals.split()).lower()
    if lowered in _known():
        return _known()[lowered]
    kept = {word.lower(): word for word in capitals.split() if _is_acronym(word)}
    area = _AREA.search(lowered)
    body, place = (lowered, "") if area is None else _split(lowered, area.start())
    words = _function(body) + place
    for fixed in _FIXED:
        words = re.sub(rf"(?<!\w){fixed.lower()}(?!\w)", fixed, words, flags=re.IGNORECASE)
    written = " ".join(kept.get(word.lower(), word) for word in words.split())
    return written[:1].upper() + written[1:]


def _split(lowered: str, at: int) -> tuple[str, str]:
    area = _AREA.match(lowered, at)
    assert area is not None
    return lowered[:at], area[0] + lowered[area.end() :].title()


def _function(body: str) -> str:
    """Capitalise the kind of body, its function, and the functions joined by "và" or a comma."""
    kind = _KIND.match(body)
    if kind is None:
        return body.title() if body.startswith("trường") else body
    rest = body[kind.end() :]
    if kind[0] == "trường":
        return kind[0] + rest.title()
    rest = re.sub(r"(^ *|(?:,| và| -| –) |-)(\w)", lambda match: match[1] + match[2].upper(), rest)
    return kind[0] + rest


def _is_acronym(word: str) -> bool:
    """Tell whether capitals are initials (THPT, PCCC): no Vietnamese syllable lacks a vowel."""
    return len(word) > 1 and word.isalpha() and not re.search(r"[AEIOUY]", _plain(word))


def _plain(word: str) -> str:
    return fold(word).upper()


@cache
def _known() -> dict[str, str]:
    return {row.name_vi.lower(): row.name_vi for row in agencies()}
