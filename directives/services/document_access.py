"""Documents that an actor may know of."""

from collections.abc import Iterable

from sqlmodel import Session

from directives.errors import (
    DocumentAmbiguous,
    DocumentNotFound,
    FileNotFound,
    NotADocumentNumber,
)
from directives.models.base import saved_id
from directives.models.document import Document, DocumentFile
from directives.rules.permissions import Actor, allows, check_can_read_document
from directives.services.document_facts import number_of
from directives.store.document_names import list_document_names
from directives.store.documents import find_document, list_by_key, list_files


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


def readable_ids(session: Session, actor: Actor, ids: Iterable[int | None]) -> frozenset[int]:
    """Return those of these documents that the actor may read, in one query."""
    wanted = sorted({key for key in ids if key is not None})
    return frozenset(
        document.id
        for document in list_document_names(session, wanted)
        if allows(check_can_read_document, actor, document.state, document.owner_agency_id)
    )


def find_numbered(session: Session, actor: Actor, typed: str, *, field: str) -> Document | None:
    """Return the one document with a number, of those that the actor may read; None of none.

    Raises:
        NotADocumentNumber: the words hold no whole number.
        DocumentAmbiguous: several documents bear it.
    """
    number = number_of(typed)
    if number is None or not number.complete or not number.key:
        raise NotADocumentNumber(field=field, text=typed)
    found = [
        document
        for document in list_by_key(session, number.key)
        if allows(check_can_read_document, actor, document.state, document.owner_agency_id)
    ]
    if len(found) > 1:
        ids = [saved_id(document) for document in found]
        raise DocumentAmbiguous(field=field, number=number.display, document_ids=ids)
    return found[0] if found else None


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
