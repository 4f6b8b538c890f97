"""The list of gaps by sector, and the page of a gap, where a place may say “we too”."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today, check_csrf
from api.web.addresses import Paged, PageNumber, RecordId, paged
from api.web.document_text import provision_label
from api.web.gap_rows import GapRow, gap_row, gap_rows_of
from api.web.names import Link, document_name, document_url, place_names, readable_documents
from api.web.promise_rows import PromiseRow, most_urgent_first, promise_rows_of
from api.web.rendering import render
from api.web.words import ReaderWords, Words, as_sentence
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.gap import Gap, NewGapReport
from directives.models.sector import Sector
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.gaps import GapView, get_gap, report_gap, view_gaps
from directives.store.agencies import list_sectors
from directives.store.documents import list_named_provisions
from directives.translation import N_
from directives.vocabulary import Extent, GapState, Role

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place that reported the gap."""

    place: str
    reported_on: date
    words: str


@dataclass(frozen=True, slots=True)
class Answering:
    """A document that answers the gap, with the words that prove it."""

    source: Link
    title: str
    where: str
    extent: Extent
    quote: str
    rationale: str


@dataclass(frozen=True, slots=True)
class GapPage:
    """Everything that the page of a gap says."""

    gap: Gap
    row: GapRow
    source: Link | None
    waiting: Sequence[Waiting]
    promises: Sequence[PromiseRow]
    answers: Sequence[Answering]
    own_place: str  # empty unless an officer has signed in
    is_reported_by_own_place: bool


@router.get("/khoang-trong")
def gap_list(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
    state: str = "",
    sector: str = "",
) -> HTMLResponse:
    """List the gaps by sector."""
    everything = gap_rows_of(
        session, actor, view_gaps(session, AsOf(today, now)), words, today=today
    )
    order = {found.code: place for place, found in enumerate(list_sectors(session))}
    everything.sort(key=lambda row: (order.get(row.sector_code, len(order)), row.code))
    in_sector = [row for row in everything if sector in ("", row.sector_code or NO_SECTOR)]
    wanted = states_of(state)
    gaps = paged([row for row in in_sector if row.state in wanted], page)
    listed = GapListPage(
        gaps=gaps,
        states=_state_choices(in_sector, words),
        sectors=_sector_choices([row for row in everything if row.state in wanted], words),
        state=state,
        sector=sector,
        sectors_shown=[
            (name or words.say(_OTHER_SECTOR), list(rows))
            for name, rows in groupby(gaps.rows, key=attrgetter("sector"))
        ],
    )
    return render(request, "gaps.html", page=listed)


def states_of(wanted: str) -> Collection[GapState]:
    """Return the states that a filter names: one, those without a document, or by default all."""
    if wanted == UNANSWERED:
        return UNANSWERED_STATES
    return [state for state in GapState if wanted in ("", state.value)]


def _state_choices(rows: Sequence[GapRow], words: Words) -> Choices:
    counts = Counter(row.state for row in rows)
    unanswered = sum(counts[state] for state in UNANSWERED_STATES)
    return [
        (UNANSWERED, words.say(N_("Chưa có văn bản đáp ứng")), unanswered),
        *((state.value, words.label(state), counts[state]) for state in GapState if counts[state]),
    ]


def _sector_choices(rows: Sequence[GapRow], words: Words) -> Choices:
    counts = Counter((row.sector_code or NO_SECTOR, row.sector) for row in rows)
    other = words.say(_OTHER_SECTOR)
    return [(code, name or other, count) for (code, name), count in counts.items()]


@router.get("/khoang-trong/{gap_id:int}")
def gap_page(
    request: Request,
    gap_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
) -> HTMLResponse:
    """Show what is missing, who waits, what was promised and what answers it."""
    view = get_gap(session, gap_id, AsOf(today, now))
    cited = [view.gap.source_document_id, *(link.document_id for link in view.links)]
    documents = readable_documents(session, actor, cited)
    ordered = most_urgent_first(view.promises)
    promises = promise_rows_of(session, actor, ordered, words, today=today)
    sector = session.get(Sector, view.gap.sector_id) if view.gap.sector_id else None
    own_code = actor.place_code if actor.role is Role.OFFICER and actor.place_code else ""
    names = place_names(session, [own_code, *(report.place_code for report in view.reports)])
    source = documents.get(view.gap.source_document_id or 0)
    page = GapPage(
        gap=view.gap,
        row=gap_row(view, promises, documents, sector=sector, words=words),
        source=Link(document_name(source, words), document_url(saved_id(source)))
        if source
        else None,
        waiting=[
            Waiting(
                names.get(report.place_code, report.place_code), report.reported_on, report.words
            )
            for report in view.reports
        ],
        promises=promises,
        answers=_answers(session, view, documents, words),
        own_place=names.get(own_code, ""),
        is_reported_by_own_place=own_code in {report.place_code for report in view.reports},
    )
    return render(request, "gap.html", page=page)


def _answers(
    session: Session, view: GapView, documents: dict[int, Document], words: Words
) -> list[Answering]:
    wanted = [(link.document_id, link.provision_id) for link in view.links if link.provision_id]
    found = {(p.document_id, p.provision_id): p for p in list_named_provisions(session, wanted)}
    answers = []
    for link in view.links:
        document = documents.get(link.document_id)
        if document is None:
            continue
        named = found.get((link.document_id, link.provision_id))
        where = provision_label({link.provision_id: named}, link.provision_id) if named else ""
        name = document_name(document, words)
        answers.append(
            Answering(
                source=Link(name, document_url(link.document_id, link.provision_id)),
                title=as_sentence(document.title) if document.title != name else "",
                where=as_sentence(where),
                extent=link.extent,
                quote=link.quote,
                rationale=link.rationale,
            )
        )
    return answers


@router.post("/khoang-trong/{gap_id:int}/cung-vuong")
def we_too(
    request: Request,
    gap_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    today: Today,
    csrf_token: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Say that the officer's own place waits for this gap, too; saying it again does nothing."""
    address = f"/khoang-trong/{gap_id}"
    if actor.account_id is None:
        return RedirectResponse(f"/dang-nhap?next={address}", HTTPStatus.SEE_OTHER)
    check_csrf(request, csrf_token)
    _report_once(session, actor, gap_id, AsOf(today, now))
    return RedirectResponse(f"{address}#dang-cho", HTTPStatus.SEE_OTHER)


def _report_once(session: Session, actor: Actor, gap_id: int, at: AsOf) -> None:
    """Report the gap unless a double click did so a moment ago."""
    place = actor.place_code or ""
    known = get_gap(session, gap_id, at).reports
    if place not in {report.place_code for report in known}:
        new = NewGapReport(place_code=place, reported_on=at.day)
        report_gap(session, actor, gap_id, new, now=at.known_at)
