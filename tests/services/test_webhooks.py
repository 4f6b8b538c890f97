import base64
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from directives.errors import AccountNotFound, RightMissing, ValueInvalid, WebhookNotFound
from directives.models.account import Account
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.webhook import Webhook
from directives.rules.permissions import Actor
from directives.services.webhooks import add_webhook, retry_given_up, switch_off, switch_on
from directives.vocabulary import Role, WebhookState, WebhookTopic
from tests.factories import NOW, make_account, make_actor

URL = "https://may.vi-du.vn/nhan"


def make_webhook(
    session: Session, owner: Account | None = None, topics: tuple[str, ...] = ("commitment",)
) -> Webhook:
    """Make a webhook of a drafter of the Ministry of Home Affairs."""
    account = owner or make_account(session)
    return add_webhook(
        session,
        make_actor(session, Role.SYSTEM),
        URL,
        topics=[WebhookTopic(topic) for topic in topics],
        username=account.username,
        now=NOW,
    )


def failing(webhook: Webhook) -> tuple[int, object, object]:
    return webhook.failures, webhook.failing_since, webhook.next_attempt_at


def actions(session: Session) -> list[str]:
    rows = session.exec(select(AuditEvent).order_by(AuditEvent.id)).all()  # type: ignore[arg-type]
    return [row.action for row in rows if row.subject_kind == "webhook"]


def test_a_webhook_has_a_secret_of_its_own_and_its_topics_once_in_their_order(
    session: Session,
) -> None:
    first = make_webhook(session, topics=("gap", "commitment", "gap"))
    second = make_webhook(session)

    assert first.topics == "commitment gap"
    assert first.secret != second.secret
    assert len(base64.b64decode(first.secret.removeprefix("whsec_"))) == 32
    assert actions(session) == ["webhook.add", "webhook.add"]


def test_only_an_administrator_has_to_do_with_webhooks(session: Session) -> None:
    key = saved_id(make_webhook(session))
    actor: Actor = make_actor(session)
    for change in (switch_on, switch_off, retry_given_up):
        with pytest.raises(RightMissing):
            change(session, actor, key, now=NOW)
    with pytest.raises(RightMissing):
        add_webhook(session, actor, URL, topics=[WebhookTopic.GAP], username=actor.name, now=NOW)


def test_a_webhook_needs_an_address_a_topic_and_an_open_account(session: Session) -> None:
    admin, owner = make_actor(session, Role.SYSTEM), make_account(session)
    closed = make_account(session, is_active=False)
    gap = [WebhookTopic.GAP]
    with pytest.raises(ValueInvalid, match="https"):
        add_webhook(session, admin, "x", topics=gap, username=owner.username, now=NOW)
    with pytest.raises(ValueInvalid, match="loại tin"):
        add_webhook(session, admin, URL, topics=[], username=owner.username, now=NOW)
    for name in ("khong-co", "system:cli", closed.username):
        with pytest.raises(AccountNotFound):
            add_webhook(session, admin, URL, topics=gap, username=name, now=NOW)


def test_switching_twice_is_told_once_and_on_forgets_the_failures(session: Session) -> None:
    webhook, admin = make_webhook(session), make_actor(session, Role.SYSTEM)
    key = saved_id(webhook)
    switch_on(session, admin, key, now=NOW)
    for _ in range(2):
        switch_off(session, admin, key, now=NOW)
    webhook.failures, webhook.failing_since = 3, NOW
    webhook.next_attempt_at = NOW + timedelta(hours=1)

    for _ in range(2):
        switch_on(session, admin, key, now=NOW)

    assert webhook.state is WebhookState.ON
    assert failing(webhook) == (0, None, None)
    assert actions(session) == ["webhook.add", "webhook.switch_off", "webhook.switch_on"]


def test_what_is_not_there_cannot_be_switched(session: Session) -> None:
    with pytest.raises(WebhookNotFound):
        switch_on(session, make_actor(session, Role.SYSTEM), 999_999, now=NOW)
