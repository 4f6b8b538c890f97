"""Documents by their numbers: many at once, and the series in which numbers run."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
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


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A document that bears a number of a series."""

    id: int
    issuer_id: int
    series: str
    type_code: str
    serial: int
    key: str
    number: str


def list_numbered(session: Session) -> Sequence[NumberRow]:
    """List the documents with issuer, year or term, and number, by number; withdrawn ones aside."""
    rows = session.execute(
        sa.select(
            col(Document.id),
            col(Document.issuer_id),
            col(Document.series),
            col(Document.type_code),
            col(Document.serial),
            col(Document.key_exact),
            col(Document.number),
        )
        .where(
            col(Document.issuer_id).is_not(None),
            col(Document.series).is_not(None),
            col(Document.serial).is_not(None),
            col(Document.number).is_not(None),
            col(Document.state) != RecordState.WITHDRAWN,
        )
        .order_by(col(Document.serial), col(Document.id))
    )
    return [NumberRow(*row) for row in rows]
