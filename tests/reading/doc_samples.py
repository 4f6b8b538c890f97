"""Word 97 files composed for the tests, byte by byte; no real person, no copied sentence."""

import struct
from dataclasses import dataclass, field

from tests.reading.compound_files import compound_file

_TEXT_START = 1024
_PAGE = 512
_PAIRS = 93  # of the FIB of Word 97

DELETED = b"\x00\x08\x01"
HIDDEN = b"\x3c\x08\x01"
SYMBOL = b"\x09\x6a\x00\x00\x28\x00"
RAISED = b"\x48\x2a\x01"
CENTRED = b"\x61\x24\x01"
IN_TABLE = b"\x16\x24\x01"
ROW_END = IN_TABLE + b"\x17\x24\x01"
INNER = IN_TABLE + b"\x49\x66\x02\x00\x00\x00"
INNER_CELL_END = INNER + b"\x4b\x24\x01"
INNER_ROW_END = INNER + b"\x4c\x24\x01"


def font(number: int) -> bytes:
    return b"\x4f\x4a" + struct.pack("<H", number)


def listed(numbering: int, depth: int = 0) -> bytes:
    return b"\x0b\x46" + struct.pack("<H", numbering) + b"\x0a\x26" + bytes([depth])


@dataclass
class Run:
    text: str
    properties: bytes = b""


@dataclass
class Paragraph:
    """Runs, the character that ends them and the paragraph's properties."""

    runs: list[Run]
    end: str = "\r"
    properties: bytes = b""
    style: int = 0
    end_properties: bytes = b""

    @classmethod
    def of(cls, text: str, end: str = "\r", properties: bytes = b"", style: int = 0) -> "Paragraph":
        return cls([Run(text)], end, properties, style)


@dataclass
class WordSample:
    """A document; `stories` are main text, footnotes, headers … in the order of the format."""

    stories: list[list[Paragraph]]
    wide: bool = True  # 16-bit characters
    fonts: list[str] = field(default_factory=lambda: ["Times New Roman"])
    structures: dict[int, bytes] = field(default_factory=dict)  # place in the FIB → bytes
    flags: int = 0x0200
    version: int = 0xC1
    other_streams: dict[str, bytes] = field(default_factory=dict)

    def saved(self) -> bytes:
        return compound_file(self.streams() | self.other_streams)

    def streams(self) -> dict[str, bytes]:
        paragraphs = [one for story in self.stories for one in story]
        text, characters, styles = b"", [], []
        for paragraph in paragraphs:
            begin = len(text)
            for run in [*paragraph.runs, Run(paragraph.end, paragraph.end_properties)]:
                written = self._encoded(run.text)
                characters.append((len(text), len(text) + len(written), run.properties))
                text += written
            style = struct.pack("<H", paragraph.style) + paragraph.properties
            styles.append((begin, len(text), style))
        main = bytearray(_TEXT_START) + text
        main += bytes(-len(main) % _PAGE)
        table = bytearray(b"\x00")
        places = dict(self.structures)
        places[12] = self._pages(main, characters, 1)
        places[13] = self._pages(main, styles, 13)
        places[15] = self._font_table()
        places[33] = self._clx(len(text))
        numbers = [0] * (2 * _PAIRS)
        for place, structure in places.items():
            numbers[2 * place : 2 * place + 2] = len(table), len(structure)
            table += structure
        main[: len(self._fib(numbers))] = self._fib(numbers)
        return {"WordDocument": bytes(main), "1Table": bytes(table)}

    def _encoded(self, text: str) -> bytes:
        return text.encode("utf-16-le") if self.wide else text.encode("cp1252")

    def _fib(self, numbers: list[int]) -> bytes:
        lengths = [
            sum(len(self._encoded(_text_of(one))) // self._width for one in story)
            for story in self.stories
        ]
        lengths += [0] * (8 - len(lengths))
        fib = struct.pack("<2H6xH20x", 0xA5EC, self.version, self.flags)
        fib += struct.pack("<H28x", 14) + struct.pack("<H12x8i44x", 22, *lengths)
        return fib + struct.pack(f"<H{len(numbers)}I", _PAIRS, *numbers)

    @property
    def _width(self) -> int:
        return 2 if self.wide else 1

    def _clx(self, length: int) -> bytes:
        place = _TEXT_START if self.wide else 0x4000_0000 | _TEXT_START * 2
        pieces = struct.pack("<2I", 0, length // self._width) + struct.pack("<HIH", 0, place, 0)
        return b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(pieces)) + pieces

    def _font_table(self) -> bytes:
        table = struct.pack("<2H", len(self.fonts), 0)
        for name in self.fonts:
            written = bytes(39) + name.encode("utf-16-le") + b"\x00\x00"
            table += bytes([len(written)]) + written
        return table

    @staticmethod
    def _pages(main: bytearray, runs: list[tuple[int, int, bytes]], width: int) -> bytes:
        """Write the pages of properties behind the text and return their index."""
        bounds, numbers = [], []
        for first in range(0, len(runs), 12):
            some = runs[first : first + 12]
            page = bytearray(_PAGE)
            page[-1] = len(some)
            offsets = [begin for begin, _, _ in some] + [some[-1][1]]
            struct.pack_into(f"<{len(offsets)}I", page, 0, *(_TEXT_START + one for one in offsets))
            place = _PAGE - 2
            for number, (_, _, properties) in enumerate(some):
                entry = _counted(properties, is_paragraph=width > 1)
                place -= len(entry)
                page[place : place + len(entry)] = entry
                page[4 * len(offsets) + width * number] = place // 2
            bounds.append(_TEXT_START + some[0][0])
            numbers.append(len(main) // _PAGE)
            main += page
        end = _TEXT_START + (runs[-1][1] if runs else 0)
        return struct.pack(f"<{len(bounds) + 1}I{len(numbers)}I", *bounds, end, *numbers)


def _text_of(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs) + paragraph.end


def _counted(properties: bytes, *, is_paragraph: bool) -> bytes:
    if is_paragraph:
        padded = properties + bytes(len(properties) % 2)
        return bytes([0, len(padded) // 2]) + padded
    counted = bytes([len(properties)]) + properties
    return counted + bytes(len(counted) % 2)


def style_sheet(styles: list[tuple[int, bytes, bytes]]) -> bytes:
    """Return a style sheet; each style is its base, its paragraph and its run properties."""
    sheet = struct.pack("<H2H14x", 18, len(styles), 10)
    for base, paragraph, run in styles:
        style = struct.pack("<5H", 0, base << 4 | 1, 2, 0, 0) + struct.pack("<H2x", 0)
        for properties in (bytes(2) + paragraph, run):
            style += struct.pack("<H", len(properties)) + properties
            style += bytes(len(properties) % 2)
        sheet += struct.pack("<H", len(style)) + style
    return sheet


def positions(numbers: list[int], data: bytes = b"") -> bytes:
    """Return a PLC of these positions with `data` behind them."""
    return struct.pack(f"<{len(numbers)}I", *numbers) + data


def level(number_format: int, pattern: str, start: int = 1) -> bytes:
    """Return a level; the characters 0 to 8 of the pattern stand for counts."""
    head = struct.pack("<iB19xBB2x", start, number_format, 2, 2)
    return head + b"ppcc" + struct.pack("<H", len(pattern)) + pattern.encode("utf-16-le")


def lists(heads: list[tuple[int, list[bytes]]]) -> bytes:
    """Return the lists; each is its number and its levels, one or nine."""
    written = struct.pack("<H", len(heads))
    for number, levels in heads:
        written += struct.pack("<2i18xBB", number, 0, len(levels) == 1, 0)
    return written + b"".join(one for _, levels in heads for one in levels)


def numberings(numbers: list[int], *, restart: frozenset[int] = frozenset()) -> bytes:
    """Return the numberings of these lists; those at `restart` begin anew."""
    written = struct.pack("<I", len(numbers))
    for place, number in enumerate(numbers):
        written += struct.pack("<i8xB3x", number, place in restart)
    for place, _ in enumerate(numbers):
        written += struct.pack("<i", -1)
        written += struct.pack("<iI", 1, 0x10) if place in restart else b""
    return written
