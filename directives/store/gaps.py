"""Gaps: what is missing, how they were merged, and what was decided of them by hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from directives.models.commitment import CommitmentGap
from directives.models.gap import Gap, GapDecision, GapFigure, GapMerge, GapQuery
from directives.rules.two_times import AsOf
from directives.store.read_once import read_once


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
        if not ids:
            return []
        statement = statement.where(col(Gap.id).in_(ids))
    if sector_id is not None:
        statement = statement.where(Gap.sector_id == sector_id)
    return session.exec(statement).all()


class GapLine(NamedTuple):
    """What a list of all gaps is sorted and counted by."""

    id: int
    code: str
    sector_id: int | None


def list_gap_lines(session: Session) -> list[GapLine]:
    """List all gaps as plain rows, by code."""
    statement = sa.select(col(Gap.id), col(Gap.code), col(Gap.sector_id)).order_by(col(Gap.code))
    return [GapLine(*row) for row in session.execute(statement)]


def list_gap_keys(session: Session, at: AsOf, ids: Sequence[int] | None = None) -> Sequence[int]:
    """List the ids of the gaps known at an instant, all or of those asked for."""
    statement = select(col(Gap.id)).where(Gap.recorded_at <= at.known_at)
    if ids is not None:
        statement = statement.where(col(Gap.id).in_(ids))
    return [key for key in session.exec(statement).all() if key is not None]


def list_scopes(session: Session, at: AsOf) -> Sequence[tuple[int, str, datetime]]:
    """List (gap, scope as it is recorded now, when the gap was recorded) of those known then."""
    rows = session.exec(
        select(col(Gap.id), col(Gap.scope), col(Gap.recorded_at))
        .where(Gap.recorded_at <= at.known_at)
        .order_by(col(Gap.id))
    ).all()
    return [(key, scope, recorded_at) for key, scope, recorded_at in rows if key is not None]


@read_once
def list_gaps_changed_after(session: Session, at: AsOf) -> Sequence[Gap]:
    """List the gaps of which something was said that was not known, or did not hold, then."""
    return session.exec(
        select(Gap).where((col(Gap.changed_at) > at.known_at) | (col(Gap.holds_from) > at.day))
    ).all()


def list_interim_gaps(session: Session, at: AsOf) -> Sequence[int]:
    """List the ids of the gaps whose interim instruction has not run out."""
    found = session.exec(
        select(col(Gap.id)).where(Gap.interim_instruction != "", col(Gap.interim_until) >= at.day)
    ).all()
    return [key for key in found if key is not None]


def count_gaps(session: Session) -> int:
    """Count the gaps."""
    return session.exec(select(func.count(col(Gap.id)))).one()


def list_promises_of(
    session: Session, known_at: datetime, gap_ids: Sequence[int] | None = None
) -> Sequence[CommitmentGap]:
    """List which promises are to close which gaps, as known: all, or those asked for."""
    statement = (
        select(CommitmentGap)
        .where(CommitmentGap.recorded_at <= known_at)
        .order_by(col(CommitmentGap.commitment_id))
    )
    if gap_ids is not None:
        statement = statement.where(col(CommitmentGap.gap_id).in_(gap_ids))
    return session.exec(statement).all()


def list_merges(session: Session, at: AsOf) -> Sequence[GapMerge]:
    """List every merge and split up to a day, as known at an instant, in their order."""
    return session.exec(
        select(GapMerge)
        .where(GapMerge.held_on <= at.day, GapMerge.recorded_at <= at.known_at)
        .order_by(col(GapMerge.id))
    ).all()


def list_decisions(
    session: Session, at: AsOf, gap_ids: Sequence[int] | None = None
) -> Sequence[GapDecision]:
    """List what was decided by hand up to a day, as known at an instant, in the order."""
    statement = select(GapDecision).where(
        GapDecision.held_on <= at.day, GapDecision.recorded_at <= at.known_at
    )
    if gap_ids is not None:
        statement = statement.where(col(GapDecision.gap_id).in_(gap_ids))
    return session.exec(statement.order_by(col(GapDecision.id))).all()


def list_figures(session: Session, at: AsOf, gap_ids: Sequence[int]) -> Sequence[GapFigure]:
    """List the figures of gaps up to a day, as known at an instant, the newest first."""
    return session.exec(
        select(GapFigure)
        .where(
            col(GapFigure.gap_id).in_(gap_ids),
            GapFigure.as_of <= at.day,
            GapFigure.recorded_at <= at.known_at,
        )
        .order_by(col(GapFigure.as_of).desc(), col(GapFigure.id).desc())
    ).all()


def list_gap_queries(session: Session, folded: Sequence[str]) -> Sequence[GapQuery]:
    """List which of these searches became a gap."""
    return session.exec(select(GapQuery).where(col(GapQuery.query_folded).in_(folded))).all()
