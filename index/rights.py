"""What everybody may see. The index may lag behind a withdrawal; the database decides."""

from collections.abc import Collection

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.permissions import PUBLIC, allows, check_can_read_document
from directives.store.documents import list_documents_by_ids
from directives.store.issuers import list_with_issuers


def readable(document: Document) -> bool:
    """Tell whether everybody may see a document."""
    return allows(check_can_read_document, PUBLIC, document.state, document.owner_agency_id)


def readable_documents(session: Session, ids: Collection[int]) -> dict[int, Document]:
    """Return the documents of these that everybody may see, by id."""
    return {
        saved_id(document): document
        for document in list_documents_by_ids(session, sorted(ids))
        if readable(document)
    }


def readable_with_issuers(
    session: Session, ids: Collection[int]
) -> dict[int, tuple[Document, Agency | None]]:
    """Return the same with who issued each, as far as known; in one statement."""
    return {
        saved_id(document): (document, issuer)
        for document, issuer in list_with_issuers(session, ids)
        if readable(document)
    }
