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
# Only open syllables are written both ways, and after q the u belongs to the consonant. The
# marked vowel stands first in the pattern: it is rare, so long texts are read fast.
_ON_SECOND = re.compile(r"[àáảãạèéẻẽẹỳýỷỹỵ](?:(?<=o[àáảãạèéẻẽẹ])|(?<=(?<!q)u[ỳýỷỹỵ]))(?![^\W\d_])")

_WITH_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))
# Whole syllables only; the vowel stands first in the pattern, as above.
_WITH_I = re.compile(
    r"[iìíỉĩị](?![^\W_])(?:(?<=[hklmst].)(?<![^\W_][hklmst].)|(?<=qu.)(?<![^\W_]qu.))"
)


def settle_spelling(text: str) -> str:
    """Return lower-case NFC `text` in one of the spellings in use, as long as before.

    Tone marks stand in their older place; where i and y are both written, y stands.

    >>> settle_spelling("uỷ ban, hoà giải, kĩ thuật, quí")
    'ủy ban, hòa giải, kỹ thuật, quý'
    """
    return _WITH_I.sub(lambda match: _WITH_Y[match.group()], _settle_tones(text))


def _settle_tones(text: str) -> str:
    pieces, done = [], 0
    for match in _ON_SECOND.finditer(text):
        start = match.start() - 1
        pieces += [text[done:start], _ON_FIRST[text[start : match.end()]]]
        done = match.end()
    return "".join([*pieces, text[done:]]) if pieces else text
