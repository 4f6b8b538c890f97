"""Facts of records, in the order in which they were recorded."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.fact import Fact


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
