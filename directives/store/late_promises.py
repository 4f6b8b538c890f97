"""Which promises are late, found by the database: the ledger may hold a hundred thousand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.agency import Agency
from directives.models.commitment import Commitment, CommitmentEvent, CommitmentGap, Move
from directives.rules.two_times import AsOf
from directives.store.commitment_steps import answered_for_by, stopped_ids


@dataclass(frozen=True, slots=True)
class LateFilter:
    """Which promises are wanted; what is None does not narrow.

    Attributes:
        lead_ids: Bodies that lead it, or to which it was transferred.
        sector_ids: Sectors of the promise itself, or of a gap (`sector_gap_ids`) it is to close.
        sector_gap_ids: Gaps of those sectors.
        place_gap_ids: Gaps that concern a place: the promise is to close one of them …
        place_codes: … or its lead sits in one of these places.
    """

    lead_ids: Collection[int] | None = None
    sector_ids: Collection[int] | None = None
    sector_gap_ids: Collection[int] = ()
    place_gap_ids: Collection[int] = ()
    place_codes: Collection[str] | None = None


def list_late(
    session: Session, at: AsOf, wanted: LateFilter, *, limit: int, offset: int
) -> tuple[list[int], int]:
    """Return a page of the promises that are late, the latest first, and how many there are.

    They are those that `rules.promises.standing_on` calls overdue (a test compares the two).
    """
    late = _late(at, wanted)
    counted = late.add_columns(sa.func.count().over()).limit(limit).offset(offset)
    rows = session.execute(counted).all()
    if not rows and offset:
        first = session.execute(late.add_columns(sa.func.count().over()).limit(1)).all()
        return [], first[0][-1] if first else 0
    return [row[0] for row in rows], rows[0][-1] if rows else 0


def list_lead_ids(session: Session) -> Sequence[int]:
    """List the bodies that lead any promise."""
    leads = select(Commitment.lead_agency_id).where(col(Commitment.lead_agency_id).is_not(None))
    return [key for key in session.exec(leads.distinct()).all() if key is not None]


def _late(at: AsOf, wanted: LateFilter) -> sa.Select[int | None]:
    moved = _last_moves(at)
    due_to = sa.case(
        (moved.c.commitment_id.is_not(None), moved.c.due_to), else_=col(Commitment.due_to)
    )
    ended = (
        sa.select(sa.literal(1))
        .where(
            col(CommitmentEvent.commitment_id) == col(Commitment.id),
            col(CommitmentEvent.held_on) <= at.day,
            col(CommitmentEvent.recorded_at) <= at.known_at,
        )
        .exists()
    )
    its_last = sa.and_(moved.c.commitment_id == col(Commitment.id), moved.c.rank == 1)
    return (
        sa.select(col(Commitment.id))
        .outerjoin(moved, its_last)
        .where(
            col(Commitment.promised_on) <= at.day,
            col(Commitment.recorded_at) <= at.known_at,
            due_to < at.day,
            ~ended,
            col(Commitment.id).not_in(stopped_ids(at)),
            *_conditions(at, wanted),
        )
        .order_by(due_to, col(Commitment.id))
    )


def _last_moves(at: AsOf) -> sa.Subquery:
    """Return the query of the moves, `rank` 1 the one that holds at that point in time."""
    rank = sa.func.row_number().over(
        partition_by=col(Move.commitment_id),
        order_by=(col(Move.moved_on).desc(), col(Move.id).desc()),
    )
    return (
        sa.select(col(Move.commitment_id), col(Move.due_to), rank.label("rank"))
        .where(col(Move.moved_on) <= at.day, col(Move.recorded_at) <= at.known_at)
        .subquery()
    )


def _conditions(at: AsOf, wanted: LateFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.lead_ids is not None:
        conditions.append(answered_for_by(list(wanted.lead_ids), at))
    if wanted.sector_ids is not None:
        own = col(Commitment.sector_id).in_(wanted.sector_ids)
        conditions.append(own | _closes(wanted.sector_gap_ids))
    if wanted.place_codes is not None:
        sits = sa.select(col(Agency.id)).where(col(Agency.place_code).in_(wanted.place_codes))
        leads = answered_for_by(sits, at)
        conditions.append(leads | _closes(wanted.place_gap_ids))
    return conditions


def _closes(gap_ids: Collection[int]) -> sa.ColumnElement[bool]:
    promises = sa.select(col(CommitmentGap.commitment_id)).where(
        col(CommitmentGap.gap_id).in_(gap_ids)
    )
    return col(Commitment.id).in_(promises)
