"""What due dates may have been counted from: the days of the documents that name them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.commitment import Commitment, Move
from directives.models.document import Document
from directives.rules.two_times import AsOf
from directives.store.commitments import has_ended
from directives.store.key_sets import among
from directives.vocabulary import MoveReason


def document_days(
    session: Session, document_ids: Iterable[int]
) -> dict[int, tuple[date | None, date | None]]:
    """Return the day of issue and of effect of documents."""
    statement = sa.select(
        col(Document.id), col(Document.issued_on), col(Document.effective_on)
    ).where(among(col(Document.id), set(document_ids)))
    return {key: (issued, effective) for key, issued, effective in session.execute(statement)}


class Said(NamedTuple):
    """Words that gave a due date, and the days that they may be counted from."""

    phrase: str
    said_on: date
    issued_on: date | None
    effective_on: date | None


def list_said(session: Session, at: AsOf) -> Iterator[tuple[int, Said]]:
    """Give all words that persons gave promises which have not ended, first and moved ones.

    Each with the promise.
    """
    days = (col(Document.issued_on), col(Document.effective_on))
    first = (
        sa.select(
            col(Commitment.id), col(Commitment.due_phrase), col(Commitment.promised_on), *days
        )
        .outerjoin(Document, col(Document.id) == col(Commitment.source_document_id))
        .where(col(Commitment.due_phrase) != "", ~has_ended(at))
    )
    moved = (
        sa.select(col(Commitment.id), col(Move.due_phrase), col(Move.moved_on), *days)
        .join(Commitment, col(Commitment.id) == col(Move.commitment_id))
        .outerjoin(Document, col(Document.id) == col(Move.source_document_id))
        .where(col(Move.due_phrase) != "", col(Move.reason) != MoveReason.CALENDAR, ~has_ended(at))
    )
    for statement in (first, moved):
        for part in session.execute(statement).partitions(1_000):
            yield from ((row[0], Said(*row[1:])) for row in part)
