"""The compound file of a Word 97-2003 document: its streams and its table of contents (the FIB).

Source: Microsoft [MS-DOC], sections 2.5 (FIB) and 2.8 (PLCs). Numbers are little-endian.
"""

import io
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import olefile

from directives.errors import FileEncrypted, FileKindUnsupported, FileUnreadable
from directives.translation import N_

_WORD: Final = 0xA5EC
_WORD_97: Final = 0xC1  # nFib; lower ones are Word 6 and Word 95
_ENCRYPTED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_OTHER_KINDS: Final = (
    ("Workbook", N_("bảng tính Excel")),
    ("Book", N_("bảng tính Excel")),
    ("PowerPoint Document", N_("bản trình chiếu PowerPoint")),
)


class Story(IntEnum):
    """The texts of a document in the order in which they follow each other."""

    MAIN = 0
    FOOTNOTES = 1
    HEADERS = 2
    MACROS = 3
    COMMENTS = 4
    ENDNOTES = 5
    BOXES = 6
    HEADER_BOXES = 7


class Place(IntEnum):
    """Where in the FIB the offset and the length of a structure stand."""

    STYLES = 1
    FOOTNOTE_MARKS = 2
    FOOTNOTE_TEXTS = 3
    HEADERS = 11
    CHARACTERS = 12
    PARAGRAPHS = 13
    FONTS = 15
    PIECES = 33
    DRAWINGS = 40
    ENDNOTE_MARKS = 46
    ENDNOTE_TEXTS = 47
    BOXES = 56
    LISTS = 73
    LIST_OVERRIDES = 74


@dataclass(frozen=True, slots=True)
class WordFile:
    """The streams of one document. `lengths` are those of its stories, in characters."""

    main: bytes
    table: bytes
    lengths: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    pages: int | None
    is_word_97: bool

    def structure(self, place: Place) -> bytes:
        """Return the bytes of a structure of the table stream, b"" where there is none."""
        if place >= len(self.places):
            return b""
        offset, length = self.places[place]
        return self.table[offset : offset + length]

    def start_of(self, story: Story) -> int:
        """Return the position of the first character of a story."""
        return sum(self.lengths[:story])


def open_word_file(name: str, content: bytes) -> WordFile:
    """Return the streams of a .doc; `name` is only for the message.

    Raises:
        FileEncrypted: a password protects it.
        FileKindUnsupported: it is another program's compound file.
        FileUnreadable: it is no Word document, or a broken one.
    """
    with olefile.OleFileIO(io.BytesIO(content)) as compound:
        if compound.exists("EncryptedPackage"):
            raise FileEncrypted(name=name)
        if not compound.exists("WordDocument"):
            kinds = [kind for stream, kind in _OTHER_KINDS if compound.exists(stream)]
            raise FileKindUnsupported(name=name, kind=kinds[0] if kinds else N_("tệp nhị phân"))
        if compound.exists("Macros"):
            raise FileKindUnsupported(name=name, kind=N_("Word đời cũ có macro"))
        main = compound.openstream("WordDocument").read()
        magic, version = struct.unpack_from("<HH", main)
        (flags,) = struct.unpack_from("<H", main, 10)
        if magic != _WORD:
            raise FileUnreadable(name=name)
        if flags & _ENCRYPTED:
            raise FileEncrypted(name=name)
        pages = _page_count(compound)
        if version < _WORD_97:
            return _word_6(main, pages)
        table = compound.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
    return _word_97(main, table, pages)


def _word_97(main: bytes, table: bytes, pages: int | None) -> WordFile:
    offset = 32
    (words,) = struct.unpack_from("<H", main, offset)
    offset += 2 + 2 * words
    (longs,) = struct.unpack_from("<H", main, offset)
    lengths = struct.unpack_from("<8i", main, offset + 2 + 4 * 3)
    offset += 2 + 4 * longs
    (pairs,) = struct.unpack_from("<H", main, offset)
    numbers = struct.unpack_from(f"<{2 * pairs}I", main, offset + 2)
    places = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    counted = tuple(max(length, 0) for length in lengths)
    return WordFile(main, table, counted, places, pages, is_word_97=True)


def _word_6(main: bytes, pages: int | None) -> WordFile:
    """Return a file of Word 6 or 95, whose structures stand in the stream of its text."""
    lengths = struct.unpack_from("<8i", main, 0x34)
    pieces = struct.unpack_from("<2I", main, 0x160)
    places = tuple((0, 0) if place != Place.PIECES else pieces for place in range(Place.PIECES + 1))
    counted = tuple(max(length, 0) for length in lengths)
    return WordFile(main, main, counted, places, pages, is_word_97=False)


def _page_count(compound: olefile.OleFileIO) -> int | None:
    """Return the page count that the writing program left in the summary, None without one."""
    try:
        count = compound.get_metadata().num_pages
    except Exception:  # noqa: BLE001, the summary is an extra: a broken one says nothing
        return None
    return count if isinstance(count, int) and 0 < count < 100_000 else None  # noqa: PLR2004
