"""Where a promise was said: the document, its very provision, and the words."""

from sqlmodel import Session

from directives.errors import ProvisionNotFound, QuoteNotFound
from directives.models.commitment import NewCommitment
from directives.rules.permissions import Actor
from directives.services.document_access import get_document
from directives.services.source_quotes import check_quoted


def check_source(session: Session, actor: Actor, promise: NewCommitment) -> None:
    """Check that the source of a promise says what is quoted, as far as its text is held.

    Raises:
        DocumentNotFound: there is no such document, or the actor may not know of it.
        ProvisionNotFound: the document has no such provision.
        QuoteNotFound: the words are not in the provision, or nowhere in the document.
    """
    if promise.source_document_id is None:
        return
    get_document(session, actor, promise.source_document_id)
    try:
        check_quoted(
            session,
            promise.source_document_id,
            promise.source_provision_id,
            promise.source_quote,
        )
    except (ProvisionNotFound, QuoteNotFound) as refused:
        refused.field = f"source_{refused.field}"
        raise
