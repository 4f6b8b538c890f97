"""The provisions of a document: parts, chapters, sections, articles, clauses, points, annexes.

Source: Decree 30/2020/NĐ-CP, Annex I, II.6 (order and labels of the elements; points run in
Vietnamese order a b c d đ e g h i k …). Identifiers are ASCII and stable: đ is written "dd".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from directives.reading.extraction import Extraction
from directives.reading.lines import Line
from directives.reading.structure_labels import (
    Label,
    Level,
    attachment_at,
    is_heading_text,
    label_of,
)


@dataclass(frozen=True, slots=True)
class StructureNode:
    """One addressable piece: `text == document[start:end]`, with its own label and heading.

    Articles, clauses and points hold all their words; parts, chapters and sections only their
    title lines, because their articles are nodes of their own. `order` counts nodes from 0.
    """

    id: str
    label: str
    heading: str
    text: str
    start: int
    end: int
    parent: str | None
    order: int


@dataclass(slots=True)
class _Open:
    """A node being read."""

    label: Label
    id: str
    parent: str | None
    first: Line
    last: Line
    heading: list[str] = field(default_factory=list)
    awaits_heading: bool = False


_QUOTE: Final = re.compile("[“”]")
_CONTAINERS: Final = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION})
_ATTACHED: Final = frozenset({Level.ANNEX, Level.ATTACHMENT})


def read_structure(
    extraction: Extraction, body: Sequence[Line], attached: Sequence[Line]
) -> tuple[StructureNode, ...]:
    """Return the provisions of the body and of what is attached, flat and in order.

    A body without articles gives its paragraphs as `doan-1`, `doan-2`, … Text between quotation
    marks that an amending document puts in place of another's is not its own provision.
    """
    outline = _Outline(extraction)
    own = quoted_free(body)
    has_articles = any(
        (label := label_of(line.text)) is not None and label.level is Level.ARTICLE
        for line, free in own
        if free
    )
    if has_articles:
        for line, free in own:
            outline.read(line, free=free)
    else:
        outline.paragraphs(body)
    outline.close_all()
    for index, (line, free) in enumerate(quoted_free(attached)):
        outline.read_attached(line, attachment_at(attached, index) if free else None, free=free)
    outline.close_all()
    in_order = sorted(outline.nodes, key=lambda node: (node.start, -node.end))
    return tuple(replace(node, order=order) for order, node in enumerate(in_order))


def quoted_free(lines: Sequence[Line]) -> list[tuple[Line, bool]]:
    """Return each line with whether it begins outside quoted text; an unclosed “ is ignored."""
    spans = _quoted_spans(lines)
    marked = []
    position = 0
    furthest = -1
    for line in lines:
        while position < len(spans) and spans[position][0] <= line.start:
            furthest = max(furthest, spans[position][1])
            position += 1
        marked.append((line, furthest < line.start))
    return marked


def _quoted_spans(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the spans between “ and ”, by their beginning.

    A “ before a label ("“Điều 5.") opens new text for another document: whatever was left open
    before it was never closed.
    """
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for line in lines:
        if line.text.startswith("“") and label_of(line.text[1:]) is not None:
            opened.clear()
        for mark in _QUOTE.finditer(line.text):
            at = line.start + mark.start()
            if mark[0] == "“":
                opened.append(at)
            elif opened:
                spans.append((opened.pop(), at))
    return sorted(spans)


class _Outline:
    """Reads lines in order and closes each node where the next of its level begins."""

    def __init__(self, extraction: Extraction) -> None:
        self.nodes: list[StructureNode] = []
        self._extraction = extraction
        self._open: list[_Open] = []
        self._ids: set[str] = set()
        self._prefix = ""
        self._attached = 0
        self._annexes = 0

    def read(self, line: Line, *, free: bool) -> None:
        """Take one line of a body that has articles."""
        label = label_of(line.text) if free else None
        if label is None or not self._fits(label):
            self._extend(line)
            return
        self._begin(label, line)

    def read_attached(self, line: Line, attachment: Label | None, *, free: bool) -> None:
        """Take one line of what is attached; `attachment` is the label if it opens one."""
        in_cell = line.block.cell is not None and not line.block.centred
        if attachment is None or in_cell or line.block.floating or not self._may_open(attachment):
            self.read(line, free=free)
            return
        self.close_all()
        if attachment.level is Level.ANNEX:
            self._annexes += 1
            identifier = f"phu-luc-{attachment.number or self._annexes}"
        else:
            self._attached += 1
            identifier = f"kem-theo-{self._attached}"
        self._prefix = ""
        self._push(attachment, self._unique(identifier), None, line)
        self._prefix = f"{self._open[-1].id}__"

    def _may_open(self, attachment: Label) -> bool:
        """Tell whether rules may begin here: not as a chapter's title, nor within an annex."""
        if attachment.level is Level.ANNEX or not self._open:
            return True
        within_annex = self._open[0].label.level is Level.ANNEX
        return not self._open[-1].awaits_heading and not within_annex

    def paragraphs(self, body: Sequence[Line]) -> None:
        """Take each paragraph, or row of a table, of a document without articles."""
        group: list[Line] = []
        for line in body:
            if group and not _same_piece(group[-1], line):
                self._paragraph(group)
                group = []
            group.append(line)
        if group:
            self._paragraph(group)

    def close_all(self) -> None:
        """End every open node."""
        while self._open:
            self._close()

    def _paragraph(self, group: list[Line]) -> None:
        number = len(self.nodes) + 1
        start, end = group[0].start, group[-1].end
        self.nodes.append(
            StructureNode(
                id=f"doan-{number}",
                label=f"Đoạn {number}",
                heading="",
                text=self._extraction.text[start:end],
                start=start,
                end=end,
                parent=None,
                order=len(self.nodes),
            )
        )

    def _fits(self, label: Label) -> bool:
        """Tell whether a numbered line is the next clause or point, not a number in the text."""
        if label.level is Level.CLAUSE:
            return self._current(Level.ARTICLE) is not None
        if label.level is Level.POINT:
            return self._current(Level.CLAUSE, Level.ARTICLE) is not None
        if label.level is Level.ROMAN:
            return self._current(Level.ARTICLE) is not None
        return True

    def _current(self, *levels: Level) -> _Open | None:
        for one in reversed(self._open):
            if one.label.level in levels:
                return one
        return None

    def _begin(self, label: Label, line: Line) -> None:
        while self._open and self._open[-1].label.level >= label.level:
            if self._open[-1].label.level in _ATTACHED:
                break
            self._close()
        parent = self._open[-1] if self._open else None
        self._push(label, self._unique(self._identifier(label, parent)), parent, line)

    def _identifier(self, label: Label, parent: _Open | None) -> str:
        if label.level is Level.ARTICLE or label.level in {Level.PART, Level.CHAPTER}:
            return f"{self._prefix}{label.slug}"
        return f"{parent.id}__{label.slug}" if parent else f"{self._prefix}{label.slug}"

    def _unique(self, identifier: str) -> str:
        """Return the identifier, numbered when the document itself repeats a label."""
        chosen, count = identifier, 1
        while chosen in self._ids:
            count += 1
            chosen = f"{identifier}-lan-{count}"
        self._ids.add(chosen)
        return chosen

    def _push(self, label: Label, identifier: str, parent: _Open | None, line: Line) -> None:
        node = _Open(label, identifier, parent.id if parent else None, line, line)
        rest = line.text[label.length :].strip(" .:\t\xa0")
        if label.level in _CONTAINERS or label.level in _ATTACHED:
            node.heading = [rest] if rest else []
            node.awaits_heading = True
        elif label.level in {Level.ARTICLE, Level.ROMAN}:
            node.heading = [rest] if rest else []
        self._open.append(node)

    def _extend(self, line: Line) -> None:
        if not self._open:
            return
        node = self._open[-1]
        if node.label.level in _CONTAINERS:
            if node.awaits_heading and is_heading_text(line):
                node.heading.append(line.text)
                node.last = line
            else:
                node.awaits_heading = False
            return
        if node.label.level in _ATTACHED and node.awaits_heading:
            if is_heading_text(line):
                node.heading.append(line.text)
            else:
                node.awaits_heading = False
        for one in self._open:
            if one.label.level not in _CONTAINERS:
                one.last = line

    def _close(self) -> None:
        node = self._open.pop()
        start, end = node.first.start, node.last.end
        heading = " ".join(node.heading)
        # A decision's article is one sentence: then it is the text, not a heading.
        if node.label.level is Level.ARTICLE and (
            node.first is node.last or node.first.text.endswith((".", ";", ":", ","))
        ):
            heading = ""
        self.nodes.append(
            StructureNode(
                id=node.id,
                label=node.label.words,
                heading=heading,
                text=self._extraction.text[start:end],
                start=start,
                end=end,
                parent=node.parent,
                order=0,  # counted when all are closed
            )
        )
        if self._open and self._open[-1].label.level not in _CONTAINERS:
            self._open[-1].last = max(self._open[-1].last, node.last, key=lambda line: line.end)


def _same_piece(before: Line, line: Line) -> bool:
    if before.block is line.block:
        return True
    one, other = before.block.cell, line.block.cell
    return (
        one is not None and other is not None and (one.table, one.row) == (other.table, other.row)
    )
