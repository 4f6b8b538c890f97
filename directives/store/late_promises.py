"""Which promises are late, found by the database: the ledger may hold a hundred thousand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col, select

from directives.models.agency import Agency
from directives.models.commitment import Commitment, CommitmentGap, Move
from directives.rules.two_times import AsOf
from directives.store.commitment_steps import answered_for_by, is_stopped
from directives.store.commitments import has_ended
from directives.store.key_sets import among


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
) -> list[int]:
    """Return a page of the promises that are late, the latest first.

    They are those that `rules.promises.standing_on` calls overdue (a test compares the two).
    A page is found along the indexes of due dates and reads no more than it shows.
    """
    page = _late(at, wanted).order_by("due_to", "id").limit(limit).offset(offset)
    return [row.id for row in session.execute(page)]


def count_late(session: Session, at: AsOf, wanted: LateFilter) -> int:
    """Count the promises that are late; this looks at every one of them."""
    every = _late(at, wanted).subquery()
    return session.scalar(sa.select(sa.func.count()).select_from(every)) or 0


def list_lead_ids(session: Session) -> Sequence[int]:
    """List the bodies that lead any promise."""
    leads = select(Commitment.lead_agency_id).where(col(Commitment.lead_agency_id).is_not(None))
    return [key for key in session.exec(leads.distinct()).all() if key is not None]


def _late(at: AsOf, wanted: LateFilter) -> sa.CompoundSelect[int | None, date | None]:
    return sa.union_all(_by_first_date(at, wanted), _by_moved_date(at, wanted))


def _by_first_date(at: AsOf, wanted: LateFilter) -> sa.Select[int | None, date | None]:
    """Return the query of the late promises that were not moved by then."""
    due_to = col(Commitment.due_to)
    moved = sa.exists().where(col(Move.commitment_id) == col(Commitment.id), *_said(Move, at))
    return sa.select(col(Commitment.id), due_to).where(
        due_to < at.day, *_conditions(at, wanted), ~moved, *_runs(at)
    )


def _by_moved_date(at: AsOf, wanted: LateFilter) -> sa.Select[int | None, date | None]:
    """Return the query of the promises that are late by the last move that holds then."""
    later = aliased(Move)
    is_later = sa.tuple_(col(later.moved_on), col(later.id)) > sa.tuple_(
        col(Move.moved_on), col(Move.id)
    )
    overtaken = sa.exists().where(
        col(later.commitment_id) == col(Move.commitment_id), is_later, *_said(later, at)
    )
    return (
        sa.select(col(Commitment.id), col(Move.due_to))
        .join(Commitment, col(Commitment.id) == col(Move.commitment_id))
        .where(
            col(Move.due_to) < at.day,
            *_said(Move, at),
            *_conditions(at, wanted),
            ~overtaken,
            *_runs(at),
        )
    )


def _said(move: type[Move], at: AsOf) -> tuple[sa.ColumnElement[bool], ...]:
    return col(move.moved_on) <= at.day, col(move.recorded_at) <= at.known_at


def _runs(at: AsOf) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions that a promise was made, has not ended and its clock runs."""
    return (
        col(Commitment.promised_on) <= at.day,
        col(Commitment.recorded_at) <= at.known_at,
        ~has_ended(at),
        ~is_stopped(at),
    )


def _conditions(at: AsOf, wanted: LateFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.lead_ids is not None:
        conditions.append(answered_for_by(list(wanted.lead_ids), at))
    if wanted.sector_ids is not None:
        own = col(Commitment.sector_id).in_(wanted.sector_ids)
        conditions.append(own | _closes_few(wanted.sector_gap_ids))
    if wanted.place_codes is not None:
        sits = sa.select(col(Agency.id)).where(col(Agency.place_code).in_(wanted.place_codes))
        leads = answered_for_by(sits, at)
        conditions.append(leads | _closes_many(wanted.place_gap_ids))
    return conditions


def _closes_few(gap_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a promise is to close one of these gaps, a small part of all."""
    few = sa.select(col(CommitmentGap.commitment_id)).where(
        among(col(CommitmentGap.gap_id), gap_ids)
    )
    return col(Commitment.id).in_(few)


def _closes_many(gap_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the same condition for gaps that may be those of the whole ledger.

    It is asked of each promise that is late. The sum keeps the database from looking a promise
    up once for every gap.
    """
    gap_id = cast("Mapped[int]", col(CommitmentGap.gap_id) + 0)
    return sa.exists().where(
        col(CommitmentGap.commitment_id) == col(Commitment.id), among(gap_id, gap_ids)
    )
