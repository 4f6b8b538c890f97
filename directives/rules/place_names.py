"""How provinces and communes are coded and named, and of which kind a name makes them.

Source: decision 19/2025/QĐ-TTg (two digits for a province, five for a commune). The code stays
when the name or the kind changes.
"""

import re
from typing import Final

from directives.rules.vietnamese import fold

PROVINCE_KINDS: Final = ("province", "city")
FORMER_MARK: Final = "cu-"
"""Begins the code of a former unit whose own code may belong to another now."""

_FORMER_CODE: Final = re.compile(r"[0-9]{3,5}")
_CODES: Final = {"province": re.compile(r"[0-9]{2}"), "commune": re.compile(r"[0-9]{5}")}
_KINDS: Final = {
    "xa": "commune",
    "phuong": "ward",
    "dac khu": "special_zone",
    "thi tran": "township",
    "thi xa": "district",
    "huyen": "district",
    "quan": "district",
    "thanh pho": "district",  # of a province; a city of its own is named without the word
}


def is_code(level: str, code: str) -> bool:
    """Tell whether a code is one of a level, province or commune."""
    return _CODES[level].fullmatch(code) is not None


def is_former_code(code: str) -> bool:
    """Tell whether a code may be that of a former commune or district."""
    return _FORMER_CODE.fullmatch(code) is not None


def full_name(kind: str, name: str) -> str | None:
    """Return a name with its kind before it; None where neither says a kind.

    >>> full_name("phường", "Trúc Bạch")
    'Phường Trúc Bạch'
    """
    if kind_named(name):
        return name
    joined = f"{kind.capitalize()} {name}"
    return joined if name and kind_named(joined) else None


def kind_named(name: str) -> str | None:
    """Return the kind that a name below the province says; None if it says none.

    >>> kind_named("Phường Ba Đình")
    'ward'
    """
    folded = fold(name)
    return next((kind for word, kind in _KINDS.items() if folded.startswith(word + " ")), None)
