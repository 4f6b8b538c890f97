"""Spellings of Vietnamese that mean the same word and must meet in search.

Source: QĐ 1989/QĐ-BGDĐT of 2018 (i and y, the place of the tone mark); both ways of either are
found in official texts.
"""

import re

_PLACED = (("o", "àáảãạ", "òóỏõọ", "a"), ("o", "èéẻẽẹ", "òóỏõọ", "e"), ("u", "ỳýỷỹỵ", "ùúủũụ", "y"))
_ON_FIRST = {
    f"{first}{marked}": f"{moved}{plain}"
    for first, marks, moves, plain in _PLACED
    for marked, moved in zip(marks, moves, strict=True)
}
# Only open syllables are written both ways, and after q the u belongs to the consonant.
_ON_SECOND = re.compile(rf"(?<!q)(?:{'|'.join(_ON_FIRST)})(?![^\W\d_])")

_BOTH_WAYS = re.compile(r"(?P<start>[hklmst]|qu)(?P<vowel>[iy])")
_OTHER_VOWEL = {"i": "y", "y": "i"}


def settle_tones(text: str) -> str:
    """Return lower-case NFC `text` with tone marks in their older place, as long as before.

    >>> settle_tones("uỷ ban, hoà giải, quý")
    'ủy ban, hòa giải, quý'
    """
    return _ON_SECOND.sub(lambda match: _ON_FIRST[match.group()], text)


def other_spelling(syllable: str) -> str | None:
    """Return a folded `syllable` with i for y or y for i, where both are in use.

    >>> other_spelling("ky"), other_spelling("qui"), other_spelling("thi")
    ('ki', 'quy', None)
    """
    match = _BOTH_WAYS.fullmatch(syllable)
    return match["start"] + _OTHER_VOWEL[match["vowel"]] if match else None
