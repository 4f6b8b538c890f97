"""The JSON of the graph of documents."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel

from directives.models.base import saved_id
from directives.reference.tables import RelationKind as Kind
from directives.reference.tables import relation_kinds
from directives.services.document_graph import DocumentGraph, GraphNode
from directives.store.graph import Edge
from directives.vocabulary import ProposalState, RelationKind, Validity


class GraphNodeOut(BaseModel):
    """A document; `status` is its legal effect today, `depth` the steps from the first one."""

    id: int
    number: str | None
    title: str
    type: str
    status: Validity
    is_stub: bool
    depth: int
    url: str

    @classmethod
    def of(cls, node: GraphNode) -> Self:
        """Return the shape of a node."""
        document = node.document
        return cls(
            id=saved_id(document),
            number=document.number,
            title=document.title,
            type=document.type_code,
            status=node.validity,
            is_stub=document.is_stub,
            depth=node.depth,
            url=f"/van-ban/{document.id}",
        )


class GraphEdgeOut(BaseModel):
    """A relation: the source acts on the target.

    `verb` says what the source is to the target, `reverse_verb` what the target is to the source.
    """

    id: int
    source: int
    target: int
    kind: RelationKind
    verb: str
    reverse_verb: str
    status: ProposalState
    source_provision: str
    target_provision: str
    quote: str

    @classmethod
    def of(cls, edge: Edge, kinds: Mapping[str, Kind]) -> Self:
        """Return the shape of an edge."""
        return cls(
            id=edge.id,
            source=edge.source_id,
            target=edge.target_id,
            kind=edge.kind,
            verb=kinds[edge.kind.value].verb,
            reverse_verb=kinds[edge.kind.value].reverse_verb,
            status=edge.status,
            source_provision=edge.source_provision,
            target_provision=edge.target_provision,
            quote=edge.quote,
        )


class GraphOut(BaseModel):
    """What lies within `depth` steps of a document; `truncated`: there is more than is here."""

    depth: int
    nodes: list[GraphNodeOut]
    edges: list[GraphEdgeOut]
    truncated: bool

    @classmethod
    def of(cls, graph: DocumentGraph, *, depth: int) -> Self:
        """Return the shape of a graph."""
        kinds = {kind.code: kind for kind in relation_kinds()}
        return cls(
            depth=depth,
            nodes=[GraphNodeOut.of(node) for node in graph.nodes],
            edges=[GraphEdgeOut.of(edge, kinds) for edge in graph.edges],
            truncated=graph.truncated,
        )
