"""The JSON of a report, the same over HTTP and on the command line."""

from collections.abc import Callable, Mapping
from datetime import UTC, date
from typing import Any

from directives.services.report_registry import Report
from directives.services.reports import OverdueReport, PromiseRow


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
    OverdueReport: _overdue,
}
"""What each report consists of beside its two times."""
