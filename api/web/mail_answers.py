"""The pages behind the links of letters: what will be done, a button that does it, what was done.

Opening one changes nothing and needs no sign-in; the address itself is the proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now
from api.web.formatting import instant
from api.web.forms import typed_words
from api.web.promise_rows import PromiseRow, promise_rows_of
from api.web.rendering import render
from api.web.sent_forms import Typed, typed_day
from api.web.words import ReaderWords, Words
from directives.clock import ha_noi_date
from directives.errors import DirectivesError, MailLinkUsed, NotFound
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.commitment_views import get_commitment
from directives.services.mail_answers import MailLink, Said, answer, open_link
from directives.translation import N_
from directives.vocabulary import MailAnswerKind

ADDRESS: Final = "/thu/{kind}/{token}"

router = APIRouter(include_in_schema=False)

_DUE = Annotated[str, Form(max_length=40)]

_FIELDS: Final = {"reason_words": "words"}
"""What the form calls a field of what it says."""

_ASKS: Final = {
    MailAnswerKind.DONE: N_("Báo rằng cam kết này đã làm xong?"),
    MailAnswerKind.DATE: N_("Bao giờ cam kết này hoàn thành?"),
    MailAnswerKind.ACCEPT: N_("Nhận rằng cam kết này là của cơ quan bạn?"),
    MailAnswerKind.REJECT: N_("Báo rằng cam kết này không phải việc của cơ quan bạn?"),
    MailAnswerKind.SNOOZE: N_("Hoãn nhắc cam kết này 7 ngày?"),
}
_DOES: Final = {
    MailAnswerKind.DONE: N_("Cam kết sẽ chờ cơ quan giám sát xác nhận và thôi được nhắc."),
    MailAnswerKind.DATE: N_("Thời hạn mới được ghi thêm vào sổ; thời hạn cũ vẫn còn đó."),
    MailAnswerKind.ACCEPT: N_("Sổ sẽ ghi rằng cơ quan bạn đã nhận cam kết."),
    MailAnswerKind.REJECT: N_("Sổ sẽ ghi lý do; cam kết vẫn chờ cho đến khi được chuyển đi."),
    MailAnswerKind.SNOOZE: N_("Bạn không được nhắc trong 7 ngày; cấp trên vẫn được báo đúng hạn."),
}
_DONE: Final = {
    MailAnswerKind.DONE: N_("Bạn đã báo làm xong lúc {at}."),
    MailAnswerKind.DATE: N_("Bạn đã cho biết thời hạn lúc {at}."),
    MailAnswerKind.ACCEPT: N_("Bạn đã nhận cam kết lúc {at}."),
    MailAnswerKind.REJECT: N_("Bạn đã từ chối cam kết lúc {at}."),
    MailAnswerKind.SNOOZE: N_("Bạn đã hoãn nhắc lúc {at}."),
}
_WORDS: Final = {
    MailAnswerKind.DONE: N_("Điều gì chứng minh (số văn bản, kết quả)"),
    MailAnswerKind.DATE: N_("Lý do"),
    MailAnswerKind.REJECT: N_("Lý do"),
    MailAnswerKind.SNOOZE: N_("Lý do"),
}


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """What a link is for: the promise, the question, what will happen, or what was done.

    `done` is empty while the link waits; `words_label` where no words are asked for.
    """

    row: PromiseRow
    reader: str
    question: str
    consequence: str
    button: str
    done: str
    words_label: str
    words_are_optional: bool
    asks_day: bool


@router.get(ADDRESS)
def show(
    request: Request,
    kind: MailAnswerKind,
    token: str,
    session: DbSession,
    _actor: CurrentActor,
    *,
    words: ReaderWords,
    now: Now,
) -> Response:
    """Show what a link is for; nothing changes by looking."""
    link = open_link(session, kind, token, now=now)
    return _page(request, session, link, words, now=now)


@router.post(ADDRESS)
def act(
    request: Request,
    kind: MailAnswerKind,
    token: str,
    session: DbSession,
    _actor: CurrentActor,
    *,
    language: ReaderWords,
    now: Now,
    words: Typed = "",
    due_to: _DUE = "",
) -> Response:
    """Do what the link says, once; who presses twice sees what was done."""
    try:
        said = Said(typed_words(words)[:2_000], typed_day(due_to, field="due_to"))
        answer(session, kind, token, said, now=now)
    except MailLinkUsed:
        pass
    except NotFound:
        raise
    except DirectivesError as refused:
        link = open_link(session, kind, token, now=now)
        field = _FIELDS.get(refused.field or "", refused.field or "")
        errors = {field: refused.message(language.catalogue.gettext)}
        typed = {"words": words, "due_to": due_to}
        return _page(request, session, link, language, now=now, errors=errors, typed=typed)
    return RedirectResponse(request.url.path, HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    session: Session,
    link: MailLink,
    words: Words,
    *,
    now: datetime,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    today = ha_noi_date(now)
    view = get_commitment(session, link.commitment_id, AsOf(today, now))
    page = AnswerPage(
        row=promise_rows_of(session, PUBLIC, [view], words, today=today)[0],
        reader=link.contact.name,
        question=words.say(_ASKS[link.kind]),
        consequence=words.say(_DOES[link.kind]),
        button=words.label(link.kind),
        done=_done(link, words),
        words_label=words.say(_WORDS[link.kind]) if link.kind in _WORDS else "",
        words_are_optional=link.kind is MailAnswerKind.DATE and view.standing.due.due_to is None,
        asks_day=link.kind is MailAnswerKind.DATE,
    )
    response = render(
        request,
        "mail_answer.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        page=page,
        errors=dict(errors or {}),
        typed={"words": "", "due_to": "", **(typed or {})},
    )
    # The address is a key: it goes to no cache, no other site, no search engine.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _done(link: MailLink, words: Words) -> str:
    if link.answered_at is None:
        return ""
    return words.say(_DONE[link.kind], at=instant(link.answered_at))
