"""Fonts and styles of a .doc, as far as they decide what is printed and where.

Source: [MS-DOC] 2.9.271 (STSH), 2.9.286 (SttbfFfn), 2.6.1 and 2.6.2 (sprms).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from directives.reading.formats.styled_text import is_capitals_font
from directives.reading.formats.word97.doc_file import Place, WordFile
from directives.reading.formats.word97.doc_properties import sprms

_NO_STYLE: Final = 0xFFF
_PARAGRAPH_STYLE: Final = 1
_MAX_STYLES: Final = 5_000

_FONT: Final = 0x4A4F
_CENTRED: Final = frozenset((0x2403, 0x2461))
_IN_TABLE: Final = 0x2416
_ROW_END: Final = 0x2417
_DEPTH: Final = 0x6649
_INNER_CELL_END: Final = 0x244B
_INNER_ROW_END: Final = 0x244C
_LIST: Final = 0x460B
_LIST_DEPTH: Final = 0x260A


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What the reader needs of a paragraph's properties; `depth` counts tables round it."""

    centred: bool = False
    depth: int = 0
    cell_end: bool = False
    row_end: bool = False
    list_number: int = 0
    list_depth: int = 0
    capitals: bool = False


@dataclass(slots=True)
class Styles:
    """The style sheet: paragraph properties of every style, with those it is based on."""

    fonts: list[str] = field(default_factory=list)
    _own: list[tuple[int, bytes, bytes]] = field(default_factory=list)  # base, paragraph, run
    _whole: dict[int, ParagraphStyle] = field(default_factory=dict)

    @classmethod
    def of(cls, file: WordFile) -> "Styles":
        """Read fonts and styles; broken tables give none."""
        styles = cls(list(_fonts(file.structure(Place.FONTS))))
        styles._own = list(_styles(file.structure(Place.STYLES)))
        return styles

    def is_capitals(self, font: int) -> bool:
        """Tell whether the font of this number draws small letters as capitals."""
        return font < len(self.fonts) and is_capitals_font(self.fonts[font])

    def paragraph(self, properties: bytes) -> ParagraphStyle:
        """Return the properties of a paragraph, its own over those of its style."""
        if len(properties) < 2:  # noqa: PLR2004, the number of the style
            return self._style(0)
        (number,) = struct.unpack_from("<H", properties)
        return _with_properties(self._style(number), properties[2:])

    def _style(self, number: int) -> ParagraphStyle:
        if number not in self._whole:
            self._whole[number] = self._resolved(number)
        return self._whole[number]

    def _resolved(self, number: int) -> ParagraphStyle:
        chain: list[int] = []
        while number < len(self._own) and number not in chain:
            chain.append(number)
            number = self._own[number][0]
        style = ParagraphStyle()
        for one in reversed(chain):
            _, paragraph, run = self._own[one]
            style = _with_properties(style, paragraph)
            for code, operand in sprms(run):
                if code == _FONT and len(operand) == 2:  # noqa: PLR2004, the width of the operand
                    capitals = self.is_capitals(int.from_bytes(operand, "little"))
                    style = replace(style, capitals=capitals)
        return style


def _with_properties(style: ParagraphStyle, properties: bytes) -> ParagraphStyle:
    changes: dict[str, bool | int] = {}
    for code, operand in sprms(properties):
        value = int.from_bytes(operand, "little")
        if code in _CENTRED:
            changes["centred"] = value == 1
        elif code == _IN_TABLE and value and not changes.get("depth"):
            changes["depth"] = 1
        elif code == _DEPTH:
            changes["depth"] = min(value, 64)
        elif code in {_ROW_END, _INNER_ROW_END}:
            changes["row_end"] = bool(value)
        elif code == _INNER_CELL_END:
            changes["cell_end"] = bool(value)
        elif code == _LIST:
            changes["list_number"] = value
        elif code == _LIST_DEPTH:
            changes["list_depth"] = value
    return replace(style, **changes) if changes else style  # type: ignore[arg-type]


def _fonts(table: bytes) -> Iterator[str]:
    """Yield the names of the fonts, in the order of their numbers."""
    if len(table) < 4:  # noqa: PLR2004, the head of the table
        return
    (count,) = struct.unpack_from("<H", table)
    offset = 4
    for _ in range(count):
        if offset >= len(table):
            return
        length = table[offset]
        name = table[offset + 40 : offset + 1 + length]
        yield name[: len(name) // 2 * 2].decode("utf-16-le", "replace").split("\x00", 1)[0]
        offset += 1 + length


def _styles(sheet: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield of each style: the style it is based on, its paragraph and its run properties."""
    if len(sheet) < 6:  # noqa: PLR2004, the head of the sheet
        return
    head, count, fixed = struct.unpack_from("<3H", sheet)
    offset = 2 + head
    for _ in range(min(count, _MAX_STYLES)):
        if offset + 2 > len(sheet):
            return
        (length,) = struct.unpack_from("<H", sheet, offset)
        yield _style(sheet[offset + 2 : offset + 2 + length], fixed)
        offset += 2 + length


def _style(style: bytes, fixed: int) -> tuple[int, bytes, bytes]:
    if len(style) < fixed + 2 or fixed < 6:  # noqa: PLR2004, three words of flags
        return _NO_STYLE, b"", b""
    (kind,) = struct.unpack_from("<H", style, 2)
    (name,) = struct.unpack_from("<H", style, fixed)
    if kind & 0xF != _PARAGRAPH_STYLE:
        return kind >> 4, b"", b""
    paragraph, rest = _counted(style[fixed + 2 + 2 * (name + 1) :])
    run, _ = _counted(rest)
    return kind >> 4, paragraph[2:], run


def _counted(data: bytes) -> tuple[bytes, bytes]:
    """Split off a list of properties that begins with its length; lists begin at even places."""
    length = int.from_bytes(data[:2], "little")
    return data[2 : 2 + length], data[2 + length + length % 2 :]
