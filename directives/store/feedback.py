"""What places say of guidance, and where it has arrived."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from directives.models.coverage_link import CoverageLink
from directives.models.feedback import GuidanceMark, Receipt
from directives.models.gap_report import GapReport
from directives.models.place import Place
from directives.rules.two_times import AsOf
from directives.vocabulary import Clarity, Extent, ProposalState, ReportState


@dataclass(frozen=True, slots=True)
class HeardRow:
    """A place says this of a document that answers a gap in full."""

    gap_id: int
    place_code: str
    clarity: Clarity


@dataclass(frozen=True, slots=True)
class Reach:
    """How many provinces and communes there are on a day, and how many have a document."""

    provinces: int
    communes: int
    provinces_reached: int
    communes_reached: int


def _current_marks(at: AsOf) -> sa.Select[int | None]:
    return (
        sa.select(sa.func.max(col(GuidanceMark.id)))
        .where(col(GuidanceMark.marked_on) <= at.day, col(GuidanceMark.recorded_at) <= at.known_at)
        .group_by(col(GuidanceMark.document_id), col(GuidanceMark.place_code))
    )


def list_marks(session: Session, at: AsOf, document_ids: Sequence[int]) -> Sequence[GuidanceMark]:
    """List what places say of documents, the last of each place, in the order of recording."""
    return session.exec(
        select(GuidanceMark)
        .where(
            col(GuidanceMark.document_id).in_(document_ids),
            col(GuidanceMark.id).in_(_current_marks(at)),
            GuidanceMark.clarity != Clarity.TAKEN_BACK,
        )
        .order_by(col(GuidanceMark.id))
    ).all()


def list_marks_of_place(
    session: Session, at: AsOf, document_id: int, place_code: str
) -> Sequence[GuidanceMark]:
    """List what a place said of a document, in the order of recording."""
    return session.exec(
        select(GuidanceMark)
        .where(
            GuidanceMark.document_id == document_id,
            GuidanceMark.place_code == place_code,
            GuidanceMark.marked_on <= at.day,
            GuidanceMark.recorded_at <= at.known_at,
        )
        .order_by(col(GuidanceMark.id))
    ).all()


def list_heard(
    session: Session, at: AsOf, gap_ids: Sequence[int] | None = None, *, from_reporters: bool = True
) -> list[HeardRow]:
    """List what places say of the documents that answer gaps in full: those that reported them."""
    statement = (
        sa.select(col(CoverageLink.gap_id), col(GuidanceMark.place_code), col(GuidanceMark.clarity))
        .select_from(GuidanceMark)
        .join(CoverageLink, col(CoverageLink.document_id) == col(GuidanceMark.document_id))
        .where(
            col(GuidanceMark.id).in_(_current_marks(at)),
            col(GuidanceMark.clarity) != Clarity.TAKEN_BACK,
            col(CoverageLink.extent) == Extent.FULL,
            col(CoverageLink.status) == ProposalState.CONFIRMED,
        )
        .distinct()
    )
    if from_reporters:
        statement = statement.join(
            GapReport,
            sa.and_(
                col(GapReport.gap_id) == col(CoverageLink.gap_id),
                col(GapReport.place_code) == col(GuidanceMark.place_code),
            ),
        ).where(col(GapReport.state) != ReportState.WITHDRAWN)
    if gap_ids is not None:
        statement = statement.where(col(CoverageLink.gap_id).in_(gap_ids))
    return [HeardRow(*row) for row in session.execute(statement).all()]


def find_receipt(session: Session, document_id: int, place_code: str) -> Receipt | None:
    """Find when a place said that it has a document."""
    return session.exec(
        select(Receipt).where(Receipt.document_id == document_id, Receipt.place_code == place_code)
    ).one_or_none()


def list_receipts(session: Session, at: AsOf, document_id: int) -> Sequence[Receipt]:
    """List the places that said they have a document, in the order in which they said so."""
    return session.exec(
        select(Receipt)
        .where(
            Receipt.document_id == document_id,
            Receipt.received_on <= at.day,
            Receipt.recorded_at <= at.known_at,
        )
        .order_by(col(Receipt.received_on), col(Receipt.id))
    ).all()


def count_reach(session: Session, at: AsOf, place_codes: Collection[str]) -> Reach:
    """Count the provinces and communes of a day, and those among these places."""
    has_it = sa.case((col(Place.code).in_(place_codes), 1), else_=0)
    rows = session.exec(
        select(Place.level, func.count(), func.sum(has_it))
        .where(
            col(Place.valid_from).is_(None) | (col(Place.valid_from) <= at.day),
            col(Place.valid_to).is_(None) | (col(Place.valid_to) >= at.day),
        )
        .group_by(Place.level)
    ).all()
    counted = {level: (count, int(has or 0)) for level, count, has in rows}
    provinces, communes = counted.get("province", (0, 0)), counted.get("commune", (0, 0))
    return Reach(provinces[0], communes[0], provinces[1], communes[1])
