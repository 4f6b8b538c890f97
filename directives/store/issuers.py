"""Documents together with the bodies that issued them."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from directives.models.agency import Agency
from directives.models.document import Document
from directives.store.key_sets import among_given, given

# Each search asks it, and building it takes as long as asking.
_WITH_ISSUERS = (
    select(Document, Agency)
    .outerjoin(Agency, col(Agency.id) == col(Document.issuer_id))
    .where(among_given(col(Document.id)))
)


def list_with_issuers(
    session: Session, ids: Collection[int]
) -> Sequence[tuple[Document, Agency | None]]:
    """List the documents with these ids and who issued each, as far as known, in no order."""
    return session.exec(_WITH_ISSUERS, params=given(ids)).all() if ids else []
