"""What people look for and do not find, for those who draft and those who oversee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.names import place_names
from api.web.rendering import render
from api.web.search_help import ask_url
from directives.services.demand import Need, list_needs

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
    propose_url: str


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
    period = next((one for one in PERIODS_DAYS if str(one) == days), USUAL_PERIOD_DAYS)
    since = today - timedelta(days=period)
    shown = paged(list_needs(session, actor, since=since), page, NEEDS_PER_PAGE)
    names = place_names(session, [code for need in shown.rows for code in need.place_codes])
    rows = [
        NeedRow(
            need=need,
            places=[names.get(code, code) for code in need.place_codes],
            search_url=f"/tim-kiem?{urlencode({'q': need.query})}",
            propose_url=ask_url(need.query),
        )
        for need in shown.rows
    ]
    needs = Paged(rows, shown.page, shown.last, shown.total)
    listed = DemandPage(since, period, PERIODS_DAYS, needs)
    return render(request, "demand.html", page=listed)
