"""Which places rely on documents: they received them, or wait for what these answer."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from directives.models.coverage_link import CoverageLink
from directives.models.feedback import Receipt
from directives.models.gap_report import GapReport
from directives.store.effects import portions
from directives.vocabulary import ProposalState


def places_relying_on(session: Session, document_ids: Collection[int]) -> list[tuple[int, str]]:
    """List the documents and places of receipts, and of reports of gaps that they answer."""
    received = select(Receipt.document_id, Receipt.place_code)
    waiting = (
        select(CoverageLink.document_id, GapReport.place_code)
        .join(GapReport, col(GapReport.gap_id) == col(CoverageLink.gap_id))
        .where(CoverageLink.status == ProposalState.CONFIRMED)
    )
    found: set[tuple[int, str]] = set()
    for where in portions(col(Receipt.document_id), document_ids):
        found |= {(key, place) for key, place in session.exec(received.where(*where))}
    for where in portions(col(CoverageLink.document_id), document_ids):
        found |= {(key, place) for key, place in session.exec(waiting.where(*where))}
    return sorted(found)
