"""Documents, their files, provisions, sectors and relations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, case, col, func, or_, select

from directives.models.document import (
    Document,
    DocumentFile,
    DocumentSector,
    ExtractedText,
    Provision,
    Relation,
)
from directives.models.sector import Sector
from directives.rules.effect import ACTS
from directives.store.effects import acted_upon_by
from directives.store.key_sets import among
from directives.vocabulary import ProposalState, RecordState


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents to list; empty values do not filter."""

    type_code: str = ""
    issuer_id: int | None = None
    sector_code: str = ""
    year: int | None = None
    with_stubs: bool = False
    owner_agency_id: int | None = None  # whose drafts to include
    all_states: bool = False


def find_document(session: Session, document_id: int) -> Document | None:
    """Find a document by its id, whatever its state."""
    return session.get(Document, document_id)


def list_documents(
    session: Session, wanted: DocumentFilter, *, limit: int, offset: int = 0
) -> Sequence[Document]:
    """List documents, newest issue first, then newest record."""
    newest = (col(Document.issued_on).desc().nulls_last(), col(Document.id).desc())
    statement = select(Document).where(*conditions_of(wanted)).order_by(*newest)
    return session.exec(statement.limit(limit).offset(offset)).all()


def count_documents(session: Session, wanted: DocumentFilter) -> int:
    """Count the documents that a filter leaves."""
    statement = select(func.count(col(Document.id))).where(*conditions_of(wanted))
    return session.exec(statement).one()


def has_type(session: Session, type_code: str) -> bool:
    """Tell whether any document has this type."""
    statement = select(Document.id).where(Document.type_code == type_code).limit(1)
    return session.exec(statement).first() is not None


def conditions_of(wanted: DocumentFilter) -> list[ColumnElement[bool]]:
    """Return what the documents of a filter have in common."""
    conditions: list[ColumnElement[bool]] = []
    if not wanted.all_states:
        own = col(Document.owner_agency_id) == wanted.owner_agency_id
        drafts = and_(col(Document.state) == RecordState.DRAFT, own)
        published = col(Document.state) == RecordState.PUBLISHED
        conditions.append(published if wanted.owner_agency_id is None else published | drafts)
    if not wanted.with_stubs:
        conditions.append(col(Document.is_stub).is_(False))
    if wanted.type_code:
        conditions.append(col(Document.type_code) == wanted.type_code)
    if wanted.issuer_id is not None:
        conditions.append(col(Document.issuer_id) == wanted.issuer_id)
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        conditions.append(col(Document.issued_on).between(first, last))
    if wanted.sector_code:
        in_sector = (
            select(DocumentSector.document_id)
            .join(Sector, col(Sector.id) == col(DocumentSector.sector_id))
            .where(Sector.code == wanted.sector_code)
        )
        conditions.append(col(Document.id).in_(in_sector))
    return conditions


def list_documents_by_ids(session: Session, ids: Sequence[int]) -> Sequence[Document]:
    """List the documents with these ids, in no order."""
    return session.exec(select(Document).where(col(Document.id).in_(ids))).all() if ids else []


def list_by_key(session: Session, key_exact: str) -> Sequence[Document]:
    """List the documents that bear this number, withdrawn ones aside, oldest record first."""
    return session.exec(
        select(Document)
        .where(Document.key_exact == key_exact, Document.state != RecordState.WITHDRAWN)
        .order_by(col(Document.id))
    ).all()


def list_by_folded_key(session: Session, key_folded: str) -> Sequence[Document]:
    """List the published documents whose number reads so without marks, newest first."""
    return session.exec(
        select(Document)
        .where(Document.key_folded == key_folded, Document.state == RecordState.PUBLISHED)
        .order_by(col(Document.issued_on).desc().nulls_last())
    ).all()


def list_by_serial(
    session: Session, serial: int, *, type_code: str = "", year: int | None = None, limit: int = 20
) -> Sequence[Document]:
    """List the published documents that a partial number may mean, newest first."""
    statement = select(Document).where(
        Document.serial == serial, Document.state == RecordState.PUBLISHED
    )
    if type_code:
        statement = statement.where(Document.type_code == type_code)
    if year is not None:
        statement = statement.where(Document.series == str(year))
    newest = col(Document.issued_on).desc().nulls_last()
    return session.exec(statement.order_by(newest).limit(limit)).all()


def list_by_serials(
    session: Session, serials: Collection[int], *, type_code: str, limit: int
) -> Sequence[Document]:
    """List the published documents whose number begins with one of these integers.

    Those of the type come first, then the newest.
    """
    newest = col(Document.issued_on).desc().nulls_last()
    return session.exec(
        select(Document)
        .where(col(Document.serial).in_(sorted(serials)), Document.state == RecordState.PUBLISHED)
        .order_by(case((col(Document.type_code) == type_code, 0), else_=1), newest)
        .limit(limit)
    ).all()


def list_by_key_start(session: Session, start: str, *, limit: int) -> Sequence[Document]:
    """List the published documents whose number without marks starts so, newest first."""
    return session.exec(
        select(Document)
        .where(
            col(Document.key_folded).startswith(start, autoescape=True),
            Document.state == RecordState.PUBLISHED,
        )
        .order_by(col(Document.issued_on).desc().nulls_last(), col(Document.id).desc())
        .limit(limit)
    ).all()


def find_by_title(session: Session, title: str) -> Document | None:
    """Find the one document with this title and no number, such as a law cited by its name."""
    found = session.exec(
        select(Document).where(
            Document.title == title,
            col(Document.key_exact).is_(None),
            Document.state != RecordState.WITHDRAWN,
        )
    ).all()
    return found[0] if len(found) == 1 else None


def find_by_file(session: Session, sha256: str, text_sha256: str) -> Document | None:
    """Find the document that has a file with these bytes or these words, not withdrawn."""
    return session.exec(
        select(Document)
        .join(DocumentFile, col(DocumentFile.document_id) == col(Document.id))
        .where(
            or_(DocumentFile.sha256 == sha256, DocumentFile.text_sha256 == text_sha256),
            Document.state != RecordState.WITHDRAWN,
        )
        .order_by(col(Document.id))
        .limit(1)
    ).one_or_none()


def list_files(session: Session, document_id: int) -> Sequence[DocumentFile]:
    """List a document's files, oldest first."""
    return session.exec(
        select(DocumentFile)
        .where(DocumentFile.document_id == document_id)
        .order_by(col(DocumentFile.id))
    ).all()


def find_text(session: Session, file_id: int) -> ExtractedText | None:
    """Find what was read from a file."""
    return session.get(ExtractedText, file_id)


def list_provisions(session: Session, document_ids: Sequence[int]) -> Sequence[Provision]:
    """List the provisions of documents in the order of the text."""
    return session.exec(
        select(Provision)
        .where(col(Provision.document_id).in_(document_ids))
        .order_by(col(Provision.document_id), col(Provision.position))
    ).all()


def count_provisions(session: Session, document_ids: Sequence[int]) -> dict[int, int]:
    """Count the provisions of documents, by document; those without any are left out."""
    rows = session.exec(
        select(Provision.document_id, func.count())
        .where(col(Provision.document_id).in_(document_ids))
        .group_by(col(Provision.document_id))
    ).all()
    return dict(rows)


def find_provision(session: Session, document_id: int, provision_id: str) -> Provision | None:
    """Find one provision of a document."""
    return session.exec(
        select(Provision).where(
            Provision.document_id == document_id, Provision.provision_id == provision_id
        )
    ).one_or_none()


def list_sectors_of(session: Session, document_ids: Sequence[int]) -> dict[int, list[Sector]]:
    """List the sectors of documents, by document."""
    rows = session.exec(
        select(DocumentSector.document_id, Sector)
        .join(Sector, col(Sector.id) == col(DocumentSector.sector_id))
        .where(col(DocumentSector.document_id).in_(document_ids))
        .order_by(col(Sector.position))
    ).all()
    sectors: dict[int, list[Sector]] = {}
    for document_id, sector in rows:
        sectors.setdefault(document_id, []).append(sector)
    return sectors


def find_sector_of(session: Session, document_id: int) -> Sector | None:
    """Return the sector of a document, of several the first; none where it has none."""
    return next(iter(list_sectors_of(session, [document_id]).get(document_id, [])), None)


def list_relations(
    session: Session, document_ids: Sequence[int], *, with_rejected: bool = False
) -> Sequence[Relation]:
    """List the relations from and to documents in their order, rejected ones aside unless asked."""
    ends = (col(Relation.source_id), col(Relation.target_id))
    statement = select(Relation).where(or_(*(end.in_(document_ids) for end in ends)))
    if not with_rejected:
        statement = statement.where(Relation.status != ProposalState.REJECTED)
    return session.exec(statement.order_by(col(Relation.id))).all()


def list_changed(session: Session, after: int, *, limit: int) -> Sequence[Document]:
    """List the documents changed since a stamp, in the order of their stamps."""
    return session.exec(
        select(Document)
        .where(col(Document.change_stamp) > after)
        .order_by(col(Document.change_stamp))
        .limit(limit)
    ).all()


def list_effect_changes(session: Session, after: date, until: date) -> Sequence[Document]:
    """List the published documents whose effect may change in the days after `after`.

    It begins with the day of effect or of issue and ends after the day of expiry; what replaces
    or amends another changes that one's effect on the same day, or on the days of the relation.
    With the end of one, or of its suspension, ends or begins what it does to others, and so on.
    """
    turning = or_(
        and_(col(Document.issued_on) > after, col(Document.issued_on) <= until),
        and_(col(Document.effective_on) > after, col(Document.effective_on) <= until),
        and_(col(Document.expires_on) >= after, col(Document.expires_on) < until),
    )
    acting = or_(
        turning,
        and_(col(Relation.acts_from) > after, col(Relation.acts_from) <= until),
        and_(col(Relation.acts_to) >= after, col(Relation.acts_to) < until),
    )
    acted_on = set(
        session.exec(
            select(Relation.target_id)
            .join(Document, col(Document.id) == col(Relation.source_id))
            .where(col(Relation.kind).in_(ACTS), acting)
        )
    )
    changed = acted_on | acted_upon_by(session, acted_on)
    return session.exec(
        select(Document).where(
            or_(turning, among(col(Document.id), changed)),
            Document.state == RecordState.PUBLISHED,
        )
    ).all()
