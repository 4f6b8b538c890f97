"""Reports of places, and how far the answer to each has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.gap_report import (
    GapReport,
    ReportLimit,
)
from directives.rules.report_answers import (
    ENDED,
    SHIPPED_LIMITS,
    WAITING,
    StepStanding,
    step_standing,
)
from directives.rules.two_times import AsOf
from directives.services.calendar import working_calendar
from directives.services.gap_merges import families
from directives.services.place_arrivals import LATELY
from directives.services.report_history import Told, told_reports
from directives.store.gap_reports import (
    list_answering_letters,
    list_limits,
    list_reports,
    list_reports_of_place,
)
from directives.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report, how its answer stands, and a document that responds to its letter, if any."""

    report: GapReport
    told: Told
    standing: StepStanding
    responding_id: int | None = None


def limits_on(rows: Sequence[ReportLimit], day: date) -> dict[ReportState, int]:
    """Return the limits that held on a day; rows are in the order of their days."""
    limits = dict(SHIPPED_LIMITS)
    limits.update({row.state: row.working_days for row in rows if row.holds_from <= day})
    return limits


def view_reports(
    session: Session,
    gap_ids: Sequence[int],
    at: AsOf,
    *,
    place_codes: Sequence[str] | None = None,
) -> list[ReportView]:
    """Return the reports of gaps, of what was merged into them too, and how each stands."""
    members = families(session, at).members(gap_ids)
    reports = list_reports(session, at, members, place_codes=place_codes)
    return _views(session, told_reports(session, reports, at), at)


def view_reports_of_place(
    session: Session, place_codes: Sequence[str], at: AsOf
) -> list[ReportView]:
    """Return what places reported, of any gap, and how each stands: for the place that asked."""
    made = [
        report
        for report in list_reports_of_place(session, place_codes)
        if report.reported_on <= at.day and report.recorded_at <= at.known_at
    ]
    return _views(session, told_reports(session, made, at), at)


def current_reports(session: Session, told: Sequence[Told], at: AsOf) -> list[ReportView]:
    """Return, of reports, those that were answered lately and those that wait.

    The newest answers come first, then what waits, the latest steps first.
    """
    ended = [one for one in told if one.state in ENDED and one.since >= at.day - LATELY]
    ended.sort(key=lambda one: one.since, reverse=True)
    waiting = _views(session, [one for one in told if one.state in WAITING], at)
    waiting.sort(key=lambda one: (-one.standing.days_late, one.told.since))
    return [*_views(session, ended, at), *waiting]


def _views(session: Session, told: Sequence[Told], at: AsOf) -> list[ReportView]:
    if not told:
        return []
    limits = list_limits(session, at)
    calendar = working_calendar(session)
    letters = sorted({one.report.document_id for one in told if one.report.document_id})
    answers: Mapping[int, int] = dict(list_answering_letters(session, letters) if letters else ())
    return [
        ReportView(
            one.report,
            one,
            step_standing(
                one.state,
                one.since,
                limits_on(limits, one.since),
                day=at.day,
                calendar=calendar,
            ),
            answers.get(one.report.document_id or 0),
        )
        for one in told
    ]
