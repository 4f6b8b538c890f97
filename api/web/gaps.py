"""The list of gaps by sector, and the page of a gap."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, RecordId, paged
from api.web.answering_letter import LetterBack
from api.web.gap_page import Reader, show_gap_page
from api.web.gap_rows import GapRow, gap_rows_of
from api.web.names import Link, sector_name
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.gap_views import ListedGap, get_gap_view, list_standing_gaps, view_gaps
from directives.store.agencies import list_sectors
from directives.translation import N_
from directives.vocabulary import GapState

router = APIRouter(include_in_schema=False)

Choices = Sequence[tuple[str, str, int]]

NO_SECTOR = "khac"
UNANSWERED = "unanswered"
UNANSWERED_STATES = (GapState.OVERDUE, GapState.OPEN, GapState.PROMISED)

_OTHER_SECTOR = N_("Lĩnh vực khác")


@dataclass(frozen=True, slots=True)
class GapListPage:
    """The gaps by sector, with the counts of their states."""

    gaps: Paged[GapRow]
    states: Choices
    sectors: Choices
    state: str
    sector: str
    sectors_shown: Sequence[tuple[str, Sequence[GapRow]]]  # the page, cut by sector
    calendar: Link | None  # of the sector chosen


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Codes and names of sectors by key, and their order by code."""

    by_id: dict[int, tuple[str, str]]
    order: dict[str, int]

    def of(self, one: ListedGap) -> tuple[str, str]:
        return self.by_id.get(one.gap.sector_id or 0, ("", ""))


@router.get("/khoang-trong")
def gap_list(
    request: Request,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
    state: str = "",
    sector: str = "",
) -> HTMLResponse:
    """List the gaps by sector."""
    at = AsOf(today, now)
    sectors = _sectors(session, words)
    known = memory.standings(session, at)
    everything = list_standing_gaps(session, at, known)
    wanted = states_of(state)
    in_sector = [one for one in everything if sector in ("", sectors.of(one)[0] or NO_SECTOR)]
    in_state = [one for one in everything if one.standing.state in wanted]
    found = [one for one in in_sector if one.standing.state in wanted]
    last = len(sectors.order)
    found.sort(key=lambda one: (sectors.order.get(sectors.of(one)[0], last), one.gap.code))
    shown = paged(found, page)
    ids = [one.gap.id for one in shown.rows]
    views = {saved_id(view.gap): view for view in view_gaps(session, at, ids=ids, known=known)}
    rows = gap_rows_of(session, actor, [views[key] for key in ids], words, today=today)
    listed = GapListPage(
        gaps=Paged(rows, shown.page, shown.last, shown.total),
        states=_state_choices(in_sector, words),
        sectors=_sector_choices([sectors.of(one) for one in in_state], words),
        state=state,
        sector=sector,
        sectors_shown=[
            (name or words.say(_OTHER_SECTOR), list(of_sector))
            for name, of_sector in groupby(rows, key=attrgetter("sector"))
        ],
        calendar=_calendar_of(sectors, sector, words),
    )
    return render(request, "gaps.html", page=listed)


def _calendar_of(sectors: _Sectors, code: str, words: Words) -> Link | None:
    if code not in sectors.order:
        return None
    name = dict(sectors.by_id.values())[code]
    title = words.say(N_("Lịch các thời hạn của {name} (.ics)"), name=name)
    return Link(title, f"/feeds/linh-vuc/{code}.ics")


def _sectors(session: Session, words: Words) -> _Sectors:
    found = list_sectors(session)
    return _Sectors(
        {saved_id(one): (one.code, sector_name(one, words)) for one in found},
        {one.code: place for place, one in enumerate(found)},
    )


def states_of(wanted: str) -> Collection[GapState]:
    """Return the states that a filter names: one, those without a document, or by default all."""
    if wanted == UNANSWERED:
        return UNANSWERED_STATES
    return [state for state in GapState if wanted in ("", state.value)]


def _state_choices(gaps: Sequence[ListedGap], words: Words) -> Choices:
    counts = Counter(one.standing.state for one in gaps)
    unanswered = sum(counts[state] for state in UNANSWERED_STATES)
    return [
        (UNANSWERED, words.say(N_("Chưa có văn bản đáp ứng")), unanswered),
        *((state.value, words.label(state), counts[state]) for state in GapState if counts[state]),
    ]


def _sector_choices(sectors: Sequence[tuple[str, str]], words: Words) -> Choices:
    other = words.say(_OTHER_SECTOR)
    counts = Counter((code or NO_SECTOR, name or other) for code, name in sorted(sectors))
    return [(code, name, count) for (code, name), count in counts.items()]


@router.get("/khoang-trong/{gap_id:int}")
def gap_page(
    request: Request,
    gap_id: RecordId,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
    answer: LetterBack,
    rieng: str = "",
) -> Response:
    """Show what is missing, who waits, what was promised and what answers it.

    The address of a gap that became part of another leads there; `?rieng=1` shows it itself,
    `?van-ban=7` fills in the document by which places are to be answered.
    """
    at = AsOf(today, now)
    view = get_gap_view(session, gap_id, at, known=memory.standings(session, at))
    survivor = view.standing.survivor_id
    if survivor is not None and not rieng:
        return RedirectResponse(f"/khoang-trong/{survivor}#gop", HTTPStatus.SEE_OTHER)
    reader = Reader(actor, words, at)
    return show_gap_page(request, session, reader, view, page_number=page, answer=answer)
