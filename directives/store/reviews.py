"""What a review shows and keeps: the current file, found relations, corrections, waiting files."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from directives.models.document import Document, DocumentFile, DocumentSector, Relation
from directives.models.review import PendingUpload, ReadingCorrection
from directives.vocabulary import FileStanding, RecordState


def find_current_file(session: Session, document_id: int) -> DocumentFile | None:
    """Find the file whose text is the document's; None for a stub."""
    return session.exec(
        select(DocumentFile)
        .where(
            DocumentFile.document_id == document_id,
            DocumentFile.standing == FileStanding.CURRENT,
        )
        .order_by(col(DocumentFile.id).desc())
        .limit(1)
    ).one_or_none()


def list_relations_from(session: Session, source_id: int) -> Sequence[Relation]:
    """List what a document does to others, rejected proposals too, in their order."""
    return session.exec(
        select(Relation).where(Relation.source_id == source_id).order_by(col(Relation.id))
    ).all()


def list_sector_rows(session: Session, document_id: int) -> Sequence[DocumentSector]:
    """List the rows that give a document its sectors."""
    return session.exec(
        select(DocumentSector).where(DocumentSector.document_id == document_id)
    ).all()


def list_decisions(session: Session, file_id: int | None = None) -> Sequence[ReadingCorrection]:
    """List what holds for each field of each reading (or of one): the last that was said of it."""
    last = (
        select(func.max(ReadingCorrection.id))
        .group_by(col(ReadingCorrection.file_id), col(ReadingCorrection.field))
        .scalar_subquery()
    )
    statement = select(ReadingCorrection).where(col(ReadingCorrection.id).in_(last))
    if file_id is not None:
        statement = statement.where(ReadingCorrection.file_id == file_id)
    return session.exec(statement.order_by(col(ReadingCorrection.id))).all()


def find_pending(session: Session, pending_id: int) -> PendingUpload | None:
    """Find an upload that waited, decided or not."""
    return session.get(PendingUpload, pending_id)


def find_undecided(
    session: Session, sha256: str, account_id: int, duplicate_id: int
) -> PendingUpload | None:
    """Find the waiting upload of these bytes by this account, so that none waits twice."""
    return session.exec(
        select(PendingUpload)
        .where(
            PendingUpload.sha256 == sha256,
            PendingUpload.account_id == account_id,
            PendingUpload.duplicate_id == duplicate_id,
            col(PendingUpload.resolved_at).is_(None),
        )
        .limit(1)
    ).one_or_none()


def count_namesakes(session: Session, issuer_id: int, key_exact: str, series: str) -> int:
    """Count the documents, withdrawn ones aside, with this issuer, number and year or term."""
    return session.exec(
        select(func.count(col(Document.id))).where(
            Document.issuer_id == issuer_id,
            Document.key_exact == key_exact,
            Document.series == series,
            Document.state != RecordState.WITHDRAWN,
        )
    ).one()


def list_alike(session: Session, title: str, serial: int | None) -> Sequence[Document]:
    """List up to 20 documents with this title or serial number that could hold the same text."""
    same = col(Document.title) == title if title else col(Document.serial) == serial
    if title and serial is not None:
        same = same | (col(Document.serial) == serial)
    return session.exec(
        select(Document)
        .where(same, Document.state != RecordState.WITHDRAWN, ~col(Document.is_stub))
        .order_by(col(Document.id).desc())
        .limit(20)
    ).all()
