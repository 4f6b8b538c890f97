"""Who does not want to be reminded of what, and until when."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from directives.models.contact import Contact
from directives.models.notice import Notice
from directives.models.snooze import Snooze
from directives.store.contacts import keys_at_addresses_of
from directives.vocabulary import Audience


def list_asleep(session: Session, on: date) -> set[tuple[int, int]]:
    """Return for which promises (first) which persons (second) rest on a day."""
    statement = select(Snooze.commitment_id, Snooze.contact_id).where(*_runs(on))
    return set(session.exec(statement).all())


def list_snoozes_of(session: Session, account_id: int, on: date) -> Sequence[Snooze]:
    """List what an account has put off on a day, the one that ends last first."""
    return session.exec(
        select(Snooze)
        .join(Contact, col(Contact.id) == col(Snooze.contact_id))
        .where(Contact.account_id == account_id, *_runs(on))
        .order_by(col(Snooze.until_on).desc(), col(Snooze.id).desc())
    ).all()


def end_snoozes(
    session: Session, contact_ids: Sequence[int], commitment_id: int, now: datetime
) -> None:
    """End what these persons have put off of a promise, in whatever body they stood."""
    session.execute(
        sa.update(Snooze)
        .where(
            col(Snooze.contact_id).in_(keys_at_addresses_of(contact_ids)),
            col(Snooze.commitment_id) == commitment_id,
            col(Snooze.ended_at).is_(None),
        )
        .values(ended_at=now)
    )


def list_reminded_contacts(session: Session, account_id: int, commitment_id: int) -> Sequence[int]:
    """List the persons of an account who were told of a promise as those who do the work."""
    return session.exec(
        select(Notice.contact_id)
        .join(Contact, col(Contact.id) == col(Notice.contact_id))
        .where(
            Contact.account_id == account_id,
            Notice.commitment_id == commitment_id,
            Notice.audience == Audience.PERSON,
        )
        .distinct()
        .order_by(col(Notice.contact_id))
    ).all()  # type: ignore[return-value]  # the join leaves no notice without a contact


def was_reminded(session: Session, contact_id: int, commitment_id: int) -> bool:
    """Tell whether a person, or one at the address, was told of a promise as who does the work."""
    found = select(Notice.id).where(
        col(Notice.contact_id).in_(keys_at_addresses_of([contact_id])),
        Notice.commitment_id == commitment_id,
        Notice.audience == Audience.PERSON,
    )
    return session.exec(found.limit(1)).first() is not None


def is_asleep(on: date) -> sa.ColumnElement[bool]:
    """Tell of a notice, in a query of notices and their persons, whether its reader rests.

    Who stands in another body by now, at the same address, rests on.
    """
    who = aliased(Contact)
    resting = (
        sa.select(col(Snooze.commitment_id), sa.func.lower(who.email))
        .join(who, col(who.id) == col(Snooze.contact_id))
        .where(*_runs(on))
    )
    asked = sa.tuple_(col(Notice.commitment_id), sa.func.lower(col(Contact.email)))
    return sa.and_(col(Notice.audience) == Audience.PERSON, asked.in_(resting))


def _runs(on: date) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return col(Snooze.until_on) >= on, col(Snooze.ended_at).is_(None)
