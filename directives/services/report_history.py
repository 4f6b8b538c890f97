"""Reports of places as they stood on a day, as known at an instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.gap_report import GapReport, ReportEvent
from directives.rules.report_answers import WAITING
from directives.rules.two_times import AsOf
from directives.store.gap_reports import list_events, list_reports_stepped_after, list_waiting
from directives.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Told:
    """A report, its state, since when, and the step that led there (none: it was received)."""

    report: GapReport
    state: ReportState
    since: date
    step: ReportEvent | None = None


def waiting_places(
    session: Session,
    at: AsOf,
    *,
    gap_ids: Sequence[int] | None = None,
    place_codes: Sequence[str] | None = None,
) -> list[tuple[int, str]]:
    """List (gap, place) of the places that had reported gaps and had no answer, as known then."""
    settled = list_waiting(session, at, gap_ids, place_codes=place_codes)
    later = list_reports_stepped_after(session, at, gap_ids, place_codes=place_codes)
    told = [one.report for one in told_reports(session, later, at) if one.state in WAITING]
    return [
        *((row.gap_id, row.place_code) for row in settled),
        *((report.gap_id, report.place_code) for report in told),
    ]


def told_reports(session: Session, reports: Sequence[GapReport], at: AsOf) -> list[Told]:
    """Return reports, in their order, with the last step that had been taken and was known.

    A place that had withdrawn its report and waits again is told with what it said then, since
    that day; such reports are copies.
    """
    stepped = [saved_id(report) for report in reports if report.changed_at is not None]
    steps: dict[int, list[ReportEvent]] = {}
    for step in list_events(session, at, stepped) if stepped else ():
        steps.setdefault(step.report_id, []).append(step)
    return [_told(report, steps.get(saved_id(report), ())) for report in reports]


def _told(report: GapReport, steps: Sequence[ReportEvent]) -> Told:
    if not steps:
        return Told(report, ReportState.RECEIVED, report.reported_on)
    last = steps[-1]
    answer = None if last.state is ReportState.RECEIVED else last
    return Told(_as_said(report, steps), last.state, last.held_on, answer)


def _as_said(report: GapReport, steps: Sequence[ReportEvent]) -> GapReport:
    """Return a report as its place made it last, after it had withdrawn it."""
    again = [
        step
        for before, step in pairwise(steps)
        if (before.state, step.state) == (ReportState.WITHDRAWN, ReportState.RECEIVED)
    ]
    if not again:
        return report
    made = again[-1]
    said = {"words": made.words, "document_id": made.document_id, "reported_on": made.held_on}
    return GapReport(**report.model_dump() | said)
