"""Messages owed to the outside, and who is delivering which."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, and_, col, or_, select

from directives.models.contact import Contact
from directives.models.inbox import InboxMessage
from directives.models.notice import Notice
from directives.models.outbox import JobRun, OutboxMessage


def list_messages(session: Session, topic: str) -> Sequence[OutboxMessage]:
    """List the messages of a topic in the order of writing."""
    return session.exec(
        select(OutboxMessage).where(OutboxMessage.topic == topic).order_by(col(OutboxMessage.id))
    ).all()


def list_letters_to(session: Session, recipient: str) -> Sequence[OutboxMessage]:
    """List the letters to an address (in small letters), the newest first."""
    return session.exec(
        select(OutboxMessage)
        .where(OutboxMessage.recipient == recipient)
        .order_by(col(OutboxMessage.id).desc())
    ).all()


def find_message(session: Session, message_id: int) -> OutboxMessage | None:
    """Find a message."""
    return session.get(OutboxMessage, message_id)


def lock_message(session: Session, message_id: int) -> OutboxMessage | None:
    """Find a message as it is by now; nobody else changes it until this transaction ends."""
    statement = select(OutboxMessage).where(OutboxMessage.id == message_id).with_for_update()
    return session.exec(statement.execution_options(populate_existing=True)).first()


def list_waiting(
    session: Session, topic: str, *, now: datetime, lease: timedelta
) -> Sequence[OutboxMessage]:
    """List the messages of a topic that wait and that nobody is delivering; nobody takes them."""
    return session.exec(
        select(OutboxMessage)
        .where(OutboxMessage.topic == topic, *_waiting(), ~_is_leased(OutboxMessage, now, lease))
        .order_by(col(OutboxMessage.id))
        .with_for_update(skip_locked=True)
    ).all()


def find_oldest_waiting(session: Session, topics: Sequence[str]) -> OutboxMessage | None:
    """Find the message of some topics that has waited longest."""
    return session.exec(
        select(OutboxMessage)
        .where(col(OutboxMessage.topic).in_(topics), *_waiting())
        .order_by(col(OutboxMessage.created_at), col(OutboxMessage.id))
        .limit(1)
    ).first()


def lease_message(
    session: Session,
    topic: str,
    *,
    token: str,
    day: date,
    now: datetime,
    lease: timedelta,
) -> OutboxMessage | None:
    """Take the oldest message that is to be delivered now, or None.

    Nobody gets two messages of a topic on one day: a recipient who has had one that day, or is
    being delivered one, waits. A lease that ends later than any lease can was given by a clock
    that was ahead; it is not believed. `token` names who delivers, `day` is the day in Viet Nam
    that a delivery would count for, `lease` is how long nobody else tries.
    """
    statement = (
        select(OutboxMessage)
        .where(
            OutboxMessage.topic == topic,
            *_waiting(),
            ~_is_leased(OutboxMessage, now, lease),
            ~_is_served(topic, day, now, lease=lease),
            ~_is_pausing(now),
        )
        .order_by(col(OutboxMessage.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    message = session.exec(statement).first()
    if message is not None:
        message.lease_token = token
        message.leased_until = now + lease
        message.attempts += 1
        message.open_attempts += 1
        session.add(message)
    return message


def _waiting() -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return col(OutboxMessage.delivered_at).is_(None), col(OutboxMessage.failed_at).is_(None)


def _is_pausing(now: datetime) -> sa.ColumnElement[bool]:
    next_attempt_at = col(OutboxMessage.next_attempt_at)
    return and_(next_attempt_at.is_not(None), next_attempt_at > now)


def _is_served(topic: str, day: date, now: datetime, *, lease: timedelta) -> sa.ColumnElement[bool]:
    """Tell whether the recipient had another message that day, or is being delivered one."""
    other = sa.orm.aliased(OutboxMessage)
    return (
        select(other.id)
        .where(
            other.topic == topic,
            other.recipient == OutboxMessage.recipient,
            other.id != OutboxMessage.id,
            or_(other.delivered_on == day, _is_leased(other, now, lease)),
        )
        .exists()
    )


def _is_leased(
    message: type[OutboxMessage], now: datetime, lease: timedelta
) -> sa.ColumnElement[bool]:
    until = col(message.leased_until)
    return and_(until.is_not(None), until > now, until <= now + lease)


def hurry(session: Session, topic: str) -> None:
    """End the pauses of the messages that failed before."""
    session.execute(
        sa.update(OutboxMessage)
        .where(col(OutboxMessage.topic) == topic, *_waiting())
        .values(next_attempt_at=None)
    )


def list_busy_recipients(session: Session, topic: str, day: date) -> set[str]:
    """Return the addresses to which a message of the topic waits or went that day.

    All that its readers have by now count, too, and those of others with the same account.
    """
    letters = select(OutboxMessage.id).where(*_keeps_busy(topic, day))
    told = select(Notice.contact_id).where(col(Notice.message_id).in_(letters))
    alarmed = select(InboxMessage.account_id).where(col(InboxMessage.letter_id).in_(letters))
    accounts = select(Contact.account_id).where(col(Contact.id).in_(told))
    by_now = select(Contact.email).where(
        or_(
            col(Contact.id).in_(told),
            col(Contact.account_id).in_(accounts),
            col(Contact.account_id).in_(alarmed),
        )
    )
    at_all = select(OutboxMessage.recipient).where(*_keeps_busy(topic, day))
    return {one.casefold() for query in (at_all, by_now) for one in session.exec(query)}


def _keeps_busy(topic: str, day: date) -> tuple[sa.ColumnElement[bool], ...]:
    is_of_day = col(OutboxMessage.delivered_on) == day
    return (col(OutboxMessage.topic) == topic, or_(and_(*_waiting()), is_of_day))


def list_known_keys(session: Session, keys: Sequence[str]) -> set[str]:
    """Return which of these keys are in the outbox already."""
    statement = select(OutboxMessage.key).where(col(OutboxMessage.key).in_(keys))
    return set(session.exec(statement).all())


def add_messages(session: Session, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Write messages, all in one go, and return by their keys under which ids they are."""
    if not rows:
        return {}
    written = sa.insert(OutboxMessage).returning(col(OutboxMessage.key), col(OutboxMessage.id))
    saved = session.connection().execute(written, list(rows))
    return {row.key: row.id for row in saved}


def list_failed(session: Session) -> Sequence[OutboxMessage]:
    """List the messages that were given up, the newest first."""
    return session.exec(
        select(OutboxMessage)
        .where(col(OutboxMessage.failed_at).is_not(None))
        .order_by(col(OutboxMessage.failed_at).desc(), col(OutboxMessage.id).desc())
    ).all()


def take_turn(session: Session, job: str) -> None:
    """Wait until nobody else does this job; others wait until this transaction ends."""
    locked = session.exec(select(JobRun).where(JobRun.name == job).with_for_update()).first()
    if locked is None:
        raise RuntimeError(f"The migration made no row for the job {job}")


def record_run(session: Session, job: str, now: datetime) -> None:
    """Say that a job has done its work."""
    session.execute(sa.update(JobRun).where(col(JobRun.name) == job).values(done_at=now))


def list_runs(session: Session) -> dict[str, datetime | None]:
    """Return when each job last did its work, by its name; None if it never did."""
    return dict(session.exec(select(JobRun.name, JobRun.done_at)).all())
