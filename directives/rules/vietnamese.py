"""Vietnamese text: one normal form, folding, tokens.

Shared by document numbers, reading and search, so that what one writes the others find.
"""

import re
import unicodedata

_TOKEN = re.compile(r"[^\W_]+")


class _OneToOne(dict[int, str]):
    """A translation table filled on demand that never changes the length of a text."""

    def __missing__(self, code: int) -> str:
        char = _lower(chr(code))
        folded = "d" if char in "đð" else unicodedata.normalize("NFD", char)[0]
        self[code] = folded
        return folded


def _lower(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


_FOLD = _OneToOne()


def nfc(text: str) -> str:
    """Return `text` in NFC, with the Icelandic eth that keyboards confuse with đ mended.

    Every text enters the system through this; offsets count its code points.
    """
    composed = unicodedata.normalize("NFC", text)
    return composed.replace("\u00d0", "\u0110").replace("\u00f0", "\u0111")


def fold(text: str) -> str:
    """Return NFC `text` in lower case without tone marks, đ as d, one character for one.

    >>> fold("Điều động")
    'dieu dong'
    """
    return text.translate(_FOLD)


def tokens(text: str) -> list[str]:
    """Return the syllables and numbers of `text`, in order; no stop words, no minimum length."""
    return _TOKEN.findall(text)


def has_tone_marks(text: str) -> bool:
    """Tell whether `text` (NFC) has a letter that folding would change other than by its case."""
    return fold(text) != text.lower()
