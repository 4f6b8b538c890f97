"""Reports of places, the steps of their answers, and the limits of these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from directives.models.document import Document, Relation
from directives.models.gap_report import GapReport, ReportEvent, ReportLimit
from directives.models.place import PlaceSuccession
from directives.rules.report_answers import REPORTED, WAITING
from directives.rules.two_times import AsOf
from directives.vocabulary import ProposalState, RecordState, RelationKind, ReportState


@dataclass(frozen=True, slots=True)
class ReportCount:
    """How many places reported a gap, how many of them wait, and since when the first does."""

    gap_id: int
    reported: int
    waiting: int
    waiting_since: date | None


def list_gaps_of_former_places(session: Session) -> Sequence[int]:
    """List the gaps that places reported which were merged or divided since."""
    former = select(PlaceSuccession.place_code).where(PlaceSuccession.scope == "")
    return session.exec(
        select(GapReport.gap_id).where(col(GapReport.place_code).in_(former)).distinct()
    ).all()


def list_reports_by(
    session: Session, gap_id: int, place_codes: Sequence[str]
) -> Sequence[GapReport]:
    """List what places reported of a gap, whenever that was; a place does so once."""
    return session.exec(
        select(GapReport).where(
            GapReport.gap_id == gap_id, col(GapReport.place_code).in_(place_codes)
        )
    ).all()


def list_reports(
    session: Session,
    at: AsOf,
    gap_ids: Sequence[int],
    *,
    place_codes: Sequence[str] | None = None,
) -> Sequence[GapReport]:
    """List the reports of gaps made up to a day, of some places if asked, the earliest first."""
    statement = select(GapReport).where(
        col(GapReport.gap_id).in_(gap_ids),
        GapReport.reported_on <= at.day,
        GapReport.recorded_at <= at.known_at,
    )
    if place_codes is not None:
        statement = statement.where(col(GapReport.place_code).in_(place_codes))
    return session.exec(statement.order_by(col(GapReport.reported_on), col(GapReport.id))).all()


def list_reports_of_place(session: Session, place_codes: Sequence[str]) -> Sequence[GapReport]:
    """List what places reported, the earliest first."""
    return session.exec(
        select(GapReport)
        .where(col(GapReport.place_code).in_(place_codes))
        .order_by(col(GapReport.reported_on), col(GapReport.id))
    ).all()


def count_reports(
    session: Session, at: AsOf, gap_ids: Sequence[int] | None = None
) -> Sequence[ReportCount]:
    """Count the reports of gaps, of those whose last step was known and taken then."""
    waits = col(GapReport.state).in_(WAITING)
    statement = (
        sa.select(
            col(GapReport.gap_id),
            func.sum(sa.case((col(GapReport.state).in_(REPORTED), 1), else_=0)),
            func.sum(sa.case((waits, 1), else_=0)),
            func.min(sa.case((waits, col(GapReport.reported_on)))),
        )
        .where(
            col(GapReport.reported_on) <= at.day,
            col(GapReport.recorded_at) <= at.known_at,
            ~_stepped(at),
        )
        .group_by(col(GapReport.gap_id))
    )
    if gap_ids is not None:
        statement = statement.where(col(GapReport.gap_id).in_(gap_ids))
    return [ReportCount(*row) for row in session.execute(statement).all()]


class WaitingRow(NamedTuple):
    """A place that reported a gap and has no answer yet."""

    gap_id: int
    place_code: str
    reported_on: date


def list_waiting(
    session: Session,
    at: AsOf,
    gap_ids: Sequence[int] | None = None,
    *,
    place_codes: Sequence[str] | None = None,
) -> list[WaitingRow]:
    """List who waits for gaps by reports whose last step was known and taken then."""
    statement = sa.select(
        col(GapReport.gap_id), col(GapReport.place_code), col(GapReport.reported_on)
    ).where(
        *_asked(gap_ids, place_codes),
        col(GapReport.state).in_(sorted(WAITING)),
        col(GapReport.reported_on) <= at.day,
        col(GapReport.recorded_at) <= at.known_at,
        ~_stepped(at),
    )
    return [WaitingRow(*row) for row in session.execute(statement)]


def list_reports_stepped_after(
    session: Session,
    at: AsOf,
    gap_ids: Sequence[int] | None = None,
    *,
    place_codes: Sequence[str] | None = None,
) -> Sequence[GapReport]:
    """List the reports made by then whose row does not tell how they stood then."""
    statement = select(GapReport).where(
        GapReport.reported_on <= at.day,
        GapReport.recorded_at <= at.known_at,
        _stepped(at),
        *_asked(gap_ids, place_codes),
    )
    return session.exec(statement).all()


def _asked(
    gap_ids: Sequence[int] | None, place_codes: Sequence[str] | None
) -> Iterator[sa.ColumnElement[bool]]:
    """Yield the conditions of reports of these gaps, by these places; none: of all."""
    if gap_ids is not None:
        yield col(GapReport.gap_id).in_(gap_ids)
    if place_codes is not None:
        yield col(GapReport.place_code).in_(place_codes)


def _stepped(at: AsOf) -> sa.ColumnElement[bool]:
    """Return the condition of reports whose row does not tell how they stood then.

    Their last step came after, or they wait since a later day than that of the row: their place
    had withdrawn them in between.
    """
    withdrawn = sa.select(col(ReportEvent.id)).where(
        col(ReportEvent.report_id) == col(GapReport.id),
        col(ReportEvent.state) == ReportState.WITHDRAWN,
    )
    return sa.and_(
        col(GapReport.changed_at).is_not(None),
        sa.or_(
            col(GapReport.changed_at) > at.known_at,
            col(GapReport.state_on) > at.day,
            sa.and_(col(GapReport.state).in_(sorted(WAITING)), withdrawn.exists()),
        ),
    )


def list_events(session: Session, at: AsOf, report_ids: Sequence[int]) -> Sequence[ReportEvent]:
    """List the steps of reports up to a day, as known at an instant, in their order."""
    return session.exec(
        select(ReportEvent)
        .where(
            col(ReportEvent.report_id).in_(report_ids),
            ReportEvent.held_on <= at.day,
            ReportEvent.recorded_at <= at.known_at,
        )
        .order_by(col(ReportEvent.held_on), col(ReportEvent.id))
    ).all()


def list_limits(session: Session, at: AsOf) -> Sequence[ReportLimit]:
    """List the limits of states that were recorded by an instant, in the order of recording."""
    return session.exec(
        select(ReportLimit)
        .where(ReportLimit.recorded_at <= at.known_at, ReportLimit.holds_from <= at.day)
        .order_by(col(ReportLimit.holds_from), col(ReportLimit.id))
    ).all()


def list_answering_letters(
    session: Session, document_ids: Sequence[int]
) -> Sequence[tuple[int, int]]:
    """List (letter, answer): published documents that are confirmed to respond to letters."""
    rows = session.exec(
        select(col(Relation.target_id), col(Relation.source_id))
        .join(Document, col(Document.id) == col(Relation.source_id))
        .where(
            col(Relation.target_id).in_(document_ids),
            Relation.kind == RelationKind.RESPONDS_TO,
            Relation.status == ProposalState.CONFIRMED,
            Document.state == RecordState.PUBLISHED,
        )
        .order_by(col(Relation.id))
    ).all()
    return [(letter, answer) for letter, answer in rows]
