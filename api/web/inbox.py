"""The inbox of a signed-in person: promises to look at by body, the most urgent first; alarms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today, check_csrf
from api.web.addresses import Paged, PageNumber, RecordId, paged, whole_number
from api.web.alarm_sentences import AlarmLine, alarm_line
from api.web.names import agency_names
from api.web.promise_rows import PromiseRow, most_urgent_first, promise_rows_of
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import AsOf
from directives.services.inbox import (
    Inbox,
    Told,
    read_everything,
    read_message,
    read_promise,
    view_inbox,
)
from directives.translation import N_

ADDRESS = "/tai-khoan/thong-bao"

router = APIRouter(include_in_schema=False)

_Token = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One promise of which the reader was told: how it stands today, and why it was told."""

    row: PromiseRow
    why: str
    told_at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class InboxPage:
    """What waits to be read, by body, and what was read lately.

    `notice_id` and `message_id` are the newest of each that the page shows: what arrives later is
    not marked as read with them.
    """

    alarms: Sequence[AlarmLine]
    read_alarms: Sequence[AlarmLine]
    unread: Paged[NoticeRow]
    bodies: Sequence[tuple[str, list[NoticeRow]]]
    read: Sequence[NoticeRow]
    notice_id: int
    message_id: int


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
    if actor.account_id is None:
        return RedirectResponse(f"/dang-nhap?next={ADDRESS}", HTTPStatus.SEE_OTHER)
    found = view_inbox(session, actor, AsOf(today, now))
    response = _shown(request, session, actor, found, words, at=AsOf(today, now), page=page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(
    request: Request,
    session: Session,
    actor: Actor,
    found: Inbox,
    words: Words,
    *,
    at: AsOf,
    page: int,
) -> HTMLResponse:
    rows = _rows(session, actor, found, words, at)
    alarms = [alarm_line(one, words) for one in found.messages]
    unread = paged([row for row in rows if not row.is_read], page)
    shown = InboxPage(
        alarms=[one for one in alarms if not one.is_read],
        read_alarms=[one for one in alarms if one.is_read],
        unread=unread,
        bodies=_by_body(unread.rows),
        read=[row for row in rows if row.is_read],
        notice_id=max((saved_id(one.notice) for one in found.promises), default=0),
        message_id=max((one.id for one in alarms), default=0),
    )
    return render(request, "inbox.html", page=shown)


def _rows(session: Session, actor: Actor, found: Inbox, words: Words, at: AsOf) -> list[NoticeRow]:
    told: dict[int, Told] = {saved_id(one.view.commitment): one for one in found.promises}
    ordered = most_urgent_first([one.view for one in found.promises])
    instead = (one.notice.instead_of_agency_id for one in found.promises)
    bodies = agency_names(session, instead, words)
    return [
        NoticeRow(
            row=row,
            why=_why(told[row.id], bodies, words),
            told_at=told[row.id].notice.created_at,
            is_read=told[row.id].is_read,
        )
        for row in promise_rows_of(session, actor, ordered, words, today=at.day)
    ]


def _why(told: Told, bodies: dict[int, str], words: Words) -> str:
    instead_of = told.notice.instead_of_agency_id
    if instead_of:
        body = bodies.get(instead_of, "")
        return words.say(N_("Báo cho bạn vì {body} chưa có người nhận ở cấp này."), body=body)
    return words.say(N_("Báo cho: {circle}."), circle=words.label(told.notice.audience))


def _by_body(rows: Sequence[NoticeRow]) -> list[tuple[str, list[NoticeRow]]]:
    """Group by body; the body with the most urgent promise comes first."""
    place: dict[str, int] = {}
    for one in rows:
        place.setdefault(one.row.lead, len(place))
    ordered = sorted(rows, key=lambda one: place[one.row.lead])
    return [(body, list(group)) for body, group in groupby(ordered, key=attrgetter("row.lead"))]


@router.post(ADDRESS + "/cam-ket/{commitment_id:int}")
def mark_promise(
    request: Request,
    commitment_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    *,
    csrf_token: _Token = "",
) -> RedirectResponse:
    """Mark as read what was told of one promise."""
    check_signed_in(actor)
    check_csrf(request, csrf_token)
    read_promise(session, actor, commitment_id, now=now)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)


@router.post(ADDRESS + "/tin/{message_id:int}")
def mark_message(
    request: Request,
    message_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    *,
    csrf_token: _Token = "",
) -> RedirectResponse:
    """Mark one alarm as read."""
    check_signed_in(actor)
    check_csrf(request, csrf_token)
    read_message(session, actor, message_id, now=now)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)


@router.post(ADDRESS)
def mark_everything(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    *,
    csrf_token: _Token = "",
    notice_id: _Token = "",
    message_id: _Token = "",
) -> RedirectResponse:
    """Mark as read all that the page showed; what came since stays unread."""
    check_signed_in(actor)
    check_csrf(request, csrf_token)
    shown = {"notice_id": whole_number(notice_id) or 0, "message_id": whole_number(message_id) or 0}
    read_everything(session, actor, now=now, **shown)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)
