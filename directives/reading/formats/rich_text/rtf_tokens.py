"""Rich Text Format as tokens, and the code pages of its fonts.

Source: Rich Text Format Specification 1.9.1.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    rb"""\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?
    |\\'(?P<byte>[0-9A-Fa-f]{2})
    |\\(?P<sign>[^A-Za-z])
    |(?P<brace>[{}])
    |(?P<text>[^\\{}\r\n\x00]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_CHARSETS: Final = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
SYMBOL_CHARSET: Final = 2


class Token(NamedTuple):
    """A control word with its number, a control sign, a brace, or bytes of text."""

    kind: str  # word, sign, brace or text
    value: str = ""
    number: int | None = None
    raw: bytes = b""


def tokens(content: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; binary data is passed over."""
    position = 0
    while match := _TOKEN.search(content, position):
        position = match.end()
        kind = match.lastgroup
        if kind in {"text", "byte"}:
            shown = match["text"] or bytes.fromhex(match["byte"].decode("ascii"))
            yield Token("text", raw=shown)
        elif kind in {"word", "number"}:
            word = match["word"].decode("ascii")
            number = int(match["number"]) if match["number"] else None
            if word == "bin":
                position += max(number or 0, 0)
            else:
                yield Token("word", word, number)
        else:
            yield Token(kind or "", match[0][-1:].decode("latin-1"))


def codec_of_charset(charset: int, default: str | None) -> str | None:
    """Return the codec of a font's charset, `default` where it has none of its own."""
    return _CHARSETS.get(charset, default)


def codec_of_page(page: int) -> str:
    """Return the codec of a code page that Python knows, else that of Western Windows."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "mac_roman" if page == 10_000 else "cp1252"  # noqa: PLR2004, MacRoman's number


def decoded(raw: bytes, codec: str) -> str:
    """Return the characters of bytes; a byte that the page leaves open stays as it is."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return "".join(_one(byte, codec) for byte in raw)


def _one(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)
