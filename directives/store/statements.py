"""What sources state."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.statement import Statement


def find_statement(session: Session, code: str) -> Statement | None:
    """Find a statement by its code."""
    return session.exec(select(Statement).where(Statement.code == code)).one_or_none()


def list_statements(session: Session, source_document_id: int) -> Sequence[Statement]:
    """List what a document states, in the order of recording."""
    return session.exec(
        select(Statement)
        .where(Statement.source_document_id == source_document_id)
        .order_by(col(Statement.id))
    ).all()
