"""Which promises belong to a calendar, and whose calendar an address gives."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from directives.models.account import Account
from directives.models.agency import AgencySuccession
from directives.models.calendar_address import CalendarAddress
from directives.models.commitment import Commitment, CommitmentEvent, CommitmentGap
from directives.models.gap import Gap
from directives.rules.two_times import AsOf
from directives.store.commitment_steps import answered_for_by
from directives.store.commitments import ended_ids, has_ended
from directives.vocabulary import CommitmentEventKind


def list_calendar_ids(
    session: Session,
    at: AsOf,
    *,
    withdrawn_after: date,
    agency_ids: Collection[int] | None = None,
    sector_ids: Collection[int] = (),
    limit: int,
) -> Sequence[int]:
    """List promises that nothing known has ended, or that were withdrawn after a day.

    Those recorded last come first.

    Of these agencies as leads; or of these sectors, by their own sector or that of a gap that
    they are to close; or, where neither is given, all.
    """
    statement = select(Commitment.id).where(
        Commitment.promised_on <= at.day,
        Commitment.recorded_at <= at.known_at,
        or_(~has_ended(at), col(Commitment.id).in_(_withdrawn_ids(at, withdrawn_after))),
    )
    if agency_ids is not None:
        statement = statement.where(answered_for_by(list(agency_ids), at))
    if sector_ids:
        of_gap = (
            select(CommitmentGap.commitment_id)
            .join(Gap, col(Gap.id) == col(CommitmentGap.gap_id))
            .where(col(Gap.sector_id).in_(sector_ids), CommitmentGap.recorded_at <= at.known_at)
        )
        own = col(Commitment.sector_id).in_(sector_ids)
        statement = statement.where(or_(own, col(Commitment.id).in_(of_gap)))
    found = session.exec(statement.order_by(col(Commitment.id).desc()).limit(limit)).all()
    return [key for key in found if key is not None]


def _withdrawn_ids(at: AsOf, after: date) -> sa.Select[int]:
    return ended_ids(at).where(
        col(CommitmentEvent.kind) == CommitmentEventKind.WITHDRAWN,
        col(CommitmentEvent.held_on) > after,
    )


def list_with_predecessors(session: Session, agency_id: int, at: AsOf) -> list[int]:
    """List an agency and every body for whose promises it answers, near ones first."""
    successions = session.exec(
        select(AgencySuccession).where(
            sa.or_(
                col(AgencySuccession.succeeds_on).is_(None),
                col(AgencySuccession.succeeds_on) <= at.day,
            ),
            sa.or_(
                col(AgencySuccession.recorded_at).is_(None),
                col(AgencySuccession.recorded_at) <= at.known_at,
            ),
            AgencySuccession.scope == "",
        )
    ).all()
    before: dict[int, list[int]] = {}
    for one in successions:
        before.setdefault(one.successor_id, []).append(one.agency_id)
    found = [agency_id]
    for key in found:  # grows while it is read: the predecessors of predecessors
        found.extend(other for other in before.get(key, ()) if other not in found)
    return found


def find_calendar_address(session: Session, account_id: int) -> CalendarAddress | None:
    """Find the calendar address of an account."""
    return session.get(CalendarAddress, account_id)


def find_calendar_account(session: Session, secret: str) -> Account | None:
    """Find the active account whose calendar a secret gives."""
    return session.exec(
        select(Account)
        .join(CalendarAddress, col(CalendarAddress.account_id) == col(Account.id))
        .where(CalendarAddress.secret == secret, col(Account.is_active).is_(True))
    ).one_or_none()
