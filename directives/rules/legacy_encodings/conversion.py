"""Legacy text → Unicode."""

import re
from typing import Final

from directives.rules.legacy_encodings.disguises import Disguise, undisguised
from directives.rules.legacy_encodings.encodings import Encoding
from directives.rules.legacy_encodings.syllables import is_syllable
from directives.rules.legacy_encodings.tables import TCVN3, VNI

_TCVN3: Final = str.maketrans(TCVN3)
_WORD_WITH_D: Final = re.compile(r"[^\W\d_]*Đ[^\W\d_]*")
_VNI_PAIR: Final = re.compile("|".join(sorted(VNI, key=len, reverse=True)))


def convert(text: str, encoding: Encoding, disguise: Disguise = "latin-1") -> str:
    """Return legacy `text` as Unicode in NFC; what is in no table stays as it is.

    `disguise` is the code page that the bytes were decoded by. The length may change.

    >>> convert("QuyÕt ®Þnh", Encoding.TCVN3), convert("Quyeát ñònh", Encoding.VNI)
    ('Quyết định', 'Quyết định')
    """
    if encoding is Encoding.UNICODE:
        return text
    bare = undisguised(text, disguise)
    if encoding is Encoding.VNI:
        return _VNI_PAIR.sub(lambda match: VNI[match[0]], bare)
    return _without_false_acute(bare.translate(_TCVN3), bare)


def is_wholly_legacy(word: str, encoding: Encoding, disguise: Disguise) -> bool:
    """Tell whether every letter of `word` that is not in ASCII is one of a legacy encoding."""
    bare = undisguised(word, disguise)
    if encoding is Encoding.VNI:
        return _VNI_PAIR.sub("", bare).isascii()
    return all(char in TCVN3 or char.isascii() for char in bare)


def _without_false_acute(converted: str, bare: str) -> str:
    """Put back each Đ that does not stand for é: the two share a code once Ð was read as Đ."""
    if "Đ" not in bare:
        return converted
    letters = list(converted)
    for match in _WORD_WITH_D.finditer(bare):
        start, end = match.span()
        if not is_syllable(_whole_word(converted, start, end)):
            for offset in range(start, end):
                if bare[offset] == "Đ":
                    letters[offset] = "Đ"
    return "".join(letters)


def _whole_word(text: str, start: int, end: int) -> str:
    """Widen a stretch of `text` to the letters round it."""
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]
