"""Webhooks, and the messages owed to each."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from directives.models.outbox import OutboxMessage
from directives.models.webhook import Webhook, WebhookDelivery
from directives.vocabulary import DeliveryState, WebhookState


def find_webhook(session: Session, webhook_id: int) -> Webhook | None:
    """Find a webhook, to be changed: others wait."""
    return session.exec(
        select(Webhook).where(Webhook.id == webhook_id).with_for_update()
    ).one_or_none()


def list_webhooks(session: Session) -> Sequence[Webhook]:
    """List the webhooks, the newest first."""
    return session.exec(select(Webhook).order_by(col(Webhook.id).desc())).all()


def list_reading_webhooks(session: Session) -> Sequence[Webhook]:
    """List the webhooks that are on, to be changed: other nodes wait."""
    return session.exec(
        select(Webhook)
        .where(Webhook.state == WebhookState.ON)
        .order_by(col(Webhook.id))
        .with_for_update()
    ).all()


def count_webhooks(session: Session) -> int:
    """Count the webhooks, in whatever state."""
    return session.exec(select(sa.func.count(col(Webhook.id)))).one()


def count_failed_webhooks(session: Session) -> int:
    """Count the webhooks that were switched off because nothing arrived."""
    return session.exec(
        select(sa.func.count(col(Webhook.id))).where(Webhook.state == WebhookState.FAILED)
    ).one()


def last_message_id(session: Session) -> int:
    """Return the newest message of the outbox."""
    return session.exec(select(sa.func.max(OutboxMessage.id))).one() or 0


def list_message_ids(
    session: Session, topics: Sequence[str], *, after_id: int, limit: int
) -> Sequence[int]:
    """List the messages about changes of these families, in the order of writing.

    Only messages of changes are asked for, and these become visible in the order of their ids
    (`services.changes`), so that what comes later is never before what was seen.
    """
    wanted = or_(*(col(OutboxMessage.topic).startswith(f"{topic}.") for topic in topics))
    found = session.exec(
        select(OutboxMessage.id)
        .where(col(OutboxMessage.id) > after_id, wanted)
        .order_by(col(OutboxMessage.id))
        .limit(limit)
    ).all()
    return [key for key in found if key is not None]


def take_due(
    session: Session, now: datetime
) -> tuple[WebhookDelivery, Webhook, OutboxMessage] | None:
    """Return the message that waits longest for a webhook that may be sent to, or None.

    Another node's is left alone while its lease runs; on PostgreSQL rows being taken are skipped.
    """
    free = or_(
        col(WebhookDelivery.leased_until).is_(None), col(WebhookDelivery.leased_until) <= now
    )
    rested = or_(col(Webhook.next_attempt_at).is_(None), col(Webhook.next_attempt_at) <= now)
    return session.exec(
        select(WebhookDelivery, Webhook, OutboxMessage)
        .join(Webhook, col(Webhook.id) == col(WebhookDelivery.webhook_id))
        .join(OutboxMessage, col(OutboxMessage.id) == col(WebhookDelivery.message_id))
        .where(
            WebhookDelivery.state == DeliveryState.WAITING,
            WebhookDelivery.next_attempt_at <= now,
            Webhook.state == WebhookState.ON,
            free,
            rested,
        )
        .order_by(col(WebhookDelivery.next_attempt_at), col(WebhookDelivery.id))
        .limit(1)
        .with_for_update(skip_locked=True, of=WebhookDelivery)
    ).first()


def find_leased(session: Session, token: str) -> tuple[WebhookDelivery, Webhook] | None:
    """Find what was taken with a token and is still waiting; both to be changed."""
    return session.exec(
        select(WebhookDelivery, Webhook)
        .join(Webhook, col(Webhook.id) == col(WebhookDelivery.webhook_id))
        .where(
            WebhookDelivery.lease_token == token,
            WebhookDelivery.state == DeliveryState.WAITING,
        )
        .with_for_update()
    ).one_or_none()


def count_deliveries(session: Session) -> dict[tuple[int, DeliveryState], int]:
    """Count the messages of each webhook in each state."""
    rows = session.execute(
        sa.select(
            col(WebhookDelivery.webhook_id), col(WebhookDelivery.state), sa.func.count()
        ).group_by(col(WebhookDelivery.webhook_id), col(WebhookDelivery.state))
    )
    return {(webhook, state): count for webhook, state, count in rows}


def wake_deliveries(
    session: Session,
    webhook_id: int,
    now: datetime,
    *,
    state: DeliveryState = DeliveryState.WAITING,
) -> int:
    """Let messages for a webhook in a state be tried at once, and for days anew; returns how many.

    They keep their identity, so a receiver that took one nevertheless knows it.
    """
    woken = session.connection().execute(
        sa.update(WebhookDelivery)
        .where(col(WebhookDelivery.webhook_id) == webhook_id, col(WebhookDelivery.state) == state)
        .values(
            state=DeliveryState.WAITING,
            settled_at=None,
            next_attempt_at=now,
            first_failed_at=None,
            attempts=0,
        )
    )
    session.expire_all()
    return woken.rowcount
