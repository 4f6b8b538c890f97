"""What everybody may see. The index may lag behind a withdrawal; the database decides."""

from collections.abc import Collection

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.permissions import PUBLIC, allows, check_can_read_document
from directives.store.documents import list_documents_by_ids


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
