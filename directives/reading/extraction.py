"""What a reader of a file format hands over: the text and where each piece of it stood.

The format-neutral core. A reader of any format fills an `ExtractionBuilder`; everything after it
(fields, citations, structure) knows only `Extraction`.
"""

from dataclasses import dataclass, field
from typing import Literal

from directives.rules.legacy_encodings import Encoding
from directives.rules.vietnamese import nfc

Span = tuple[int, int]  # start and end of a stretch of text
Part = Literal["header", "body", "table", "footer", "footnote", "appendix"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a paragraph stood in a table; tables are counted through the file, from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, as printed; a line broken by hand keeps its newline.

    `paragraph` counts the paragraphs of the file from 0, `start` the code points of the text.
    `floating` marks the words of a text box, printed beside the paragraph they follow here.
    `confidence` is what the recognition of a scan claims for the worst word, 1 for printed text.
    `capitals` are the stretches of `text` set in a font that draws small letters as capitals,
    which only legacy text needs.
    """

    part: Part
    paragraph: int
    text: str
    start: int
    cell: Cell | None = None
    centred: bool = False
    floating: bool = False
    confidence: float = 1.0
    capitals: tuple[Span, ...] = ()

    @property
    def end(self) -> int:
        """The offset after the last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The words of a file in reading order: paragraphs joined by newlines, cells by tabs.

    `text` is NFC and `text[block.start:block.end] == block.text` for every block. `pages` is what
    the file itself says, None where it does not. `text_layer` is False for a scan, `ocr` True when
    its words were recognised; `encoding` is how the file stores its letters.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    text_layer: bool = True
    ocr: bool = False
    encoding: Encoding = Encoding.UNICODE


@dataclass(slots=True)
class ExtractionBuilder:
    """Collects paragraphs in reading order and keeps their offsets."""

    _pieces: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    @property
    def length(self) -> int:
        """Code points collected so far."""
        return self._length

    def add(
        self,
        text: str,
        part: Part,
        *,
        cell: Cell | None = None,
        centred: bool = False,
        floating: bool = False,
        confidence: float = 1.0,
        capitals: tuple[Span, ...] = (),
    ) -> None:
        """Append a paragraph; one without any word leaves no trace.

        `capitals` counts in `text` as given.
        """
        words = nfc(text).rstrip()
        if not words.strip():
            return
        if self._blocks:
            self._append("\t" if self._enters_next_cell(cell) else "\n")
        start = self._length
        self._append(words)
        number = len(self._blocks)
        spans = capitals if len(words) == len(text.rstrip()) else _moved(capitals, text)
        self._blocks.append(
            Block(part, number, words, start, cell, centred, floating, confidence, spans)
        )

    def build(self, pages: int | None = None) -> Extraction:
        """Return what was collected."""
        return Extraction("".join(self._pieces), tuple(self._blocks), pages)

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _enters_next_cell(self, cell: Cell | None) -> bool:
        last = self._blocks[-1].cell
        if cell is None or last is None or cell == last:
            return False
        return (cell.table, cell.row) == (last.table, last.row)


def _moved(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Return `spans` of `text` as they count in its NFC."""
    return tuple((len(nfc(text[:start])), len(nfc(text[:end]))) for start, end in spans)
