"""What due dates may have been counted from: the days of the documents that name them."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.document import Document
from directives.store.key_sets import among


def document_days(
    session: Session, document_ids: Iterable[int]
) -> dict[int, tuple[date | None, date | None]]:
    """Return the day of issue and of effect of documents."""
    statement = sa.select(
        col(Document.id), col(Document.issued_on), col(Document.effective_on)
    ).where(among(col(Document.id), set(document_ids)))
    return {key: (issued, effective) for key, issued, effective in session.execute(statement)}
