"""The characters of a .doc, put together from its pieces.

A document is a list of pieces of the text stream, each of 8-bit or 16-bit characters, in the order
in which they are read. Source: [MS-DOC] 2.4.1, 2.8.35 and 2.9.73.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directives.reading.formats.charset import windows_text
from directives.reading.formats.word97.doc_file import Place, WordFile

_COMPRESSED: Final = 0x4000_0000
_PROPERTIES: Final = 1  # a block of the CLX that no text needs
_PIECE_TABLE: Final = 2
_FIRST_TEXT: Final = 0x18  # where the FIB of Word 6 says its text begins
_COMPLEX: Final = 0x0004  # a Word 6 file that was saved fast, in pieces


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the document, and where in the stream their bytes begin."""

    start: int
    end: int
    offset: int
    width: int  # bytes of a character

    def offset_of(self, position: int) -> int:
        """Return the place in the stream of a character of this piece."""
        return self.offset + (position - self.start) * self.width


@dataclass(frozen=True, slots=True)
class DocText:
    """All characters, one per position, of all stories."""

    characters: str
    pieces: tuple[Piece, ...]


def read_text(file: WordFile) -> DocText:
    """Return the characters of a document.

    Raises:
        ValueError: the pieces claim more characters than the file has bytes.
    """
    pieces = tuple(_pieces(file))
    if sum(piece.end - piece.start for piece in pieces) > len(file.main):
        raise ValueError("more characters than bytes")
    return DocText("".join(_decoded(file.main, piece) for piece in pieces), pieces)


def _pieces(file: WordFile) -> Iterator[Piece]:
    table = _piece_table(file)
    if table is None:
        (begin,) = struct.unpack_from("<I", file.main, _FIRST_TEXT)
        yield Piece(0, sum(file.lengths), begin, 1)
        return
    count = (len(table) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", table)
    for index in range(count):
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)
        start, end = positions[index], positions[index + 1]
        if end < start or (index == 0 and start != 0):
            raise ValueError("pieces out of order")
        if not file.is_word_97:
            yield Piece(start, end, place, 1)
        elif place & _COMPRESSED:
            yield Piece(start, end, (place & ~_COMPRESSED) // 2, 1)
        else:
            yield Piece(start, end, place, 2)


def _piece_table(file: WordFile) -> bytes | None:
    """Return the PlcPcd inside the CLX; None for a Word 6 file of one stretch of text."""
    (flags,) = struct.unpack_from("<H", file.main, 10)
    if not file.is_word_97 and not flags & _COMPLEX:
        return None
    clx = file.structure(Place.PIECES)
    offset = 0
    while clx[offset] == _PROPERTIES:
        offset += 3 + int.from_bytes(clx[offset + 1 : offset + 3], "little")
    if clx[offset] != _PIECE_TABLE:
        raise ValueError("no piece table")
    length = int.from_bytes(clx[offset + 1 : offset + 5], "little")
    return clx[offset + 5 : offset + 5 + length]


def _decoded(stream: bytes, piece: Piece) -> str:
    count = piece.end - piece.start
    raw = stream[piece.offset : piece.offset + count * piece.width]
    if len(raw) != count * piece.width:
        raise ValueError("a piece beyond the end of the file")
    if piece.width == 1:
        return windows_text(raw)
    text = raw.decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    return "".join(map(chr, struct.unpack(f"<{count}H", raw)))  # pairs stay two positions
