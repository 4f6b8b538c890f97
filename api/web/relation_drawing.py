"""The graph of a document as a drawing: boxes in columns, what acts on it to the left.

The drawing says nothing that the list beneath it does not say; it is for those who see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from api.web.names import document_name, document_url
from api.web.words import Words
from directives.models.base import saved_id
from directives.reference.tables import relation_kinds
from directives.services.document_graph import DocumentGraph
from directives.store.graph import Edge
from directives.vocabulary import ProposalState

BOX_WIDTH: Final = 226
BOX_HEIGHT: Final = 50
ROW: Final = 62
COLUMN: Final = 300
MARGIN: Final = 4
MOST_IN_A_COLUMN: Final = 9
_NAME_LETTERS: Final = 27
_VERB_LETTERS: Final = 34


@dataclass(frozen=True, slots=True)
class Box:
    """A document in the drawing; `url` is empty for the one that the page is about."""

    x: int
    y: int
    name: str
    verb: str  # what it is to the document that it hangs on
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
    """From the document that acts to the one acted on."""

    x1: int
    y1: int
    x2: int
    y2: int
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

    Each document hangs on the one through which it was reached; other relations are in the list.
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
    names = {saved_id(node.document): node for node in graph.nodes}
    boxes = [_box(one, names, leftmost, words) for one in plan.placed.values()]
    more = [
        More(_x(column, leftmost), _y(columns[column][-1].row + 1), count)
        for column, count in plan.left_out.items()
    ]
    lines = [
        _line(one, plan.placed[one.parent], leftmost) for one in plan.placed.values() if one.parent
    ]
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


def _box(one: _Placed, nodes: Mapping[int, object], leftmost: int, words: Words) -> Box:
    document = nodes[one.key].document  # type: ignore[attr-defined]
    name = document_name(document, words)
    verb = _verb(one, words)
    tip = ": ".join(
        part for part in (name, document.title if document.title != name else "") if part
    )
    return Box(
        x=_x(one.column, leftmost),
        y=_y(one.row),
        name=_cut(name, _NAME_LETTERS),
        verb=_cut(verb, _VERB_LETTERS),
        tip=tip,
        url=document_url(one.key) if one.edge else "",
        is_stub=document.is_stub,
    )


def _verb(one: _Placed, words: Words) -> str:
    if one.edge is None:
        return ""
    kind = next(kind for kind in relation_kinds() if kind.code == one.edge.kind.value)
    if one.edge.source_id == one.key:
        return words.name(kind.verb, kind.verb_en)
    return words.name(kind.reverse_verb, kind.reverse_verb_en)


def _line(one: _Placed, parent: _Placed, leftmost: int) -> Line:
    child_is_left = one.column < parent.column
    left, right = (one, parent) if child_is_left else (parent, one)
    x1, y1 = _x(left.column, leftmost) + BOX_WIDTH, _y(left.row) + BOX_HEIGHT // 2
    x2, y2 = _x(right.column, leftmost), _y(right.row) + BOX_HEIGHT // 2
    acting = one.edge.source_id if one.edge else 0
    is_proposed = one.edge is not None and one.edge.status is ProposalState.PROPOSED
    if acting == left.key:
        return Line(x1, y1, x2, y2, is_proposed)
    return Line(x2, y2, x1, y1, is_proposed)


def _x(column: int, leftmost: int) -> int:
    return MARGIN + (column - leftmost) * COLUMN


def _y(row: float) -> int:
    return MARGIN + round(row * ROW)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
