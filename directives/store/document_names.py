"""How documents are named, for the many pages that lead to them: plain rows, no whole records."""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.document import Document
from directives.vocabulary import RecordState


class NamedDocument(NamedTuple):
    """What pages say of a document that they lead to, and what tells who may read it."""

    id: int
    number: str | None
    number_as_printed: str | None
    type_code: str
    type_name: str
    title: str
    state: RecordState
    owner_agency_id: int | None


def list_document_names(session: Session, ids: Sequence[int]) -> list[NamedDocument]:
    """List how the documents with these ids are named, in no order, as plain rows."""
    statement = sa.select(
        col(Document.id),
        col(Document.number),
        col(Document.number_as_printed),
        col(Document.type_code),
        col(Document.type_name),
        col(Document.title),
        col(Document.state),
        col(Document.owner_agency_id),
    ).where(col(Document.id).in_(ids))
    return [NamedDocument(*row) for row in session.execute(statement)] if ids else []
