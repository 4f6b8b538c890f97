"""The local body whose document is named: "… của Ủy ban nhân dân tỉnh X".

Numbers of local bodies repeat from place to place (each has its own series, Decree 30/2020/NĐ-CP
Art. 15), so the body and the day printed behind the number tell which document is meant. The
first citation is in full, later ones have the number alone (Annex I, II.6b of the same decree).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from directives.reading.dates import WrittenDay, day_at
from directives.reference.tables import former_provinces, provinces
from directives.rules.vietnamese import fold

_LATIN: Final = range(0x2000)  # code points up to the end of the blocks with Vietnamese letters
_CAPITALS: Final = "".join(chr(code) for code in _LATIN if chr(code).isupper())
_TITLE: Final = (  # a capital begins the title of the decision, not the name of a place
    r"(?i:quy\s(?:định|chế|hoạch)|ban\shành|về|sửa\sđổi|bãi\sbỏ|phê\sduyệt|hướng\sdẫn"
    r"|thông\s(?:qua|tư|báo)|quyết\sđịnh|nghị\squyết|của|có|và"
    r"|tỉnh|thành\sphố|tp|quận|huyện|thị\s(?:xã|trấn))(?!\w)"
)
_WORD: Final = rf"(?!{_TITLE})(?:[{_CAPITALS}]\w{{0,15}}|\d{{1,2}}(?!\w))"
_NAME: Final = rf"{_WORD}(?:(?:\s|\s?[-–]\s?){_WORD}){{0,5}}"
_AREA: Final = (
    r"(?P<area{0}>(?i:tỉnh|thành\sphố|tp\s?\.?|quận|huyện|thị\sxã|thị\strấn|xã|phường|đặc\skhu))"
    r"\s{{1,3}}"
)
_BODY: Final = re.compile(
    r"[\s,]{1,5}(?i:của|do)\s{1,3}(?i:(?:chủ\stịch|thường\strực|giám\sđốc)\s)?"
    r"(?:(?P<kind>(?i:[ủu][ỷy]\sban\snhân\sdân|ubnd|hội\sđồng\snhân\sdân|hđnd))"
    rf"|(?P<office>Sở(?:\s[^\W\d]{{1,12}},?){{1,8}}?))\s{{1,3}}{_AREA.format(1)}(?P<name1>{_NAME})"
    rf"(?:,?\s(?:thuộc\s)?{_AREA.format(2)}(?P<name2>{_NAME}))?"
    rf"(?:,?\s(?:thuộc\s)?{_AREA.format(3)}(?P<name3>{_NAME}))?"
)
_SEPARATOR: Final = re.compile(r"[\s\-–]+")


@dataclass(frozen=True, slots=True)
class CitedBody:
    """The full name of a body, written out; and the day, where one stands behind it."""

    name: str
    day: WrittenDay | None


def body_after(text: str, at: int) -> CitedBody | None:
    """Return the body named right behind `at`; None where none is, or only "of the province"."""
    match = _BODY.match(text, at)
    if match is None:
        return None
    kind = fold(match["kind"] or "")
    words = ["Hội đồng nhân dân" if kind.startswith("h") else "Ủy ban nhân dân"]
    if match["office"]:
        words = [match["office"]]
    end = match.end("name1")
    for level in "123":
        if match[f"name{level}"]:
            area, (name, is_whole) = _written_out(match[f"area{level}"]), _place(match, level)
            words.append(f"{area} {name}")
            end = match.end(f"name{level}")
            if not is_whole or area == "tỉnh":  # what follows is not its name
                break
    return CitedBody(" ".join(" ".join(words).split()), day_at(text, end))


def _written_out(area: str) -> str:
    folded = " ".join(area.lower().split())
    return "thành phố" if folded.startswith("tp") else folded


def _place(match: re.Match[str], level: str) -> tuple[str, bool]:
    """Return the name of a place, and whether all the words are its name.

    Of words that begin with the name of a province, that name is taken.
    """
    words = match[f"name{level}"]
    words = words.title() if words.isupper() else words
    parts = _SEPARATOR.split(words)
    if fold(match[f"area{level}"])[0] == "t":
        for length in range(len(parts), 0, -1):
            known = _province_names().get(fold(" ".join(parts[:length])))
            if known is not None:
                return known, length == len(parts)
    return words, True


@cache
def _province_names() -> dict[str, str]:
    """Return the provinces of today and before, by their names without marks and dashes."""
    names = [one.name_vi for one in former_provinces()] + [one.name_vi for one in provinces()]
    return {fold(" ".join(_SEPARATOR.split(name))): name for name in names}
