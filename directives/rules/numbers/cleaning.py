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
_ONE_TO_ONE = (
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SLASHES, "/")
    | dict.fromkeys(_SPACES, " ")
    | _LOOKALIKES
    | _LETTERS
    | _FULL_WIDTH
)
_CHANGED = re.compile(f"[{re.escape(''.join(_ONE_TO_ONE))}]")
# Things that look like numbers and have a name space of their own (DOMAIN 1.8). Each pattern
# begins with the class of its first letter, which a search finds fast, and looks back from there.
_STANDARD = re.compile(
    r"""
    [QTI](?<!\w.)(?:(?<=Q)C(?:VN|ĐP)|(?<=T)C(?:VN|XDVN|XD|CS|N)|(?<=I)(?:SO|EC))\b
    [\s:-]{0,3}(?:(?:ISO|IEC|QTĐ|QG|XDVN)[\s/-]{0,2}){0,2}
    [0-9][0-9.-]{0,12}(?:\s?:\s?[0-9]{4})?(?:/[^\W_]{1,12})?
    """,
    re.VERBOSE,
)
# Codes of administrative procedures, and organ ids of QĐ 20/2020/QĐ-TTg.
_CODE = re.compile(
    r"[0-9](?<![0-9.].)"
    r"(?:\.[0-9]{6}(?:\.[^\W_]{1,6}){0,6}|[0-9]{2}(?:\.[0-9]{2}){2}\.[A-Z][0-9]{1,3})"
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
        text = _UNSEEN.sub("", text)
    plain = _CHANGED.sub(lambda found: _ONE_TO_ONE[found.group()], text)
    marks = _has_marks(plain)
    for other in (_STANDARD, _CODE):
        plain = other.sub(lambda found: " " * len(found.group()), plain)
    return Cleaned(plain, offsets, marks)


def _has_marks(text: str) -> bool:
    return any(
        char in "đĐ" or (char.isalpha() and unicodedata.decomposition(char) != "")
        for char in text
        if char > "\x7f"
    )
