"""Who relies on documents: received them, waits for what they answer, or built upon them."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.account import Account
from directives.models.commitment import Commitment, CommitmentEvent
from directives.models.coverage_link import CoverageLink
from directives.models.document import Document, DocumentFile, ExtractedText, Relation
from directives.models.feedback import Receipt
from directives.models.gap_report import GapReport
from directives.rules.chain import RESTS_ON
from directives.store.key_sets import among
from directives.vocabulary import FileStanding, ProposalState


def places_relying_on(session: Session, document_ids: Collection[int]) -> list[tuple[int, str]]:
    """List the documents and places of receipts, and of reports of gaps that they answer."""
    received = select(Receipt.document_id, Receipt.place_code)
    waiting = (
        select(CoverageLink.document_id, GapReport.place_code)
        .join(GapReport, col(GapReport.gap_id) == col(CoverageLink.gap_id))
        .where(CoverageLink.status == ProposalState.CONFIRMED)
    )
    asked = (
        received.where(among(col(Receipt.document_id), document_ids)),
        waiting.where(among(col(CoverageLink.document_id), document_ids)),
    )
    return sorted({(key, place) for one in asked for key, place in session.exec(one)})


def bodies_relying_on(session: Session, document_ids: Collection[int]) -> list[tuple[int, int]]:
    """List (document, body) of the bodies whose work rests on these documents.

    They issued or keep what guides, details or is based on one; said that it answers a gap; or
    kept a promise with it.
    """
    resting = sa.and_(
        col(Relation.kind).in_(RESTS_ON), col(Relation.status) == ProposalState.CONFIRMED
    )
    upon = (col(Relation.target_id), col(Document.id) == col(Relation.source_id))
    statements: list[tuple[Any, Any]] = [  # the column of the document, and the question
        (upon[0], sa.select(upon[0], body).join(Document, upon[1]).where(resting))
        for body in (col(Document.issuer_id), col(Document.owner_agency_id))
    ]
    answering = col(CoverageLink.document_id)
    statements.append(
        (
            answering,
            sa.select(answering, col(Account.agency_id))
            .join(Account, col(Account.id) == col(CoverageLink.account_id))
            .where(col(CoverageLink.status) == ProposalState.CONFIRMED),
        )
    )
    keeping = col(CommitmentEvent.document_id)
    statements.append(
        (
            keeping,
            sa.select(keeping, col(Commitment.lead_agency_id)).join(
                Commitment, col(Commitment.id) == col(CommitmentEvent.commitment_id)
            ),
        )
    )
    found: set[tuple[int, int]] = set()
    for column, statement in statements:
        rows = session.execute(statement.where(among(column, document_ids)).distinct())
        found |= {(document, body) for document, body in rows if body is not None}
    return sorted(found)


def list_current_texts(
    session: Session, document_ids: Collection[int]
) -> list[tuple[int, str, str]]:
    """List (document, text, reading) of the files that count, oldest first."""
    rows = session.execute(
        sa.select(
            col(DocumentFile.document_id), col(ExtractedText.text), col(ExtractedText.reading)
        )
        .join(ExtractedText, col(ExtractedText.file_id) == col(DocumentFile.id))
        .where(
            col(DocumentFile.standing) == FileStanding.CURRENT,
            among(col(DocumentFile.document_id), document_ids),
        )
        .order_by(col(DocumentFile.id))
    )
    return [(document, text, reading) for document, text, reading in rows]
