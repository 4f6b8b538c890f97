"""What is owed to webhooks: decided from the outbox, taken, settled. Nothing is sent here."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session

from directives.models.account import Account
from directives.models.base import Subject, saved_id
from directives.models.document import Document
from directives.models.outbox import OutboxMessage
from directives.models.webhook import Webhook, WebhookDelivery
from directives.rules.permissions import Actor, allows, check_can_read_document
from directives.rules.webhooks import (
    is_given_up,
    is_switched_off,
    message_id,
    wait_after,
)
from directives.services.accounts import actor_of
from directives.services.changes import record_change
from directives.store.webhooks import (
    find_leased,
    list_message_ids,
    list_reading_webhooks,
    take_due,
)
from directives.vocabulary import DeliveryState, WebhookState, WebhookTrouble

LEASE: Final = timedelta(minutes=2)
"""Longer than any attempt: whoever took a message and died has lost it after that."""

MOST_AT_ONCE: Final = 500

_PATHS = {
    "commitment": "/api/v1/commitments/{}",
    "document": "/api/v1/documents/{}",
    "gap": "/api/v1/gaps/{}",
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message to be sent now, and the token that its outcome is settled with."""

    token: str
    webhook_id: int
    url: str
    secret: str
    identity: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt; without trouble it arrived. `status` is that of an answer."""

    trouble: WebhookTrouble | None = None
    status: int | None = None


def owe_messages(session: Session, *, now: datetime) -> int:
    """Decide for each webhook that is on what it is owed; returns how many messages are new.

    Safe to run twice or on every node at once: runs wait for one another.
    """
    owed = 0
    for webhook in list_reading_webhooks(session):
        found = list_message_ids(
            session, webhook.topics.split(), after_id=webhook.read_to_id, limit=MOST_AT_ONCE
        )
        session.add_all(
            WebhookDelivery(webhook_id=saved_id(webhook), message_id=key, next_attempt_at=now)
            for key in found
        )
        webhook.read_to_id = max([webhook.read_to_id, *found])
        owed += len(found)
    session.flush()
    return owed


def take_parcel(session: Session, *, now: datetime) -> Parcel | None:
    """Take the next message that may be sent now, or None; nobody else takes it for a while.

    A message about what the owner of the webhook may not read is never sent.
    """
    while found := take_due(session, now):
        delivery, webhook, message = found
        if _may_be_told(session, webhook, message):
            delivery.lease_token = secrets.token_urlsafe(16)
            delivery.leased_until = now + LEASE
            session.flush()
            return Parcel(
                token=delivery.lease_token,
                webhook_id=saved_id(webhook),
                url=webhook.url,
                secret=webhook.secret,
                identity=message_id(message.key),
                body=written(message),
            )
        delivery.state, delivery.settled_at = DeliveryState.WITHHELD, now
        session.flush()
    return None


def _may_be_told(session: Session, webhook: Webhook, message: OutboxMessage) -> bool:
    owner = session.get(Account, webhook.account_id)
    if owner is None or not owner.is_active:
        return False
    subject, key = _subject(message)
    if subject != "document" or key is None:
        return True
    document = session.get(Document, key)
    return document is not None and allows(
        check_can_read_document, actor_of(owner), document.state, document.owner_agency_id
    )


def written(message: OutboxMessage) -> bytes:
    """Return what is sent of a message: what happened to which record, and no word of it.

    Whoever wants more asks for the record, with the rights of that moment.
    """
    subject, key = _subject(message)
    path = _PATHS.get(subject, "") if key is not None else ""
    said = {
        "type": message.topic,
        "timestamp": message.created_at.isoformat(),
        "data": {"key": message.key, "subject": subject, "id": key, "path": path.format(key)},
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _subject(message: OutboxMessage) -> tuple[str, int | None]:
    payload: dict[str, Any] = json.loads(message.payload)
    return str(payload.get("subject", "")), payload.get("id")


def settle(
    session: Session, actor: Actor, parcel: Parcel, outcome: Outcome, *, now: datetime
) -> WebhookState | None:
    """Write what became of a message; returns how its webhook stands now.

    None, and nothing is written, if the lease ran out and somebody else took the message. A webhook
    that took nothing for three days is switched off.
    """
    found = find_leased(session, parcel.token)
    if found is None:
        return None
    delivery, webhook = found
    delivery.attempts += 1
    delivery.lease_token = delivery.leased_until = None
    webhook.last_trouble, webhook.last_status = outcome.trouble, outcome.status
    if outcome.trouble is None:
        delivery.state, delivery.settled_at = DeliveryState.DELIVERED, now
        webhook.failures, webhook.failing_since = 0, None
        webhook.next_attempt_at, webhook.last_delivered_at = None, now
    else:
        _record_failure(session, actor, delivery, webhook, now=now)
    session.flush()
    return webhook.state


def _record_failure(
    session: Session, actor: Actor, delivery: WebhookDelivery, webhook: Webhook, *, now: datetime
) -> None:
    delivery.first_failed_at = delivery.first_failed_at or now
    delivery.next_attempt_at = now + wait_after(delivery.attempts)
    webhook.failing_since = webhook.failing_since or now
    webhook.failures += 1
    webhook.next_attempt_at = now + wait_after(webhook.failures)
    if webhook.state is WebhookState.ON and is_switched_off(
        webhook.failing_since, webhook.failures, now
    ):
        webhook.state = WebhookState.FAILED
        subject = Subject("webhook", webhook.id)
        since = webhook.failing_since
        record_change(session, actor, "webhook.fail", subject, now=now, failing_since=since)
    elif _arrived_since(webhook, delivery) and is_given_up(delivery.first_failed_at, now):
        delivery.state, delivery.settled_at = DeliveryState.GIVEN_UP, now


def _arrived_since(webhook: Webhook, delivery: WebhookDelivery) -> bool:
    """Tell whether others arrived since this message first failed: then the fault is its own."""
    return (
        webhook.last_delivered_at is not None
        and delivery.first_failed_at is not None
        and webhook.last_delivered_at >= delivery.first_failed_at
    )
