"""Delivering what the outbox owes: at least once, by one at a time, until it is given up.

Between taking a message and saying what became of it lies the mail server, so the two are
transactions of their own; whoever dies in between leaves a lease that runs out, and the message
goes again with the same key.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import MessageNotFailed
from directives.models.base import Subject, saved_id
from directives.models.outbox import OutboxMessage
from directives.rules.permissions import Actor, check_can_administer, check_can_queue_notices
from directives.rules.sending import LEASE, pause_after
from directives.rules.two_times import ha_noi_date
from directives.services.changes import record_change
from directives.services.digests import TOPIC as DIGEST
from directives.services.inbox import tell_administrators
from directives.store.contacts import list_contacts_at
from directives.store.inbox import release_alarms
from directives.store.notices import claim_untold, release_told
from directives.store.outbox import lease_message, list_failed, lock_message
from directives.vocabulary import AddressState, Alarm


def take_message(
    session: Session,
    actor: Actor,
    topic: str,
    *,
    token: str,
    day: date,
    now: datetime,
) -> OutboxMessage | None:
    """Take the next message to deliver; nobody else tries it until its lease runs out.

    Raises:
        RightMissing: the actor is neither the service itself nor an administrator.
    """
    check_can_queue_notices(actor)
    return lease_message(session, topic, token=token, day=day, now=now, lease=LEASE)


def record_delivered(session: Session, message_id: int, *, day: date, now: datetime) -> None:
    """Say that a message was taken by the other side, whoever holds its lease by now."""
    message = lock_message(session, message_id)
    if message is not None and message.delivered_at is None:
        message.delivered_at = now
        message.delivered_on = day
        message.failed_at = None
        message.leased_until = None
        session.add(message)


def record_failed_attempt(
    session: Session,
    message_id: int,
    *,
    token: str,
    reason: str,
    now: datetime,
    may_be_taken: bool = False,
) -> None:
    """Say that an attempt failed: it is tried again after a pause, or given up after many.

    `may_be_taken`: the other side got the message and did not say whether it took it.
    What a letter that is given up was to tell waits for the next one to its reader. The
    administrators are told of the first of a day. Who lost the lease meanwhile says nothing:
    another is trying already.
    """
    message = lock_message(session, message_id)
    if message is None or message.lease_token != token or message.delivered_at is not None:
        return
    pause = pause_after(message.attempts)
    message.leased_until = None
    message.open_attempts -= 0 if may_be_taken else 1
    message.last_error = reason
    message.next_attempt_at = now + pause if pause else None
    message.failed_at = None if pause else now
    session.add(message)
    if not pause:
        release_told(session, [message_id])
        release_alarms(session, [message_id])
        tell_administrators(
            session,
            Alarm.MAIL_STUCK,
            f"given-up:{ha_noi_date(now)}",
            now=now,
            since=message.created_at.isoformat(),
            reason=reason,
            recipient=message.recipient,
        )


def record_address_refused(
    session: Session, actor: Actor, message_id: int, *, reason: str, now: datetime
) -> None:
    """Give up a message whose address will never work, and mark the address as broken."""
    message = lock_message(session, message_id)
    if message is None or message.delivered_at is not None:
        return
    message.leased_until = None
    message.open_attempts -= 1
    message.last_error = reason
    message.failed_at = now
    session.add(message)
    mark_address_broken(session, actor, message, reason=reason, now=now)


def mark_address_broken(
    session: Session, actor: Actor, message: OutboxMessage, *, reason: str, now: datetime
) -> None:
    """Mark the address of a letter as broken and tell the administrators.

    Whoever stands in for the person is told from then on, and the page of contacts says so. What
    the letter did not tell waits until the address is mended.
    """
    release_told(session, [saved_id(message)])
    release_alarms(session, [saved_id(message)])
    for contact in list_contacts_at(session, message.recipient):
        contact.address_state = AddressState.BROKEN
        session.add(contact)
        subject = Subject("contact", saved_id(contact))
        record_change(session, actor, "contact.address_broken", subject, now=now, reason=reason)
        tell_administrators(
            session,
            Alarm.ADDRESS_BROKEN,
            f"broken:{subject.id}:{message.id}",
            now=now,
            contact_id=subject.id,
            name=contact.name,
            email=contact.email,
            reason=reason,
        )


def view_failed(session: Session, actor: Actor) -> Sequence[OutboxMessage]:
    """List what was given up, the newest first.

    Raises:
        RightMissing: only administrators see it.
    """
    check_can_administer(actor)
    return list_failed(session)


def retry_message(session: Session, actor: Actor, message_id: int, *, now: datetime) -> None:
    """Owe a message anew that was given up: a letter with what no other one tells by then.

    One that may have been taken goes again as it was written.

    Raises:
        RightMissing: only administrators do.
        MessageNotFailed: it was not given up.
    """
    check_can_administer(actor)
    message = lock_message(session, message_id)
    if message is None or message.failed_at is None:
        raise MessageNotFailed
    message.failed_at = None
    message.next_attempt_at = None
    message.attempts = 0
    session.add(message)
    if message.topic == DIGEST:
        _claim(session, message)
    subject = Subject("outbox_message", message_id)
    record_change(session, actor, "outbox.retry", subject, now=now, recipient=message.recipient)


def _claim(session: Session, message: OutboxMessage) -> None:
    """Give a letter back what it was to tell, and let it be written anew before it goes.

    One that may have been taken stays as it is, and was not to tell what was found later.
    """
    said = json.loads(message.payload)
    written_at = said.pop("written_at", None)
    found_by = datetime.fromisoformat(written_at) if message.open_attempts and written_at else None
    if not message.open_attempts:
        message.payload = json.dumps(said, ensure_ascii=False)
    claim_untold(
        session,
        saved_id(message),
        found_by=found_by,
        contact_ids=[saved_id(one) for one in list_contacts_at(session, message.recipient)],
        commitment_ids={entry["commitment_id"] for entry in said.get("entries", ())},
    )
