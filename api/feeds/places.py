"""What comes to a place, as Atom; the days promised to it, as iCalendar."""

from datetime import UTC, datetime, time

from fastapi import APIRouter, Request, Response

from api.catalogue_memory import Memory
from api.dependencies import DbSession, Now, Today
from api.feeds.answers import absolute, answer_atom, answer_cached, host_of
from api.feeds.atom import Entry, tag_uri
from api.feeds.calendar import MEDIA_TYPE, CalendarDay, calendar
from api.web.place_rows import arrived_lately, place_title
from api.web.promise_rows import promise_rows_of
from api.web.words import ReaderWords
from directives.clock import HA_NOI
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.commitment_views import view_commitments
from directives.services.place_waiting import promises_for, scope_answers, waiting_of
from directives.services.places import get_place
from directives.translation import N_

MOST_ENTRIES = 50
MOST_DAYS = 500

router = APIRouter(prefix="/dia-phuong", include_in_schema=False)


@router.get("/{code}.atom")
def arrivals(
    request: Request,
    code: str,
    session: DbSession,
    words: ReaderWords,
    *,
    now: Now,
    today: Today,
) -> Response:
    """Give the documents that came lately for what a place waits for."""
    view = get_place(session, code, day=today)
    at = AsOf(today, now)
    answers = scope_answers(session, view, at)
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
    at = AsOf(today, now)
    found = waiting_of(session, view, at, memory.standings(session, at))
    gaps = [one.gap_id for one in (*found.waiting, *found.meanwhile)]
    dated = [one for one in promises_for(gaps, memory.promises(session, at)) if one.due_to][
        :MOST_DAYS
    ]
    promises = view_commitments(session, at, ids=[one.commitment_id for one in dated])
    rows = promise_rows_of(session, PUBLIC, promises, words, today=today)
    days = [
        CalendarDay(
            uid=f"cam-ket-{row.id}@{host_of(request)}",
            day=row.due_to,
            summary=f"{row.lead}: {row.promise}",
            description=row.sentence,
            url=absolute(request, row.url),
            changed_at=max(
                [promise.commitment.recorded_at, *(move.recorded_at for move in promise.moves)]
            ),
            sequence=len(promise.moves),
        )
        for promise, row in zip(promises, rows, strict=True)
        if row.due_to
    ]
    name = words.say(N_("Thời hạn đã hứa với {place}"), place=place_title(view, words))
    return answer_cached(request, calendar(name, days), MEDIA_TYPE)
