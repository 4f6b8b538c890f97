"""How reports name documents, of those that everybody may read."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.document import Document
from directives.rules.two_times import AsOf
from directives.services.document_facts import documents_known_at
from directives.store.agencies import list_agencies
from directives.store.documents import list_documents_by_ids
from directives.vocabulary import RecordState


@dataclass(frozen=True, slots=True)
class Named:
    """A document as a report names it."""

    id: int
    name: str
    title: str
    agency: str  # who answers for it: its issuer


def named_documents(session: Session, ids: Collection[int], at: AsOf) -> dict[int, Named]:
    """Name documents as they were known, those that were public then and are now."""
    documents = [
        one
        for one in list_documents_by_ids(session, sorted(ids))
        if one.state is RecordState.PUBLISHED
    ]
    known = documents_known_at(session, documents, at.known_at)
    shown = {key: one for key, one in known.items() if one.state is RecordState.PUBLISHED}
    issuer_ids = sorted({one.issuer_id for one in shown.values() if one.issuer_id})
    issuers = {agency.id: agency for agency in list_agencies(session, issuer_ids)}
    return {key: _name(key, one, issuers.get(one.issuer_id)) for key, one in shown.items()}


def _name(key: int, one: Document, issuer: Agency | None) -> Named:
    number = one.number or one.number_as_printed
    return Named(key, number or one.title, one.title, issuer.name if issuer else "")
