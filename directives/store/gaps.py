"""Gaps, the places that wait, and the documents that answer."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from directives.models.commitment import CommitmentGap
from directives.models.document import Document
from directives.models.gap import CoverageLink, Gap, GapReport
from directives.vocabulary import RecordState


def find_gap(session: Session, gap_id: int) -> Gap | None:
    """Find a gap by its id."""
    return session.get(Gap, gap_id)


def find_gap_by_code(session: Session, code: str) -> Gap | None:
    """Find a gap by its code, such as GAP-01."""
    return session.exec(select(Gap).where(Gap.code == code)).one_or_none()


def list_gaps(
    session: Session, *, sector_id: int | None = None, ids: Sequence[int] | None = None
) -> Sequence[Gap]:
    """List the gaps, those of one sector or with these ids if asked, by code."""
    statement = select(Gap).order_by(col(Gap.code))
    if ids is not None:
        statement = statement.where(col(Gap.id).in_(ids))
    if sector_id is not None:
        statement = statement.where(Gap.sector_id == sector_id)
    return session.exec(statement).all()


def count_gaps(session: Session) -> int:
    """Count the gaps."""
    return session.exec(select(func.count(col(Gap.id)))).one()


def list_reports(session: Session, gap_ids: Sequence[int]) -> Sequence[GapReport]:
    """List the reports of gaps, the earliest first."""
    return session.exec(
        select(GapReport)
        .where(col(GapReport.gap_id).in_(gap_ids))
        .order_by(col(GapReport.reported_on), col(GapReport.id))
    ).all()


def list_links(session: Session, gap_ids: Sequence[int]) -> Sequence[CoverageLink]:
    """List the links of gaps to published documents, in the order of recording."""
    return session.exec(
        select(CoverageLink)
        .join(Document, col(Document.id) == col(CoverageLink.document_id))
        .where(col(CoverageLink.gap_id).in_(gap_ids), Document.state == RecordState.PUBLISHED)
        .order_by(col(CoverageLink.id))
    ).all()


def list_links_of_document(session: Session, document_id: int) -> Sequence[CoverageLink]:
    """List the gaps that a document answers, as links, in the order of recording."""
    return session.exec(
        select(CoverageLink)
        .where(CoverageLink.document_id == document_id)
        .order_by(col(CoverageLink.id))
    ).all()


def find_link(
    session: Session, gap_id: int, document_id: int, provision_id: str
) -> CoverageLink | None:
    """Find the link between a gap and a document or provision."""
    return session.exec(
        select(CoverageLink).where(
            CoverageLink.gap_id == gap_id,
            CoverageLink.document_id == document_id,
            CoverageLink.provision_id == provision_id,
        )
    ).one_or_none()


def find_report(session: Session, gap_id: int, place_code: str) -> GapReport | None:
    """Find what a place reported of a gap."""
    return session.exec(
        select(GapReport).where(GapReport.gap_id == gap_id, GapReport.place_code == place_code)
    ).one_or_none()


def list_promises_of(session: Session, gap_ids: Sequence[int]) -> Sequence[CommitmentGap]:
    """List which promises are to close which gaps."""
    return session.exec(
        select(CommitmentGap)
        .where(col(CommitmentGap.gap_id).in_(gap_ids))
        .order_by(col(CommitmentGap.commitment_id))
    ).all()
