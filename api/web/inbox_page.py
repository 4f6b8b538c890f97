"""What the page of an inbox shows: alarms, promises by body, what is put off, what was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.web.addresses import Paged, paged
from api.web.alarm_sentences import AlarmLine, alarm_line, unlisted_body
from api.web.calendar_rows import moved_by_calendar
from api.web.names import agency_names
from api.web.promise_rows import PromiseRow, most_urgent_first, promise_rows_of
from api.web.rendering import render
from api.web.words import Words
from directives.models.base import saved_id
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.inbox import Inbox, Told, view_inbox
from directives.translation import N_
from directives.vocabulary import Audience, NoticeBasis


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One promise of which the reader was told: how it stands today, and why it was told."""

    row: PromiseRow
    why: str
    moved: Sequence[str]  # that the working calendar moved a date, each a sentence
    told_at: datetime
    is_read: bool
    can_put_off: bool
    put_off_until: date | None
    put_off_reason: str


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
    put_off: Sequence[NoticeRow]
    read: Sequence[NoticeRow]
    notice_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A form of the page that was refused: of which promise, why, and what was typed."""

    commitment_id: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


def inbox_page(
    request: Request,
    session: Session,
    actor: Actor,
    words: Words,
    *,
    at: AsOf,
    page: int = 1,
    refused: Refused | None = None,
) -> HTMLResponse:
    """Return the page of what the reader was told, with what was wrong with a form sent from it."""
    found = view_inbox(session, actor, at)
    rows = _rows(session, actor, found, words, at)
    alarms = [alarm_line(one, words) for one in found.messages]
    awake = [row for row in rows if row.put_off_until is None]
    unread = paged([row for row in awake if not row.is_read], page)
    shown = InboxPage(
        alarms=[one for one in alarms if not one.is_read],
        read_alarms=[one for one in alarms if one.is_read],
        unread=unread,
        bodies=_by_body(unread.rows),
        put_off=[row for row in rows if row.put_off_until is not None],
        read=[row for row in awake if row.is_read],
        notice_id=max((saved_id(one.notice) for one in found.promises), default=0),
        message_id=max((one.id for one in alarms), default=0),
    )
    response = render(
        request,
        "inbox.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        page=shown,
        refused=refused or Refused(),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _rows(session: Session, actor: Actor, found: Inbox, words: Words, at: AsOf) -> list[NoticeRow]:
    told: dict[int, Told] = {saved_id(one.view.commitment): one for one in found.promises}
    ordered = most_urgent_first([one.view for one in found.promises])
    instead = (one.notice.instead_of_agency_id for one in found.promises)
    bodies = agency_names(session, instead, words)
    return [
        NoticeRow(
            row=row,
            why=_why(told[row.id], bodies, words),
            moved=[
                moved_by_calendar(one.stage, one.before, one.after, words)
                for one in told[row.id].moved
            ],
            told_at=told[row.id].notice.created_at,
            is_read=told[row.id].is_read,
            can_put_off=told[row.id].notice.audience is Audience.PERSON,
            put_off_until=snooze.until_on if (snooze := told[row.id].put_off) else None,
            put_off_reason=snooze.reason if snooze else "",
        )
        for row in promise_rows_of(session, actor, ordered, words, today=at.day)
    ]


def _why(told: Told, bodies: dict[int, str], words: Words) -> str:
    instead_of = told.notice.instead_of_agency_id
    if instead_of:
        body = bodies.get(instead_of, "")
        return words.say(N_("Báo cho bạn vì {body} chưa có người nhận ở cấp này."), body=body)
    said = words.say(N_("Báo cho: {circle}."), circle=words.label(told.notice.audience))
    if told.view.responsible_id is None:
        said = unlisted_body(told.view.commitment.lead_words, words)
    if told.notice.basis is NoticeBasis.DUE or told.notice.due_to is None:
        return said
    deadline = f"{words.label(told.notice.basis)}: {words.day(told.notice.due_to)}."
    return f"{said} {deadline}"


def _by_body(rows: Sequence[NoticeRow]) -> list[tuple[str, list[NoticeRow]]]:
    """Group by body; the body with the most urgent promise comes first."""
    place: dict[str, int] = {}
    for one in rows:
        place.setdefault(one.row.lead, len(place))
    ordered = sorted(rows, key=lambda one: place[one.row.lead])
    return [(body, list(group)) for body, group in groupby(ordered, key=attrgetter("row.lead"))]
