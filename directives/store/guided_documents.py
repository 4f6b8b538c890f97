"""Which laws and decrees are said to be guided, and by how many documents."""

from collections.abc import Collection
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from directives.models.document import Document, Relation
from directives.vocabulary import ProposalState, RecordState, RelationKind

_GUIDING = (RelationKind.IMPLEMENTS, RelationKind.GUIDES)


class GuidedRow(NamedTuple):
    """A document, and how many published ones detail or guide it by a confirmed relation."""

    document_id: int
    guides: int


def list_guided(session: Session, type_codes: Collection[str]) -> list[GuidedRow]:
    """List the published documents of these types, those least guided first, then the newest."""
    source: Any = aliased(Document)
    counted = (
        sa.select(
            col(Relation.target_id).label("target_id"),
            sa.func.count(sa.distinct(col(Relation.source_id))).label("found"),
        )
        .join(source, source.id == col(Relation.source_id))
        .where(
            col(Relation.status) == ProposalState.CONFIRMED,
            col(Relation.kind).in_(_GUIDING),
            source.state == RecordState.PUBLISHED,
        )
        .group_by(col(Relation.target_id))
        .subquery()
    )
    found = sa.func.coalesce(counted.c.found, 0)
    statement = (
        sa.select(col(Document.id), found)
        .outerjoin(counted, counted.c.target_id == col(Document.id))
        .where(
            col(Document.state) == RecordState.PUBLISHED,
            ~col(Document.is_stub),
            col(Document.type_code).in_(type_codes),
        )
        .order_by(found, col(Document.issued_on).desc().nulls_last(), col(Document.id).desc())
    )
    return [GuidedRow(*row) for row in session.execute(statement)]
