"""The addresses of the feeds. Everybody gets the same: published documents only."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from api.dependencies import DbSession, Now, SearchReplica, Today
from api.feeds.answers import absolute, answer_atom, host_of
from api.feeds.atom import Entry, tag_uri
from api.feeds.calendars import router as calendar_router
from api.newest_hits import newest_hits
from api.web.names import document_name, document_url
from api.web.search_filters import ChosenFilters, search_words
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.models.document import Document
from directives.store.publications import list_newly_published
from directives.translation import N_

MOST_ENTRIES = 50

router = APIRouter(prefix="/feeds", include_in_schema=False)
router.include_router(calendar_router)


@router.get("/van-ban.atom")
def new_documents(request: Request, session: DbSession, words: ReaderWords, now: Now) -> Response:
    """Give the documents published last."""
    entries = [
        _entry(request, document, at, words)
        for document, at in list_newly_published(session, limit=MOST_ENTRIES)
    ]
    title = words.say(N_("Văn bản mới"))
    return answer_atom(request, title, "/van-ban", entries, words=words, now=now)


@router.get("/tim-kiem.atom")
def new_in_search(
    request: Request,
    session: DbSession,
    replica: SearchReplica,
    words: ReaderWords,
    *,
    chosen: ChosenFilters,
    now: Now,
    today: Today,
    q: str = "",
) -> Response:
    """Give the documents that a search finds, those published last first."""
    text = search_words(q)
    filters = chosen.filters()
    found = (
        newest_hits(session, replica, text, filters=filters, today=today, limit=MOST_ENTRIES)
        if text
        else []
    )
    entries = [
        _entry(
            request, new.hit.document, new.published_at, words, provision_id=new.hit.provision_id
        )
        for new in found
    ]
    title = words.say(N_("Tìm: {query}"), query=text)
    page = f"/tim-kiem?{urlencode({'q': text, **chosen.in_force()}, doseq=True)}"
    return answer_atom(request, title, page, entries, words=words, now=now)


def _entry(
    request: Request,
    document: Document,
    published_at: datetime,
    words: Words,
    *,
    provision_id: str | None = None,
) -> Entry:
    key = saved_id(document)
    name = document_name(document, words)
    return Entry(
        id=tag_uri(host_of(request), f"van-ban/{key}"),
        title=name if document.title == name else f"{name}: {document.title}",
        url=absolute(request, document_url(key, provision_id)),
        updated=published_at.astimezone(UTC),
        summary=document.title,
        category=document.type_code,
    )
