"""Commands on webhooks: add, list, on, off, retry, send."""

from collections.abc import Mapping

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.webhook_rounds import send_webhooks, webhook_sender
from directives.models.base import saved_id
from directives.models.webhook import Webhook
from directives.services.webhooks import add_webhook, retry_given_up, switch_off, switch_on
from directives.store.accounts import list_account_names
from directives.store.webhooks import count_deliveries, list_webhooks
from directives.translation import N_
from directives.vocabulary import DeliveryState, WebhookTopic

_TOPICS = [topic.value for topic in WebhookTopic]


@click.group("webhook", cls=TranslatedGroup, help=N_("Quản lý webhook."))
def webhook() -> None:
    """Group the commands on webhooks."""


@webhook.command("add", help=N_("Thêm webhook; in khóa ký để khai ở máy nhận."))
@click.argument("url")
@click.option(
    "--topic",
    "topics",
    type=click.Choice(_TOPICS),
    multiple=True,
    required=True,
    help=N_("Loại tin; lặp lại được."),
)
@click.option(
    "--account", "username", required=True, help=N_("Tài khoản mà webhook mang quyền đọc.")
)
@json_option
@pass_workplace
def add(
    workplace: Workplace, url: str, *, topics: tuple[str, ...], username: str, as_json: bool
) -> None:
    """Add a webhook."""
    chosen = [WebhookTopic(topic) for topic in topics]
    with workplace.writing() as (session, actor):
        made = add_webhook(
            session, actor, url, topics=chosen, username=username, now=workplace.now()
        )
        key, secret = saved_id(made), made.secret
    if as_json:
        print_json({"id": key, "url": url, "topics": list(topics), "secret": secret})
    else:
        workplace.say(N_("Webhook {key}, khóa ký {secret}"), key=key, secret=secret)


@webhook.command("list", help=N_("Liệt kê webhook, số tin còn chờ và số tin đã bỏ."))
@json_option
@pass_workplace
def list_all(workplace: Workplace, *, as_json: bool) -> None:
    """List the webhooks; their secrets are on the page of the administrator."""
    with workplace.reading() as session:
        found = list_webhooks(session)
        counts = count_deliveries(session)
        names = list_account_names(session, [one.account_id for one in found])
        rows = [_row(one, names.get(one.account_id, ""), counts) for one in found]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo("{id}\t{state}\t{waiting}\t{given_up}\t{url}".format(**row))


def _row(
    one: Webhook, owner: str, counts: Mapping[tuple[int, DeliveryState], int]
) -> dict[str, object]:
    key = saved_id(one)
    return {
        "id": key,
        "url": one.url,
        "topics": one.topics.split(),
        "account": owner,
        "state": one.state.value,
        "waiting": counts.get((key, DeliveryState.WAITING), 0),
        "given_up": counts.get((key, DeliveryState.GIVEN_UP), 0),
        "failures": one.failures,
        "failing_since": one.failing_since.isoformat() if one.failing_since else None,
        "last_trouble": one.last_trouble.value if one.last_trouble else None,
        "last_status": one.last_status,
    }


@webhook.command("on", help=N_("Bật lại webhook; tin còn chờ được gửi ngay."))
@click.argument("webhook_id", type=click.IntRange(min=1))
@pass_workplace
def turn_on(workplace: Workplace, webhook_id: int) -> None:
    """Switch a webhook on."""
    with workplace.writing() as (session, actor):
        switch_on(session, actor, webhook_id, now=workplace.now())
    workplace.say(N_("Đã bật webhook {key}."), key=webhook_id)


@webhook.command("off", help=N_("Tắt webhook; không gửi gì cho tới khi bật lại."))
@click.argument("webhook_id", type=click.IntRange(min=1))
@pass_workplace
def turn_off(workplace: Workplace, webhook_id: int) -> None:
    """Switch a webhook off."""
    with workplace.writing() as (session, actor):
        switch_off(session, actor, webhook_id, now=workplace.now())
    workplace.say(N_("Đã tắt webhook {key}."), key=webhook_id)


@webhook.command("retry", help=N_("Gửi lại các tin đã bỏ của một webhook."))
@click.argument("webhook_id", type=click.IntRange(min=1))
@pass_workplace
def retry(workplace: Workplace, webhook_id: int) -> None:
    """Owe anew what was given up; the next round sends it."""
    with workplace.writing() as (session, actor):
        count = retry_given_up(session, actor, webhook_id, now=workplace.now())
    workplace.say(N_("{count} tin sẽ được gửi lại."), count=count)


@webhook.command("send", help=N_("Gửi ngay các tin đang chờ; chạy lại không gửi trùng."))
@json_option
@pass_workplace
def send(workplace: Workplace, *, as_json: bool) -> int:
    """Send what waits; the exit code is 1 if a receiver did not take it."""
    with workplace.reading():  # a missing database is said before anything is sent
        pass
    done = send_webhooks(
        workplace.engine, webhook_sender(workplace.settings), username="system:cli"
    )
    if as_json:
        print_json({"sent": done.sent, "failed": done.failed, "switched_off": done.switched_off})
    else:
        workplace.say(
            N_("Đã gửi {sent} tin; {failed} lần không gửi được."),
            sent=done.sent,
            failed=done.failed,
        )
    return 1 if done.failed else 0


COMMANDS = (webhook,)
