"""What happened last."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.audit import AuditEvent
from directives.models.outbox import CatalogueStamp
from directives.store.read_once import read_once


class LastChange(NamedTuple):
    """The last audit row and the last change stamp: as long as both are the same, so is all else.

    `at` is the instant of the audit row, None while nothing was ever changed.
    """

    audit_id: int
    at: datetime | None
    stamp: int


@read_once
def last_change(session: Session) -> LastChange:
    """Return what happened last, in two statements that each read one row."""
    row = session.execute(
        sa.select(col(AuditEvent.id), col(AuditEvent.at))
        .order_by(col(AuditEvent.id).desc())
        .limit(1)
    ).first()
    stamp = session.scalar(sa.select(col(CatalogueStamp.value)).where(col(CatalogueStamp.id) == 1))
    return LastChange(row[0] if row else 0, row[1] if row else None, stamp or 0)
