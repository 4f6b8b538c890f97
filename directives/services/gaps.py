"""Open a gap, change what is said of it, measure it, decide of it by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.errors import GapNotFound, PlaceNotFound, SectorNotFound, UnknownField
from directives.models.base import Subject, saved_id
from directives.models.gap import (
    Gap,
    GapDecision,
    GapFigure,
    GapQuery,
    NewGap,
    NewGapDecision,
    NewGapFigure,
)
from directives.models.gap_report import NewGapReport
from directives.models.sector import Sector
from directives.rules.coverage import check_override_ends, is_exempt
from directives.rules.permissions import (
    Actor,
    check_can_decide_gap,
    check_can_open_gap,
    check_can_report_gap,
    check_signed_in,
)
from directives.rules.scope import Scope
from directives.rules.two_times import AsOf, check_has_come, ha_noi_date
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.services.gap_facts import FIELDS, record_gap_facts
from directives.services.gap_reports import has_reported, report_gap
from directives.services.link_proposals import propose_documents
from directives.services.link_suspects import print_links_of_gap, suspect_links_of_gap
from directives.services.source_quotes import check_source
from directives.store.agencies import find_place, list_places
from directives.store.gaps import (
    count_gaps,
    find_gap,
    find_gap_by_code,
    list_decisions,
    list_gap_queries,
    list_gaps,
)
from directives.vocabulary import DecisionKind


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
        NotFound: the sector, the source document or a place of the scope is not known.
        EventTooLate: it is said to be raised on a day to come.
        QuoteNotFound: the source has a text and the quoted words are not in it.
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
    if not has_reported(session, saved_id(gap), place.code, day=at.day):
        report = NewGapReport(place_code=place.code, words=asked.words, reported_on=at.day)
        report_gap(session, actor, saved_id(gap), report, now=at.known_at)
    return gap


def open_gap_of_searches(
    session: Session, actor: Actor, new: NewGap, queries: list[str], *, now: datetime
) -> Gap:
    """Open the gap that searches without a result speak of; a second time it is the same gap.

    Raises:
        RightMissing: the actor neither drafts nor oversees.
    """
    check_can_open_gap(actor)
    folded = sorted({fold(query) for query in queries})
    known = list_gap_queries(session, folded)
    gap = find_gap(session, known[0].gap_id) if known else find_gap_titled(session, new.title)
    gap = gap or _add_gap(session, actor, new, now=now)
    kept = {query.query_folded for query in known}
    session.add_all(
        GapQuery(query_folded=one, gap_id=saved_id(gap), recorded_at=now)
        for one in folded
        if one not in kept
    )
    session.flush()
    return gap


def edit_gap(
    session: Session,
    actor: Actor,
    gap_id: int,
    values: Mapping[str, object],
    *,
    at: AsOf,
    reason: str = "",
) -> Gap:
    """Say what holds of a gap from `at.day` on; what was said before stays known.

    When what it asks changes, or of whom, the links that answer it turn suspect.

    Raises:
        GapNotFound: it is not known.
        RightMissing: the actor neither drafts nor oversees.
        UnknownField: a gap has no such field.
        Invalid, NotFound: the gap would not be right afterwards. A source that was withdrawn
            since may stay, as long as the words quoted of it do.
    """
    check_can_open_gap(actor)
    gap = find_gap(session, gap_id)
    if gap is None:
        raise GapNotFound
    new = _checked(session, actor, gap, values, now=at.known_at)
    print_links_of_gap(session, gap)
    changed = record_gap_facts(session, actor, gap, new, at=at, reason=reason)
    suspect_links_of_gap(session, actor, gap, at=at)
    if changed:
        subject = Subject("gap", gap_id)
        details = {field: new[field] for field in changed}
        record_change(
            session, actor, "gap.edit", subject, now=at.known_at, values=details, reason=reason
        )
    return gap


def _checked(
    session: Session, actor: Actor, gap: Gap, values: Mapping[str, object], *, now: datetime
) -> dict[str, object]:
    """Return the values as a gap has them, if it would be right with them."""
    unknown = next((field for field in values if field not in FIELDS), None)
    if unknown:
        raise UnknownField(field=unknown, name=unknown)
    current = gap.model_dump(include=set(FIELDS))
    checked = NewGap.model_validate(current | dict(values))
    _check_named(session, checked)
    if values.keys() & {"source_document_id", "source_quote"}:
        check_source(session, actor, checked.source_document_id, checked.source_quote)
    if "raised_on" in values and checked.raised_on:
        check_has_come(checked.raised_on, field="raised_on", now=now)
    return {field: getattr(checked, field) for field in values}


def record_figure(
    session: Session, actor: Actor, gap_id: int, new: NewGapFigure, *, now: datetime
) -> GapFigure:
    """Say what a gap measures on a day; earlier figures stay.

    Raises:
        NotFound: the gap or the source document is not known.
        RightMissing: the actor neither drafts nor oversees.
        EventTooLate: it is of a day to come.
        QuoteNotFound: the source has a text and the quoted words are not in it.
    """
    check_can_open_gap(actor)
    if find_gap(session, gap_id) is None:
        raise GapNotFound
    check_has_come(new.as_of, field="as_of", now=now)
    check_source(session, actor, new.source_document_id, new.source_quote)
    account_id = check_signed_in(actor)
    known = {"gap_id": gap_id, "account_id": account_id, "recorded_at": now}
    figure = GapFigure.model_validate(new, update=known)
    session.add(figure)
    session.flush()
    subject = Subject("gap", gap_id)
    record_change(session, actor, "gap.figure", subject, now=now, name=new.name, value=new.value)
    return figure


def decide_gap(
    session: Session, actor: Actor, gap_id: int, new: NewGapDecision, *, at: AsOf
) -> GapDecision:
    """Decide of the state of a gap by hand, with the reason.

    Raises:
        GapNotFound: it is not known.
        RightMissing: the actor may not: that no guidance is due, only oversight says, and only
            oversight decides otherwise afterwards.
        ValueInvalid: an override would have ended already, or last for more than a year.
    """
    if find_gap(session, gap_id) is None:
        raise GapNotFound
    check_override_ends(new.expires_on, at.day)
    decided = [row.kind for row in list_decisions(session, at, [gap_id])]
    is_exemption = new.kind is DecisionKind.NOT_APPLICABLE or is_exempt(decided)
    check_can_decide_gap(actor, is_exemption=is_exemption)
    row = GapDecision.model_validate(
        new,
        update={
            "gap_id": gap_id,
            "held_on": at.day,
            "account_id": check_signed_in(actor),
            "recorded_at": at.known_at,
            "expires_on": new.expires_on if new.kind is DecisionKind.OVERRIDE else None,
            "state": new.state if new.kind is DecisionKind.OVERRIDE else None,
        },
    )
    session.add(row)
    session.flush()
    record_change(
        session,
        actor,
        "gap.decide",
        Subject("gap", gap_id),
        now=at.known_at,
        kind=new.kind.value,
        reason=new.reason,
    )
    return row


def find_gap_titled(session: Session, title: str) -> Gap | None:
    """Find the first gap with this title, marks, case and spaces aside."""
    wanted = _plain(title)
    return next((gap for gap in list_gaps(session) if _plain(gap.title) == wanted), None)


def _add_gap(
    session: Session, actor: Actor, new: NewGap, *, now: datetime, code: str | None = None
) -> Gap:
    _check_named(session, new)
    check_source(session, actor, new.source_document_id, new.source_quote)
    if new.raised_on:
        check_has_come(new.raised_on, field="raised_on", now=now)
    gap = Gap.model_validate(
        new,
        update={
            "code": code or _next_code(session),
            "account_id": check_signed_in(actor),
            "recorded_at": now,
        },
    )
    session.add(gap)
    session.flush()
    record_change(session, actor, "gap.open", Subject("gap", gap.id), now=now, title=gap.title)
    propose_documents(session, actor, gap, at=AsOf(ha_noi_date(now), now))
    return gap


def _check_named(session: Session, new: NewGap) -> None:
    """Check that the sector and the places that a gap names are there."""
    if new.sector_id and session.get(Sector, new.sector_id) is None:
        raise SectorNotFound(field="sector_id", sector=new.sector_id)
    codes = Scope.parse(new.scope).codes
    known = {place.code for place in list_places(session, sorted(codes))} if codes else set()
    for code in sorted(codes - known):
        raise PlaceNotFound(field="scope", place=code)


def _next_code(session: Session) -> str:
    number = count_gaps(session) + 1
    while find_gap_by_code(session, f"KT-{number:02d}"):
        number += 1
    return f"KT-{number:02d}"


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
