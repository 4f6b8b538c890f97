"""Documents by their numbers: many at once, and the series in which numbers run."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlmodel import Session, col, select

from directives.models.document import Document
from directives.vocabulary import RecordState

_AT_ONCE: Final = 5_000  # values in one statement; SQLite takes 32,766


def list_by_keys(session: Session, keys: Collection[str]) -> Sequence[Document]:
    """List the documents that bear one of these numbers, withdrawn ones aside."""
    wanted, found = sorted(keys), list[Document]()
    for start in range(0, len(wanted), _AT_ONCE):
        found += session.exec(
            select(Document)
            .where(
                col(Document.key_exact).in_(wanted[start : start + _AT_ONCE]),
                Document.state != RecordState.WITHDRAWN,
            )
            .order_by(col(Document.id))
        ).all()
    return found
