"""What due dates may have been counted from: the days of the documents that name them."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.document import Document

_AT_ONCE = 5_000  # values of one statement: SQLite takes at most 32,766


def document_days(
    session: Session, document_ids: Iterable[int]
) -> dict[int, tuple[date | None, date | None]]:
    """Return the day of issue and of effect of documents."""
    wanted = sorted(set(document_ids))
    found: dict[int, tuple[date | None, date | None]] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        statement = sa.select(
            col(Document.id), col(Document.issued_on), col(Document.effective_on)
        ).where(col(Document.id).in_(wanted[first : first + _AT_ONCE]))
        found |= {key: (issued, effective) for key, issued, effective in session.execute(statement)}
    return found
