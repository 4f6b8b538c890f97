"""What answers a gap, over JSON: reports of places and their answers, links, feedback."""

from fastapi import APIRouter

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.calling import RECORDING, Caller
from api.v1.gaps import detail
from api.v1.schemas.coverage import AnsweringIn, CoverageLinkIn, RejectionIn
from api.v1.schemas.gap_reports import (
    FeedbackOut,
    GapReportIn,
    MarkIn,
    ReceiptIn,
    ReportStepIn,
    WithdrawalIn,
)
from api.v1.schemas.gaps import GapDetailOut
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.values import PathKey
from directives.models.coverage_link import Answering, NewCoverageLink
from directives.models.feedback import NewGuidanceMark
from directives.models.gap_report import NewGapReport, NewReportEvent
from directives.rules.two_times import AsOf
from directives.services import coverage_links, gap_reports, guidance_marks
from directives.services.document_access import get_document

router = APIRouter(tags=["gaps"])


@router.post("/gaps/{gap_id}/reports", **RECORDING)
def report_gap(gap_id: PathKey, new: GapReportIn, caller: Caller) -> GapDetailOut:
    """Say that a place waits for this gap to be answered; a place is counted once."""
    said = NewGapReport(
        reported_on=new.reported_on or caller.at.day, **new.model_dump(exclude={"reported_on"})
    )
    gap_reports.report_gap(caller.session, caller.actor, gap_id, said, now=caller.at.known_at)
    return detail(caller, gap_id)


@router.post("/gaps/{gap_id}/reports/{place_code}/withdraw", responses=WRITING)
def withdraw_report(
    gap_id: PathKey, place_code: str, new: WithdrawalIn, caller: Caller
) -> GapDetailOut:
    """Say that a place waits no longer."""
    gap_reports.withdraw_report(
        caller.session, caller.actor, gap_id, place_code, words=new.words, at=caller.at
    )
    return detail(caller, gap_id)


@router.post("/gaps/{gap_id}/answers", **RECORDING)
def answer_reports(gap_id: PathKey, new: ReportStepIn, caller: Caller) -> GapDetailOut:
    """Take a step with the reports of some places, or of all that wait."""
    said = NewReportEvent(held_on=caller.at.day, **new.model_dump(exclude={"places"}))
    gap_reports.answer_reports(
        caller.session, caller.actor, gap_id, said, now=caller.at.known_at, place_codes=new.places
    )
    return detail(caller, gap_id)


@router.post("/gaps/{gap_id}/links", **RECORDING)
def link_document(gap_id: PathKey, new: CoverageLinkIn, caller: Caller) -> GapDetailOut:
    """Say that a document answers this gap, with the words that prove it."""
    said = NewCoverageLink(
        gap_id=gap_id,
        linked_on=new.linked_on or caller.at.day,
        **new.model_dump(exclude={"linked_on"}),
    )
    coverage_links.link_document(caller.session, caller.actor, said, now=caller.at.known_at)
    return detail(caller, gap_id)


@router.post("/coverage-links/{link_id}/confirm", responses=WRITING)
def confirm_link(link_id: PathKey, new: AnsweringIn, caller: Caller) -> GapDetailOut:
    """Agree with what was proposed, or with a suspect link as it stands now."""
    said = Answering(**new.model_dump())
    link = coverage_links.confirm_link(caller.session, caller.actor, link_id, said, at=caller.at)
    return detail(caller, link.gap_id)


@router.post("/coverage-links/{link_id}/reject", responses=WRITING)
def reject_link(link_id: PathKey, new: RejectionIn, caller: Caller) -> GapDetailOut:
    """Say that a document does not answer the gap; it is never proposed again."""
    link = coverage_links.reject_link(
        caller.session, caller.actor, link_id, reason=new.reason, at=caller.at
    )
    return detail(caller, link.gap_id)


@router.get("/documents/{document_id}/feedback", responses=READING)
def get_feedback(
    document_id: PathKey, session: DbSession, actor: CurrentActor, *, now: Now, today: Today
) -> FeedbackOut:
    """Return where a document has arrived, as places say, and whether it is clear to them."""
    get_document(session, actor, document_id)
    return FeedbackOut.of(guidance_marks.feedback_of(session, document_id, AsOf(today, now)))


@router.post("/documents/{document_id}/feedback", responses=WRITING)
def mark_guidance(document_id: PathKey, new: MarkIn, caller: Caller) -> FeedbackOut:
    """Say whether a document is clear; the last word of a place counts."""
    said = NewGuidanceMark(marked_on=caller.at.day, **new.model_dump())
    guidance_marks.mark_guidance(
        caller.session, caller.actor, document_id, said, now=caller.at.known_at
    )
    return FeedbackOut.of(guidance_marks.feedback_of(caller.session, document_id, caller.at))


@router.post("/documents/{document_id}/receipts", responses=WRITING)
def confirm_receipt(document_id: PathKey, new: ReceiptIn, caller: Caller) -> FeedbackOut:
    """Say that a document has reached a place."""
    guidance_marks.confirm_receipt(
        caller.session, caller.actor, document_id, new.place_code, at=caller.at
    )
    return FeedbackOut.of(guidance_marks.feedback_of(caller.session, document_id, caller.at))
