"""Send what is owed to webhooks, one message after another, each in its own transactions."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from api.webhook_sending import WebhookSender
from directives import clock
from directives.rules.webhooks import read_networks
from directives.services.accounts import system_actor
from directives.services.webhook_deliveries import owe_messages, settle, take_parcel
from directives.settings import Settings
from directives.store.session import unit_of_work
from directives.vocabulary import WebhookState

MOST_OF_A_ROUND = 500

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class WebhookRound:
    """What became of the messages of one round."""

    owed: int = 0
    sent: int = 0
    failed: int = 0
    switched_off: int = 0


def webhook_sender(settings: Settings) -> WebhookSender:
    """Return the sender that reaches what the operator allows."""
    return WebhookSender(read_networks(settings.webhook_networks))


def send_webhooks(
    engine: Engine,
    sender: WebhookSender,
    *,
    username: str = "system:scheduler",
    current_time: Callable[[], datetime] = clock.current_time,
) -> WebhookRound:
    """Decide what is owed and send what may be sent now.

    Safe on every node at once. A receiver that fails is left alone until its wait is over, so it
    costs the others one attempt.
    """
    done = WebhookRound()
    with unit_of_work(engine) as session:
        done.owed = owe_messages(session, now=current_time())
    for _ in range(MOST_OF_A_ROUND):
        with unit_of_work(engine) as session:
            parcel = take_parcel(session, now=current_time())
        if parcel is None:
            break
        outcome = sender.send(parcel, now=current_time())
        with unit_of_work(engine) as session:
            actor = system_actor(session, username)
            state = settle(session, actor, parcel, outcome, now=current_time())
        done.sent += outcome.trouble is None
        done.failed += outcome.trouble is not None
        if state is WebhookState.FAILED:
            done.switched_off += 1
            _log.warning("Webhook %s took nothing for days and was switched off", parcel.webhook_id)
    return done
