"""Published documents and provisions that contain words, without an index.

A pattern is for SQL's LIKE and may let through too much; who asks looks again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.document import Document, Provision
from directives.vocabulary import RecordState

_DOCUMENTS_AT_ONCE = 20_000
_PROVISIONS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Patterns:
    """LIKE patterns that a text must have: each; and some of several, or all of others.

    Attributes:
        each: All of these.
        some: At least `needed` of these.
        others: Or else all of these, if there are any.
    """

    each: Sequence[str] = ()
    some: Sequence[str] = ()
    needed: int = 0
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ScannedRow:
    """A text that has the patterns: number and title of a document, or one provision."""

    document_id: int
    provision_id: str  # empty for the document itself
    parent_provision_id: str | None
    text: str


def scan_titles(session: Session, wanted: Patterns) -> Iterator[list[ScannedRow]]:
    """Yield the documents whose number or title has the patterns, in windows, newest first."""
    number, title = sa.func.coalesce(col(Document.number), ""), col(Document.title)
    rows = sa.select(
        col(Document.id), sa.literal(""), sa.cast(sa.null(), sa.String), number + " " + title
    )
    rows = rows.where(_published(), *_conditions(session, (number, title), wanted))
    yield from _windows(session, rows, col(Document.id), _DOCUMENTS_AT_ONCE)


def scan_provisions(session: Session, wanted: Patterns) -> Iterator[list[ScannedRow]]:
    """Yield the provisions whose heading or text has the patterns, in windows, newest first."""
    heading, text = col(Provision.heading), col(Provision.text)
    rows = sa.select(
        col(Provision.document_id),
        col(Provision.provision_id),
        col(Provision.parent_provision_id),
        heading + " " + text,
    ).join(Document, col(Document.id) == col(Provision.document_id))
    rows = rows.where(_published(), *_conditions(session, (text, heading), wanted))
    yield from _windows(session, rows, col(Provision.id), _PROVISIONS_AT_ONCE)


def _windows(
    session: Session,
    rows: sa.Select[*tuple[Any, ...]],
    key: sa.SQLColumnExpression[int | None],
    size: int,
) -> Iterator[list[ScannedRow]]:
    last: int = session.execute(sa.select(sa.func.max(key))).scalar() or 0
    while last > 0:
        window = rows.where(key > last - size, key <= last).order_by(key.desc())
        yield [ScannedRow(*row) for row in session.execute(window)]
        last -= size


def _published() -> sa.ColumnElement[bool]:
    return col(Document.state) == RecordState.PUBLISHED


def _conditions(
    session: Session, texts: Sequence[sa.SQLColumnExpression[str]], wanted: Patterns
) -> Iterator[sa.ColumnElement[bool]]:
    # LIKE of SQLite ignores case already; its ILIKE would copy each text first.
    is_postgres = session.get_bind().dialect.name == "postgresql"

    def has(pattern: str) -> sa.ColumnElement[bool]:
        # One text after the other: joining them would copy both for every pattern.
        return sa.or_(*(t.ilike(pattern) if is_postgres else t.like(pattern) for t in texts))

    yield from map(has, wanted.each)
    if wanted.needed:
        counted = (sa.case((has(pattern), 1), else_=0) for pattern in wanted.some)
        enough = sum(counted, start=sa.literal(0)) >= wanted.needed
        others = [sa.and_(*map(has, wanted.others))] if wanted.others else []
        yield sa.or_(enough, *others)
