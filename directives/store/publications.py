"""Since when published documents can be read: the instant of the fact that says so."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from directives.models.document import Document
from directives.models.fact import Fact
from directives.store.documents import list_documents_by_ids
from directives.vocabulary import RecordState

_PUBLISHED = f'"{RecordState.PUBLISHED.value}"'  # JSON, as facts are stored


def list_newly_published(session: Session, *, limit: int) -> Sequence[tuple[Document, datetime]]:
    """List the published documents that are no stubs with their instant, the latest first."""
    latest = list_published_since(session, None, limit=limit)
    documents = {one.id: one for one in list_documents_by_ids(session, [key for key, _ in latest])}
    return [(documents[key], at) for key, at in latest]


def list_published_since(
    session: Session, since: datetime | None, *, limit: int, offset: int = 0
) -> Sequence[tuple[int, datetime]]:
    """List the ids of published documents that are no stubs with their instant, the latest first.

    With `since` only those published after it.
    """
    at = func.max(Fact.recorded_at)
    statement = (
        select(Fact.subject_id, at)
        .join(Document, col(Document.id) == col(Fact.subject_id))
        .where(*_says_published(), col(Document.is_stub).is_(False))
        .group_by(col(Fact.subject_id))
        .order_by(at.desc(), col(Fact.subject_id).desc())
        .limit(limit)
        .offset(offset)
    )
    if since is not None:
        statement = statement.where(col(Fact.recorded_at) > since)
    return session.exec(statement).all()


def _says_published() -> tuple[ColumnElement[bool], ...]:
    return (
        col(Document.state) == RecordState.PUBLISHED,
        col(Fact.subject_kind) == "document",
        col(Fact.field) == "state",
        col(Fact.value) == _PUBLISHED,
    )


def published_ids(session: Session, day: date, known_at: datetime) -> set[int]:
    """Return the documents that could be read by everybody on a day, as known at an instant."""
    last = (
        select(func.max(Fact.id))
        .where(
            col(Fact.subject_kind) == "document",
            col(Fact.field) == "state",
            col(Fact.holds_on) <= day,
            col(Fact.recorded_at) <= known_at,
        )
        .group_by(col(Fact.subject_id))
    )
    shown = col(Fact.value) == _PUBLISHED
    return set(session.exec(select(Fact.subject_id).where(col(Fact.id).in_(last), shown)).all())
