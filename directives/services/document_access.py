"""Documents that an actor may know of."""

from sqlmodel import Session

from directives.errors import DocumentNotFound, FileNotFound
from directives.models.document import Document, DocumentFile
from directives.rules.permissions import Actor, check_can_read_document
from directives.store.documents import find_document, list_files


def get_document(session: Session, actor: Actor, document_id: int) -> Document:
    """Return a document that the actor may read.

    Raises:
        NotFound: there is no such document, or the actor may not know of it.
    """
    document = find_document(session, document_id)
    if document is None:
        raise DocumentNotFound
    check_can_read_document(actor, document.state, document.owner_agency_id)
    return document


def get_file(session: Session, actor: Actor, document_id: int, sha256: str) -> DocumentFile:
    """Return a file of a document that the actor may read.

    Raises:
        NotFound: there is no such document or file, or the actor may not know of it.
    """
    get_document(session, actor, document_id)
    for file in list_files(session, document_id):
        if file.sha256 == sha256:
            return file
    raise FileNotFound
