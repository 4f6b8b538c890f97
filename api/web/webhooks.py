"""The administrator's page of webhooks: how each stands, a new one, on, off and again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now
from api.web import formatting
from api.web.addresses import RecordId
from api.web.forms import typed_words
from api.web.rendering import render
from api.web.sent_forms import SentForm
from api.web.words import ReaderWords, Words
from directives.errors import AccountNotFound, ValueInvalid
from directives.models.base import saved_id
from directives.models.webhook import Webhook
from directives.rules.permissions import check_can_administer
from directives.services.webhooks import add_webhook, retry_given_up, switch_off, switch_on
from directives.store.accounts import list_account_names
from directives.store.webhooks import count_deliveries, list_webhooks
from directives.translation import N_
from directives.vocabulary import DeliveryState, WebhookState, WebhookTopic

ADDRESS = "/quan-tri/webhook"

router = APIRouter(include_in_schema=False)

_Typed = Annotated[str, Form(max_length=4_000)]
_Topics = Annotated[list[str], Form(max_length=20)]


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """One webhook: where to, what of, whose rights, how it stands.

    Attributes:
        sentence: How it stands, as a sentence.
        tone: "done", "soon", "late" or "ended" of the style sheet.
        withheld: Messages that the owner may not read and were never sent.
        given_up: Messages that the receiver refused for three days while it took others.
    """

    id: int
    url: str
    topics: Sequence[str]
    owner: str
    secret: str
    sentence: str
    tone: str
    is_on: bool
    waiting: int
    delivered: int
    withheld: int
    given_up: int


@dataclass(frozen=True, slots=True)
class WebhookPage:
    """The webhooks, and the form of a new one as it was typed."""

    rows: Sequence[WebhookRow]
    topics: Sequence[tuple[str, str, bool]]  # value, label, whether it is chosen
    url: str
    username: str


@router.get(ADDRESS)
def webhook_page(
    request: Request, session: DbSession, actor: CurrentActor, words: ReaderWords
) -> HTMLResponse:
    """Show the webhooks."""
    check_can_administer(actor)
    return _page(request, session, words, url="", username=actor.name, chosen=[])


@router.post(ADDRESS)
def add(
    request: Request,
    sent: SentForm,
    words: ReaderWords,
    now: Now,
    url: _Typed = "",
    username: _Typed = "",
    topics: _Topics = [],  # noqa: B006 - never changed
) -> Response:
    """Add a webhook, or say what is wrong with it."""
    check_can_administer(sent.actor)
    chosen = [topic for topic in WebhookTopic if topic.value in topics]
    address, owner = typed_words(url), typed_words(username).lower()
    try:
        made = add_webhook(
            sent.session, sent.actor, address, topics=chosen, username=owner, now=now
        )
    except (ValueInvalid, AccountNotFound) as refused:
        errors = {refused.field or "": refused.message(words.catalogue.gettext)}
        return _page(
            request, sent.session, words, url=address, username=owner, chosen=chosen, errors=errors
        )
    return sent.see(f"{ADDRESS}#webhook-{saved_id(made)}")


@router.post(ADDRESS + "/{webhook_id:int}/bat")
def turn_on(webhook_id: RecordId, sent: SentForm, now: Now) -> Response:
    """Switch a webhook on; what waits is sent at once."""
    switch_on(sent.session, sent.actor, webhook_id, now=now)
    return sent.see(f"{ADDRESS}#webhook-{webhook_id}")


@router.post(ADDRESS + "/{webhook_id:int}/tat")
def turn_off(webhook_id: RecordId, sent: SentForm, now: Now) -> Response:
    """Switch a webhook off."""
    switch_off(sent.session, sent.actor, webhook_id, now=now)
    return sent.see(f"{ADDRESS}#webhook-{webhook_id}")


@router.post(ADDRESS + "/{webhook_id:int}/gui-lai")
def retry(webhook_id: RecordId, sent: SentForm, now: Now) -> Response:
    """Send again what the receiver refused for days."""
    retry_given_up(sent.session, sent.actor, webhook_id, now=now)
    return sent.see(f"{ADDRESS}#webhook-{webhook_id}")


def _page(
    request: Request,
    session: Session,
    words: Words,
    *,
    url: str,
    username: str,
    chosen: Sequence[WebhookTopic],
    errors: Mapping[str, str] | None = None,
) -> HTMLResponse:
    found = list_webhooks(session)
    names = list_account_names(session, [one.account_id for one in found])
    counts = count_deliveries(session)
    page = WebhookPage(
        rows=[_row(one, names.get(one.account_id, ""), counts, words) for one in found],
        topics=[(topic.value, words.label(topic), topic in chosen) for topic in WebhookTopic],
        url=url,
        username=username,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    response = render(
        request, "webhooks.html", status_code=status, page=page, errors=dict(errors or {})
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _row(
    one: Webhook, owner: str, counts: Mapping[tuple[int, DeliveryState], int], words: Words
) -> WebhookRow:
    key = saved_id(one)
    sentence, tone = _standing(one, words)
    return WebhookRow(
        id=key,
        url=one.url,
        topics=[words.label(WebhookTopic(topic)) for topic in one.topics.split()],
        owner=owner,
        secret=one.secret,
        sentence=sentence,
        tone=tone,
        is_on=one.state is WebhookState.ON,
        waiting=counts.get((key, DeliveryState.WAITING), 0),
        delivered=counts.get((key, DeliveryState.DELIVERED), 0),
        withheld=counts.get((key, DeliveryState.WITHHELD), 0),
        given_up=counts.get((key, DeliveryState.GIVEN_UP), 0),
    )


def _standing(one: Webhook, words: Words) -> tuple[str, str]:
    if one.state is WebhookState.OFF:
        return words.say(N_("Đã tắt; không gửi gì cho tới khi bật lại.")), "ended"
    trouble = _trouble(one, words)
    since = formatting.instant(one.failing_since) if one.failing_since else ""
    if one.state is WebhookState.FAILED:
        sentence = N_(
            "Đã tự tắt: không gửi được từ {since} ({trouble}). Sửa xong hãy bật lại; tin còn chờ"
            " sẽ được gửi."
        )
        return words.say(sentence, since=since, trouble=trouble), "late"
    if since:
        sentence = N_("Không gửi được từ {since} ({trouble}); đang tự gửi lại.")
        return words.say(sentence, since=since, trouble=trouble), "soon"
    if one.last_delivered_at:
        at = formatting.instant(one.last_delivered_at)
        return words.say(N_("Đang chạy; lần gửi gần nhất {at}."), at=at), "done"
    return words.say(N_("Đang bật; chưa gửi tin nào.")), "done"


def _trouble(one: Webhook, words: Words) -> str:
    if one.last_trouble is None:
        return ""
    label = words.label(one.last_trouble)
    return f"{label}: {one.last_status}" if one.last_status else label
