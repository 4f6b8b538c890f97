"""Webhooks: added, switched on and off by the administrator."""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from directives.errors import AccountNotFound, ValueInvalid, WebhookNotFound
from directives.models.base import Subject, saved_id
from directives.models.webhook import Webhook
from directives.rules.permissions import Actor, check_can_administer
from directives.rules.webhooks import SECRET_PREFIX, check_url
from directives.services.changes import record_change
from directives.store.accounts import find_account
from directives.store.webhooks import find_webhook, last_message_id, wake_deliveries
from directives.translation import N_
from directives.vocabulary import DeliveryState, Role, WebhookState, WebhookTopic

_NO_TOPIC = N_("Hãy chọn ít nhất một loại tin.")
_SECRET_BYTES = 32


def add_webhook(
    session: Session,
    actor: Actor,
    url: str,
    *,
    topics: Sequence[WebhookTopic],
    username: str,
    now: datetime,
) -> Webhook:
    """Let an address be told of what changes from now on, as far as an account may read it.

    Raises:
        RightMissing: the actor is no administrator.
        ValueInvalid: the address is none, or no topic was chosen.
        AccountNotFound: there is no such open account, or it is the service's own.
    """
    check_can_administer(actor)
    address = check_url(url)
    if not topics:
        raise ValueInvalid(field="topics", reason=_NO_TOPIC)
    owner = find_account(session, username)
    if owner is None or owner.role is Role.SYSTEM or not owner.is_active:
        raise AccountNotFound(field="username", username=username)
    secret = base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
    webhook = Webhook(
        url=address,
        topics=" ".join(topic for topic in WebhookTopic if topic in topics),
        secret=f"{SECRET_PREFIX}{secret}",
        account_id=saved_id(owner),
        created_at=now,
        read_to_id=last_message_id(session),
    )
    session.add(webhook)
    session.flush()
    subject = Subject("webhook", webhook.id)
    record_change(session, actor, "webhook.add", subject, now=now, url=url, username=username)
    return webhook


def switch_on(session: Session, actor: Actor, webhook_id: int, *, now: datetime) -> None:
    """Send to a webhook again; what came meanwhile and what waits is sent, too.

    Raises:
        RightMissing: the actor is no administrator.
        WebhookNotFound: there is no such webhook.
    """
    webhook = _changeable(session, actor, webhook_id)
    if webhook.state is WebhookState.ON:
        return
    webhook.state = WebhookState.ON
    webhook.failures, webhook.failing_since, webhook.next_attempt_at = 0, None, None
    session.flush()
    wake_deliveries(session, webhook_id, now)
    record_change(session, actor, "webhook.switch_on", Subject("webhook", webhook_id), now=now)


def retry_given_up(session: Session, actor: Actor, webhook_id: int, *, now: datetime) -> int:
    """Owe a webhook anew what it refused for days while it took others; returns how many messages.

    What the webhook is off for waits until it is on.

    Raises:
        RightMissing: the actor is no administrator.
        WebhookNotFound: there is no such webhook.
    """
    _changeable(session, actor, webhook_id)
    count = wake_deliveries(session, webhook_id, now, state=DeliveryState.GIVEN_UP)
    if count:
        subject = Subject("webhook", webhook_id)
        record_change(session, actor, "webhook.retry", subject, now=now, count=count)
    return count


def switch_off(session: Session, actor: Actor, webhook_id: int, *, now: datetime) -> None:
    """Send nothing to a webhook until it is switched on again.

    Raises:
        RightMissing: the actor is no administrator.
        WebhookNotFound: there is no such webhook.
    """
    webhook = _changeable(session, actor, webhook_id)
    if webhook.state is WebhookState.OFF:
        return
    webhook.state = WebhookState.OFF
    session.flush()
    record_change(session, actor, "webhook.switch_off", Subject("webhook", webhook_id), now=now)


def _changeable(session: Session, actor: Actor, webhook_id: int) -> Webhook:
    check_can_administer(actor)
    webhook = find_webhook(session, webhook_id)
    if webhook is None:
        raise WebhookNotFound
    return webhook
