"""The JSON of a report, the same over HTTP and on the command line."""

from collections.abc import Callable, Mapping
from datetime import UTC, date
from typing import Any

from api.missing_report_json import not_held_as_json, series_as_json
from api.official_figures_json import official_figures_as_json
from api.validity_report_json import (
    expiring_as_json,
    resting_as_json,
    silent_as_json,
    suspects_as_json,
)
from directives.services.delegation_report import DelegationReport, DelegationRow, NamedDocument
from directives.services.missing_reports import NotHeldReport, SeriesReport
from directives.services.official_figures_report import OfficialFiguresReport
from directives.services.report_registry import Report
from directives.services.reports import OverdueReport, PromiseRow
from directives.services.silent_report import SilentReport
from directives.services.validity_reports import ExpiringReport, RestingReport, SuspectsReport


def report_as_json(report: Report) -> dict[str, Any]:
    """Return the value to print: plain types, days as YYYY-MM-DD, the instant in RFC 3339.

    The same report made again gives the same value: nothing in it depends on when it is printed.
    """
    times = {
        "as_of": report.as_of.isoformat(),
        "known_at": report.known_at.astimezone(UTC).isoformat(),
    }
    found = _WRITERS[type(report)](report)
    return {"report": found.pop("report"), **times, **found}


def _overdue(report: OverdueReport) -> dict[str, Any]:
    return {
        "report": "overdue",
        "rows": [promise_as_json(row) for row in report.rows],
        "undated": [promise_as_json(row) for row in report.undated],
    }


def _delegations(report: DelegationReport) -> dict[str, Any]:
    return {
        "report": "delegations",
        "documents": [
            {
                **_document(one.document),
                "effective_on": _day(one.due_on),
                "owed": one.owed,
                "rows": [_delegation(row) for row in one.rows],
            }
            for one in report.documents
        ],
    }


def _delegation(row: DelegationRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "provision": row.provision_id,
        "agency": row.agency,
        "expected_type": row.expected_type,
        "quote": row.quote,
        "standing": row.standing.value,
        "due_on": _day(row.due_on),
        "days_owed": row.days_owed,
        "ended_on": _day(row.ended_on),
        "answered_on": _day(row.answered_on),
        "answered_by": [_document(one) for one in row.answered_by],
        "possible": [_document(one) for one in row.possible],
    }


def _document(named: NamedDocument) -> dict[str, Any]:
    return {"document_id": named.id, "document": named.name}


def promise_as_json(row: PromiseRow) -> dict[str, Any]:
    """Return one line of a report: who, what, by when, how late, and where it was said."""
    return {
        "id": row.id,
        "lead": row.lead,
        "promised": row.promised,
        "phrase": row.phrase,
        "due_from": _day(row.due_from),
        "due_to": _day(row.due_to),
        "days_late": row.days_late,
        "moves": row.moves,
        "source": {"document": row.source_document or None, "quote": row.source_quote},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


_WRITERS: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    DelegationReport: _delegations,
    ExpiringReport: expiring_as_json,
    NotHeldReport: not_held_as_json,
    OfficialFiguresReport: official_figures_as_json,
    OverdueReport: _overdue,
    RestingReport: resting_as_json,
    SeriesReport: series_as_json,
    SilentReport: silent_as_json,
    SuspectsReport: suspects_as_json,
}
"""What each report consists of beside its two times."""
