"""What happened last."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.audit import AuditEvent
from directives.models.outbox import CatalogueStamp
from directives.store.read_once import read_once

APART: Final = (
    "account",
    "contact",
    "file",
    "notice",
    "outbox_message",
    "sending_hours",
    "signing_secret",
    "upload",
    "webhook",
)
"""What is changed beside the catalogue: who signs in, who is written to, files that wait."""


def add_events(session: Session, rows: Sequence[dict[str, Any]]) -> Sequence[int]:
    """Write who did what, all in one go, and return the ids in the order of the rows."""
    if not rows:
        return []
    written = sa.insert(AuditEvent).returning(col(AuditEvent.id), sort_by_parameter_order=True)
    return [row.id for row in session.connection().execute(written, list(rows))]


def last_instant(session: Session) -> datetime | None:
    """Return the latest instant of a recorded act; None before the first."""
    return session.exec(select(sa.func.max(AuditEvent.at))).one()


class LastChange(NamedTuple):
    """What last changed the catalogue: as long as it is the same, so is all that is read from it.

    Attributes:
        audit_id: The last audit row of what is not `APART`; 0 while there is none.
        at: The instant of that row; None while there is none.
        stamp: The last change stamp.
    """

    audit_id: int
    at: datetime | None
    stamp: int


@read_once
def last_change(session: Session) -> LastChange:
    """Return what last changed the catalogue, in two statements."""
    row = session.execute(
        sa.select(col(AuditEvent.id), col(AuditEvent.at))
        .where(col(AuditEvent.subject_kind).not_in(APART))
        .order_by(col(AuditEvent.id).desc())
        .limit(1)
    ).first()
    stamp = session.scalar(sa.select(col(CatalogueStamp.value)).where(col(CatalogueStamp.id) == 1))
    return LastChange(row[0] if row else 0, row[1] if row else None, stamp or 0)


class ChangeRow(NamedTuple):
    """What was changed, of which record, and what was said of it, as JSON."""

    action: str
    subject_kind: str
    subject_id: int | None
    details: str


def list_changes_since(session: Session, seen: LastChange, *, limit: int) -> list[ChangeRow]:
    """List what changed the catalogue after a change that was the last, no more than so many.

    Also what was recorded before it by a clock that was ahead: who saw that change may not have
    counted it yet.
    """
    later = col(AuditEvent.id) > seen.audit_id
    if seen.at is not None:
        later |= col(AuditEvent.at) > seen.at
    statement = sa.select(
        col(AuditEvent.action),
        col(AuditEvent.subject_kind),
        col(AuditEvent.subject_id),
        col(AuditEvent.details),
    ).where(later, col(AuditEvent.subject_kind).not_in(APART))
    return [ChangeRow._make(row) for row in session.execute(statement.limit(limit))]
