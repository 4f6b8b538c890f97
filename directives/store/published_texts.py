"""What published documents say, the newest of them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.document import Document, DocumentFile, DocumentSector, ExtractedText
from directives.vocabulary import FileStanding, RecordState


def list_newest_published(session: Session, limit: int, *, sector_id: int | None) -> Sequence[int]:
    """List the published documents newest in issue, of a sector if one is given."""
    statement: Any = (
        sa.select(col(Document.id))
        .where(col(Document.state) == RecordState.PUBLISHED, ~col(Document.is_stub))
        .order_by(col(Document.issued_on).desc().nulls_last(), col(Document.id).desc())
        .limit(limit)
    )
    if sector_id is not None:
        of_sector = sa.select(col(DocumentSector.document_id)).where(
            col(DocumentSector.sector_id) == sector_id
        )
        statement = statement.where(col(Document.id).in_(of_sector))
    return session.scalars(statement).all()


def map_texts(
    session: Session, document_ids: Sequence[int], *, holding: str = ""
) -> dict[int, str]:
    """Return what the current files of documents say, of those that hold some words if asked."""
    statement: Any = (
        sa.select(col(DocumentFile.document_id), col(ExtractedText.text))
        .join(DocumentFile, col(DocumentFile.id) == col(ExtractedText.file_id))
        .where(
            col(DocumentFile.document_id).in_(document_ids),
            col(DocumentFile.standing) != FileStanding.SUPERSEDED,
        )
        .order_by(col(DocumentFile.id))
    )
    if holding:
        statement = statement.where(col(ExtractedText.text).contains(holding, autoescape=True))
    found: dict[int, str] = {}
    for key, text in session.execute(statement):
        found[key] = f"{found[key]}\n{text}" if key in found else text
    return found
