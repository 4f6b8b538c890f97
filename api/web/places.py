"""The places: found by name, and for each what it is waiting for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.forms import typed_words
from api.web.gap_report_rows import ReportRow, titled_report_rows
from api.web.names import Link, place_names
from api.web.place_rows import (
    Arrived,
    Exempt,
    PlaceGapRow,
    arrived_lately,
    exempt_rows,
    place_gap_rows,
    place_title,
)
from api.web.promise_rows import PromiseRow, most_urgent_first, promise_rows_of
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.models.place import Place
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.rules.vietnamese import fold
from directives.services.commitment_views import view_commitments
from directives.services.place_waiting import PlaceWaiting, promises_for, waiting_of
from directives.services.places import PlaceView, get_place
from directives.services.promise_standings import PromiseStanding
from directives.services.report_views import current_reports
from directives.store.places import list_communes, list_provinces, search_places
from directives.translation import N_
from directives.vocabulary import GapState, Role

PER_PAGE = 25
MOST_REPORTS = 10
MOST_PROMISES = 10
MOST_ARRIVED = 10
MOST_MEANWHILE = 10
MOST_FOUND = 100

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class PlaceListPage:
    """The provinces, and what a search by name found."""

    query: str
    found: Sequence[Link]
    provinces: Sequence[Link]
    own: Link | None


@dataclass(frozen=True, slots=True)
class PlacePage:
    """What a place is waiting for, was promised, may use meanwhile, and got lately."""

    code: str
    title: str
    above: Link | None
    led_here: str  # how a former place led here, or that this one was divided
    heirs: Sequence[Link]  # of a place that was divided, those that have its territory
    former: Sequence[str]
    sentence: str
    waiting: Paged[PlaceGapRow]
    overdue: int
    nobody: int
    reports: Sequence[tuple[str, ReportRow]]  # the title of the gap, and the report
    reports_count: int
    promised: Sequence[PromiseRow]
    promised_count: int
    meanwhile: Sequence[PlaceGapRow]
    meanwhile_count: int
    arrived: Sequence[Arrived]
    exempt: Sequence[Exempt]
    communes: Sequence[Link]
    is_own: bool


@router.get("/dia-phuong")
def place_list(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    today: Today,
    q: str = "",
) -> Response:
    """Find a place by its name, with or without tone marks."""
    query = typed_words(q)[:100]
    found = search_places(session, fold(query), limit=MOST_FOUND) if query else []
    names = place_names(session, [one.code for one in found])
    page = PlaceListPage(
        query=query,
        found=[Link(names[one.code], _address(one)) for one in found],
        provinces=[Link(one.name, _address(one)) for one in list_provinces(session, today)],
        own=_own_place(session, actor),
    )
    return render(request, "places.html", page=page)


def _own_place(session: Session, actor: Actor) -> Link | None:
    if actor.role is not Role.OFFICER or not actor.place_code:
        return None
    names = place_names(session, [actor.place_code])
    return Link(names.get(actor.place_code, ""), f"/dia-phuong/{actor.place_code}")


def _address(place: Place) -> str:
    return f"/dia-phuong/{place.code}"


@router.get("/dia-phuong/{code}")
def place_page(
    request: Request,
    code: str,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
    tu: str = "",
) -> Response:
    """Show what a place waits for; a former place leads to what it became part of."""
    at = AsOf(today, now)
    scopes = memory.gap_scopes(session, at)
    view = get_place(session, code, day=today, known=scopes.heirs)
    if view.asked_for:
        address = f"{_address(view.place)}?tu={view.asked_for.code}"
        return RedirectResponse(address, HTTPStatus.MOVED_PERMANENTLY)
    reader = PlaceReader(actor, words, at, memory.promises(session, at))
    found = waiting_of(session, view, at, memory.standings(session, at), scopes=scopes)
    return render(
        request, "place.html", page=_page(session, reader, view, found, page=page, led_by=tu)
    )


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """Who reads, in which language, when, and the promises of that day by gap."""

    actor: Actor
    words: Words
    at: AsOf
    promises: Mapping[int, Sequence[PromiseStanding]]


def _page(
    session: Session,
    reader: PlaceReader,
    view: PlaceView,
    found: PlaceWaiting,
    *,
    page: int,
    led_by: str,
) -> PlacePage:
    actor, words, at = reader.actor, reader.words, reader.at
    shown = paged(found.waiting, page, PER_PAGE)
    listed = [*shown.rows, *found.meanwhile[:MOST_MEANWHILE]]
    rows = place_gap_rows(session, actor, listed, words, at=at)
    waiting = {one.gap_id for one in shown.rows}
    promised, promised_count = _promised(session, reader, found)
    reports = current_reports(session, found.told, at)
    return PlacePage(
        code=view.place.code,
        title=place_title(view, words),
        above=Link(view.province.name, _address(view.province)) if view.province else None,
        led_here=_led_here(view, led_by, words),
        heirs=[Link(one.name, _address(one)) for one in view.heirs],
        former=[one.name for one in view.former],
        sentence=_sentence(view, found, words),
        waiting=Paged(
            [row for row in rows if row.gap.id in waiting], shown.page, shown.last, shown.total
        ),
        overdue=found.count(GapState.OVERDUE),
        nobody=found.count(GapState.OPEN),
        reports=titled_report_rows(session, actor, reports[:MOST_REPORTS], words),
        reports_count=len(reports),
        promised=promised,
        promised_count=promised_count,
        meanwhile=[row for row in rows if row.gap.id not in waiting],
        meanwhile_count=len(found.meanwhile),
        arrived=arrived_lately(session, actor, found.followed, words, at=at, most=MOST_ARRIVED),
        exempt=exempt_rows(session, found.exempt, most=PER_PAGE),
        communes=_communes(session, view, at.day),
        is_own=actor.role is Role.OFFICER and actor.place_code == view.place.code,
    )


def _promised(
    session: Session, reader: PlaceReader, found: PlaceWaiting
) -> tuple[list[PromiseRow], int]:
    """Return the most urgent promises of what is not fully answered, and how many there are."""
    running = promises_for(found.unfinished, reader.promises)
    ids = [one.commitment_id for one in running[:MOST_PROMISES]]
    urgent = most_urgent_first(view_commitments(session, reader.at, ids=ids))
    rows = promise_rows_of(session, reader.actor, urgent, reader.words, today=reader.at.day)
    return rows, len(running)


def _communes(session: Session, view: PlaceView, day: date) -> list[Link]:
    if view.province:
        return []
    return [Link(one.name, _address(one)) for one in list_communes(session, view.place.code, day)]


def _led_here(view: PlaceView, code: str, words: Words) -> str:
    if view.heirs:
        return words.say(
            N_("{former} đã được chia tách; dưới đây là việc mà địa bàn cũ còn chờ."),
            former=place_title(view, words),
        )
    former = next((one for one in view.former if one.code == code), None)
    if former is None:
        return ""
    return words.say(
        N_("{former} nay thuộc {place}."), former=former.name, place=place_title(view, words)
    )


def _sentence(view: PlaceView, found: PlaceWaiting, words: Words) -> str:
    """Say in one sentence what the place waits for."""
    name = place_title(view, words)
    if not found.waiting:
        return words.say(N_("{place} không còn chờ văn bản nào."), place=name)
    clauses = [
        words.ngettext(
            "{place} đang chờ văn bản về {count} việc",
            "{place} đang chờ văn bản về {count} việc",
            len(found.waiting),
            place=name,
        )
    ]
    overdue, nobody = found.count(GapState.OVERDUE), found.count(GapState.OPEN)
    if overdue:
        told = words.ngettext("{count} việc đã quá hạn hứa", "{count} việc đã quá hạn hứa", overdue)
        clauses.append(told)
    if nobody:
        told = words.ngettext(
            "{count} việc chưa cơ quan nào hứa", "{count} việc chưa cơ quan nào hứa", nobody
        )
        clauses.append(told)
    return "; ".join(clauses) + "."
