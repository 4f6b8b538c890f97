"""The recipients and the signer beside each other in plain lines, kept apart by spaces or tabs.

Old files have no table there: each printed line holds a piece of both columns. The pieces get the
cells that a table would have given them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from directives.reading.extraction import Block, Cell

_RECIPIENTS: Final = re.compile(r"\s*(?i:nơi\s+nhận)\s*:?")
_GAP: Final = re.compile(r"(?<=\S)(?:[ \xa0]{3,}|[ \xa0]*\t\s*)(?=\S)")
_FAR_RIGHT: Final = re.compile(r"(?:[ \xa0]{12,}|\s*\t\s*\t\s*)\S")
_ITEM: Final = re.compile(r"\s*[-–+•]")
_SIGNS: Final = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?[./]|[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ ]{5,60}$")
_ATTACHED: Final = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục|QUY ĐỊNH|QUY CHẾ|DANH MỤC|ĐIỀU LỆ)\b")
_OUTSIDE: Final = 2  # lines in no column after which the signature is over
_LOOK_AHEAD: Final = 6  # lines from "Nơi nhận" in which the signer's title begins
_MAX_LINES: Final = 45
_MAX_LINE: Final = 160
_TABLE: Final = -1  # of no table of the file


@dataclass(frozen=True, slots=True)
class PrintedPiece:
    """A printed line, or one column of it; `start` is its offset, `block` its paragraph."""

    text: str
    start: int
    block: Block


def with_columns(printed: Sequence[PrintedPiece]) -> list[PrintedPiece]:
    """Return printed lines with a typed signature as two columns, the left one first."""
    pieces: list[PrintedPiece] = []
    index = 0
    while index < len(printed):
        end = _end_of_columns(printed, index) if _begins_columns(printed, index) else index
        if end > index:
            split = [piece for row in printed[index:end] for piece in _pieces(row)]
            pieces.extend(sorted(split, key=_column))
        else:
            pieces.append(printed[index])
            end = index + 1
        index = end
    return pieces


def _column(piece: PrintedPiece) -> int:
    return piece.block.cell.column if piece.block.cell else 2


def _end_of_columns(printed: Sequence[PrintedPiece], index: int) -> int:
    """Return the index after the rows; two lines in no column, or an annex, end them."""
    outside = 0
    for at in range(index, min(index + _MAX_LINES, len(printed))):
        row = printed[at]
        in_column = any(piece.block.cell for piece in _pieces(row)) or not row.text.strip()
        outside = 0 if in_column else outside + 1
        if outside == _OUTSIDE or _ATTACHED.match(row.text):
            return at
    return min(index + _MAX_LINES, len(printed))


def _begins_columns(printed: Sequence[PrintedPiece], index: int) -> bool:
    first = printed[index]
    if first.block.cell is not None or not _RECIPIENTS.match(first.text):
        return False
    for row in printed[index : index + _LOOK_AHEAD]:
        gap = _GAP.search(row.text[:_MAX_LINE])
        if gap and _SIGNS.match(row.text[gap.end() :]):
            return True
    return False


def _pieces(row: PrintedPiece) -> Iterator[PrintedPiece]:
    if row.block.cell is not None or len(row.text) > _MAX_LINE:
        yield row
        return
    gap = _GAP.search(row.text)
    if gap is not None and not _FAR_RIGHT.match(row.text):
        yield _in_column(row, 0, 0, gap.start())
        yield _in_column(row, 1, gap.end(), len(row.text))
    elif _FAR_RIGHT.match(row.text):
        yield _in_column(row, 1, 0, len(row.text))
    elif _ITEM.match(row.text):
        yield _in_column(row, 0, 0, len(row.text))
    else:
        yield row  # perhaps the name, set to the right by its paragraph


def _in_column(row: PrintedPiece, column: int, start: int, end: int) -> PrintedPiece:
    block = replace(row.block, cell=Cell(_TABLE, 0, column))
    return PrintedPiece(row.text[start:end], row.start + start, block)
