"""Let places report that they wait, or wait no longer, and answer each of them step by step."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import (
    AgencyNotFound,
    AnswerMissing,
    GapAlreadyReported,
    GapNotFound,
    OtherGapMissing,
    ReportNotMade,
    ReportStepNotAllowed,
    ReportTooEarly,
    ValueInvalid,
)
from directives.models.agency import Agency
from directives.models.base import Subject, saved_id
from directives.models.document import NewRelation
from directives.models.gap_report import GapReport, NewGapReport, NewReportEvent, ReportEvent
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_answer_reports,
    check_can_change_document,
    check_can_report_gap,
    check_signed_in,
)
from directives.rules.report_answers import NEXT, REPORTED, WAITING
from directives.rules.two_times import AsOf, check_has_come
from directives.services.changes import record_change
from directives.services.document_access import get_document
from directives.services.gap_merges import families
from directives.services.places import check_exists, place_heirs
from directives.services.relations import add_relation, propose_relation
from directives.services.report_history import told_reports
from directives.store.gap_reports import list_reports, list_reports_by
from directives.store.gaps import find_gap
from directives.translation import N_
from directives.vocabulary import RecordState, RelationKind, ReportState

NOT_SHOWN = N_("Văn bản này không công bố nên địa phương không đọc được. Hãy công bố trước.")


def report_gap(
    session: Session, actor: Actor, gap_id: int, new: NewGapReport, *, now: datetime
) -> GapReport:
    """Say that a place waits for this gap to be answered; a place is counted once.

    A place that had withdrawn its report waits again.

    Raises:
        GapNotFound, PlaceNotFound, DocumentNotFound: one of them is not known.
        RightMissing: it is not the actor's place.
        GapAlreadyReported: the place, or one that became part of it, has said so before.
        PlaceEnded: it had become part of others by that day.
        EventTooLate, ReportTooEarly: that day is to come, or before the withdrawal.
    """
    check_can_report_gap(actor, new.place_code)
    check_has_come(new.reported_on, field="reported_on", now=now)
    if find_gap(session, gap_id) is None:
        raise GapNotFound
    check_exists(session, new.place_code, new.reported_on)
    if new.document_id:
        get_document(session, actor, new.document_id)
    if has_reported(session, gap_id, new.place_code, day=new.reported_on):
        raise GapAlreadyReported
    report = next(iter(list_reports_by(session, gap_id, [new.place_code])), None)
    if report:
        if report.state_on and new.reported_on < report.state_on:
            raise ReportTooEarly(field="reported_on", withdrawn_on=report.state_on)
        _append(session, actor, report, _again(new, new.reported_on), now=now)
    else:
        report = GapReport.model_validate(
            new,
            update={"gap_id": gap_id, "account_id": check_signed_in(actor), "recorded_at": now},
        )
        session.add(report)
        session.flush()
    subject = Subject("gap", gap_id)
    record_change(session, actor, "gap.report", subject, now=now, place=new.place_code)
    return report


def has_reported(session: Session, gap_id: int, place_code: str, *, day: date) -> bool:
    """Tell whether a place reported a gap, itself or what became part of it alone by a day.

    What was withdrawn does not count: the place may wait again.
    """
    codes = [place_code, *place_heirs(session, day).absorbed(place_code)]
    reports = list_reports_by(session, gap_id, codes)
    return any(one.state is not ReportState.WITHDRAWN for one in reports)


def withdraw_report(
    session: Session, actor: Actor, gap_id: int, place_code: str, *, words: str, at: AsOf
) -> GapReport:
    """Say that a place waits no longer, nor those that became part of it; steps stay known.

    Raises:
        RightMissing: it is not the actor's place.
        ReportNotMade: the place has not reported this gap.
        ReportStepNotAllowed: it has been answered, or withdrawn before.
    """
    check_can_report_gap(actor, place_code)
    members = families(session, at).members([gap_id])
    codes = [place_code, *place_heirs(session, at.day).absorbed(place_code)]
    reports = list_reports(session, at, members, place_codes=codes)
    if not reports:
        raise ReportNotMade
    waiting = [one for one in reports if one.state in WAITING] or reports
    event = NewReportEvent(state=ReportState.WITHDRAWN, held_on=at.day, words=words)
    for report in waiting:
        _step(session, actor, report, event, now=at.known_at)
    subject = Subject("gap", gap_id)
    record_change(session, actor, "gap.withdraw_report", subject, now=at.known_at, place=place_code)
    return waiting[0]


def answer_reports(
    session: Session,
    actor: Actor,
    gap_id: int,
    new: NewReportEvent,
    *,
    now: datetime,
    place_codes: Sequence[str] = (),
) -> list[GapReport]:
    """Take a step with the reports of a gap: those of these places, or all that still wait.

    An answer by document to a report that came with a letter is recorded as a relation, too:
    the document responds to the letter; of another agency's document its drafters confirm that.
    Who reported a copy of another gap waits there from now on.

    Raises:
        GapNotFound, DocumentNotFound, AgencyNotFound, OtherGapMissing: one of them is not known.
        RightMissing: the actor neither drafts nor oversees.
        AnswerMissing, ValueInvalid: an answer names no document nor words, or an unpublished one.
        ReportNotMade: none of the places has reported the gap, or none waits.
        ReportStepNotAllowed: a report cannot go to that state.
    """
    check_can_answer_reports(actor)
    _check_step(session, actor, gap_id, new, now=now)
    reports = _concerned(session, gap_id, new, place_codes, now=now)
    said = [told.report for told in told_reports(session, reports, AsOf(date.max, now))]
    for report, made in zip(reports, said, strict=True):
        _step(session, actor, report, new, now=now)
        _respond(session, actor, made, new, now=now)
    if new.other_gap_id and new.state is ReportState.DUPLICATE:
        _join(session, actor, new.other_gap_id, said, day=new.held_on, now=now)
    subject, places = Subject("gap", gap_id), [report.place_code for report in reports]
    record_change(
        session, actor, "gap.answer_reports", subject, now=now, state=new.state.value, places=places
    )
    return reports


def _concerned(
    session: Session,
    gap_id: int,
    new: NewReportEvent,
    place_codes: Sequence[str],
    *,
    now: datetime,
) -> list[GapReport]:
    """Return the reports that a step is taken with: of these places, or all that can take it.

    With a place those that became part of it take the step that wait for it.
    """
    at = AsOf(date.max, now)
    members = families(session, at).members([gap_id])
    heirs = place_heirs(session, new.held_on)
    codes = [one for code in place_codes for one in (code, *heirs.absorbed(code))]
    reports = [
        one
        for one in list_reports(session, at, members, place_codes=codes or None)
        if one.place_code in place_codes or (new.state in NEXT[one.state] and one.state in WAITING)
    ]
    if not reports:
        raise ReportNotMade
    return reports


def _respond(
    session: Session, actor: Actor, report: GapReport, new: NewReportEvent, *, now: datetime
) -> None:
    """Record that an answering document responds to the letter that a report came with."""
    if not (new.document_id and report.document_id and new.state is ReportState.ANSWERED):
        return
    responds = NewRelation(
        source_id=new.document_id, kind=RelationKind.RESPONDS_TO, target_id=report.document_id
    )
    owner = get_document(session, actor, new.document_id).owner_agency_id
    if allows(check_can_change_document, actor, owner):
        add_relation(session, actor, responds, now=now)
    else:
        propose_relation(session, actor, responds, now=now)


def _join(
    session: Session,
    actor: Actor,
    gap_id: int,
    copies: Sequence[GapReport],
    *,
    day: date,
    now: datetime,
) -> None:
    """Let the places of reports that are copies wait for the other gap, each counted once.

    Places that became one are one. They wait since the day of their own report; the limit of the
    first step begins anew.
    """
    at = AsOf(date.max, now)
    known = families(session, at)
    members = known.members([known.root(gap_id)])
    heirs = place_heirs(session, day)
    by_place = {heirs.only(one.place_code): one for one in reversed(copies)}  # the earliest of each
    codes = [code for place in by_place for code in (place, *heirs.absorbed(place))]
    there = list_reports(session, at, members, place_codes=codes)
    there = sorted(there, key=lambda one: one.state in REPORTED)
    present = {heirs.only(one.place_code): one for one in there}
    made = {"gap_id": gap_id, "account_id": check_signed_in(actor), "recorded_at": now}
    for place, copy in by_place.items():
        report = present.get(place)
        if report is not None and report.state in REPORTED:
            continue
        if report is None:
            said = copy.model_dump(include=set(NewGapReport.model_fields))
            report = GapReport.model_validate({**said, **made})
            session.add(report)
            session.flush()
        _append(session, actor, report, _again(copy, day), now=now)
    subject = Subject("gap", gap_id)
    record_change(session, actor, "gap.report", subject, now=now, places=sorted(by_place))


def _again(said: NewGapReport, day: date) -> NewReportEvent:
    """Return the step by which a place waits from a day on, with its own words and letter."""
    return NewReportEvent(
        state=ReportState.RECEIVED, held_on=day, words=said.words, document_id=said.document_id
    )


def _check_step(
    session: Session, actor: Actor, gap_id: int, new: NewReportEvent, *, now: datetime
) -> None:
    if find_gap(session, gap_id) is None:
        raise GapNotFound
    if new.other_gap_id and find_gap(session, new.other_gap_id) is None:
        raise GapNotFound(field="other_gap_id")
    if new.state is ReportState.DUPLICATE:
        _check_other(session, gap_id, new, now=now)
    if new.document_id:
        _check_letter(session, actor, new.document_id)
    if new.state is ReportState.ANSWERED and not (new.document_id or new.words.strip()):
        raise AnswerMissing(field="words")
    is_forwarded = new.state is ReportState.FORWARDED
    if (is_forwarded or new.agency_id) and session.get(Agency, new.agency_id or 0) is None:
        raise AgencyNotFound(field="agency", agency=new.agency_id or "")
    if new.state in (ReportState.WITHDRAWN, ReportState.RECEIVED):
        raise ReportStepNotAllowed(state=new.state.value)


def _check_letter(session: Session, actor: Actor, document_id: int) -> None:
    """Check that the places can read the document by which they are answered."""
    if get_document(session, actor, document_id).state is not RecordState.PUBLISHED:
        raise ValueInvalid(field="document_id", reason=NOT_SHOWN)


def _check_other(session: Session, gap_id: int, new: NewReportEvent, *, now: datetime) -> None:
    """Check that a copy names the gap that it repeats, and that it is not its own."""
    known = families(session, AsOf(date.max, now))
    if not new.other_gap_id or known.root(new.other_gap_id) == known.root(gap_id):
        raise OtherGapMissing(field="other_gap_id")


def _step(
    session: Session, actor: Actor, report: GapReport, new: NewReportEvent, *, now: datetime
) -> ReportEvent:
    if new.state not in NEXT[report.state]:
        raise ReportStepNotAllowed(state=new.state.value)
    return _append(session, actor, report, new, now=now)


def _append(
    session: Session, actor: Actor, report: GapReport, new: NewReportEvent, *, now: datetime
) -> ReportEvent:
    known = {
        "report_id": saved_id(report),
        "account_id": check_signed_in(actor),
        "recorded_at": now,
    }
    event = ReportEvent.model_validate(new, update=known)
    report.state, report.state_on, report.changed_at = new.state, new.held_on, now
    session.add_all([event, report])
    session.flush()
    return event
