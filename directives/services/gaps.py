"""Open a gap, let places report that they wait, link the guidance that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.errors import (
    AlreadyLinked,
    GapAlreadyReported,
    GapNotFound,
    PlaceNotFound,
    ProvisionNotFound,
    QuoteNotFound,
    SectorNotFound,
)
from directives.models.base import Subject, saved_id
from directives.models.gap import (
    CoverageLink,
    Gap,
    GapReport,
    NewCoverageLink,
    NewGap,
    NewGapReport,
)
from directives.models.sector import Sector
from directives.rules.coverage import gap_state
from directives.rules.permissions import (
    Actor,
    check_can_link_document,
    check_can_open_gap,
    check_can_report_gap,
    check_signed_in,
)
from directives.rules.two_times import AsOf
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.services.document_access import get_document
from directives.services.suspicions import settle
from directives.services.unsettled import note_document
from directives.store.agencies import find_place
from directives.store.documents import find_provision, find_text, list_files
from directives.store.gaps import (
    count_gaps,
    find_gap,
    find_gap_by_code,
    find_link,
    find_report,
    list_gaps,
    list_links,
    list_links_of_document,
    list_promises_of,
    list_reports,
)
from directives.vocabulary import GapState


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap with who waits, what was promised and what answers it."""

    gap: Gap
    state: GapState
    reports: Sequence[GapReport]
    promises: Sequence[CommitmentView]
    links: Sequence[CoverageLink]


@dataclass(frozen=True, slots=True)
class GuidanceRequest:
    """What a place says that it lacks guidance for."""

    place_code: str
    title: str
    words: str = ""
    sector_id: int | None = None


def open_gap(
    session: Session, actor: Actor, new: NewGap, *, now: datetime, code: str | None = None
) -> Gap:
    """Open a gap; without a code it gets the next "KT-" number.

    Raises:
        RightMissing: the actor neither drafts nor oversees.
        NotFound: the sector or the source document is not known.
    """
    check_can_open_gap(actor)
    return _add_gap(session, actor, new, now=now, code=code)


def ask_guidance(session: Session, actor: Actor, asked: GuidanceRequest, *, at: AsOf) -> Gap:
    """Report a gap that nobody has reported yet, for the actor's own place, which then waits.

    A gap with the same title is joined instead; asking twice does nothing the second time.

    Raises:
        NotSignedIn, RightMissing: it is not the actor's place.
        SectorNotFound, PlaceNotFound: one of them is not known.
    """
    check_can_report_gap(actor, asked.place_code)
    place = find_place(session, asked.place_code)
    if place is None:
        raise PlaceNotFound(field="place_code", place=asked.place_code)
    gap = find_gap_titled(session, asked.title)
    if gap is None:
        new = NewGap(
            title=asked.title, sector_id=asked.sector_id, raised_by=place.name, raised_on=at.day
        )
        gap = _add_gap(session, actor, new, now=at.known_at)
    if find_report(session, saved_id(gap), place.code) is None:
        report = NewGapReport(place_code=place.code, words=asked.words, reported_on=at.day)
        report_gap(session, actor, saved_id(gap), report, now=at.known_at)
    return gap


def find_gap_titled(session: Session, title: str) -> Gap | None:
    """Find the first gap with this title, marks, case and spaces aside."""
    wanted = _plain(title)
    return next((gap for gap in list_gaps(session) if _plain(gap.title) == wanted), None)


def _add_gap(
    session: Session, actor: Actor, new: NewGap, *, now: datetime, code: str | None = None
) -> Gap:
    if new.sector_id and session.get(Sector, new.sector_id) is None:
        raise SectorNotFound(field="sector_id", sector=new.sector_id)
    if new.source_document_id:
        get_document(session, actor, new.source_document_id)
    gap = Gap.model_validate(new, update={"code": code or _next_code(session), "recorded_at": now})
    session.add(gap)
    session.flush()
    record_change(session, actor, "gap.open", Subject("gap", gap.id), now=now, title=gap.title)
    return gap


def _next_code(session: Session) -> str:
    number = count_gaps(session) + 1
    while find_gap_by_code(session, f"KT-{number:02d}"):
        number += 1
    return f"KT-{number:02d}"


def report_gap(
    session: Session, actor: Actor, gap_id: int, new: NewGapReport, *, now: datetime
) -> GapReport:
    """Say that a place waits for this gap to be answered; a place is counted once.

    Raises:
        GapNotFound, PlaceNotFound: one of them is not known.
        RightMissing: it is not the actor's place.
        GapAlreadyReported: the place has said so before.
    """
    check_can_report_gap(actor, new.place_code)
    if find_gap(session, gap_id) is None:
        raise GapNotFound
    if find_place(session, new.place_code) is None:
        raise PlaceNotFound(field="place_code", place=new.place_code)
    if find_report(session, gap_id, new.place_code):
        raise GapAlreadyReported
    report = GapReport.model_validate(
        new,
        update={"gap_id": gap_id, "account_id": check_signed_in(actor), "recorded_at": now},
    )
    session.add(report)
    session.flush()
    record_change(
        session, actor, "gap.report", Subject("gap", gap_id), now=now, place=new.place_code
    )
    return report


def link_document(
    session: Session, actor: Actor, new: NewCoverageLink, *, now: datetime
) -> CoverageLink:
    """Say that a document answers a gap, with the words that prove it.

    Raises:
        NotFound: the gap, document or provision is not known.
        RightMissing: the actor does not draft.
        AlreadyLinked: it was said before.
        QuoteNotFound: the document has a text and the quoted words are not in it.
    """
    check_can_link_document(actor)
    if find_gap(session, new.gap_id) is None:
        raise GapNotFound
    document = get_document(session, actor, new.document_id)
    if find_link(session, new.gap_id, new.document_id, new.provision_id):
        raise AlreadyLinked
    check_quoted(session, new.document_id, new.provision_id, new.quote)
    link = CoverageLink.model_validate(
        new, update={"account_id": check_signed_in(actor), "recorded_at": now}
    )
    session.add(link)
    session.flush()
    record_change(
        session,
        actor,
        "gap.link",
        Subject("gap", new.gap_id),
        now=now,
        document_id=new.document_id,
        extent=new.extent.value,
    )
    note_document(session, document)  # what has happened to it makes the link doubtful
    settle(session, actor, now=now)
    return link


def check_quoted(session: Session, document_id: int, provision_id: str, quote: str) -> None:
    """Check that quoted words stand in the provision, or anywhere in the document's texts.

    A stub has no text yet: then the words cannot be checked and are taken as given.

    Raises:
        ProvisionNotFound: the document has no such provision.
        QuoteNotFound: the words are not there.
    """
    if provision_id:
        provision = find_provision(session, document_id, provision_id)
        if provision is None:
            raise ProvisionNotFound(field="provision_id", provision=provision_id)
        texts = [f"{provision.label} {provision.heading}\n{provision.text}"]
    else:
        found = (find_text(session, saved_id(file)) for file in list_files(session, document_id))
        texts = [read.text for read in found if read]
    if texts and not any(_plain(quote) in _plain(text) for text in texts):
        raise QuoteNotFound(field="quote")


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def get_gap(session: Session, gap_id: int, at: AsOf) -> GapView:
    """Return a gap with who waits, what was promised and what answers it.

    Raises:
        GapNotFound: there is no such gap.
    """
    gap = find_gap(session, gap_id)
    if gap is None:
        raise GapNotFound
    return _views(session, [gap], at)[0]


def view_gaps(
    session: Session,
    at: AsOf,
    *,
    sector_id: int | None = None,
    state: GapState | None = None,
    ids: Sequence[int] | None = None,
) -> list[GapView]:
    """Return the gaps, of one sector, in one state or with these ids if asked, by code."""
    known = [
        gap
        for gap in list_gaps(session, sector_id=sector_id, ids=ids)
        if gap.recorded_at <= at.known_at
    ]
    views = _views(session, known, at)
    return [view for view in views if state in (None, view.state)]


def gaps_answered_by(session: Session, document_id: int) -> list[tuple[Gap, CoverageLink]]:
    """Return the gaps that a document answers, each with the words that prove it."""
    links = list_links_of_document(session, document_id)
    gaps = {gap.id: gap for gap in list_gaps(session, ids=[link.gap_id for link in links])}
    return [(gaps[link.gap_id], link) for link in links]


def _views(session: Session, gaps: Sequence[Gap], at: AsOf) -> list[GapView]:
    ids = [saved_id(gap) for gap in gaps]
    reports = _by_gap(list_reports(session, ids), at)
    links: dict[int, list[CoverageLink]] = {}
    for link in list_links(session, ids):
        if link.linked_on <= at.day and link.recorded_at <= at.known_at:
            links.setdefault(link.gap_id, []).append(link)
    pairs = list_promises_of(session, ids)
    wanted = sorted({pair.commitment_id for pair in pairs})
    promises = {saved_id(v.commitment): v for v in view_commitments(session, at, ids=wanted)}
    views = []
    for gap in gaps:
        own = [
            promises[pair.commitment_id]
            for pair in pairs
            if pair.gap_id == gap.id and pair.commitment_id in promises
        ]
        answers = links.get(saved_id(gap), [])
        state = gap_state([link.extent for link in answers], [view.standing.state for view in own])
        views.append(GapView(gap, state, reports.get(saved_id(gap), []), own, answers))
    return views


def _by_gap(reports: Sequence[GapReport], at: AsOf) -> dict[int, list[GapReport]]:
    grouped: dict[int, list[GapReport]] = {}
    for report in reports:
        if report.reported_on <= at.day and report.recorded_at <= at.known_at:
            grouped.setdefault(report.gap_id, []).append(report)
    return grouped
