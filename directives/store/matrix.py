"""Counts for the matrices: which body answers what, which province waits for what."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.coverage_link import CoverageLink
from directives.models.document import Document
from directives.models.gap import Gap
from directives.models.sector import SectorLead
from directives.rules.two_times import AsOf
from directives.store.answering import changed_after, doubtful_part, may_count
from directives.vocabulary import Extent, ProposalState, RecordState


def list_gap_sectors(session: Session, at: AsOf) -> list[tuple[int, int | None]]:
    """List (gap, sector) of the gaps known at an instant, merged ones left out."""
    rows = session.execute(
        sa.select(col(Gap.id), col(Gap.sector_id)).where(
            col(Gap.recorded_at) <= at.known_at, col(Gap.merged_into_id).is_(None)
        )
    )
    return [(gap, sector) for gap, sector in rows]


def list_answering_bodies(
    session: Session, at: AsOf, gap_ids: Sequence[int] | None = None
) -> list[tuple[int, int | None, int, str]]:
    """List (gap, issuer, doubtful document, provision) of links that answer, alike ones once.

    Conflicting ones answer nothing. The document is 0, or the one whose effect on the day has to
    be looked at before its links count: of the whole of it, or of the provision that they name.
    """
    statement = (
        sa.select(col(CoverageLink.gap_id), col(Document.issuer_id), *doubtful_part())
        .join(Document, col(Document.id) == col(CoverageLink.document_id))
        .where(*_answers(at))
        .distinct()
    )
    if gap_ids is not None:
        statement = statement.where(col(CoverageLink.gap_id).in_(gap_ids))
    return [(gap, issuer, *part) for gap, issuer, *part in session.execute(statement)]


def _answers(at: AsOf) -> list[sa.ColumnElement[bool]]:
    return [
        col(CoverageLink.status) == ProposalState.CONFIRMED,
        col(CoverageLink.extent) != Extent.CONFLICTING,
        col(CoverageLink.linked_on) <= at.day,
        col(CoverageLink.recorded_at) <= at.known_at,
        col(CoverageLink.expires_on).is_(None) | (col(CoverageLink.expires_on) >= at.day),
        ~changed_after(at),
        col(Document.state) == RecordState.PUBLISHED,
        may_count(at),
    ]


def list_sector_leads(session: Session) -> list[tuple[int, int]]:
    """List (sector, body) of the bodies that lead sectors."""
    rows = session.execute(sa.select(col(SectorLead.sector_id), col(SectorLead.agency_id)))
    return [(sector, agency) for sector, agency in rows]
