import json
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from directives.models.account import Account
from directives.models.base import saved_id
from directives.models.outbox import OutboxMessage
from directives.models.webhook import Webhook, WebhookDelivery
from directives.rules.permissions import Actor
from directives.rules.webhooks import FAILURES_BEFORE_OFF, TRIED_FOR
from directives.services.commitments import withdraw
from directives.services.documents import publish
from directives.services.webhook_deliveries import (
    LEASE,
    Outcome,
    Parcel,
    owe_messages,
    settle,
    take_parcel,
)
from directives.services.webhooks import retry_given_up, switch_off, switch_on
from directives.vocabulary import (
    DeliveryState,
    RecordState,
    Role,
    WebhookState,
    WebhookTrouble,
)
from tests.factories import NOW, TODAY, make_account, make_actor, make_commitment, make_document
from tests.services.test_webhooks import make_webhook

ARRIVED = Outcome(status=204)
REFUSED = Outcome(WebhookTrouble.ANSWER, 500)


@pytest.fixture
def system(session: Session) -> Actor:
    return make_actor(session, Role.SYSTEM)


def deliveries(session: Session) -> list[WebhookDelivery]:
    return list(session.exec(select(WebhookDelivery).order_by(WebhookDelivery.id)).all())  # type: ignore[arg-type]


def taken(session: Session, at: datetime = NOW) -> Parcel:
    parcel = take_parcel(session, now=at)
    assert parcel is not None
    return parcel


def said(parcel: Parcel) -> dict[str, object]:
    told: dict[str, object] = json.loads(parcel.body)
    return told


def test_each_webhook_is_owed_what_happens_after_it_was_made_of_its_topics_once(
    session: Session, system: Actor
) -> None:
    make_commitment(session)
    first, second = make_webhook(session), make_webhook(session, topics=("gap", "document"))
    made = make_commitment(session)
    withdraw(session, system, saved_id(made), held_on=TODAY, reason="Không còn cần", now=NOW)

    assert (owe_messages(session, now=NOW), owe_messages(session, now=NOW)) == (2, 0)
    parcels = [taken(session), taken(session)]
    assert take_parcel(session, now=NOW) is None
    assert {parcel.webhook_id for parcel in parcels} == {first.id}
    assert second.read_to_id >= 0
    assert [said(parcel)["type"] for parcel in parcels] == [
        "commitment.record",
        "commitment.withdrawn",
    ]
    data = said(parcels[0])["data"]
    assert isinstance(data, dict)
    assert data["path"] == f"/api/v1/commitments/{made.id}"
    assert set(data) == {"key", "subject", "id", "path"}


def test_an_outbox_message_reaches_every_webhook_with_the_same_identity(
    session: Session, system: Actor
) -> None:
    make_webhook(session)
    make_webhook(session)
    make_commitment(session)
    owe_messages(session, now=NOW)

    one, other = taken(session), taken(session)

    assert one.webhook_id != other.webhook_id
    assert one.identity == other.identity
    assert one.secret != other.secret
    for parcel in (one, other):
        assert settle(session, system, parcel, ARRIVED, now=NOW) is WebhookState.ON
    assert {one.state for one in deliveries(session)} == {DeliveryState.DELIVERED}


def test_what_one_has_taken_nobody_else_takes_until_the_lease_is_over(
    session: Session, system: Actor
) -> None:
    make_webhook(session)
    make_commitment(session)
    owe_messages(session, now=NOW)
    lost = taken(session)
    assert take_parcel(session, now=NOW + LEASE - timedelta(seconds=1)) is None

    again = taken(session, NOW + LEASE)

    assert again.identity == lost.identity
    assert settle(session, system, lost, ARRIVED, now=NOW + LEASE) is None
    assert settle(session, system, again, ARRIVED, now=NOW + LEASE) is WebhookState.ON
    assert settle(session, system, again, REFUSED, now=NOW + LEASE) is None
    (only,) = deliveries(session)
    assert (only.state, only.attempts) == (DeliveryState.DELIVERED, 1)


def test_after_a_failure_the_receiver_is_left_alone_and_then_tried_again(
    session: Session, system: Actor
) -> None:
    webhook = make_webhook(session)
    make_commitment(session)
    make_commitment(session)
    owe_messages(session, now=NOW)
    settle(session, system, taken(session), REFUSED, now=NOW)
    assert (webhook.failures, webhook.last_status) == (1, 500)

    assert take_parcel(session, now=NOW + timedelta(seconds=29)) is None
    settle(session, system, taken(session, NOW + timedelta(seconds=30)), ARRIVED, now=NOW)

    assert (webhook.failures, webhook.failing_since, webhook.last_trouble) == (0, None, None)


def state_of(webhook: Webhook) -> WebhookState:
    return webhook.state


def fail_for(session: Session, system: Actor, hours: int, start: datetime = NOW) -> datetime:
    """Fail every hour, with each message that may be sent; returns the last moment."""
    for hour in range(hours):
        at = start + timedelta(hours=hour)
        while parcel := take_parcel(session, now=at):
            settle(session, system, parcel, REFUSED, now=at)
    return at


def test_a_receiver_that_takes_nothing_for_three_days_is_switched_off_and_told_of(
    session: Session, system: Actor
) -> None:
    webhook = make_webhook(session)
    make_commitment(session)
    owe_messages(session, now=NOW)

    fail_for(session, system, 72)
    assert (state_of(webhook), webhook.failures >= FAILURES_BEFORE_OFF) == (WebhookState.ON, True)
    at = fail_for(session, system, 8, NOW + TRIED_FOR)

    assert state_of(webhook) is WebhookState.FAILED
    told = session.exec(select(OutboxMessage).where(OutboxMessage.topic == "webhook.fail")).one()
    assert json.loads(told.payload)["id"] == webhook.id
    (only,) = deliveries(session)
    assert only.state is DeliveryState.WAITING
    make_commitment(session)
    assert owe_messages(session, now=at) == 0

    switch_on(session, system, saved_id(webhook), now=at)
    assert owe_messages(session, now=at) == 1
    for _ in range(2):
        settle(session, system, taken(session, at), ARRIVED, now=at)
    assert {one.state for one in deliveries(session)} == {DeliveryState.DELIVERED}


def test_one_message_that_is_refused_for_days_while_others_arrive_is_given_up(
    session: Session, system: Actor
) -> None:
    webhook = make_webhook(session)
    make_commitment(session)
    owe_messages(session, now=NOW)
    bad = taken(session).identity
    at = NOW + LEASE
    while at < NOW + TRIED_FOR + timedelta(hours=13):
        make_commitment(session)
        owe_messages(session, now=at)
        while parcel := take_parcel(session, now=at):
            settle(session, system, parcel, REFUSED if parcel.identity == bad else ARRIVED, now=at)
        at += timedelta(hours=1)

    states = [one.state for one in deliveries(session)]
    assert states[0] is DeliveryState.GIVEN_UP
    assert set(states[1:]) == {DeliveryState.DELIVERED}
    assert webhook.state is WebhookState.ON


def test_what_was_given_up_is_sent_again_with_the_same_identity_when_asked(
    session: Session, system: Actor
) -> None:
    webhook = make_webhook(session)
    make_commitment(session)
    owe_messages(session, now=NOW)
    identity = taken(session).identity
    (given_up,) = deliveries(session)
    given_up.state, given_up.settled_at, given_up.attempts = DeliveryState.GIVEN_UP, NOW, 40
    given_up.first_failed_at, given_up.leased_until = NOW - TRIED_FOR, None
    session.flush()
    switch_off(session, system, saved_id(webhook), now=NOW)
    switch_on(session, system, saved_id(webhook), now=NOW)
    assert take_parcel(session, now=NOW) is None, "switching on asks for what waits only"

    key = saved_id(webhook)
    assert [retry_given_up(session, system, key, now=NOW) for _ in range(2)] == [1, 0]

    again = taken(session)
    assert again.identity == identity
    settle(session, system, again, REFUSED, now=NOW)
    (owed,) = deliveries(session)
    assert (owed.state, owed.attempts, owed.settled_at) == (DeliveryState.WAITING, 1, None)
    asked = select(OutboxMessage).where(OutboxMessage.topic == "webhook.retry")
    assert json.loads(session.exec(asked).one().payload)["id"] == key


def test_nine_days_without_us_switch_no_receiver_off(session: Session, system: Actor) -> None:
    webhook = make_webhook(session)
    make_commitment(session)
    owe_messages(session, now=NOW)
    settle(session, system, taken(session), REFUSED, now=NOW)

    later = NOW + timedelta(days=9)
    settle(session, system, taken(session, later), REFUSED, now=later)

    assert (webhook.state, webhook.failures) == (WebhookState.ON, 2)


def test_nothing_is_sent_while_a_webhook_is_off(session: Session, system: Actor) -> None:
    webhook = make_webhook(session)
    make_commitment(session)
    owe_messages(session, now=NOW)
    held = taken(session)
    switch_off(session, system, saved_id(webhook), now=NOW)

    assert settle(session, system, held, REFUSED, now=NOW) is WebhookState.OFF
    assert take_parcel(session, now=NOW + timedelta(days=1)) is None


def test_of_a_draft_only_its_own_agency_s_webhook_is_told(session: Session, system: Actor) -> None:
    own = make_account(session)
    officer = make_account(session, role=Role.OFFICER, agency_id=None, place_code="15")
    webhooks = {
        account.id: make_webhook(session, account, topics=("document",))
        for account in (own, officer)
    }
    drafter = make_actor(session)
    draft = make_document(session, drafter, state=RecordState.DRAFT)
    publish(session, drafter, saved_id(draft), now=NOW, today=TODAY)
    draft = make_document(session, drafter, state=RecordState.DRAFT)
    session.add(_message("document.correct", draft.id))
    session.add(_message("document.correct", None))
    session.flush()
    owe_messages(session, now=NOW)

    told: dict[int, list[str]] = {}
    while parcel := take_parcel(session, now=NOW):
        told.setdefault(parcel.webhook_id, []).append(str(said(parcel)["type"]))

    assert told[saved_id(webhooks[own.id])].count("document.correct") == 2
    assert told[saved_id(webhooks[officer.id])].count("document.correct") == 1
    withheld = [one for one in deliveries(session) if one.state is DeliveryState.WITHHELD]
    assert {one.webhook_id for one in withheld} == {webhooks[officer.id].id}


def _message(topic: str, key: int | None) -> OutboxMessage:
    payload = json.dumps({"subject": "document", "id": key, "details": {"title": "mật"}})
    return OutboxMessage(key=f"{topic}:{key}", topic=topic, payload=payload, created_at=NOW)


def test_the_webhook_of_a_closed_account_is_told_nothing(session: Session) -> None:
    webhook: Webhook = make_webhook(session)
    owner = session.get(Account, webhook.account_id)
    assert owner is not None
    owner.is_active = False
    make_commitment(session)
    owe_messages(session, now=NOW)

    assert take_parcel(session, now=NOW) is None
    assert [one.state for one in deliveries(session)] == [DeliveryState.WITHHELD]
