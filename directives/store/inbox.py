"""What an account was told, and what of it was read."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from directives.models.account import Account
from directives.models.contact import Contact
from directives.models.inbox import InboxMessage
from directives.models.notice import Notice
from directives.store.key_sets import among
from directives.store.notices import stands
from directives.store.snoozes import is_asleep
from directives.vocabulary import AddressState, Role


def list_notices_of(
    session: Session, account_id: int, *, on: date, read_since: datetime, limit: int
) -> Sequence[Notice]:
    """List the notices to an account, the newest first: all unread, and those read lately.

    What events overtook before anybody was told, or is for a later day, is not among them.
    """
    return session.exec(
        select(Notice)
        .join(Contact, col(Contact.id) == col(Notice.contact_id))
        .where(
            Contact.account_id == account_id,
            stands(on),
            or_(col(Notice.read_at).is_(None), col(Notice.read_at) >= read_since),
        )
        .order_by(col(Notice.read_at).is_not(None), col(Notice.id).desc())
        .limit(limit)
    ).all()


def list_inbox_messages(
    session: Session, account_id: int, *, read_since: datetime, limit: int
) -> Sequence[InboxMessage]:
    """List what an account was told beside promises: all unread, and what was read lately."""
    return session.exec(
        select(InboxMessage)
        .where(
            InboxMessage.account_id == account_id,
            or_(col(InboxMessage.read_at).is_(None), col(InboxMessage.read_at) >= read_since),
        )
        .order_by(col(InboxMessage.id).desc())
        .limit(limit)
    ).all()


def unread_of(account_id: sa.orm.Mapped[int | None], on: date) -> sa.ColumnElement[int]:
    """Return how many promises and messages an account has not read, to be asked with it.

    What is put off beyond the day does not count.
    """
    promises = (
        select(sa.func.count(sa.distinct(col(Notice.commitment_id))))
        .join(Contact, col(Contact.id) == col(Notice.contact_id))
        .where(
            col(Contact.account_id) == account_id,
            stands(on),
            col(Notice.read_at).is_(None),
            ~is_asleep(on),
        )
        .correlate(Account)
        .scalar_subquery()
    )
    messages = (
        select(sa.func.count(col(InboxMessage.id)))
        .where(col(InboxMessage.account_id) == account_id, col(InboxMessage.read_at).is_(None))
        .correlate(Account)
        .scalar_subquery()
    )
    return promises + messages


def mark_notices_read(
    session: Session,
    account_id: int,
    *,
    now: datetime,
    commitment_id: int | None,
    up_to: int | None = None,
) -> None:
    """Mark the notices to an account as read: of one promise, or of all; up to a notice, or all."""
    own = select(Contact.id).where(Contact.account_id == account_id)
    statement = sa.update(Notice).where(
        col(Notice.contact_id).in_(own), col(Notice.read_at).is_(None)
    )
    if commitment_id is not None:
        statement = statement.where(col(Notice.commitment_id) == commitment_id)
    if up_to is not None:
        statement = statement.where(col(Notice.id) <= up_to)
    session.execute(statement.values(read_at=now))


def mark_messages_read(
    session: Session,
    account_id: int,
    *,
    now: datetime,
    message_id: int | None,
    up_to: int | None = None,
) -> None:
    """Mark messages to an account as read: one, or all; up to one, or all."""
    statement = sa.update(InboxMessage).where(
        col(InboxMessage.account_id) == account_id, col(InboxMessage.read_at).is_(None)
    )
    if message_id is not None:
        statement = statement.where(col(InboxMessage.id) == message_id)
    if up_to is not None:
        statement = statement.where(col(InboxMessage.id) <= up_to)
    session.execute(statement.values(read_at=now))


def list_untold_administrators(session: Session, key: str) -> Sequence[int]:
    """List the accounts of administrators who were not told this yet."""
    told = select(InboxMessage.account_id).where(InboxMessage.key == key)
    found = session.exec(
        select(Account.id)
        .where(
            Account.role == Role.ADMINISTRATOR,
            col(Account.is_active),
            col(Account.id).not_in(told),
        )
        .order_by(col(Account.id))
    )
    return [key for key in found if key is not None]


class UnmailedAlarm(NamedTuple):
    """An alarm that no letter has told, and where its reader is reached."""

    message: InboxMessage
    name: str
    email: str


def list_unmailed_alarms(session: Session, on: date) -> list[UnmailedAlarm]:
    """List the alarms that are unread and were told by no letter, where an address works on a day.

    Of several addresses of one account, the one entered first.
    """
    first = (
        select(Contact.account_id, sa.func.min(Contact.id).label("contact_id"))
        .where(
            col(Contact.account_id).is_not(None),
            Contact.address_state == AddressState.WORKS,
            Contact.valid_from <= on,
            or_(col(Contact.valid_to).is_(None), col(Contact.valid_to) >= on),
        )
        .group_by(col(Contact.account_id))
        .subquery()
    )
    statement = (
        select(InboxMessage, Contact.name, Contact.email)
        .join(Account, col(Account.id) == col(InboxMessage.account_id))
        .join(first, first.c.account_id == col(InboxMessage.account_id))
        .join(Contact, col(Contact.id) == first.c.contact_id)
        .where(
            col(InboxMessage.letter_id).is_(None),
            col(InboxMessage.read_at).is_(None),
            col(Account.is_active),
        )
        .order_by(col(InboxMessage.id))
    )
    return [UnmailedAlarm(*row) for row in session.exec(statement)]


def list_alarming(session: Session, letter_ids: Collection[int]) -> set[int]:
    """Return which of these letters tell alarms that nobody has read."""
    statement = select(InboxMessage.letter_id).where(
        among(col(InboxMessage.letter_id), letter_ids), col(InboxMessage.read_at).is_(None)
    )
    return {letter_id for letter_id in session.exec(statement) if letter_id is not None}


def release_alarms(session: Session, letter_ids: Collection[int]) -> None:
    """Let the alarms of letters that did not tell them wait for other letters."""
    session.execute(
        sa.update(InboxMessage)
        .where(among(col(InboxMessage.letter_id), letter_ids))
        .values(letter_id=None)
    )


def mark_alarms_mailed(session: Session, message_ids: Sequence[int], letter_id: int) -> None:
    """Say which letter tells these alarms."""
    session.execute(
        sa.update(InboxMessage)
        .where(col(InboxMessage.id).in_(message_ids))
        .values(letter_id=letter_id)
    )
