"""The searches that a reader keeps, and what is new in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, SearchReplica, Today
from api.web.addresses import RecordId
from api.web.names import Link, document_name
from api.web.rendering import render
from api.web.saved_news import SavedNews, saved_news
from api.web.search_filters import chosen_of, search_words, words_of_filters
from api.web.sent_forms import SentForm
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.rules.permissions import check_signed_in
from directives.services.saved_searches import (
    drop_search,
    mark_seen,
    save_search,
)

ADDRESS = "/tim-kiem/da-luu"
MOST_SHOWN = 10

router = APIRouter(include_in_schema=False)

_Words = Annotated[str, Form(max_length=4_000)]
_Values = Annotated[list[str], Form(max_length=20)]


@dataclass(frozen=True, slots=True)
class SavedRow:
    """One kept search and what was published in it since the reader last looked."""

    id: int
    query: str
    filters: Sequence[str]
    url: str
    feed_url: str
    seen_at: datetime
    new: Sequence[tuple[Link, str, datetime]]  # the document, its title, since when it is there
    new_count: int


@router.get(ADDRESS)
def saved_page(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    replica: SearchReplica,
    words: ReaderWords,
    today: Today,
) -> HTMLResponse:
    """List the kept searches with what is new; looking alone marks nothing as seen."""
    check_signed_in(actor)
    rows = [_row(session, news, words) for news in saved_news(session, replica, actor, today=today)]
    response = render(request, "saved_searches.html", rows=rows)
    response.headers["Cache-Control"] = "no-store"
    return response


def _row(session: Session, news: SavedNews, words: Words) -> SavedRow:
    saved = news.saved
    in_force = words_of_filters(session, news.chosen.in_force(), words)
    return SavedRow(
        id=saved_id(saved),
        query=saved.query,
        filters=[f"{title}: {word}" for _name, _value, title, word in in_force],
        url=f"/tim-kiem?{news.asked}",
        feed_url=f"/feeds/tim-kiem.atom?{news.asked}",
        seen_at=saved.seen_at,
        new=[
            (
                Link(document_name(one.hit.document, words), one.hit.url),
                one.hit.document.title,
                one.published_at,
            )
            for one in news.new[:MOST_SHOWN]
        ],
        new_count=len(news.new),
    )


@router.post(ADDRESS)
def keep(
    sent: SentForm,
    q: _Words = "",
    type: _Values = [],  # noqa: A002, B006 - the name in the address
    agency: _Values = [],  # noqa: B006 - never changed
    sector: _Values = [],  # noqa: B006
    year: _Values = [],  # noqa: B006
    status: _Values = [],  # noqa: B006
    province: _Values = [],  # noqa: B006
    document: _Values = [],  # noqa: B006
) -> Response:
    """Keep the search of the page that sent the form."""
    text = search_words(q)
    if text:
        chosen = chosen_of(type, agency, sector, year, status, province, document)
        found = chosen.in_force()
        save_search(sent.session, sent.actor, text, found, now=sent.at.known_at)
    return sent.see(ADDRESS)


@router.post(ADDRESS + "/{search_id:int}/da-xem")
def seen(search_id: RecordId, sent: SentForm) -> Response:
    """Mark what is new in a search as seen."""
    mark_seen(sent.session, sent.actor, search_id, now=sent.at.known_at)
    return sent.see(ADDRESS)


@router.post(ADDRESS + "/{search_id:int}/bo")
def drop(search_id: RecordId, sent: SentForm) -> Response:
    """Keep a search no longer."""
    drop_search(sent.session, sent.actor, search_id)
    return sent.see(ADDRESS)
