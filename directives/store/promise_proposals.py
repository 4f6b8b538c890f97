"""Promises that documents seem to make, and what people decided about them."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from directives.models.document import Document
from directives.models.promise_proposal import PromiseProposal
from directives.vocabulary import ProposalState, RecordState


def list_identities(session: Session, document_id: int) -> set[str]:
    """List what was ever proposed of a document."""
    statement = select(PromiseProposal.identity).where(PromiseProposal.document_id == document_id)
    return set(session.exec(statement).all())


def lock_proposal(session: Session, proposal_id: int) -> PromiseProposal | None:
    """Find a proposal of a public document, and let others who decide about it wait."""
    return session.exec(
        _of_public_documents()
        .where(PromiseProposal.id == proposal_id)
        .with_for_update(of=PromiseProposal)
    ).one_or_none()


def list_waiting(session: Session, *, limit: int, offset: int) -> Sequence[PromiseProposal]:
    """List what waits for a decision, those of the newest reading first."""
    newest = (col(PromiseProposal.document_id).desc(), col(PromiseProposal.id))
    return session.exec(_waiting().order_by(*newest).limit(limit).offset(offset)).all()


def count_waiting(session: Session) -> int:
    """Count what waits for a decision."""
    counted = select(sa.func.count()).select_from(_waiting().subquery())
    return session.exec(counted).one()


def list_taken_over(session: Session) -> dict[int, date]:
    """Return on which day each promise was taken over from a proposal."""
    statement = sa.select(
        col(PromiseProposal.commitment_id), col(PromiseProposal.decided_on)
    ).where(col(PromiseProposal.commitment_id).is_not(None))
    return {row[0]: row[1] for row in session.execute(statement)}


def _waiting() -> SelectOfScalar[PromiseProposal]:
    return _of_public_documents().where(col(PromiseProposal.status) == ProposalState.PROPOSED)


def _of_public_documents() -> SelectOfScalar[PromiseProposal]:
    return (
        select(PromiseProposal)
        .join(Document, col(Document.id) == col(PromiseProposal.document_id))
        .where(col(Document.state) == RecordState.PUBLISHED)
    )
