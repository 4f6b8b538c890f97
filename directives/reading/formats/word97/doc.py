"""Read a .doc of Word 97-2003, and the words of Word 6 and 95. Macros are never looked at.

Source of the format: Microsoft [MS-DOC]. `olefile` opens the compound file.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise

from directives.errors import DirectivesError, FileUnreadable
from directives.reading.extraction import Cell, Extraction, ExtractionBuilder, Part
from directives.reading.formats.limits import DEFAULT_LIMITS, Limits, check_size
from directives.reading.formats.styled_text import StyledText
from directives.reading.formats.table_cells import TableCells
from directives.reading.formats.word97.doc_file import Place, Story, WordFile, open_word_file
from directives.reading.formats.word97.doc_lists import DocLists
from directives.reading.formats.word97.doc_stories import CELL_END, Paragraph, Stories

_SEPARATORS = 6  # the first header texts draw the lines above notes
_OF_SECTION = 6  # then each section has: even and odd header, even and odd footer, first of each


def extract_doc(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Extraction:
    """Return the words of a .doc as its fonts store them; `encoding.in_unicode` comes after.

    Body, tables and text boxes come in reading order, then notes, then page headers and footers.
    Tracked changes are read as accepted, fields as their results. `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is larger than `limits` allow.
        FileEncrypted: a password protects it.
        FileKindUnsupported: it is another program's file.
        FileUnreadable: it is broken.
    """
    check_size(name, content, limits)
    try:
        return _Walk(open_word_file(name, content)).extraction()
    except DirectivesError:
        raise
    # The library and the parsing of broken bytes raise anything from IndexError to struct.error.
    except Exception as error:
        raise FileUnreadable(name=name) from error


class _Walk:
    """One pass over a document."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._builder = ExtractionBuilder()
        self._tables = TableCells()
        self._lists = DocLists.of(file)
        marks = dict(_note_marks(file))
        self._stories = Stories.of(file, marks)
        self._boxes = dict(_boxes(file))

    def extraction(self) -> Extraction:
        file = self._file
        self._story(0, file.lengths[Story.MAIN], "body")
        for story, place in (
            (Story.FOOTNOTES, Place.FOOTNOTE_TEXTS),
            (Story.ENDNOTES, Place.ENDNOTE_TEXTS),
        ):
            self._notes(story, place)
        self._margins()
        return self._builder.build(file.pages)

    def _story(self, start: int, end: int, part: Part) -> None:
        merged = StyledText()
        for paragraph in self._stories.between(start, end):
            style = paragraph.style
            depth = style.depth if self._file.is_word_97 else int(paragraph.end == CELL_END)
            cell = self._tables.cell(depth)
            merged.append(self._lists.label(style.list_number, style.list_depth))
            merged.extend(paragraph.words)
            if paragraph.end_is_deleted and paragraph.end != CELL_END:
                continue  # the deleted mark joins this paragraph to the next
            self._add(merged, part, cell, paragraph)
            merged = StyledText()
            self._close(paragraph)
        self._tables.end_tables()

    def _close(self, paragraph: Paragraph) -> None:
        style = paragraph.style
        if style.row_end:
            self._tables.end_row()
        elif paragraph.end == CELL_END or style.cell_end:
            self._tables.end_cell()

    def _add(self, words: StyledText, part: Part, cell: Cell | None, paragraph: Paragraph) -> None:
        inner: Part = "table" if cell is not None and part == "body" else part
        self._builder.add(
            words.text, inner, cell=cell, centred=paragraph.style.centred, capitals=words.spans
        )
        if part != "body":
            return
        for anchor in range(paragraph.start, paragraph.stop + 1) if self._boxes else ():
            for start, end in self._boxes.pop(anchor, ()):
                for inner_paragraph in self._stories.between(start, end):
                    shown = inner_paragraph.words
                    self._builder.add(
                        shown.text, inner, cell=cell, floating=True, capitals=shown.spans
                    )

    def _notes(self, story: Story, place: Place) -> None:
        bounds = _positions(self._file.structure(place), 0)
        begin = self._file.start_of(story)
        kind = "" if story is Story.FOOTNOTES else "e"
        for number, (start, end) in enumerate(pairwise(bounds[:-1]), 1):
            words = StyledText()
            words.append(f"[{kind}{number}] ")
            for paragraph in self._stories.between(begin + start, begin + end):
                words.append(" " if words.text.strip()[-1:] != "]" else "")
                words.extend(paragraph.words)
            if words.text.split("]", 1)[1].strip():
                self._builder.add(words.text, "footnote", capitals=words.spans)

    def _margins(self) -> None:
        bounds = _positions(self._file.structure(Place.HEADERS), 0)
        begin = self._file.start_of(Story.HEADERS)
        seen: set[str] = set()
        for index in range(_SEPARATORS, len(bounds) - 2):
            start, end = begin + bounds[index], begin + bounds[index + 1]
            words = self._stories.text.characters[start:end]
            if words.strip() and words not in seen:
                seen.add(words)
                is_footer = index % _OF_SECTION in {2, 3, 5}
                self._story(start, end, "footer" if is_footer else "header")


def _positions(structure: bytes, width: int) -> tuple[int, ...]:
    """Return the positions of a PLC whose entries have `width` bytes of data each."""
    count = max((len(structure) - 4) // (4 + width), -1) + 1
    return struct.unpack_from(f"<{count}I", structure)


def _note_marks(file: WordFile) -> Iterator[tuple[int, str]]:
    """Yield the position of each reference to a note and how it is shown."""
    for place, kind in ((Place.FOOTNOTE_MARKS, ""), (Place.ENDNOTE_MARKS, "e")):
        for number, position in enumerate(_positions(file.structure(place), 2)[:-1], 1):
            yield position, f"[{kind}{number}]"


def _boxes(file: WordFile) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield where each text box hangs, and the positions of its words."""
    drawings = file.structure(Place.DRAWINGS)
    anchors = _positions(drawings, 26)[:-1]
    shape_at = {}
    for number, position in enumerate(anchors):
        offset = 4 * (len(anchors) + 1) + 26 * number
        shape_at[drawings[offset : offset + 4]] = position
    boxes = file.structure(Place.BOXES)
    bounds = _positions(boxes, 22)
    begin = file.start_of(Story.BOXES)
    found: dict[int, list[tuple[int, int]]] = {}
    for number in range(len(bounds) - 1):
        offset = 4 * len(bounds) + 22 * number + 14
        anchor = shape_at.get(boxes[offset : offset + 4])
        if anchor is not None:
            stretch = (begin + bounds[number], begin + bounds[number + 1])
            found.setdefault(anchor, []).append(stretch)
    yield from found.items()
