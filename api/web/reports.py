"""The reports: their list, and who is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.asked_day import Asked
from api.web.missing_reports import missing_entries
from api.web.names import Link, document_url
from api.web.rendering import render
from api.web.silent_report import silent_entry
from api.web.validity_reports import entries
from api.web.words import ReaderWords, Words, as_sentence
from directives.rules.two_times import AsOf
from directives.services.reports import PromiseRow, overdue_report

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One promise of the report, every figure with its address."""

    url: str
    lead: str
    lead_is_inferred: bool
    promised: str
    due: str
    phrase: str
    late_since: date | None  # first day late
    days_late: int
    moves: int
    source: Link | None
    quote: str


@dataclass(frozen=True, slots=True)
class OverduePage:
    """The report of a day."""

    as_of: date
    known_at: datetime
    late: Sequence[ReportLine]
    undated: Sequence[ReportLine]
    agencies_count: int
    most_days_late: int


@router.get("/bao-cao")
def report_index(
    request: Request,
    session: DbSession,
    _actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
) -> HTMLResponse:
    """List the reports with their leading figures."""
    at = AsOf(today, now)
    report = overdue_report(session, at)
    validity = [
        *entries(session, at, words),
        silent_entry(session, at, words),
        *missing_entries(session, at, words),
    ]
    return render(request, "reports.html", report=report, validity=validity)


@router.get("/bao-cao/qua-han")
def overdue(
    request: Request,
    session: DbSession,
    _actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    asked: Asked,
) -> HTMLResponse:
    """Show who is late, what was promised, since when, and where it was said."""
    report = overdue_report(session, asked.at)
    query = asked.query(today)
    late = [_line(row, words, query) for row in report.rows]
    page = OverduePage(
        as_of=report.as_of,
        known_at=report.known_at,
        late=late,
        undated=[_line(row, words, query) for row in report.undated],
        agencies_count=len({line.lead for line in late}),
        most_days_late=max((line.days_late for line in late), default=0),
    )
    return render(request, "overdue.html", page=page, asked=asked, errors=asked.errors)


def _line(row: PromiseRow, words: Words, query: str) -> ReportLine:
    source_url = document_url(row.source_document_id or 0, row.source_provision_id)
    return ReportLine(
        url=f"/cam-ket/{row.id}{query}",
        lead=as_sentence(row.lead),
        lead_is_inferred=row.lead_is_inferred,
        promised=row.promised,
        due=words.due(row.due_from, row.due_to),
        phrase=row.phrase,
        late_since=row.due_to + timedelta(days=1) if row.due_to else None,
        days_late=row.days_late,
        moves=row.moves,
        source=Link(row.source_document, source_url) if row.source_document else None,
        quote=row.source_quote,
    )
