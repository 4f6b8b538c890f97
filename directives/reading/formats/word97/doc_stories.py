"""The paragraphs of one story of a .doc: their printed words and their properties."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from directives.reading.formats.styled_text import StyledText
from directives.reading.formats.word97 import doc_marks
from directives.reading.formats.word97.doc_file import Place, WordFile
from directives.reading.formats.word97.doc_properties import Runs, paragraph_runs
from directives.reading.formats.word97.doc_styles import ParagraphStyle, Styles
from directives.reading.formats.word97.doc_text import DocText, read_text

_MAX_PARAGRAPHS: Final = 500_000
CELL_END: Final = "\x07"
_END: Final = re.compile("[\r\x07\x0c]")
_CONTROL: Final = re.compile("([\x00-\x1f\u00a0])")
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SHOWN: Final = {"\t": "\t", "\x0b": "\n", "\x1e": "-", "\x1f": "\u00ad", "\u00a0": "\u00a0"}
_NOTE_MARK: Final = "\x02"
_MARKED_RUN: Final = re.compile(rb"(.)\1*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `end` is the character that closes it, `start` and `stop` its positions."""

    words: StyledText
    style: ParagraphStyle
    end: str
    end_is_deleted: bool
    start: int
    stop: int


@dataclass(slots=True)
class Stories:
    """All characters of a document with what is known of each.

    `notes` are the marks of foot- and endnotes, by position.
    """

    text: DocText
    marks: bytearray
    styles: Styles
    paragraphs: Runs
    notes: Mapping[int, str]
    _count: int = 0
    _piece_starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, file: WordFile, notes: Mapping[int, str]) -> "Stories":
        """Read text, styles and formatting."""
        text = read_text(file)
        styles = Styles.of(file)
        marks = doc_marks.character_marks(file, text, styles)
        paragraphs = paragraph_runs(file.main, file.structure(Place.PARAGRAPHS))
        starts = [piece.start for piece in text.pieces]
        return cls(text, marks, styles, paragraphs, notes, _piece_starts=starts)

    def between(self, start: int, end: int) -> Iterator[Paragraph]:
        """Yield the paragraphs from position `start` to `end`."""
        end = min(end, len(self.text.characters))
        fields: list[bool] = []  # of each open field: is its result being read
        while start < end:
            match = _END.search(self.text.characters, start, end)
            stop = match.start() if match else end
            style = self._style(min(stop, end - 1))
            yield Paragraph(
                words=self._words(start, stop, style, fields),
                style=style,
                end=match[0] if match else "",
                end_is_deleted=bool(match and self.marks[stop] & doc_marks.HIDDEN),
                start=start,
                stop=stop,
            )
            start = stop + 1
            self._count += 1
            if self._count > _MAX_PARAGRAPHS:
                raise ValueError("more paragraphs than any document has")

    def _style(self, position: int) -> ParagraphStyle:
        """Return the properties of the paragraph that ends at a position."""
        index = bisect_right(self._piece_starts, position) - 1
        offset = self.text.pieces[index].offset_of(position)
        return self.styles.paragraph(self.paragraphs.at(offset))

    def _words(
        self, start: int, stop: int, style: ParagraphStyle, fields: list[bool]
    ) -> StyledText:
        words = StyledText()
        for match in _MARKED_RUN.finditer(self.marks, start, stop):
            mark = match[1][0]
            capitals = bool(mark & doc_marks.CAPITALS)
            capitals |= style.capitals and not mark & doc_marks.NO_FONT
            shown = self._shown(match.start(), match.end(), mark, fields)
            if mark & doc_marks.RAISED and shown.strip().isdecimal():
                shown = _note_typed_by_hand(shown, words.text)
            words.append(shown, capitals=capitals)
        return words

    def _shown(self, start: int, stop: int, mark: int, fields: list[bool]) -> str:
        """Return what is printed of a run; fields show their results, not their codes."""
        pieces = []
        position = start
        for piece in _CONTROL.split(self.text.characters[start:stop]):
            if piece == _FIELD_BEGIN:
                fields.append(False)
            elif piece == _FIELD_RESULT and fields:
                fields[-1] = True
            elif piece == _FIELD_END and fields:
                fields.pop()
            elif all(fields) and not mark & doc_marks.HIDDEN:
                pieces.append(self._piece(piece, position, mark))
            position += len(piece)
        return "".join(pieces)

    def _piece(self, piece: str, position: int, mark: int) -> str:
        if piece == _NOTE_MARK:
            return self.notes.get(position, "")
        if mark & doc_marks.SYMBOL:
            return " " * len(piece)
        return _SHOWN.get(piece, "") if len(piece) == 1 and piece < " " else piece


def _note_typed_by_hand(words: str, before: str) -> str:
    """Set a raised number after a document number apart, so that "m²" stays as it is."""
    return f"[{words.strip()}]" if "/" in before[-30:] else words
