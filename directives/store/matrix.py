"""Counts for the matrices: which body answers what, which province waits for what."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.coverage_link import CoverageLink
from directives.models.document import Document
from directives.models.gap import Gap
from directives.models.gap_report import GapReport
from directives.models.place import Place
from directives.models.sector import SectorLead
from directives.rules.report_answers import WAITING
from directives.rules.two_times import AsOf
from directives.vocabulary import ProposalState, RecordState


def list_gap_sectors(session: Session, at: AsOf) -> list[tuple[int, int | None]]:
    """List (gap, sector) of the gaps known at an instant, merged ones left out."""
    rows = session.execute(
        sa.select(col(Gap.id), col(Gap.sector_id)).where(
            col(Gap.recorded_at) <= at.known_at, col(Gap.merged_into_id).is_(None)
        )
    )
    return [(gap, sector) for gap, sector in rows]


def count_answered(session: Session, at: AsOf) -> list[tuple[int | None, int | None, int]]:
    """Count, by sector and issuer, the gaps that a published document of that body answers."""
    statement = (
        sa.select(
            col(Gap.sector_id),
            col(Document.issuer_id),
            sa.func.count(sa.distinct(col(CoverageLink.gap_id))),
        )
        .select_from(CoverageLink)
        .join(Document, col(Document.id) == col(CoverageLink.document_id))
        .join(Gap, col(Gap.id) == col(CoverageLink.gap_id))
        .where(*_answers(at))
        .group_by(col(Gap.sector_id), col(Document.issuer_id))
    )
    return [(sector, issuer, count) for sector, issuer, count in session.execute(statement)]


def list_answered_by(
    session: Session, at: AsOf, issuer_id: int | None, gap_ids: Sequence[int]
) -> list[int]:
    """List which of these gaps a published document of a body answers."""
    statement = (
        sa.select(col(CoverageLink.gap_id))
        .distinct()
        .join(Document, col(Document.id) == col(CoverageLink.document_id))
        .where(
            *_answers(at),
            col(Document.issuer_id) == issuer_id,
            col(CoverageLink.gap_id).in_(gap_ids),
        )
    )
    return list(session.scalars(statement))


def _answers(at: AsOf) -> list[sa.ColumnElement[bool]]:
    return [
        col(CoverageLink.status) == ProposalState.CONFIRMED,
        col(CoverageLink.linked_on) <= at.day,
        col(CoverageLink.recorded_at) <= at.known_at,
        col(Document.state) == RecordState.PUBLISHED,
    ]


def list_sector_leads(session: Session) -> list[tuple[int, int]]:
    """List (sector, body) of the bodies that lead sectors."""
    rows = session.execute(sa.select(col(SectorLead.sector_id), col(SectorLead.agency_id)))
    return [(sector, agency) for sector, agency in rows]


def list_waiting_by_province(
    session: Session, at: AsOf, gap_ids: Sequence[int]
) -> list[tuple[int, str, str]]:
    """List (gap, province, place) of the places that reported these gaps and still wait."""
    province: Any = sa.func.coalesce(col(Place.province_code), col(Place.code))
    statement = (
        sa.select(col(GapReport.gap_id), province, col(GapReport.place_code))
        .join(Place, col(Place.code) == col(GapReport.place_code))
        .where(
            col(GapReport.gap_id).in_(gap_ids),
            col(GapReport.state).in_(sorted(WAITING)),
            col(GapReport.reported_on) <= at.day,
            col(GapReport.recorded_at) <= at.known_at,
        )
    )
    return [(gap, code, place) for gap, code, place in session.execute(statement)]
