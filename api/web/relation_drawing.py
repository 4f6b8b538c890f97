"""The graph of a document as a drawing: boxes in columns, what acts on it to the left.

The drawing says nothing that the list beneath it does not say; it is for those who see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from api.web.names import document_name, document_url
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.document import Document
from directives.reference.tables import relation_kinds
from directives.services.document_graph import DocumentGraph
from directives.store.graph import Edge
from directives.vocabulary import ProposalState, RelationKind

BOX_WIDTH: Final = 226
BOX_HEIGHT: Final = 50
ROW: Final = 62
COLUMN: Final = 300
MARGIN: Final = 4
MOST_IN_A_COLUMN: Final = 9
_NAME_LETTERS: Final = 27
_VERB_LETTERS: Final = 34
_APART: Final = 8  # between the lines of two documents
_BOW: Final = 40  # how far a line inside a column leaves it


@dataclass(frozen=True, slots=True)
class Box:
    """A document in the drawing; `url` is empty for the one that the page is about."""

    x: int
    y: int
    name: str
    verb: str  # the heading that it stands under: what it is to the document that it hangs on
    tip: str
    url: str
    is_stub: bool


@dataclass(frozen=True, slots=True)
class More:
    """How many documents of a column are not drawn."""

    x: int
    y: int
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """From the document that acts to the one acted on, one for each kind of relation of two."""

    path: str
    tip: str  # “Nghị định 178. Văn bản sửa đổi bổ sung: Nghị định 67”
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, and the size of the paper."""

    width: int
    height: int
    boxes: Sequence[Box]
    lines: Sequence[Line]
    more: Sequence[More]


@dataclass(slots=True)
class _Placed:
    """A document in its column, by the relation that it hangs on."""

    key: int
    column: int
    parent: int | None
    edge: Edge | None
    row: float = 0


@dataclass(slots=True)
class _Plan:
    """Which document stands where."""

    placed: dict[int, _Placed] = field(default_factory=dict)
    left_out: dict[int, int] = field(default_factory=dict)  # by column


def draw(graph: DocumentGraph, words: Words) -> Drawing:
    """Return the drawing of a graph; a column holds up to nine documents, then says how many more.

    Each document hangs on the one through which it was reached; its other relations with what is
    drawn are lines, too.
    """
    plan = _plan(graph)
    columns: dict[int, list[_Placed]] = {}
    for one in plan.placed.values():
        columns.setdefault(one.column, []).append(one)
    tallest = max(len(rows) + (column in plan.left_out) for column, rows in columns.items())
    for column, rows in columns.items():
        first = (tallest - len(rows) - (column in plan.left_out)) / 2
        for row, one in enumerate(rows):
            one.row = first + row
    leftmost = min(columns)
    names = {saved_id(node.document): node.document for node in graph.nodes}
    boxes = [_box(one, names, leftmost, words) for one in plan.placed.values()]
    more = [
        More(_x(column, leftmost), _y(columns[column][-1].row + 1), count)
        for column, count in plan.left_out.items()
    ]
    lines = _lines(graph.edges, plan.placed, names, leftmost, words)
    width = (max(columns) - leftmost) * COLUMN + BOX_WIDTH + 2 * MARGIN
    return Drawing(width, tallest * ROW + 2 * MARGIN, boxes, lines, more)


def _plan(graph: DocumentGraph) -> _Plan:
    plan = _Plan()
    root = saved_id(graph.nodes[0].document)
    plan.placed[root] = _Placed(root, 0, None, None)
    heights: dict[int, int] = {}
    left_out: set[int] = set()
    for edge in graph.edges:  # nearest first
        for parent, child in (
            (edge.target_id, edge.source_id),
            (edge.source_id, edge.target_id),
        ):
            if parent not in plan.placed or child in plan.placed or child in left_out:
                continue
            column = _column(plan.placed[parent], is_acting=child == edge.source_id)
            if heights.get(column, 0) < MOST_IN_A_COLUMN:
                heights[column] = heights.get(column, 0) + 1
                plan.placed[child] = _Placed(child, column, parent, edge)
            else:
                left_out.add(child)
                plan.left_out[column] = plan.left_out.get(column, 0) + 1
    return plan


def _column(parent: _Placed, *, is_acting: bool) -> int:
    """What acts on the document stands to its left; what is further away, further out."""
    if parent.column == 0:
        return -1 if is_acting else 1
    return parent.column + (1 if parent.column > 0 else -1)


def _box(one: _Placed, documents: Mapping[int, Document], leftmost: int, words: Words) -> Box:
    document = documents[one.key]
    name = document_name(document, words)
    tip = ": ".join(
        part for part in (name, document.title if document.title != name else "") if part
    )
    return Box(
        x=_x(one.column, leftmost),
        y=_y(one.row),
        name=_cut(name, _NAME_LETTERS),
        verb=_cut(_heading_over(one, words), _VERB_LETTERS),
        tip=tip,
        url=document_url(one.key) if one.edge else "",
        is_stub=document.is_stub,
    )


def _heading_over(one: _Placed, words: Words) -> str:
    if one.edge is None:
        return ""
    return heading_of(one.edge, words, is_source=one.edge.source_id != one.key)


def heading_of(edge: Edge, words: Words, *, is_source: bool) -> str:
    """Return what the other end is to the source, or to the target: “Văn bản thay thế” over it."""
    kind = next(kind for kind in relation_kinds() if kind.code == edge.kind.value)
    if is_source:
        return words.name(kind.reverse_verb, kind.reverse_verb_en)
    return words.name(kind.verb, kind.verb_en)


def _lines(
    edges: Sequence[Edge],
    placed: Mapping[int, _Placed],
    documents: Mapping[int, Document],
    leftmost: int,
    words: Words,
) -> list[Line]:
    of_pair: dict[frozenset[int], dict[tuple[int, RelationKind], list[Edge]]] = {}
    for edge in edges:
        ends = frozenset({edge.source_id, edge.target_id})
        if ends <= placed.keys():
            of_pair.setdefault(ends, {}).setdefault((edge.source_id, edge.kind), []).append(edge)
    return [
        Line(
            path=_path(
                placed[first.source_id],
                placed[first.target_id],
                leftmost,
                round((place - (len(kinds) - 1) / 2) * _APART),
            ),
            tip=f"{document_name(documents[first.target_id], words)}. "
            f"{heading_of(first, words, is_source=False)}: "
            f"{document_name(documents[first.source_id], words)}",
            is_proposed=all(edge.status is ProposalState.PROPOSED for edge in same),
        )
        for kinds in of_pair.values()
        for place, same in enumerate(kinds.values())
        for first in same[:1]
    ]


def _path(source: _Placed, target: _Placed, leftmost: int, shift: int) -> str:
    """Return a straight path between columns, and a bow towards the middle inside one."""
    y1, y2 = (_y(one.row) + BOX_HEIGHT // 2 + shift for one in (source, target))
    x1, x2 = _x(source.column, leftmost), _x(target.column, leftmost)
    if source.column == target.column:
        edge = x1 + BOX_WIDTH if source.column < 0 else x1
        bow = edge + _BOW if source.column < 0 else edge - _BOW
        return f"M{edge} {y1}C{bow} {y1} {bow} {y2} {edge} {y2}"
    if source.column < target.column:
        return f"M{x1 + BOX_WIDTH} {y1}L{x2} {y2}"
    return f"M{x1} {y1}L{x2 + BOX_WIDTH} {y2}"


def _x(column: int, leftmost: int) -> int:
    return MARGIN + (column - leftmost) * COLUMN


def _y(row: float) -> int:
    return MARGIN + round(row * ROW)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
