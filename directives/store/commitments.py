"""Promises, their moves and what ended them, as known at an instant."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from directives.models.commitment import (
    Commitment,
    CommitmentCoordinator,
    CommitmentEvent,
    CommitmentGap,
    Move,
)
from directives.rules.two_times import AsOf


def find_commitment(session: Session, commitment_id: int) -> Commitment | None:
    """Find a promise by its id."""
    return session.get(Commitment, commitment_id)


def find_commitment_by_code(session: Session, code: str) -> Commitment | None:
    """Find a promise by its code, such as COM-01."""
    return session.exec(select(Commitment).where(Commitment.code == code)).one_or_none()


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


def list_gaps_of(session: Session, commitment_ids: Sequence[int]) -> Sequence[CommitmentGap]:
    """List which gaps promises are to close."""
    return session.exec(
        select(CommitmentGap)
        .where(col(CommitmentGap.commitment_id).in_(commitment_ids))
        .order_by(col(CommitmentGap.gap_id))
    ).all()
