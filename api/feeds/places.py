"""What comes to a place, as Atom; the days promised to it, as iCalendar."""

from datetime import UTC, datetime, time

from fastapi import APIRouter, Request, Response

from api.catalogue_memory import Memory
from api.dependencies import DbSession, Now, Today
from api.feeds.answers import absolute, answer_atom, answer_cached, host_of
from api.feeds.atom import Entry, tag_uri
from api.feeds.calendar import MEDIA_TYPE, calendar
from api.feeds.promise_days import promise_days, promises_to_place
from api.web.place_rows import arrived_lately, place_title
from api.web.words import ReaderWords
from directives.clock import HA_NOI
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.place_waiting import answers_to
from directives.services.places import get_place
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
    """Give the documents that came lately for what a place waits for."""
    at = AsOf(today, now)
    scopes = memory.gap_scopes(session, at)
    view = get_place(session, code, day=today, known=scopes.heirs)
    answers = answers_to(view, scopes)
    concerned = {key for key, answer in answers.items() if answer.concerned}
    found = arrived_lately(session, PUBLIC, concerned, words, at=at, most=MOST_ENTRIES)
    entries = [
        Entry(
            id=tag_uri(host_of(request), f"dap-ung/{one.link_id}"),
            title=one.document.name,
            url=absolute(request, one.document.url),
            updated=datetime.combine(one.linked_on, time(12), HA_NOI).astimezone(UTC),
            summary=words.say(N_("Đáp ứng: {gap}"), gap=one.gap.name),
        )
        for one in found
    ]
    title = words.say(N_("Văn bản mới đến {place}"), place=place_title(view, words))
    page = f"/dia-phuong/{view.place.code}"
    return answer_atom(request, title, page, entries, words=words, now=now)


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
