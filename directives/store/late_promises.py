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
from directives.store.commitment_steps import answered_for_by, clock_stops
from directives.store.commitments import ended_ids, has_ended
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
    conditions = (*_conditions(at, wanted), *_of_place(at, wanted, col(Commitment.id)))
    page = sa.union_all(
        *(
            branch.where(~has_ended(at), ~_is_excused(at, due_to))
            for branch, due_to in _past_due(at, *conditions)
        )
    )
    rows = session.execute(page.order_by("due_to", "id").limit(limit).offset(offset))
    return [row.id for row in rows]


def count_late(session: Session, at: AsOf, wanted: LateFilter) -> int:
    """Count the promises that are late: all that a page may be taken from.

    It looks at every one of them, so it takes sets away from each other, in the order of the
    keys. Asked one by one in the order of due dates, tens of thousands of promises would each be
    looked up in several places, far apart.
    """
    branches = _past_due(at, *_conditions(at, wanted))
    past_due = sa.union_all(*(branch for branch, _ in branches)).cte()
    stops = clock_stops(at)
    excused = (
        sa.select(past_due.c.id)
        .join(stops, stops.c.commitment_id == past_due.c.id)
        .where(stops.c.held_on <= past_due.c.due_to)
    )
    late = sa.except_(sa.select(past_due.c.id), ended_ids(at), excused).subquery()
    counted = sa.select(sa.func.count()).select_from(late)
    return session.scalar(counted.where(*_of_place(at, wanted, late.c.id))) or 0


def list_lead_ids(session: Session) -> Sequence[int]:
    """List the bodies that lead any promise."""
    leads = select(Commitment.lead_agency_id).where(col(Commitment.lead_agency_id).is_not(None))
    return [key for key in session.exec(leads.distinct()).all() if key is not None]


def _past_due(
    at: AsOf, *conditions: sa.ColumnElement[bool]
) -> list[tuple[sa.Select[int | None, date | None], Mapped[date | None]]]:
    """Return the queries of the promises made by then whose last day was over, if they hold.

    With each comes the column of the day on which it looks.
    """
    made = (col(Commitment.promised_on) <= at.day, col(Commitment.recorded_at) <= at.known_at)
    return [
        (_by_first_date(at, *conditions, *made), col(Commitment.due_to)),
        (_by_moved_date(at, *conditions, *made), col(Move.due_to)),
    ]


def _is_excused(at: AsOf, due_to: Mapped[date | None]) -> sa.ColumnElement[bool]:
    """Return the condition that its clock stands still since a day on which it was not late."""
    stops = clock_stops(at)
    of_it = stops.c.commitment_id == col(Commitment.id)
    return sa.exists().where(of_it, stops.c.held_on <= due_to)


def _by_first_date(
    at: AsOf, *conditions: sa.ColumnElement[bool]
) -> sa.Select[int | None, date | None]:
    """Return the query of the promises that were due before then and not moved by then."""
    due_to = col(Commitment.due_to)
    moved = sa.exists().where(col(Move.commitment_id) == col(Commitment.id), *_said(Move, at))
    return sa.select(col(Commitment.id), due_to).where(due_to < at.day, ~moved, *conditions)


def _by_moved_date(
    at: AsOf, *conditions: sa.ColumnElement[bool]
) -> sa.Select[int | None, date | None]:
    """Return the query of the promises that were due before then by their last move."""
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
        .where(col(Move.due_to) < at.day, *_said(Move, at), ~overtaken, *conditions)
    )


def _said(move: type[Move], at: AsOf) -> tuple[sa.ColumnElement[bool], ...]:
    return col(move.moved_on) <= at.day, col(move.recorded_at) <= at.known_at


def _conditions(at: AsOf, wanted: LateFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.lead_ids is not None:
        conditions.append(answered_for_by(list(wanted.lead_ids), at))
    if wanted.sector_ids is not None:
        own = col(Commitment.sector_id).in_(wanted.sector_ids)
        conditions.append(own | _closes_few(at, wanted.sector_gap_ids))
    return conditions


def _of_place(
    at: AsOf, wanted: LateFilter, key: sa.ColumnElement[int | None] | Mapped[int | None]
) -> list[sa.ColumnElement[bool]]:
    """Return the condition that a promise, of which this is the key, concerns the place."""
    if wanted.place_codes is None:
        return []
    sits = sa.select(col(Agency.id)).where(col(Agency.place_code).in_(wanted.place_codes))
    led = sa.select(col(Commitment.id)).where(answered_for_by(sits, at))
    return [key.in_(led) | _closes_many(at, key, wanted.place_gap_ids)]


def _closes_few(at: AsOf, gap_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a promise is to close one of these gaps, a small part of all."""
    few = sa.select(col(CommitmentGap.commitment_id)).where(
        among(col(CommitmentGap.gap_id), gap_ids),
        col(CommitmentGap.recorded_at) <= at.known_at,
    )
    return col(Commitment.id).in_(few)


def _closes_many(
    at: AsOf, key: sa.ColumnElement[int | None] | Mapped[int | None], gap_ids: Collection[int]
) -> sa.ColumnElement[bool]:
    """Return the same condition for gaps that may be those of the whole ledger.

    It is asked of each promise that is late. The sum keeps the database from looking a promise
    up once for every gap.
    """
    gap_id = cast("Mapped[int]", col(CommitmentGap.gap_id) + 0)
    return sa.exists().where(
        col(CommitmentGap.commitment_id) == key,
        col(CommitmentGap.recorded_at) <= at.known_at,
        among(gap_id, gap_ids),
    )
