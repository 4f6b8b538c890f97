"""Which laws and decrees have a document that details or guides them, and which have none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.delegations import ADDRESS
from api.web.names import Link, document_name, document_url, readable_documents
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.rules.permissions import Actor
from directives.services.delegation_report import guided_documents
from directives.store.guided_documents import GuidedRow

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class GuidedDocument:
    """A law or decree, and how many documents detail or guide it."""

    document: Link
    title: str
    effective_on: date | None
    count: int
    relations_url: str


@dataclass(frozen=True, slots=True)
class GuidedPage:
    """Those in force or to come, without any guidance first."""

    as_of: date
    known_at: datetime
    rows: Paged[GuidedDocument]
    without: int


@router.get(f"{ADDRESS}/van-ban")
def guided_page(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
) -> HTMLResponse:
    """List laws and decrees by how many documents detail or guide them, none first."""
    found = guided_documents(session, today)
    shown = paged(found, page)
    rows = Paged(_rows(session, actor, shown.rows, words), shown.page, shown.last, shown.total)
    without = sum(not row.guides for row in found)
    return render(request, "guided.html", page=GuidedPage(today, now, rows, without))


def _rows(
    session: Session, actor: Actor, found: Sequence[GuidedRow], words: Words
) -> list[GuidedDocument]:
    documents = readable_documents(session, actor, [row.document_id for row in found])
    return [
        GuidedDocument(
            document=Link(document_name(documents[key], words), document_url(key)),
            title=documents[key].title if documents[key].number else "",
            effective_on=documents[key].effective_on,
            count=guides,
            relations_url=f"{document_url(key)}/quan-he",
        )
        for key, guides in found
    ]
