"""The relations round documents, one step at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, case, col

from directives.models.document import Document, Relation
from directives.store.documents import DocumentFilter, conditions_of
from directives.vocabulary import ProposalState, RelationKind

# What changes the law comes before what only names it, where not all can be shown.
_FIRST: Final = (
    RelationKind.REPLACES,
    RelationKind.REPEALS,
    RelationKind.AMENDS,
    RelationKind.SUSPENDS_EFFECT,
    RelationKind.SUSPENDS_EXECUTION,
    RelationKind.REVOKES,
    RelationKind.IMPLEMENTS,
    RelationKind.GUIDES,
)
_LAST: Final = (RelationKind.CITES, RelationKind.RELATED)
_RANK: Final = case(
    (col(Relation.kind).in_(_FIRST), 0), (col(Relation.kind).in_(_LAST), 2), else_=1
)
_SHOWN: Final = (
    col(Relation.id),
    col(Relation.source_id),
    col(Relation.target_id),
    col(Relation.kind),
    col(Relation.status),
    col(Relation.source_provision),
    col(Relation.target_provision),
    col(Relation.quote),
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation as the graph shows it: the source acts on the target."""

    id: int
    source_id: int
    target_id: int
    kind: RelationKind
    status: ProposalState
    source_provision: str
    target_provision: str
    quote: str


def list_edges_around(
    session: Session, document_ids: Collection[int], readable: DocumentFilter, *, limit: int
) -> Sequence[Edge]:
    """List the relations from and to documents whose other end is among the readable ones.

    One statement; rejected relations are left out. Those that change the law come first.
    """
    ids = sorted(document_ids)
    both = sa.union_all(
        _to_others(ids, readable, outgoing=True), _to_others(ids, readable, outgoing=False)
    ).subquery()
    # Chosen by key first: a hub has thousands of relations, whose words need not be sorted.
    chosen = sa.select(both).distinct().order_by(both.c.rank, both.c.id).limit(limit).subquery()
    rows = session.execute(
        sa.select(*_SHOWN)
        .join(chosen, chosen.c.id == col(Relation.id))
        .order_by(chosen.c.rank, col(Relation.id))
    )
    return [Edge(*row) for row in rows]


def list_edges_among(
    session: Session, document_ids: Collection[int], *, limit: int
) -> Sequence[Edge]:
    """List the relations between documents of a set, rejected ones left out; one statement."""
    ids = sorted(document_ids)
    rows = session.execute(
        sa.select(*_SHOWN)
        .where(
            col(Relation.source_id).in_(ids),
            col(Relation.target_id).in_(ids),
            col(Relation.status) != ProposalState.REJECTED,
        )
        .order_by(_RANK, col(Relation.id))
        .limit(limit)
    )
    return [Edge(*row) for row in rows]


def _to_others(
    ids: Sequence[int], readable: DocumentFilter, *, outgoing: bool
) -> sa.Select[tuple[Any, ...]]:
    near, far = col(Relation.source_id), col(Relation.target_id)
    if not outgoing:
        near, far = far, near
    return (
        sa.select(col(Relation.id).label("id"), _RANK.label("rank"))
        .join(Document, col(Document.id) == far)
        .where(
            near.in_(ids), col(Relation.status) != ProposalState.REJECTED, *conditions_of(readable)
        )
    )
