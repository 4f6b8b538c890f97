"""What comes to a place, as Atom; the days promised to it, as iCalendar."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from api.catalogue_memory import Memory
from api.dependencies import DbSession, Now, Today
from api.feeds.answers import absolute, answer_atom, answer_cached, host_of
from api.feeds.atom import Entry, tag_uri
from api.feeds.calendar import MEDIA_TYPE, calendar
from api.feeds.promise_days import promise_days, promises_to_place
from api.web.gap_report_rows import ReportRow, titled_report_rows
from api.web.place_rows import Arrived, arrived_lately, place_title
from api.web.words import ReaderWords, Words
from directives.clock import HA_NOI
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.place_waiting import waiting_of
from directives.services.places import get_place
from directives.services.report_history import Told
from directives.services.report_views import current_reports
from directives.translation import N_

MOST_ENTRIES = 50

router = APIRouter(prefix="/dia-phuong", include_in_schema=False)


@router.get("/{code}.atom")
def arrivals(
    request: Request,
    code: str,
    session: DbSession,
    memory: Memory,
    *,
    words: ReaderWords,
    now: Now,
    today: Today,
) -> Response:
    """Give what came lately for what a place waits for, and the answers to what it reported."""
    at = AsOf(today, now)
    scopes = memory.gap_scopes(session, at)
    view = get_place(session, code, day=today, known=scopes.heirs)
    found = waiting_of(session, view, at, memory.standings(session, at), scopes=scopes)
    arrived = arrived_lately(session, PUBLIC, found.followed, words, at=at, most=MOST_ENTRIES)
    entries = [
        *(_arrival(request, one, words) for one in arrived),
        *_report_entries(request, session, found.told, words, at=at),
    ]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    title = words.say(N_("Văn bản mới đến {place}"), place=place_title(view, words))
    page = f"/dia-phuong/{view.place.code}"
    return answer_atom(request, title, page, entries[:MOST_ENTRIES], words=words, now=now)


def _arrival(request: Request, one: Arrived, words: Words) -> Entry:
    told = [words.say(N_("Đáp ứng: {gap}"), gap=one.gap.name), one.days]
    if one.lacks_effect_day:
        told.append(words.say(N_("Chưa biết ngày có hiệu lực.")))
    return Entry(
        id=tag_uri(host_of(request), f"dap-ung/{one.link_id}"),
        title=one.document.name,
        url=absolute(request, one.document.url),
        updated=_noon(one.linked_on),
        summary=". ".join(told),
    )


def _report_entries(
    request: Request, session: Session, told: Sequence[Told], words: Words, *, at: AsOf
) -> list[Entry]:
    """Return what the place reported, a new entry for each step that its answer takes."""
    views = current_reports(session, told, at)[:MOST_ENTRIES]
    rows = titled_report_rows(session, PUBLIC, views, words)
    return [
        Entry(
            id=tag_uri(
                host_of(request), f"phan-anh/{one.report.id}/{one.told.state}/{one.told.since}"
            ),
            title=words.say(N_("Phản ánh: {gap}"), gap=title),
            url=absolute(request, row.gap_url),
            updated=_noon(one.told.since),
            summary=_summary(row),
        )
        for one, (title, row) in zip(views, rows, strict=True)
    ]


def _summary(row: ReportRow) -> str:
    """Return how far the answer of a report has come, and what it says."""
    linked = [link.name for link in (row.document, row.other) if link]
    return " ".join(filter(None, (row.sentence, *linked, row.answer)))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), HA_NOI).astimezone(UTC)


@router.get("/{code}.ics")
def due_days(
    request: Request,
    code: str,
    session: DbSession,
    memory: Memory,
    *,
    words: ReaderWords,
    now: Now,
    today: Today,
) -> Response:
    """Give the days by which what a place waits for was promised."""
    view = get_place(session, code, day=today)
    promises = promises_to_place(session, view, AsOf(today, now), memory)
    days = promise_days(request, session, promises, words, today=today)
    name = words.say(N_("Thời hạn đã hứa với {place}"), place=place_title(view, words))
    return answer_cached(request, calendar(name, days), MEDIA_TYPE)
