"""What people look for and do not find, for those who draft and those who oversee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.forms import typed_words
from api.web.names import Link, place_names
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed
from directives.models.base import saved_id
from directives.services.demand import Need, gaps_of_needs, list_needs, open_gap_of_need

PERIODS_DAYS = (30, 90, 180)
USUAL_PERIOD_DAYS = 90
NEEDS_PER_PAGE = 50

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What is looked for, how often and from where."""

    need: Need
    places: Sequence[str]
    search_url: str
    gap: Link | None  # that it became


@dataclass(frozen=True, slots=True)
class DemandPage:
    """The needs of a period, the most frequent first."""

    since: date
    days: int
    periods: Sequence[int]
    needs: Paged[NeedRow]


@router.get("/nhu-cau")
def demand_page(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    today: Today,
    page: PageNumber,
    days: str = "",
) -> HTMLResponse:
    """List what was searched and not found."""
    period = _period(days)
    since = today - timedelta(days=period)
    shown = paged(list_needs(session, actor, since=since), page, NEEDS_PER_PAGE)
    became = {
        query: Link(gap.title, f"/khoang-trong/{gap.id}")
        for query, gap in gaps_of_needs(session, shown.rows).items()
    }
    names = place_names(session, [code for need in shown.rows for code in need.place_codes])
    rows = [
        NeedRow(
            need=need,
            places=[names.get(code, code) for code in need.place_codes],
            search_url=f"/tim-kiem?{urlencode({'q': need.query})}",
            gap=became.get(need.query),
        )
        for need in shown.rows
    ]
    needs = Paged(rows, shown.page, shown.last, shown.total)
    listed = DemandPage(since, period, PERIODS_DAYS, needs)
    return render(request, "demand.html", page=listed)


@router.post("/nhu-cau")
def open_gap(sent: SentForm, query: Typed, days: Typed = "") -> RedirectResponse:
    """Open the gap that a need speaks of, filled in; a second time it is the same gap."""
    since = sent.at.day - timedelta(days=_period(days))
    gap = open_gap_of_need(sent.session, sent.actor, typed_words(query), since=since, at=sent.at)
    return sent.see(f"/khoang-trong/{saved_id(gap)}/sua")


def _period(days: str) -> int:
    return next((one for one in PERIODS_DAYS if str(one) == days), USUAL_PERIOD_DAYS)
