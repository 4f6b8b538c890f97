"""The streams of words of an .rtf: body, notes, page headers and footers, text boxes."""

from dataclasses import dataclass, field

from directives.reading.extraction import Extraction, ExtractionBuilder, Part
from directives.reading.formats.styled_text import StyledText
from directives.reading.formats.table_cells import TableCells

_MAX_TABLE_DEPTH = 40


@dataclass(slots=True)
class Flow:
    """One stream; `boxes` wait for the end of the paragraph that they hang on."""

    part: Part
    is_box: bool = False
    parent: "Flow | None" = None
    words: StyledText = field(default_factory=StyledText)
    boxes: list[StyledText] = field(default_factory=list)


@dataclass(slots=True)
class Flows:
    """Collects paragraphs; notes and page margins are kept for the end."""

    _builder: ExtractionBuilder = field(default_factory=ExtractionBuilder)
    _tables: TableCells = field(default_factory=TableCells)
    _notes: list[StyledText] = field(default_factory=list)
    _margins: list[tuple[Part, StyledText]] = field(default_factory=list)

    def end_paragraph(self, flow: Flow, depth: int, *, centred: bool) -> None:
        """Close the paragraph of a stream; `depth` counts the tables round it."""
        words, flow.words = flow.words, StyledText()
        if flow.is_box:
            if flow.parent is not None:
                flow.parent.boxes.append(words)
            return
        if flow.part == "footnote":
            flow.words = words  # a note is one paragraph
            flow.words.append(" ")
            return
        if flow.part != "body":
            self._margins.append((flow.part, words))
            return
        cell = self._tables.cell(min(depth, _MAX_TABLE_DEPTH))
        part: Part = "table" if cell else "body"
        self._builder.add(words.text, part, cell=cell, centred=centred, capitals=words.spans)
        for box in flow.boxes:
            self._builder.add(box.text, part, cell=cell, floating=True, capitals=box.spans)
        flow.boxes.clear()

    def end_cell(self, flow: Flow) -> None:
        """Go on to the next column; only the tables of the body are counted."""
        if flow.part == "body" and not flow.is_box:
            self._tables.end_cell()

    def end_row(self, flow: Flow) -> None:
        """Go on to the next row."""
        if flow.part == "body" and not flow.is_box:
            self._tables.end_row()

    def close(self, flow: Flow) -> None:
        """End a stream that hangs on another."""
        if flow.part == "footnote":
            self._notes.append(flow.words)
        else:
            self.end_paragraph(flow, 0, centred=False)

    def extraction(self, pages: int | None) -> Extraction:
        """Return everything: the body, then notes, then page headers and footers, each once."""
        for note in self._notes:
            self._builder.add(note.text, "footnote", capitals=note.spans)
        seen: set[tuple[str, str]] = set()
        for part, words in self._margins:
            if (part, words.text) not in seen:
                seen.add((part, words.text))
                self._builder.add(words.text, part, capitals=words.spans)
        return self._builder.build(pages)
