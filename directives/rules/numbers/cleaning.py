"""Make the many ways to type a separator or a letter one, and remember where each was."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63"
_SLASHES = "\u2044\u2215\u29f8\\"
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")
# Keyboards and scanners put Cyrillic and Greek letters where Latin ones look the same.
_LOOKALIKES = dict(zip("АВЕІКМНОРСТУХаеіорсух", "ABEIKMHOPCTYXaeiopcyx", strict=True)) | dict(
    zip("ΑΒΕΙΚΜΝΟΡΤΥΧ", "ABEIKMNOPTYX", strict=True)
)
_LETTERS = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ", "\u018c": "đ"}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ONE_TO_ONE = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SLASHES, "/")
    | dict.fromkeys(_SPACES, " ")
    | _LOOKALIKES
    | _LETTERS
    | _FULL_WIDTH
)
# Things that look like numbers and have a name space of their own (DOMAIN 1.8).
_NOT_NUMBERS = re.compile(
    r"""
      \b(?:QCVN|TCVN|TCXDVN|TCXD|TCCS|TCN|QCĐP|ISO|IEC)\b
        [\s:-]{0,3}(?:(?:ISO|IEC|QTĐ|QG|XDVN)[\s/-]{0,2}){0,2}
        [0-9][0-9.-]{0,12}(?:\s?:\s?[0-9]{4})?(?:/[^\W_]{1,12})?  # technical standards
    | (?<![0-9.])[0-9]\.[0-9]{6}(?:\.[^\W_]{1,6}){0,6}             # administrative procedures
    | (?<![0-9.])[0-9]{3}(?:\.[0-9]{2}){2}\.[A-Z][0-9]{1,3}        # organ ids of QĐ 20/2020/QĐ-TTg
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text with one spelling per separator; `offsets[i]` is where `text[i]` stood before."""

    text: str
    offsets: Sequence[int]
    has_marks: bool  # the writer uses Vietnamese letters, so HD is not a HĐ without its stroke


def clean(text: str) -> Cleaned:
    """Return NFC `text` with plain separators, Latin letters and no characters of no width.

    Standards, procedure codes and organ ids are blanked: their digits are no document's.
    """
    offsets: Sequence[int] = range(len(text))
    if _UNSEEN.search(text):
        offsets = [at for at, char in enumerate(text) if not _UNSEEN.match(char)]
    plain = _UNSEEN.sub("", text).translate(_ONE_TO_ONE)
    blanked = _NOT_NUMBERS.sub(lambda found: " " * len(found.group()), plain)
    return Cleaned(blanked, offsets, _has_marks(plain))


def _has_marks(text: str) -> bool:
    return any(
        char in "đĐ" or (char.isalpha() and unicodedata.decomposition(char) != "")
        for char in text
        if char > "\x7f"
    )
