"""Facts of records, in the order in which they were recorded."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from directives.models.fact import Fact
from directives.rules.two_times import ALWAYS, AsOf


def list_facts_of_all(
    session: Session, subject_kind: str, subject_ids: Sequence[int]
) -> Sequence[Fact]:
    """List all that was ever said about records, in the order of recording."""
    return session.exec(
        select(Fact)
        .where(Fact.subject_kind == subject_kind, col(Fact.subject_id).in_(subject_ids))
        .order_by(col(Fact.id))
    ).all()


def list_facts(session: Session, subject_kind: str, subject_id: int) -> Sequence[Fact]:
    """List all that was ever said about a record."""
    return session.exec(
        select(Fact)
        .where(Fact.subject_kind == subject_kind, Fact.subject_id == subject_id)
        .order_by(col(Fact.id))
    ).all()


def list_days_said(session: Session, subject_kind: str, field: str, at: AsOf) -> dict[int, date]:
    """Return the last day from which a field of each record was said to hold anew, by record."""
    rows = session.exec(
        select(Fact.subject_id, func.max(Fact.holds_on))
        .where(
            Fact.subject_kind == subject_kind,
            Fact.field == field,
            Fact.holds_on != ALWAYS,
            Fact.holds_on <= at.day,
            Fact.recorded_at <= at.known_at,
        )
        .group_by(col(Fact.subject_id))
    ).all()
    return dict(rows)


def is_known_since(session: Session, known_at: datetime) -> bool:
    """Tell whether anything was said of documents or relations after an instant."""
    later = select(col(Fact.id)).where(
        col(Fact.recorded_at) > known_at, col(Fact.subject_kind).in_(("document", "relation"))
    )
    return session.exec(later.limit(1)).first() is not None


def is_said_since(session: Session, known_at: datetime) -> bool:
    """Tell whether the last that was said of any record was said after an instant; one row read.

    Who says something later does so at a later instant: the order of recording is that of time.
    """
    last = select(col(Fact.recorded_at)).order_by(col(Fact.id).desc()).limit(1)
    said_at = session.exec(last).first()
    return said_at is not None and said_at > known_at
