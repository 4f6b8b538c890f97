"""Bytes of plain text → characters, by their byte order mark, declaration or likelihood."""

import codecs
from typing import Final

from directives.rules.legacy_encodings import Encoding, detect_reading, vietnamese_share
from directives.rules.vietnamese import nfc

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows-1252 leaves five bytes open; they stay as they are.
_WINDOWS: Final = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_FEW: Final = 0.002  # broken characters of a text that is UTF-8 all the same
_SAMPLE: Final = 200_000  # bytes that tell the page


def text_of(content: bytes, declared: str = "") -> str:
    """Return the characters of `content`; `declared` is the charset it claims, tried first.

    Bytes of no Unicode are read as Windows-1258 where that gives Vietnamese words, else as
    Windows-1252, in which `encoding.in_unicode` recognises TCVN3 and VNI.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace")
    if (wide := utf_16_of(content)) is not None:
        return content[: len(content) // 2 * 2].decode(wide, "replace")
    for codec in (_known(declared), "utf-8"):
        if codec:
            text = content.decode(codec, "replace")
            if text.count("\ufffd") <= _FEW * len(text):
                return text
    return _by_likelihood(content)


def utf_16_of(content: bytes) -> str | None:
    """Return the codec of two-byte text without a byte order mark, known by its many zeros."""
    sample = content[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < 8 or min(even, odd) > 0 or max(even, odd) <= len(sample) // 8:  # noqa: PLR2004, two letters prove nothing
        return None
    return "utf-16-be" if even else "utf-16-le"


def windows_text(raw: bytes) -> str:
    """Return the characters of Windows-1252; each byte is one."""
    return raw.decode("latin-1").translate(_WINDOWS)


def _known(declared: str) -> str:
    """Return the codec of a declared charset that can be told wrong; "" for any other."""
    try:
        codec = codecs.lookup(declared.strip().strip("'\"")).name if declared else ""
    except (LookupError, ValueError):
        return ""
    # Any byte is right in a Western page, so only the words tell.
    return codec if codec.startswith(("utf-8", "utf-16", "gb", "big5", "shift")) else ""


def _by_likelihood(content: bytes) -> str:
    western = windows_text(content)
    sample = nfc(western[:_SAMPLE])
    if detect_reading([sample]).encoding is not Encoding.UNICODE:
        return western
    vietnamese = content[:_SAMPLE].decode("cp1258", "replace")
    if vietnamese_share(nfc(vietnamese)) > vietnamese_share(sample):
        return content.decode("cp1258", "replace")
    return western
