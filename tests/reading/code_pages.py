"""Text in the code pages of before Unicode, for samples."""

import unicodedata

from directives.rules.legacy_encodings.tables import TCVN3, VNI

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TO_TCVN3 = {letter: char for char, letter in TCVN3.items() if char != "Đ"}
_TO_VNI = {letter: pair for pair, letter in reversed(VNI.items())}


def as_cp1258(text: str) -> bytes:
    """Return text in Windows-1258, in which tone marks follow their letters."""
    written = ""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        base = "".join(part for part in parts if part not in _TONES)
        tones = "".join(part for part in parts if part in _TONES)
        written += unicodedata.normalize("NFC", base) + tones
    return written.encode("cp1258")


def as_tcvn3(text: str) -> bytes:
    """Return small letters as TCVN3 stores them; capitals with tones have no code."""
    return "".join(_TO_TCVN3.get(char, char) for char in text).encode("latin-1")


def as_vni(text: str) -> bytes:
    """Return text as VNI fonts store it."""
    return "".join(_TO_VNI.get(char, char) for char in text).encode("latin-1")
