"""What a drafter looks at before a document is published: the record beside its reading."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from directives.errors import NothingToReview
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document, DocumentFile, Relation
from directives.rules.permissions import Actor, check_can_change_document
from directives.services.document_access import get_document
from directives.services.publication import missing_columns
from directives.store.coverage import list_links_of_document
from directives.store.documents import find_text, list_documents_by_ids, list_sectors_of
from directives.store.reviews import find_current_file, list_relations_from
from directives.vocabulary import ProposalState, RecordState

# The fields of a reading in the order of the page, and the column that holds each.
REVIEWED = {
    "number": "number_as_printed",
    "type": "type_name",
    "agency": "issuer_id",
    "issued_on": "issued_on",
    "title": "title",
    "place": "place",
    "signer_name": "signer_name",
    "signer_title": "signer_title",
    "effective_on": "effective_on",
    "expires_on": "expires_on",
    "urgency": "urgency",
}


@dataclass(frozen=True, slots=True)
class FieldReview:
    """One field: what the record says, what was read, and the words it was read from."""

    name: str
    value: str  # of the record; days as YYYY-MM-DD
    suggested: str | None
    confidence: float | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class RelationReview:
    """A relation that was found, the document at its other end, and whether that one is new."""

    relation: Relation
    target: Document


@dataclass(frozen=True, slots=True)
class Review:
    """A document beside what was read from its current file."""

    document: Document
    file: DocumentFile
    text: str
    reading: Mapping[str, Any]  # as the contract shows it
    fields: Sequence[FieldReview]
    missing: Sequence[str]  # columns
    relations: Sequence[RelationReview]
    sector_codes: frozenset[str]
    linked_gap_ids: frozenset[int]


def open_review(session: Session, actor: Actor, document_id: int) -> Review:
    """Return what the review of a document shows.

    Raises:
        NotFound: there is no such document, the actor may not know of it, or it has no file.
        RightMissing: the record is another agency's.
    """
    document = get_document(session, actor, document_id)
    check_can_change_document(actor, document.owner_agency_id)
    file = find_current_file(session, document_id)
    kept = find_text(session, saved_id(file)) if file else None
    if file is None or kept is None or document.state is RecordState.WITHDRAWN:
        raise NothingToReview
    reading: dict[str, Any] = json.loads(kept.reading)
    sectors = list_sectors_of(session, [document_id]).get(document_id, [])
    links = list_links_of_document(session, document_id, status=None)
    return Review(
        document=document,
        file=file,
        text=kept.text,
        reading=reading,
        fields=_fields(session, document, reading.get("fields", {})),
        missing=missing_columns(document),
        relations=_relations(session, document_id),
        sector_codes=frozenset(sector.code for sector in sectors),
        linked_gap_ids=frozenset(
            link.gap_id for link in links if link.status is not ProposalState.PROPOSED
        ),
    )


def _fields(
    session: Session, document: Document, read: Mapping[str, Mapping[str, Any] | None]
) -> list[FieldReview]:
    issuer = session.get(Agency, document.issuer_id) if document.issuer_id else None
    fields = []
    for name, column in REVIEWED.items():
        value = getattr(document, column)
        if name == "agency":
            value = issuer.name if issuer else ""
        elif name == "number":
            # As printed where nobody corrected it, "Số: 878/QĐ-BNV"; people compare the number.
            value = document.number or document.number_as_printed
        found = read.get(name) or {}
        source: Mapping[str, Any] = found.get("source") or {}
        fields.append(
            FieldReview(
                name=name,
                value=str(value or ""),
                suggested=found.get("value"),
                confidence=found.get("confidence"),
                start=source.get("start", 0),
                end=source.get("end", 0),
                quote=source.get("quote", ""),
            )
        )
    return fields


def _relations(session: Session, document_id: int) -> list[RelationReview]:
    found = [r for r in list_relations_from(session, document_id) if r.origin == "automatic"]
    targets = list_documents_by_ids(session, sorted({r.target_id for r in found}))
    by_id = {saved_id(target): target for target in targets}
    return [RelationReview(relation, by_id[relation.target_id]) for relation in found]
