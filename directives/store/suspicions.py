"""What is suspect, and what was decided about it."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from directives.models.suspicion import Suspicion, SuspicionDecision
from directives.rules.chain import Suspect
from directives.rules.two_times import AsOf
from directives.store.key_sets import among, fields_of
from directives.vocabulary import SuspectKind


def list_open(
    session: Session,
    *,
    kind: SuspectKind | None = None,
    subject_ids: Sequence[int] | None = None,
    gap_ids: Sequence[int] | None = None,
) -> Sequence[Suspicion]:
    """List the suspicions that nobody has decided and whose cause stands, oldest first.

    Args:
        session: The unit of work.
        kind: Only about documents, or only about links that cover gaps.
        subject_ids: Only about these documents or links (say which by `kind`).
        gap_ids: Only about links that cover these gaps.
    """
    conditions = is_open()
    if kind is not None:
        conditions.append(col(Suspicion.subject_kind) == kind)
    if subject_ids is not None:
        conditions.append(col(Suspicion.subject_id).in_(subject_ids))
    if gap_ids is not None:
        conditions.append(col(Suspicion.gap_id).in_(gap_ids))
    return session.exec(
        select(Suspicion).where(*conditions).order_by(col(Suspicion.raised_at), col(Suspicion.id))
    ).all()


def is_open() -> list[ColumnElement[bool]]:
    """Return what open suspicions have in common."""
    decided = select(SuspicionDecision.id).where(
        col(SuspicionDecision.suspicion_id) == col(Suspicion.id)
    )
    return [col(Suspicion.lapsed_at).is_(None), ~decided.exists()]


def find_suspicion(session: Session, suspicion_id: int) -> Suspicion | None:
    """Find a suspicion, open or not."""
    return session.get(Suspicion, suspicion_id)


def list_suspicions_of(session: Session, document_id: int) -> Sequence[Suspicion]:
    """List all suspicions of a document and of the links by which it covers gaps."""
    return session.exec(
        select(Suspicion)
        .where(Suspicion.document_id == document_id)
        .order_by(col(Suspicion.raised_at), col(Suspicion.id))
    ).all()


def list_decisions_of(
    session: Session, suspicion_ids: Sequence[int]
) -> Sequence[SuspicionDecision]:
    """List what was decided about suspicions, in the order of deciding."""
    return session.exec(
        select(SuspicionDecision)
        .where(col(SuspicionDecision.suspicion_id).in_(suspicion_ids))
        .order_by(col(SuspicionDecision.id))
    ).all()


class StandingRow(NamedTuple):
    """A suspicion that nobody has decided and that did not lapse."""

    id: int
    suspect: Suspect
    document_id: int
    cause_key: str
    path: str
    also: str
    holds_on: date


class Told(NamedTuple):
    """What of a suspicion may become another while its cause stays."""

    path: str
    also: str
    holds_on: date


def list_standing(
    session: Session, document_ids: Collection[int] | None = None
) -> list[StandingRow]:
    """List the open suspicions of these documents and their links, or all."""
    statement = sa.select(
        col(Suspicion.id),
        col(Suspicion.subject_kind),
        col(Suspicion.subject_id),
        col(Suspicion.document_id),
        col(Suspicion.cause_key),
        col(Suspicion.path),
        col(Suspicion.also),
        col(Suspicion.holds_on),
    ).where(*is_open(), among(col(Suspicion.document_id), document_ids))
    return [
        StandingRow(key, Suspect(kind, subject_id), *told)
        for key, kind, subject_id, *told in session.execute(statement)
    ]


def list_decided(
    session: Session, document_ids: Collection[int] | None = None
) -> set[tuple[Suspect, str]]:
    """Return what people have decided about these documents and their links, or about all."""
    statement = (
        sa.select(
            col(Suspicion.subject_kind), col(Suspicion.subject_id), col(SuspicionDecision.covers)
        )
        .join(SuspicionDecision, col(SuspicionDecision.suspicion_id) == col(Suspicion.id))
        .where(among(col(Suspicion.document_id), document_ids))
    )
    return {
        (Suspect(kind, subject_id), cause_key)
        for kind, subject_id, covers in session.execute(statement)
        for cause_key in json.loads(covers)
    }


def add_suspicions(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Add suspicions, many at once; each row gives all columns but the key and when it lapsed."""
    if rows:  # into the table itself: the mapper would sort the rows by which columns are empty
        session.connection().execute(sa.insert(Suspicion.__table__), rows)  # type: ignore[attr-defined]


def add_alike(
    session: Session, shared: Mapping[str, object], rows: Sequence[Mapping[str, object]]
) -> None:
    """Add suspicions that share most of their columns; each row gives the others.

    The database takes the rows out of one value: to bind each column of each of thousands takes
    twice as long as all else about writing them.
    """
    table = Suspicion.__table__  # type: ignore[attr-defined]
    own = list(rows[0])
    fields = fields_of([list(row.values()) for row in rows], [table.c[name].type for name in own])
    same = [sa.literal(value, table.c[name].type) for name, value in shared.items()]
    session.connection().execute(
        sa.insert(table).from_select([*own, *shared], sa.select(*fields, *same))
    )


def lapse_suspicions(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Say of suspicions that their cause fell away."""
    if ids:
        these = among(col(Suspicion.id), ids)
        session.execute(sa.update(Suspicion).where(these).values(lapsed_at=now))


def restate(session: Session, told: Mapping[int, Told]) -> None:
    """Say by which path causes reach the suspects now, since when, and what else happened."""
    if told:
        rows = [{"id": key, **now._asdict()} for key, now in told.items()]
        session.execute(sa.update(Suspicion), rows)


def list_open_at(
    session: Session, at: AsOf, document_ids: Collection[int] | None = None
) -> Sequence[Suspicion]:
    """List what was suspect on a day as known at an instant, oldest first.

    Of these documents and the links by which they cover gaps, or of all.
    """
    decided = select(SuspicionDecision.id).where(
        col(SuspicionDecision.suspicion_id) == col(Suspicion.id),
        col(SuspicionDecision.decided_at) <= at.known_at,
    )
    return session.exec(
        select(Suspicion)
        .where(
            col(Suspicion.raised_at) <= at.known_at,
            col(Suspicion.holds_on) <= at.day,
            or_(col(Suspicion.lapsed_at).is_(None), col(Suspicion.lapsed_at) > at.known_at),
            ~decided.exists(),
            among(col(Suspicion.document_id), document_ids),
        )
        .order_by(col(Suspicion.holds_on), col(Suspicion.id))
    ).all()
