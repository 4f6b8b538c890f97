"""The search page: numbers jump, words find articles, facets are links."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session
from starlette.background import BackgroundTask

from api.dependencies import CurrentActor, DbSession, SearchReplica, Today
from api.head_requests import is_for_head
from api.web.addresses import LARGEST_ID, PageNumber, last_page
from api.web.hit_rows import HitRow, hit_rows_of
from api.web.names import Link
from api.web.rendering import render
from api.web.search_filters import (
    Chosen,
    ChosenFilters,
    Facet,
    Values,
    facets_of,
    search_words,
    words_of_filters,
)
from api.web.search_help import (
    Relaxed,
    ask_url,
    leads_of,
    near_links,
    relaxed_searches,
)
from api.web.words import ReaderWords, Words
from directives.services.search_log import (
    LAST_POSITION,
    LONGEST_PROVISION_ID,
    Searched,
    record_opened,
)
from index.answers import Answer, search
from index.engine import Order
from index.replica import Replica

HITS_PER_PAGE = 20
LAST_PAGE = 50
_KEY_BYTES = 12

Sort = Literal["relevance", "date"]

_ORDERS: dict[Sort, Order] = {"relevance": "relevance", "date": "newest"}

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found."""

    query: str
    total: int
    page: int
    last: int
    first: int  # position of the first hit of the page, from 1
    sort: Sort
    jumps: Sequence[HitRow]
    hits: Sequence[HitRow]
    feed_url: str
    ask_url: str
    facets: Sequence[Facet]
    chosen: Sequence[tuple[str, str, str]]  # address without it, title, word of the value in force
    filters: Mapping[str, Values]  # the same, as they stand in the address
    degraded: bool
    suggestion: str | None
    hints: Sequence[str]  # how the query was read where that may surprise
    leads: Sequence[Link]  # narrower searches that may be meant
    near: Sequence[Link]  # numbers close to the one typed, which no document bears
    relaxed: Sequence[Relaxed]  # where nothing was found


@router.get("/tim-kiem")
def search_page(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    replica: SearchReplica,
    words: ReaderWords,
    today: Today,
    chosen: ChosenFilters,
    page: PageNumber,
    q: str = "",
    sort: str = "",
    facet: str = "",
) -> HTMLResponse:
    """Show what answers a query; without one, how to search. Of `facet` all values are shown."""
    text = search_words(q)
    if not text:
        return render(request, "search_tips.html")
    order: Sort = "date" if sort == "date" else "relevance"
    shown = min(page, LAST_PAGE)
    key = secrets.token_urlsafe(_KEY_BYTES)
    asked = _Search(session, replica, text, chosen, words, today, facet)
    found = asked.page(shown, order, key=key)
    response = render(request, "search.html", page=found)
    # Going on in the same results is no further search, and a program that only looks is none.
    if shown == 1 and order == "relevance" and not is_for_head(request):
        searched = Searched(key, text, found.total, actor.place_code, found.filters)
        response.background = BackgroundTask(request.app.state.searches.write, today, searched)
    return response


@dataclass(frozen=True, slots=True)
class _Search:
    session: Session
    replica: Replica
    text: str
    chosen: Chosen
    words: Words
    today: date
    facet: str = ""

    def page(self, number: int, order: Sort, *, key: str) -> SearchPage:
        """Return what one page of the results says."""
        answer = self._answer(number, order)
        filters = self.chosen.in_force()
        first = (number - 1) * HITS_PER_PAGE + 1
        asked: dict[str, str | Sequence[str]] = {"q": self.text, **filters}
        rows = hit_rows_of(
            self.session,
            answer.hits,
            self.words,
            key=key,
            query=asked,
            first=first,
        )
        return SearchPage(
            query=self.text,
            total=answer.total,
            page=number,
            last=min(last_page(answer.reachable, HITS_PER_PAGE), LAST_PAGE),
            first=first,
            sort=order,
            jumps=[row for row in rows if row.is_jump],
            hits=[row for row in rows if not row.is_jump],
            feed_url=f"/feeds/tim-kiem.atom?{urlencode(asked, doseq=True)}",
            ask_url=ask_url(self.text),
            facets=facets_of(self.session, answer, self.chosen, self.words, whole=self.facet),
            chosen=self._in_force(filters, order),
            filters=filters,
            degraded=answer.degraded,
            suggestion=answer.suggestion,
            hints=[hint.said(self.words.catalogue.gettext) for hint in answer.hints],
            leads=leads_of(self.session, answer.leads, self.words),
            near=[] if any(hit.is_jump for hit in answer.hits) else self._near(number),
            relaxed=[] if answer.total else self._relaxed(),
        )

    def _in_force(self, filters: Mapping[str, Values], order: Sort) -> list[tuple[str, str, str]]:
        """Return each value in force with the address of the same search without it."""
        sorted_by = {} if order == "relevance" else {"sort": order}
        found = []
        for name, value, title, word in words_of_filters(self.session, filters, self.words):
            left = self.chosen.without(name, value).in_force()
            asked = {"q": self.text, **left, **sorted_by}
            found.append((f"?{urlencode(asked, doseq=True)}", title, word))
        return found

    def _near(self, number: int) -> list[Link]:
        filtered = bool(self.chosen.in_force())  # then jumps are not looked for
        is_first = number == 1 and not filtered
        return near_links(self.session, self.text, self.words) if is_first else []

    def _relaxed(self) -> list[Relaxed]:
        return relaxed_searches(
            self.session, self.replica, self.text, self.chosen, self.words, today=self.today
        )

    def _answer(self, number: int, order: Sort) -> Answer:
        return search(
            self.session,
            self.replica,
            self.text,
            filters=self.chosen.filters(),
            with_other_choices=True,
            today=self.today,
            limit=HITS_PER_PAGE,
            offset=(number - 1) * HITS_PER_PAGE,
            order=_ORDERS[order],
        )


@router.post("/tim-kiem/mo")
def hit_opened(
    session: DbSession,
    k: Annotated[str, Query(max_length=100)],
    d: Annotated[int, Query(ge=1, le=LARGEST_ID)],
    n: Annotated[int, Query(ge=1, le=LAST_POSITION)],
    p: Annotated[str, Query(max_length=LONGEST_PROVISION_ID)] = "",
) -> Response:
    """Take a browser's word that a hit was opened (the `ping` of its link; works without scripts).

    The link itself leads straight to the article, so that it can be copied and no slow line
    waits twice. Only the random key of the search is told, never who opened it.
    """
    record_opened(session, k, document_id=d, provision_id=p, position=n)
    return Response(status_code=HTTPStatus.NO_CONTENT)
