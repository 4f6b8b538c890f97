"""The inbox of a signed-in person, and what is done there: read, put off, wake."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import PageNumber, RecordId, whole_number
from api.web.forms import typed_words
from api.web.inbox_page import Refused, inbox_page
from api.web.sent_forms import SentForm, Typed
from api.web.words import ReaderWords
from directives.errors import NothingToPutOff, ValueInvalid
from directives.rules.permissions import check_signed_in
from directives.rules.two_times import AsOf
from directives.services.inbox import read_everything, read_message, read_promise
from directives.services.snoozes import put_off, wake

ADDRESS = "/tai-khoan/thong-bao"

router = APIRouter(include_in_schema=False)


@router.get(ADDRESS)
def inbox(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    *,
    now: Now,
    today: Today,
    page: PageNumber,
) -> Response:
    """Show what the reader was told; looking marks nothing as read."""
    check_signed_in(actor)
    return inbox_page(request, session, actor, words, at=AsOf(today, now), page=page)


@router.post(ADDRESS + "/cam-ket/{commitment_id:int}/hoan")
def put_promise_off(
    request: Request,
    commitment_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    *,
    days: Typed = "",
    reason: Typed = "",
) -> Response:
    """Let the reader rest from one promise, with the reason."""
    said = typed_words(reason)
    try:
        wanted = whole_number(days) or 0
        now = sent.at.known_at
        put_off(sent.session, sent.actor, commitment_id, days=wanted, reason=said, now=now)
    except (ValueInvalid, NothingToPutOff) as wrong:
        errors = {wrong.field or "": wrong.message(words.catalogue.gettext)}
        refused = Refused(commitment_id, errors, said)
        return inbox_page(request, sent.session, sent.actor, words, at=sent.at, refused=refused)
    return sent.see(ADDRESS)


@router.post(ADDRESS + "/cam-ket/{commitment_id:int}/nhac-lai")
def wake_promise(commitment_id: RecordId, sent: SentForm) -> Response:
    """Let the reader be reminded of a promise again."""
    wake(sent.session, sent.actor, commitment_id, now=sent.at.known_at)
    return sent.see(ADDRESS)


@router.post(ADDRESS + "/cam-ket/{commitment_id:int}")
def mark_promise(commitment_id: RecordId, sent: SentForm) -> Response:
    """Mark as read what was told of one promise."""
    read_promise(sent.session, sent.actor, commitment_id, now=sent.at.known_at)
    return sent.see(ADDRESS)


@router.post(ADDRESS + "/tin/{message_id:int}")
def mark_message(message_id: RecordId, sent: SentForm) -> Response:
    """Mark one alarm as read."""
    read_message(sent.session, sent.actor, message_id, now=sent.at.known_at)
    return sent.see(ADDRESS)


@router.post(ADDRESS)
def mark_everything(sent: SentForm, notice_id: Typed = "", message_id: Typed = "") -> Response:
    """Mark as read all that the page showed; what came since stays unread."""
    shown = {"notice_id": whole_number(notice_id) or 0, "message_id": whole_number(message_id) or 0}
    read_everything(sent.session, sent.actor, now=sent.at.known_at, **shown)
    return sent.see(ADDRESS)
