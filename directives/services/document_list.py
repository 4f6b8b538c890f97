"""List the documents that an actor may know of, with what a line of a list shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.sector import Sector
from directives.rules.permissions import Actor, reads_every_draft
from directives.services.names import agency_named, check_type, sector_named
from directives.services.validity import validities
from directives.store.agencies import list_agencies
from directives.store.documents import (
    DocumentFilter,
    count_documents,
    list_documents,
    list_sectors_of,
)
from directives.vocabulary import Role, Validity


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a reader asks of a list; empty values do not filter.

    Attributes:
        type: Abbreviation of the type, "QĐ".
        agency: Abbreviation, name or key of the issuer.
        sector: Code of the sector.
        year: Year of issue.
    """

    type: str = ""
    agency: str = ""
    sector: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as a list shows it."""

    document: Document
    issuer: Agency | None
    validity: Validity
    sectors: Sequence[Sector]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A part of a list, and how many documents the whole list has."""

    lines: Sequence[DocumentLine]
    total: int


def view_documents(
    session: Session,
    actor: Actor,
    wanted: ListFilter,
    *,
    today: date,
    limit: int,
    offset: int = 0,
) -> DocumentPage:
    """Return the documents asked for, newest issue first; drafts to their own agency only.

    Raises:
        ValueUnknown: a type, agency or sector is not known; `field` names it.
    """
    asked = _filter(session, actor, wanted)
    documents = list_documents(session, asked, limit=limit, offset=offset)
    keys = [saved_id(document) for document in documents]
    issuer_ids = sorted({d.issuer_id for d in documents if d.issuer_id})
    issuers = {agency.id: agency for agency in list_agencies(session, issuer_ids)}
    effect = validities(session, documents, today=today)
    sectors = list_sectors_of(session, keys)
    lines = [
        DocumentLine(document, issuers.get(document.issuer_id), effect[key], sectors.get(key, []))
        for key, document in zip(keys, documents, strict=True)
    ]
    return DocumentPage(lines, count_documents(session, asked))


def _filter(session: Session, actor: Actor, wanted: ListFilter) -> DocumentFilter:
    if wanted.type:
        check_type(session, wanted.type, field="type")
    if wanted.sector:
        sector_named(session, wanted.sector, field="sector")
    issuer = agency_named(session, wanted.agency, field="agency") if wanted.agency else None
    return DocumentFilter(
        type_code=wanted.type,
        issuer_id=issuer.id if issuer else None,
        sector_code=wanted.sector,
        year=wanted.year,
        owner_agency_id=actor.agency_id if actor.role is Role.DRAFTER else None,
        all_states=reads_every_draft(actor),
    )
