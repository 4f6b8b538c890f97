"""Facts of records, in the order in which they were recorded."""

from collections.abc import Sequence
from datetime import date

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
