"""Everything that the page of a gap says, decided before the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from types import MappingProxyType

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.web.addresses import Paged, paged
from api.web.answering_letter import TypedAnswer
from api.web.answering_rows import AnsweringRow, answering_rows
from api.web.gap_history import HistoryRow, history_rows
from api.web.gap_report_rows import ReportRow, report_rows
from api.web.gap_rows import GapRow, gap_row, named_answers
from api.web.names import Link, document_name, document_url, place_names, readable_names
from api.web.promise_rows import PromiseRow, most_urgent_first, promise_rows_of
from api.web.rendering import render
from api.web.scope_words import scope_sentence
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.gap import Gap, GapFigure
from directives.models.sector import Sector
from directives.rules.coverage import BY_HAND
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_answer_reports,
    check_can_decide_gap,
    check_can_link_document,
    check_can_open_gap,
    check_can_record_commitment,
    check_can_register,
)
from directives.rules.scope import Scope
from directives.rules.two_times import AsOf
from directives.services.gap_facts import gaps_at
from directives.services.gap_merges import families
from directives.services.gap_standings import GapStanding
from directives.services.gap_views import GapView
from directives.services.link_history import links_at
from directives.services.places import place_heirs
from directives.services.readable_sources import with_readable_sources
from directives.services.report_views import ReportView, view_reports
from directives.store.coverage import list_links
from directives.store.document_names import NamedDocument
from directives.store.gaps import list_figures, list_gaps
from directives.vocabulary import GapState, ProposalState, ReportState, Role

REPORTS_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, in which language, and the point in both times that is shown."""

    actor: Actor
    words: Words
    at: AsOf

    @property
    def place_code(self) -> str:
        """The place for which the reader reports; empty unless an officer."""
        is_officer = self.actor.role is Role.OFFICER
        return (self.actor.place_code or "") if is_officer else ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may do on the page."""

    edit: bool
    answer: bool
    link: bool
    exempt: bool
    register: bool
    record_promise: bool


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """Whom a gap concerns, in words."""

    own: str
    of_parts: Sequence[str]  # where what became part of it concerns others, too
    exemptions: Sequence[tuple[str, str]]  # the place, and why


@dataclass(frozen=True, slots=True)
class GapPage:
    """Everything that the page of a gap says."""

    gap: Gap
    row: GapRow
    standing: GapStanding
    scope: ScopeWords
    source: Link | None
    figures: Sequence[tuple[GapFigure, Link | None]]  # with their sources
    reports: Paged[ReportRow]
    days_waited: int
    own: ReportRow | None
    own_place: str  # empty unless an officer has signed in
    promises: Sequence[PromiseRow]
    answers: Sequence[AnsweringRow]
    proposals: Sequence[AnsweringRow]
    parts: Sequence[Link]  # gaps that became part of it
    survivor: Link | None
    history: Sequence[HistoryRow]
    interim_has_run_out: bool
    can: Rights
    states: Sequence[GapState]  # that a person may set by hand
    today: date
    answer: TypedAnswer  # what the form that answers places shows

    @property
    def is_answering(self) -> bool:
        """Whether that form is open."""
        return self.answer != TypedAnswer()


def make_gap_page(
    session: Session, reader: Reader, view: GapView, *, page_number: int, answer: TypedAnswer
) -> GapPage:
    """Return what the page of a gap says; the number of queries does not grow with its rows."""
    at, words = reader.at, reader.words
    (gap,) = with_readable_sources(session, reader.actor, [view.gap])
    gap_id = saved_id(gap)
    cited = [gap.source_document_id, *named_answers(view)]
    documents = readable_names(session, reader.actor, cited)
    urgent = most_urgent_first(view.promises)
    promises = promise_rows_of(session, reader.actor, urgent, words, today=at.day)
    sector = session.get(Sector, gap.sector_id) if gap.sector_id else None
    reports, own = _reports(session, reader, gap_id, page_number)
    answers = _answers(session, reader, gap_id)
    survivor, parts = _relatives(session, view, at)
    scope, names = _scope(session, reader, gap, parts)
    since = view.standing.waiting_since
    return GapPage(
        gap=gap,
        row=gap_row(view, promises, documents, sector=sector, words=words),
        standing=view.standing,
        scope=scope,
        source=_link_to(documents.get(gap.source_document_id or 0), words),
        figures=_figures(session, reader, gap_id),
        reports=reports,
        days_waited=(at.day - since).days if since else 0,
        own=own,
        own_place=names.get(reader.place_code, ""),
        promises=promises,
        answers=[one for one in answers if one.status is ProposalState.CONFIRMED],
        proposals=[one for one in answers if one.status is ProposalState.PROPOSED],
        parts=[_link_to_gap(part) for part in parts],
        survivor=_link_to_gap(survivor) if survivor else None,
        history=history_rows(session, reader.actor, gap_id, at, words),
        interim_has_run_out=bool(gap.interim_until and gap.interim_until < at.day),
        can=_rights(reader.actor),
        states=BY_HAND,
        today=at.day,
        answer=answer,
    )


def show_gap_page(
    request: Request,
    session: Session,
    reader: Reader,
    view: GapView,
    *,
    page_number: int = 1,
    answer: TypedAnswer,
    errors: Mapping[str, str] = MappingProxyType({}),
) -> HTMLResponse:
    """Show the page of a gap; what is wrong with the answer that was typed stands beside it."""
    page = make_gap_page(session, reader, view, page_number=page_number, answer=answer)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "gap.html", status_code=status, page=page, errors=errors)


def _scope(
    session: Session, reader: Reader, gap: Gap, parts: Sequence[Gap]
) -> tuple[ScopeWords, dict[str, str]]:
    """Return whom a gap concerns, and the names of the places of the page by code."""
    own = Scope.parse(gap.scope)
    of_parts = [Scope.parse(text) for text in {part.scope: None for part in parts}]
    codes = {code for one in (own, *of_parts) for code in one.codes}
    names = place_names(session, [reader.place_code, *codes])
    words = ScopeWords(
        own=scope_sentence(own, names, reader.words),
        of_parts=[scope_sentence(one, names, reader.words) for one in of_parts if one != own],
        exemptions=[(names.get(key, key), why) for key, why in own.exemptions.items()],
    )
    return words, names


def _figures(session: Session, reader: Reader, gap_id: int) -> list[tuple[GapFigure, Link | None]]:
    """Return the figures of a gap with their sources, as far as the reader may read those."""
    said = list_figures(session, reader.at, [gap_id])
    if not said:
        return []
    rows = with_readable_sources(session, reader.actor, said)
    sources = readable_names(session, reader.actor, (row.source_document_id for row in rows))
    return [(row, _link_to(sources.get(row.source_document_id or 0), reader.words)) for row in rows]


def _link_to(document: NamedDocument | None, words: Words) -> Link | None:
    return Link(document_name(document, words), document_url(document.id)) if document else None


def _rights(actor: Actor) -> Rights:
    return Rights(
        edit=allows(check_can_open_gap, actor),
        answer=allows(check_can_answer_reports, actor),
        link=allows(check_can_link_document, actor),
        exempt=allows(check_can_decide_gap, actor, is_exemption=True),
        register=allows(check_can_register, actor),
        record_promise=allows(check_can_record_commitment, actor),
    )


def _reports(
    session: Session, reader: Reader, gap_id: int, page_number: int
) -> tuple[Paged[ReportRow], ReportRow | None]:
    """Return a page of the reports, those that are latest with their answer first, and the own."""
    views = view_reports(session, [gap_id], reader.at)
    views.sort(key=lambda one: (-one.standing.days_late, one.report.reported_on))
    shown = paged(views, page_number, REPORTS_PER_PAGE)
    mine: list[ReportView] = []
    if reader.place_code:
        heirs = place_heirs(session, reader.at.day)
        mine = [one for one in views if reader.place_code == heirs.only(one.report.place_code)]
        mine.sort(key=lambda one: one.told.state is ReportState.WITHDRAWN)
    rows = report_rows(session, reader.actor, [*shown.rows, *mine], reader.words)
    listed, own = rows[: len(shown.rows)], rows[len(shown.rows) :]
    return Paged(listed, shown.page, shown.last, shown.total), next(iter(own), None)


def _answers(session: Session, reader: Reader, gap_id: int) -> list[AnsweringRow]:
    """Return what answers the gap and what was merged into it; proposals for drafters only."""
    members = families(session, reader.at).members([gap_id])
    links = links_at(session, list_links(session, members, status=None), reader.at)
    sees_proposals = allows(check_can_link_document, reader.actor)
    shown = [
        link
        for link in links
        if link.status is ProposalState.CONFIRMED
        or (link.status is ProposalState.PROPOSED and sees_proposals)
    ]
    return answering_rows(session, reader.actor, shown, reader.words, at=reader.at)


def _relatives(session: Session, view: GapView, at: AsOf) -> tuple[Gap | None, list[Gap]]:
    """Return the gap that this one became part of, and those that became part of this one."""
    survivor_id, gap_id = view.standing.survivor_id, saved_id(view.gap)
    members = set(families(session, at).members([gap_id])) - {gap_id}
    wanted = sorted(members | ({survivor_id} if survivor_id else set()))
    if not wanted:
        return None, []
    gaps = {saved_id(gap): gap for gap in gaps_at(session, list_gaps(session, ids=wanted), at)}
    return gaps.get(survivor_id or 0), [gaps[key] for key in sorted(members)]


def _link_to_gap(gap: Gap) -> Link:
    return Link(gap.title, f"/khoang-trong/{gap.id}?rieng=1")
