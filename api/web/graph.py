"""The page of the graph round a document: a drawing, and the same as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import RecordId, whole_number
from api.web.names import document_name, document_url
from api.web.relation_drawing import Drawing, draw, heading_of
from api.web.relation_groups import provision_words
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.services.document_graph import DEEPEST, DocumentGraph, GraphNode, document_graph
from directives.store.graph import Edge
from directives.vocabulary import ProposalState, Validity

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class GraphLink:
    """Another document of the graph under the heading of what it is to the listed one."""

    verb: str
    here: str  # the provision of the listed document, if one is named
    there: str  # the provision of the other
    other: str
    other_url: str
    url: str  # of the relation itself
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class GraphRow:
    """A document of the graph with its relations to those nearer, or as near."""

    name: str
    title: str
    url: str
    validity: Validity
    is_stub: bool
    links: Sequence[GraphLink]


@dataclass(frozen=True, slots=True)
class GraphPage:
    """The graph; `steps` are the documents by distance, the nearest first."""

    name: str
    url: str
    depth: int
    depths: Sequence[int]
    drawing: Drawing
    steps: Sequence[Sequence[GraphRow]]
    count: int
    drawn: int
    truncated: bool


@router.get("/van-ban/{document_id:int}/do-thi")
def graph_page(
    request: Request,
    document_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    depth: str = "",
) -> HTMLResponse:
    """Show the documents within one to three steps, drawn and listed."""
    steps = min(max(whole_number(depth) or 1, 1), DEEPEST)
    graph = document_graph(session, actor, document_id, depth=steps, today=today)
    drawing = draw(graph, words)
    page = GraphPage(
        name=document_name(graph.nodes[0].document, words),
        url=document_url(document_id),
        depth=steps,
        depths=range(1, DEEPEST + 1),
        drawing=drawing,
        steps=_steps(graph, words),
        count=len(graph.nodes) - 1,
        drawn=len(drawing.boxes) - 1,
        truncated=graph.truncated,
    )
    return render(request, "graph.html", page=page)


def _steps(graph: DocumentGraph, words: Words) -> list[list[GraphRow]]:
    nodes = {saved_id(node.document): node for node in graph.nodes}
    of_node: dict[int, list[tuple[Edge, int]]] = {}
    for edge in graph.edges:
        far, near = edge.source_id, edge.target_id
        if nodes[far].depth < nodes[near].depth:
            far, near = near, far
        of_node.setdefault(far, []).append((edge, near))
    steps: list[list[GraphRow]] = [[] for _ in range(max(node.depth for node in graph.nodes))]
    for key, node in nodes.items():
        if node.depth:
            steps[node.depth - 1].append(_row(key, node, nodes, of_node.get(key, []), words))
    return steps


def _row(
    key: int,
    node: GraphNode,
    nodes: Mapping[int, GraphNode],
    edges: Sequence[tuple[Edge, int]],
    words: Words,
) -> GraphRow:
    name = document_name(node.document, words)
    return GraphRow(
        name=name,
        title=node.document.title if node.document.title != name else "",
        url=document_url(key),
        validity=node.validity,
        is_stub=node.document.is_stub,
        links=[
            GraphLink(
                verb=heading_of(edge, words, is_source=edge.source_id == key),
                here=provision_words(_provision(edge, key), words),
                there=provision_words(_provision(edge, near), words),
                other=document_name(nodes[near].document, words),
                other_url=document_url(near),
                url=f"/quan-he/{edge.id}",
                is_proposed=edge.status is ProposalState.PROPOSED,
            )
            for edge, near in edges
        ],
    )


def _provision(edge: Edge, key: int) -> str:
    return edge.source_provision if edge.source_id == key else edge.target_provision
