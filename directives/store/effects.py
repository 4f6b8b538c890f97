"""What documents do to the effect of others, and what rests on what: plain rows, few queries."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
import sqlmodel
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from directives.models.coverage_link import CoverageLink
from directives.models.document import Document, Relation
from directives.models.fact import Fact
from directives.rules.acting import STOPS, ActRow
from directives.rules.chain import RESTS_ON, Edge, Hold
from directives.rules.effect import ACTS
from directives.store.divisions import counted
from directives.store.key_sets import among, among_given, given
from directives.vocabulary import DraftingStage, ProposalState, RecordState, RelationKind

Statement = sa.Select[*tuple[Any, ...]]


class NodeRow(NamedTuple):
    """The days of a document that decide its effect, and what kind of record it is."""

    id: int
    state: RecordState
    type_code: str
    key_exact: str | None
    drafting_stage: DraftingStage | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None


def list_acts(session: Session, target_ids: Collection[int] | None = None) -> list[ActRow]:
    """List what confirmed relations of published documents do to these documents, or to all.

    Left out is what a document was to do after it, or its clause, had ended (`rules.acting`).
    """
    rows = _acts(session, target_ids)
    above = [] if target_ids is None else _stops_above(session, rows)
    return counted(session, rows, above)


def _stops_above(session: Session, rows: Sequence[ActRow]) -> list[ActRow]:
    """List what ends or suspends the sources of acts, and the sources of that.

    One statement a step. What stops a part of a source concerns the acts that name their clause.
    """
    found: list[ActRow] = []
    known: set[int] = set()
    latest = list(rows)
    while latest:
        sources = {row.source_id for row in latest} - known
        known |= sources
        latest = _acts(session, sources, only_stops=True) if sources else []
        found += latest
    return found


def _acts(
    session: Session, target_ids: Collection[int] | None, *, only_stops: bool = False
) -> list[ActRow]:
    acts = _published_stops if only_stops else _published_acts
    rows = _rows(session, acts, col(Relation.target_id), target_ids)
    return sorted(ActRow(*row) for row in rows)


def _rows(
    session: Session, every: Callable[[], Statement], key: Mapped[int], keys: Collection[int] | None
) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    """Return the rows of a kept statement for these keys, or all.

    They are read past the mapper, which takes as long over thousands of rows as the database.
    """
    session.flush()
    connection = session.connection()
    if keys is None:
        return connection.execute(every()).all()
    return connection.execute(_of_given(every, key), given(keys)).all()


@cache
def _of_given(every: Callable[[], Statement], key: Mapped[int]) -> Statement:
    """Return a statement for given keys; to build it takes as long as to ask it."""
    return every().where(among_given(key))


@cache
def _published_stops() -> Statement:
    return _published_acts().where(col(Relation.kind).in_(STOPS))


def _acts_as_written() -> list[ColumnElement[str]]:
    """Return the kinds of act as the index `ix_relation_acts` names them, else it is not used."""
    return [sa.literal(kind.value, literal_execute=True) for kind in sorted(ACTS)]


@cache
def _published_acts() -> Statement:
    return (
        sa.select(
            col(Relation.id),
            col(Relation.kind),
            col(Relation.source_id),
            col(Relation.target_id),
            col(Relation.target_provision),
            col(Relation.acts_from),
            col(Relation.acts_to),
            col(Relation.recorded_at),
            col(Document.effective_on),
            col(Document.issued_on),
            col(Document.expires_on),
            col(Document.type_code),
            col(Document.key_exact),
            col(Relation.source_provision),
        )
        .join(Document, col(Document.id) == col(Relation.source_id))
        .where(
            col(Relation.kind).in_(_acts_as_written()),
            col(Relation.status) == ProposalState.CONFIRMED,
            col(Document.state) == RecordState.PUBLISHED,
        )
    )


def list_relations_onto(session: Session, target_ids: Collection[int]) -> Sequence[Relation]:
    """List the relations by which others act on documents, whatever was decided about them."""
    statement = (
        sqlmodel.select(Relation).where(col(Relation.kind).in_(ACTS)).order_by(col(Relation.id))
    )
    return session.exec(statement.where(among(col(Relation.target_id), target_ids))).all()


def list_all_relations(session: Session, kinds: Collection[RelationKind]) -> Sequence[Relation]:
    """List all relations of these kinds, whatever was decided about them."""
    return session.exec(
        sqlmodel.select(Relation).where(col(Relation.kind).in_(kinds)).order_by(col(Relation.id))
    ).all()


def list_all_documents(session: Session) -> Sequence[Document]:
    """List all documents, whatever their state."""
    return session.exec(sqlmodel.select(Document).order_by(col(Document.id))).all()


def list_nodes(session: Session, document_ids: Collection[int] | None = None) -> list[NodeRow]:
    """List the days and states of these documents, or of all."""
    key = cast("Mapped[int]", col(Document.id))
    return [NodeRow._make(row) for row in _rows(session, _days_and_states, key, document_ids)]


@cache
def _days_and_states() -> Statement:
    return sa.select(
        col(Document.id),
        col(Document.state),
        col(Document.type_code),
        col(Document.key_exact),
        col(Document.drafting_stage),
        col(Document.issued_on),
        col(Document.effective_on),
        col(Document.expires_on),
    )


def list_edges(session: Session, source_ids: Collection[int] | None = None) -> list[Edge]:
    """List what these documents, or all, rest on by confirmed relations, in no order."""
    return [Edge._make(row) for row in _rows(session, _edges, col(Relation.source_id), source_ids)]


@cache
def _edges() -> Statement:
    return sa.select(
        col(Relation.id),
        col(Relation.source_id),
        col(Relation.target_id),
        col(Relation.kind),
        col(Relation.source_provision),
        col(Relation.target_provision),
    ).where(*_rests())


def list_holds(session: Session, document_ids: Collection[int] | None = None) -> list[Hold]:
    """List the links by which these documents, or all, cover gaps."""
    return sorted(
        map(Hold._make, _rows(session, _links, col(CoverageLink.document_id), document_ids))
    )


@cache
def _links() -> Statement:
    return sa.select(
        col(CoverageLink.id),
        col(CoverageLink.gap_id),
        col(CoverageLink.document_id),
        col(CoverageLink.provision_id),
        col(CoverageLink.linked_on),
        col(CoverageLink.recorded_at),
    ).where(col(CoverageLink.status) == ProposalState.CONFIRMED)


def recall_days(session: Session, document_ids: Collection[int]) -> dict[int, date]:
    """Return since when those of these records are out of sight that had been public."""
    state = (col(Fact.subject_kind) == "document", col(Fact.field) == "state")
    public = sa.select(col(Fact.subject_id)).where(
        *state, col(Fact.value) == _json(RecordState.PUBLISHED)
    )
    recalled = sa.select(col(Fact.subject_id), sa.func.max(col(Fact.holds_on))).where(
        *state,
        col(Fact.value) == _json(RecordState.WITHDRAWN),
        col(Fact.subject_id).in_(public),
    )
    these = among(col(Fact.subject_id), document_ids)
    rows = session.execute(recalled.where(these).group_by(col(Fact.subject_id)))
    return {row[0]: row[1] for row in rows}


def _json(state: RecordState) -> str:
    return f'"{state.value}"'


def acted_upon_by(session: Session, source_ids: Collection[int]) -> set[int]:
    """Return the documents on whose effect these act, whatever was decided about that.

    Also those on which what these end or suspend was to act; one statement for each step.
    """
    found: set[int] = set()
    known = set(source_ids)
    latest = known
    while latest:
        statement = sa.select(col(Relation.target_id), col(Relation.kind)).where(
            col(Relation.kind).in_(ACTS), among(col(Relation.source_id), latest)
        )
        rows = session.execute(statement).all()
        found |= {target_id for target_id, _ in rows}
        latest = {key for key, kind in rows if kind in STOPS} - known
        known |= latest
    return found


def resting_on(session: Session, document_ids: Collection[int]) -> set[int]:
    """Return these documents and all that rest on them, over any number of steps.

    One statement for each step up: a recursive one makes SQLite look at all relations.
    """
    known = set(document_ids)
    highest = known
    while highest:
        rows = _rows(session, _uppers, col(Relation.target_id), highest)
        highest = {row[0] for row in rows} - known
        known |= highest
    return known


@cache
def _uppers() -> Statement:
    return sa.select(col(Relation.source_id)).where(*_rests())


def list_edges_under(session: Session, document_ids: Collection[int]) -> list[Edge]:
    """List by what these documents rest on others, and those on others, down to the lowest.

    One statement for each step down: to find all of them first and then ask for their edges
    would read each edge twice.
    """
    found: list[Edge] = []
    known = set(document_ids)
    lowest = known
    while lowest:
        edges = list_edges(session, lowest)
        found += edges
        lowest = {edge.lower_id for edge in edges} - known
        known |= lowest
    return found


def _rests() -> list[ColumnElement[bool]]:
    return [
        col(Relation.kind).in_(RESTS_ON),
        col(Relation.status) == ProposalState.CONFIRMED,
    ]
