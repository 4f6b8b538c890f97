"""Promises, their moves and what ended them, as known at an instant."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.commitment import (
    Commitment,
    CommitmentCoordinator,
    CommitmentEvent,
    CommitmentGap,
    Due,
    Move,
)
from directives.rules.promises import DueDate
from directives.rules.two_times import AsOf
from directives.store.key_sets import among
from directives.vocabulary import CommitmentEventKind, Operator, Precision


def find_commitment(session: Session, commitment_id: int) -> Commitment | None:
    """Find a promise by its id."""
    return session.get(Commitment, commitment_id)


def first_recorded_at(session: Session) -> datetime | None:
    """Return when the first promise was recorded, or None while there is none."""
    return session.exec(select(sa.func.min(Commitment.recorded_at))).one()


def find_commitment_by_code(session: Session, code: str) -> Commitment | None:
    """Find a promise by its code, such as COM-01."""
    return session.exec(select(Commitment).where(Commitment.code == code)).one_or_none()


def has_ended(at: AsOf) -> sa.ColumnElement[bool]:
    """Tell of a promise, in a query, whether it was kept or withdrawn by then."""
    is_its_end = col(CommitmentEvent.commitment_id) == col(Commitment.id)
    return ended_ids(at).where(is_its_end).exists()


def ended_ids(at: AsOf) -> sa.Select[int]:
    """Return the query of the promises that were kept or withdrawn by then."""
    return sa.select(col(CommitmentEvent.commitment_id)).where(
        col(CommitmentEvent.held_on) <= at.day,
        col(CommitmentEvent.recorded_at) <= at.known_at,
    )


def list_running_ids(session: Session, at: AsOf, *, after: int, limit: int) -> list[int]:
    """List the first promises, recorded after one of them, that nothing known has ended."""
    statement = sa.select(col(Commitment.id)).where(
        col(Commitment.id) > after,
        col(Commitment.promised_on) <= at.day,
        col(Commitment.recorded_at) <= at.known_at,
        ~has_ended(at),
    )
    rows = session.execute(statement.order_by(col(Commitment.id)).limit(limit))
    return [row.id for row in rows]


def list_commitments(
    session: Session, at: AsOf, *, ids: Sequence[int] | None = None
) -> Sequence[Commitment]:
    """List the promises made by a day, as known at an instant, in the order of recording."""
    statement = select(Commitment).where(
        Commitment.promised_on <= at.day, Commitment.recorded_at <= at.known_at
    )
    if ids is not None:
        statement = statement.where(col(Commitment.id).in_(ids))
    return session.exec(statement.order_by(col(Commitment.id))).all()


def list_moves(
    session: Session, known_at: datetime, *, ids: Sequence[int] | None = None
) -> Sequence[Move]:
    """List the moves known at an instant, in the order of recording."""
    statement = select(Move).where(Move.recorded_at <= known_at)
    if ids is not None:
        statement = statement.where(col(Move.commitment_id).in_(ids))
    return session.exec(statement.order_by(col(Move.id))).all()


def add_moves(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Append moves, all in one go."""
    if rows:
        session.connection().execute(sa.insert(Move), list(rows))


def list_events(
    session: Session, known_at: datetime, *, ids: Sequence[int] | None = None
) -> Sequence[CommitmentEvent]:
    """List the ends of promises known at an instant, in the order of recording."""
    statement = select(CommitmentEvent).where(CommitmentEvent.recorded_at <= known_at)
    if ids is not None:
        statement = statement.where(col(CommitmentEvent.commitment_id).in_(ids))
    return session.exec(statement.order_by(col(CommitmentEvent.id))).all()


def list_coordinators(session: Session, commitment_id: int) -> Sequence[CommitmentCoordinator]:
    """List who works with the lead, in the order of the source."""
    return session.exec(
        select(CommitmentCoordinator)
        .where(CommitmentCoordinator.commitment_id == commitment_id)
        .order_by(col(CommitmentCoordinator.id))
    ).all()


def list_gaps_of(
    session: Session, commitment_ids: Sequence[int], known_at: datetime
) -> Sequence[CommitmentGap]:
    """List which gaps promises are to close, as known at an instant."""
    return session.exec(
        select(CommitmentGap)
        .where(
            col(CommitmentGap.commitment_id).in_(commitment_ids),
            CommitmentGap.recorded_at <= known_at,
        )
        .order_by(col(CommitmentGap.gap_id))
    ).all()


class DueRow(NamedTuple):
    """A due date of a promise, first or moved, without its words."""

    commitment_id: int
    said_on: date
    due_from: date | None
    due_to: date | None
    due_operator: Operator | None
    due_precision: Precision
    lead_agency_id: int | None


def list_first_dues(session: Session, at: AsOf, ids: Collection[int] | None = None) -> list[DueRow]:
    """List what was promised by a day, as known at an instant, as plain rows."""
    statement = sa.select(
        col(Commitment.id),
        col(Commitment.promised_on),
        col(Commitment.due_from),
        col(Commitment.due_to),
        col(Commitment.due_operator),
        col(Commitment.due_precision),
        col(Commitment.lead_agency_id),
    ).where(
        col(Commitment.promised_on) <= at.day,
        col(Commitment.recorded_at) <= at.known_at,
        among(col(Commitment.id), ids),
    )
    return [DueRow(*row) for row in session.execute(statement.order_by(col(Commitment.id)))]


def list_moved_dues(session: Session, at: AsOf, ids: Collection[int] | None = None) -> list[DueRow]:
    """List the moves made by a day, as known at an instant, as plain rows in their order."""
    statement = sa.select(
        col(Move.commitment_id),
        col(Move.moved_on),
        col(Move.due_from),
        col(Move.due_to),
        col(Move.due_operator),
        col(Move.due_precision),
        sa.null(),
    ).where(
        col(Move.moved_on) <= at.day,
        col(Move.recorded_at) <= at.known_at,
        among(col(Move.commitment_id), ids),
    )
    return [DueRow(*row) for row in session.execute(statement.order_by(col(Move.id)))]


def list_ends(
    session: Session, at: AsOf, ids: Collection[int] | None = None
) -> list[tuple[int, CommitmentEventKind, date]]:
    """List how and when promises ended, as known at an instant, as plain rows in their order."""
    statement = sa.select(
        col(CommitmentEvent.commitment_id), col(CommitmentEvent.kind), col(CommitmentEvent.held_on)
    ).where(
        col(CommitmentEvent.recorded_at) <= at.known_at,
        among(col(CommitmentEvent.commitment_id), ids),
    )
    rows = session.execute(statement.order_by(col(CommitmentEvent.id)))
    return [(key, kind, day) for key, kind, day in rows]


def list_gap_pairs(session: Session, known_at: datetime) -> list[tuple[int, int]]:
    """List (promise, gap) of every promise that is to close a gap, as known, as plain rows."""
    statement = sa.select(col(CommitmentGap.commitment_id), col(CommitmentGap.gap_id)).where(
        col(CommitmentGap.recorded_at) <= known_at
    )
    return [(promise, gap) for promise, gap in session.execute(statement)]


def list_gaps_of_promises(session: Session, ids: Collection[int]) -> set[int]:
    """Return the gaps that these promises are to close, or were once."""
    statement = sa.select(col(CommitmentGap.gap_id)).where(
        among(col(CommitmentGap.commitment_id), ids)
    )
    return set(session.scalars(statement))


class WordsRow(NamedTuple):
    """What a letter says of a promise."""

    promise: str
    lead_agency_id: int | None
    lead_words: str
    promised_on: date
    named: str = ""  # what decides the day that is not known yet, as written
    is_unlisted: bool = False  # who answers for it is only named, and is no body of the register


def list_words(session: Session, ids: Collection[int]) -> dict[int, WordsRow]:
    """Return what letters say of promises, by promise."""
    statement = sa.select(
        col(Commitment.id),
        col(Commitment.promise),
        col(Commitment.lead_agency_id),
        col(Commitment.lead_words),
        col(Commitment.promised_on),
    ).where(among(col(Commitment.id), ids))
    return {row[0]: WordsRow(*row[1:]) for row in session.execute(statement)}


def list_named(session: Session, at: AsOf, ids: Collection[int]) -> dict[int, str]:
    """Return, by promise, what decides the day of its due date where that is not known yet."""
    first = sa.select(col(Commitment.id), *_due_words(Commitment)).where(
        among(col(Commitment.id), ids)
    )
    later = sa.select(col(Move.commitment_id), *_due_words(Move)).where(
        among(col(Move.commitment_id), ids),
        col(Move.moved_on) <= at.day,
        col(Move.recorded_at) <= at.known_at,
    )
    last = {}
    for said in (first, later.order_by(col(Move.moved_on), col(Move.id))):
        for key, *due in session.execute(said):
            last[key] = DueDate(None, *due).named
    return {key: named for key, named in last.items() if named}


def _due_words(said: type[Due]) -> list[Any]:
    return [
        col(said.due_to),
        col(said.due_operator),
        col(said.due_precision),
        col(said.due_phrase),
    ]
