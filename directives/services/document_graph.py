"""The documents round one, step by step along their relations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.permissions import Actor, reads_every_draft
from directives.services.document_access import get_document
from directives.services.validity import validities
from directives.store.documents import DocumentFilter, list_documents_by_ids
from directives.store.graph import Edge, list_edges_among, list_edges_around
from directives.vocabulary import Role, Validity

DEEPEST: Final = 3
MOST_NODES: Final = 100
MOST_EDGES: Final = 300


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A document of the graph, and how many steps it is away."""

    document: Document
    validity: Validity
    depth: int


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """The documents within some steps of the first one; `truncated` where not all are here."""

    nodes: Sequence[GraphNode]  # the document itself first, then nearest first
    edges: Sequence[Edge]
    truncated: bool


@dataclass(frozen=True, slots=True)
class GraphLimits:
    """How much of a graph is returned."""

    nodes: int = MOST_NODES
    edges: int = MOST_EDGES


def document_graph(
    session: Session,
    actor: Actor,
    document_id: int,
    *,
    depth: int,
    today: date,
    limits: GraphLimits = GraphLimits(),
) -> DocumentGraph:
    """Return what lies within `depth` steps (1 to 3) of a document, readable documents only.

    Breadth first, a query for each step, and one for the relations among the outermost documents.

    Raises:
        NotFound: there is no such document, or the actor may not know of it.
    """
    get_document(session, actor, document_id)
    readable = readable_by(actor)
    depths = {document_id: 0}
    edges: dict[int, Edge] = {}
    truncated = False
    frontier = {document_id}
    for step in range(1, min(depth, DEEPEST) + 1):
        if not frontier:
            break
        found = list_edges_around(session, frontier, readable, limit=limits.edges + 1)
        truncated = truncated or len(found) > limits.edges
        frontier = set()
        for edge in found:
            new = {edge.source_id, edge.target_id} - depths.keys()
            if len(depths) + len(new) > limits.nodes or len(edges) >= limits.edges:
                truncated = truncated or edge.id not in edges
                continue
            depths |= dict.fromkeys(new, step)
            frontier |= new
            edges[edge.id] = edge
    room = limits.edges - len(edges)
    among = list_edges_among(session, frontier, limit=room + 1)
    shown = [*edges.values(), *among[:room]]
    return DocumentGraph(_nodes(session, depths, today), shown, truncated or len(among) > room)


def readable_by(actor: Actor) -> DocumentFilter:
    """Return the filter of what an actor may read: stubs, too, and the own agency's drafts."""
    return DocumentFilter(
        with_stubs=True,
        owner_agency_id=actor.agency_id if actor.role is Role.DRAFTER else None,
        all_states=reads_every_draft(actor),
    )


def _nodes(session: Session, depths: dict[int, int], today: date) -> list[GraphNode]:
    documents = list_documents_by_ids(session, sorted(depths))
    effect = validities(session, documents, today=today)
    nodes = [
        GraphNode(document, effect[key], depths[key])
        for document in documents
        if (key := saved_id(document))
    ]
    return sorted(nodes, key=lambda node: (node.depth, saved_id(node.document)))
