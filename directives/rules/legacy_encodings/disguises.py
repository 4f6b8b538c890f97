"""Bytes of a legacy font that a program decoded as the wrong code page.

The tables of this package expect each byte as the character of the same number. A program that
believed the file to be Windows-1252, Windows-1258 or MacRoman shows other characters; these maps
lead back.
"""

import unicodedata
from functools import cache
from typing import Final, Literal

Disguise = Literal["latin-1", "cp1258", "mac_roman"]
# How a PDF names the glyphs that legacy fonts drew in the places of signs.
_DRAWN: Final = str.maketrans({"\u2212": "\u00ad", "\u2219": "\u00b7", "\u2022": "\u00b7"})
DISGUISES: Final[tuple[Disguise, ...]] = ("latin-1", "cp1258", "mac_roman")


def undisguised(text: str, disguise: Disguise) -> str:
    """Return `text` with one character per byte, whatever page it was decoded by.

    Characters that are no byte of the page stay as they are.
    """
    if disguise == "latin-1":
        return text.translate(_DRAWN)
    return text.translate(_table(disguise))


@cache
def _table(disguise: Disguise) -> dict[int, str]:
    table = {}
    for byte in range(0xA0 if disguise == "cp1258" else 0x80, 0x100):
        shown = bytes([byte]).decode(disguise)
        table[ord(unicodedata.normalize("NFC", shown))] = chr(byte)
    return _recomposed(table) | table if disguise == "cp1258" else table


def _recomposed(single: dict[int, str]) -> dict[int, str]:
    """Return letters that NFC made of one of the page's letters and one of its five tone marks."""
    marks = {chr(code): byte for code, byte in single.items() if unicodedata.combining(chr(code))}
    bases = "".join(map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *single)))
    return {
        ord(whole): single.get(ord(base), base) + byte
        for base in bases
        for mark, byte in marks.items()
        if len(whole := unicodedata.normalize("NFC", base + mark)) == 1
    }
