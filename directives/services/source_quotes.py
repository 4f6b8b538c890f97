"""Whether quoted words stand where they are said to stand, and where they do."""

from sqlmodel import Session

from directives.errors import ProvisionNotFound, QuoteNotFound
from directives.models.base import saved_id
from directives.models.document import Provision
from directives.rules.permissions import Actor
from directives.rules.quotes import Piece, find_piece, holds_quote
from directives.services.document_access import get_document
from directives.store.documents import find_provision, find_text, list_files, list_provisions


def check_quoted(
    session: Session, document_id: int, provision_id: str, quote: str, *, field: str = "quote"
) -> None:
    """Check that quoted words stand in the provision, or anywhere in the document's texts.

    A stub has no text yet: then the words cannot be checked and are taken as given. `field` is
    where the words were typed.

    Raises:
        ProvisionNotFound: the document has no such provision.
        QuoteNotFound: the words are not there.
    """
    if provision_id:
        provision = find_provision(session, document_id, provision_id)
        if provision is None:
            raise ProvisionNotFound(field="provision_id", provision=provision_id)
        texts = [provision_words_of(provision)]
    else:
        found = (find_text(session, saved_id(file)) for file in list_files(session, document_id))
        texts = [read.text for read in found if read]
    if texts and not any(holds_quote(quote, text) for text in texts):
        raise QuoteNotFound(field=field)


def check_source(session: Session, actor: Actor, document_id: int | None, quote: str) -> None:
    """Check that the source of what is said of a gap is there, and says what is quoted of it.

    Raises:
        DocumentNotFound: it is not known, or the actor may not know of it.
        QuoteNotFound: it has a text and the words are not in it.
    """
    if document_id is None:
        return  # words without a source are taken as given
    get_document(session, actor, document_id)
    if quote:
        check_quoted(session, document_id, "", quote, field="source_quote")


def find_quoted(session: Session, document_id: int, quote: str, *, like: str = "") -> str:
    """Return the provision in which quoted words stand (`rules.quotes.find_piece`); or nothing."""
    pieces = [
        Piece(one.provision_id, one.parent_provision_id, provision_words_of(one))
        for one in list_provisions(session, [document_id])
    ]
    return find_piece(quote, pieces, like=like)


def provision_words_of(provision: Provision) -> str:
    """Return what a provision says, its label and heading before its text."""
    return f"{provision.label} {provision.heading}\n{provision.text}"
