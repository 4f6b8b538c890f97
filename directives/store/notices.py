"""Who was told what about which promise."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.contact import Contact
from directives.models.notice import Notice
from directives.vocabulary import AddressState

_AT_ONCE = 5_000
"""Values of one statement: SQLite takes at most 32,766 of them, PostgreSQL 65,535."""


class Untold(NamedTuple):
    """A notice that no letter has told yet, and where its reader is reached."""

    notice: Notice
    name: str
    email: str


def list_notice_keys(session: Session, keys: Sequence[str]) -> set[str]:
    """Return which of these notices are in the ledger already."""
    known: set[str] = set()
    for part in _parts(keys):
        known.update(session.exec(select(Notice.key).where(col(Notice.key).in_(part))))
    return known


def add_notices(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write notices, thousands at a time."""
    if rows:
        session.execute(sa.insert(Notice), list(rows))


def list_untold(session: Session) -> list[Untold]:
    """List the notices that wait for a letter to somebody whose address works."""
    statement = (
        select(Notice, Contact.name, Contact.email)
        .join(Contact, col(Contact.id) == col(Notice.contact_id))
        .where(
            col(Notice.message_id).is_(None),
            col(Notice.overtaken_at).is_(None),
            Contact.address_state == AddressState.WORKS,
        )
        .order_by(col(Notice.id))
    )
    return [Untold(*row) for row in session.exec(statement)]


def mark_told(session: Session, notice_ids: Sequence[int], message_id: int) -> None:
    """Say which letter tells these notices."""
    for part in _parts(notice_ids):
        session.execute(
            sa.update(Notice).where(col(Notice.id).in_(part)).values(message_id=message_id)
        )


def mark_overtaken(session: Session, notice_ids: Sequence[int], now: datetime) -> None:
    """Say that events overtook these notices before a letter could tell them."""
    for part in _parts(notice_ids):
        session.execute(sa.update(Notice).where(col(Notice.id).in_(part)).values(overtaken_at=now))


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
