"""What documents told other bodies to issue, and the documents that may answer it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from directives.models.agency import Agency, AgencySuccession
from directives.models.document import Document, Provision, Relation
from directives.models.expectation import Expectation
from directives.models.fact import Fact
from directives.vocabulary import RecordState, RelationKind

SUBJECT: Final = "expectation"  # of the facts that hold what was decided
STATUS, FULFILLED_BY = "status", "fulfilled_by"
ANSWERING: Final = (RelationKind.IMPLEMENTS, RelationKind.GUIDES, RelationKind.HAS_BASIS)


def find_expectation(session: Session, expectation_id: int) -> Expectation | None:
    """Find an expectation by its id, a rejected one too."""
    return session.get(Expectation, expectation_id)


def list_expectations(
    session: Session, *, document_id: int | None = None, known_at: datetime | None = None
) -> Sequence[Expectation]:
    """List what published documents expect, or one document, in the order of the text."""
    statement = (
        select(Expectation)
        .join(Document, col(Document.id) == col(Expectation.document_id))
        .where(Document.state == RecordState.PUBLISHED)
        .order_by(col(Expectation.document_id), col(Expectation.id))
    )
    if document_id is not None:
        statement = statement.where(Expectation.document_id == document_id)
    if known_at is not None:
        statement = statement.where(Expectation.recorded_at <= known_at)
    return session.exec(statement).all()


def list_expectations_of(session: Session, document_id: int) -> Sequence[Expectation]:
    """List what was ever read of one document, whatever its state."""
    return session.exec(select(Expectation).where(Expectation.document_id == document_id)).all()


def list_answering(session: Session, document_id: int | None = None) -> Sequence[Relation]:
    """List what details, guides or rests on documents that delegate, or on one of them.

    Rejected ones are among them: what held at an instant is told by the facts of the relation.
    """
    statement = select(Relation).where(col(Relation.kind).in_(ANSWERING))
    if document_id is not None:
        statement = statement.where(Relation.target_id == document_id)
    else:
        statement = statement.where(col(Relation.target_id).in_(select(Expectation.document_id)))
    return session.exec(statement.order_by(col(Relation.id))).all()


def list_first_articles(session: Session, document_ids: Sequence[int]) -> dict[int, str]:
    """Return the words of the first article of documents, where they say what they detail."""
    rows = session.exec(
        select(Provision.document_id, Provision.text).where(
            col(Provision.document_id).in_(document_ids), Provision.provision_id == "dieu-1"
        )
    )
    return dict(rows.all())


def decided_at(session: Session, field: str, known_at: datetime) -> dict[int, Any]:
    """Return what had been decided about expectations by an instant, by expectation."""
    rows = session.exec(
        select(Fact.subject_id, Fact.value)
        .where(Fact.subject_kind == SUBJECT, Fact.field == field, Fact.recorded_at <= known_at)
        .order_by(col(Fact.id))
    )
    return {key: json.loads(value or "null") for key, value in rows}


def list_successions(
    session: Session, known_at: datetime | None = None
) -> Sequence[AgencySuccession]:
    """List which body answers for which since when, everywhere, as known at an instant."""
    statement = select(AgencySuccession).order_by(col(AgencySuccession.id))
    if known_at is not None:
        recorded = col(AgencySuccession.recorded_at)
        statement = statement.where(recorded.is_(None) | (recorded <= known_at))
    return session.exec(statement).all()


def list_issuers(session: Session, ids: Sequence[int]) -> dict[int, Agency]:
    """Return agencies by id."""
    rows = session.exec(select(Agency).where(col(Agency.id).in_(ids))).all()
    return {agency.id or 0: agency for agency in rows}
