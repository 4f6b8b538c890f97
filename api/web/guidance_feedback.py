"""Places say that a document has arrived and whether it is clear; who has it, on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, RecordId, local_path, paged
from api.web.forms import typed_words
from api.web.gap_page import Reader
from api.web.names import Link, document_name, document_url, place_names
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed
from api.web.words import ReaderWords
from directives.errors import ValueUnknown
from directives.models.feedback import NewGuidanceMark
from directives.rules.two_times import AsOf
from directives.services.document_access import get_document
from directives.services.guidance_marks import (
    Feedback,
    confirm_receipt,
    feedback_of,
    mark_guidance,
)
from directives.store.agencies import list_places_of_day
from directives.store.feedback import Reach, list_receipts
from directives.vocabulary import Clarity

router = APIRouter(include_in_schema=False)

PLACES_PER_PAGE = 100


class ReachView(StrEnum):
    """Which places the page lists."""

    REACHED = "da-nhan"
    MISSING = "chua-nhan"


@dataclass(frozen=True, slots=True)
class FeedbackSection:
    """What a page says of where a document has arrived and whether it is clear."""

    document_id: int
    reach: Reach
    clear: int
    unclear: int
    not_fitting: int
    said: Sequence[tuple[str, Clarity, str]]  # the place, its word, and why
    own_place: str
    own_receipt: date | None
    own_clarity: Clarity | None
    own_words: str


def feedback_section(session: Session, reader: Reader, document_id: int) -> FeedbackSection:
    """Return what the page of a document says of its arrival; in a fixed number of queries."""
    found: Feedback = feedback_of(session, document_id, reader.at, place_code=reader.place_code)
    told = [mark for mark in found.marks if mark.clarity is not Clarity.CLEAR]
    names = place_names(session, [reader.place_code, *(mark.place_code for mark in told)])
    own = found.own_mark
    return FeedbackSection(
        document_id=document_id,
        reach=found.reach,
        clear=found.count(Clarity.CLEAR),
        unclear=found.count(Clarity.UNCLEAR),
        not_fitting=found.count(Clarity.NOT_FITTING),
        said=[(names.get(m.place_code, m.place_code), m.clarity, m.words) for m in told],
        own_place=names.get(reader.place_code, ""),
        own_receipt=found.own_receipt.received_on if found.own_receipt else None,
        own_clarity=own.clarity if own else None,
        own_words=own.words if own else "",
    )


@router.post("/van-ban/{document_id:int}/da-nhan")
def receive(document_id: RecordId, sent: SentForm) -> RedirectResponse:
    """Say that the document has reached the officer's place."""
    confirm_receipt(sent.session, sent.actor, document_id, sent.place_code, at=sent.at)
    return sent.see(f"{document_url(document_id)}#noi-nhan")


@router.post("/van-ban/{document_id:int}/y-kien")
def mark(
    document_id: RecordId,
    sent: SentForm,
    clarity: Typed,
    words: Typed = "",
    back: Typed = "",
) -> RedirectResponse:
    """Say whether the document is clear to the officer's place."""
    try:
        chosen = Clarity(clarity)
    except ValueError:
        raise ValueUnknown(field="clarity", value=clarity) from None
    new = NewGuidanceMark(
        place_code=sent.place_code,
        clarity=chosen,
        words=typed_words(words)[:2_000],
        marked_on=sent.at.day,
    )
    mark_guidance(sent.session, sent.actor, document_id, new, now=sent.at.known_at)
    return sent.see(local_path(back) if back else f"{document_url(document_id)}#noi-nhan")


@dataclass(frozen=True, slots=True)
class ReachRow:
    """A place, and the day on which it said that it has the document."""

    place: str
    url: str
    received_on: date | None


@dataclass(frozen=True, slots=True)
class ReachPage:
    """Which places have a document, as they say, or have not said so."""

    document: Link
    reach: Reach
    shown: ReachView
    province: str
    provinces: Sequence[tuple[str, str]]
    places: Paged[ReachRow]


@router.get("/van-ban/{document_id:int}/noi-nhan")
def reach_page(
    request: Request,
    document_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
    tinh: str = "",
    nhom: Annotated[str, Query()] = ReachView.MISSING.value,
) -> HTMLResponse:
    """List which places have the document and which have not said so, by province."""
    at = AsOf(today, now)
    document = get_document(session, actor, document_id)
    received = {one.place_code: one.received_on for one in list_receipts(session, at, document_id)}
    places = list_places_of_day(session, today)
    provinces = [(one.code, one.name) for one in places if one.level == "province"]
    names = dict(provinces)
    wants_reached = nhom == ReachView.REACHED.value
    found = [
        ReachRow(
            f"{one.name}, {names[one.province_code]}" if one.province_code in names else one.name,
            f"/dia-phuong/{one.code}",
            received.get(one.code),
        )
        for one in places
        if (one.code in received) is wants_reached and tinh in ("", one.code, one.province_code)
    ]
    shown = ReachPage(
        document=Link(document_name(document, words), document_url(document_id)),
        reach=feedback_of(session, document_id, at).reach,
        shown=ReachView.REACHED if wants_reached else ReachView.MISSING,
        province=tinh,
        provinces=provinces,
        places=paged(found, page, PLACES_PER_PAGE),
    )
    return render(request, "reach.html", page=shown)
