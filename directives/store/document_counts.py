"""How many documents a filter leaves, by type, issuer, sector and year."""

from collections.abc import Sequence

from sqlmodel import Session, col, extract, func, select

from directives.models.document import Document, DocumentSector
from directives.models.sector import Sector
from directives.store.documents import DocumentFilter, conditions_of


def count_by_type(session: Session, wanted: DocumentFilter) -> Sequence[tuple[str, int]]:
    """Count documents by the code of their type, the most frequent first."""
    count = func.count(col(Document.id))
    return session.exec(
        select(Document.type_code, count)
        .where(*conditions_of(wanted), Document.type_code != "")
        .group_by(col(Document.type_code))
        .order_by(count.desc(), col(Document.type_code))
    ).all()


def count_by_issuer(session: Session, wanted: DocumentFilter) -> Sequence[tuple[int, int]]:
    """Count documents by the id of their issuer, the most frequent first."""
    count = func.count(col(Document.id))
    rows = session.exec(
        select(Document.issuer_id, count)
        .where(*conditions_of(wanted), col(Document.issuer_id).is_not(None))
        .group_by(col(Document.issuer_id))
        .order_by(count.desc(), col(Document.issuer_id))
    ).all()
    return [(issuer_id, found) for issuer_id, found in rows if issuer_id is not None]


def count_by_sector(session: Session, wanted: DocumentFilter) -> Sequence[tuple[Sector, int]]:
    """Count documents by sector, in the order of the sectors."""
    count = func.count(col(Document.id))
    counted = (
        select(col(DocumentSector.sector_id).label("sector_id"), count.label("found"))
        .join(Document, col(Document.id) == col(DocumentSector.document_id))
        .where(*conditions_of(wanted))
        .group_by(col(DocumentSector.sector_id))
        .subquery()
    )
    return session.exec(
        select(Sector, counted.c.found)
        .join(counted, counted.c.sector_id == col(Sector.id))
        .order_by(col(Sector.position))
    ).all()


def count_by_year(session: Session, wanted: DocumentFilter) -> Sequence[tuple[int, int]]:
    """Count documents by the year of issue, the newest first."""
    year = extract("year", col(Document.issued_on))
    return session.exec(
        select(year, func.count(col(Document.id)))
        .where(*conditions_of(wanted), col(Document.issued_on).is_not(None))
        .group_by(year)
        .order_by(year.desc())
    ).all()
