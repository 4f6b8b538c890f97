"""The JSON of the reports on legal effect."""

from typing import Any

from directives.services.report_names import Named
from directives.services.silent_report import SilentReport
from directives.services.validity_reports import (
    ExpiringReport,
    RestingReport,
    SuspectRow,
    SuspectsReport,
)


def suspects_as_json(report: SuspectsReport) -> dict[str, Any]:
    """Return what is suspect, by agency."""
    return {
        "report": "suspects",
        "agencies": [
            {"agency": agency, "count": len(rows), "rows": [_suspect(row) for row in rows]}
            for agency, rows in report.agencies
        ],
    }


def _suspect(row: SuspectRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "document": named_as_json(row.document),
        "gap_id": row.gap_id,
        "reason": row.reason.value,
        "since": row.holds_on.isoformat(),
        "base": named_as_json(row.base) if row.base else None,
        "provision": row.provision or None,
        "act": named_as_json(row.act) if row.act else None,
        "also": [
            {
                "reason": cause.reason.value,
                "since": cause.holds_on.isoformat(),
                "provision": cause.provision or None,
                "act": named_as_json(cause.act) if cause.act else None,
            }
            for cause in row.also
        ],
        "steps": len(row.path),
        "path": [
            {
                "document": named_as_json(step.document) if step.document else None,
                "kind": step.kind.value if step.kind else None,
            }
            for step in row.path
        ],
    }


def expiring_as_json(report: ExpiringReport) -> dict[str, Any]:
    """Return what will expire soon."""
    return {
        "report": "expiring",
        "within_days": report.within_days,
        "rows": [
            {
                "document": named_as_json(row.document),
                "status": row.status.value,
                "expires_on": row.expires_on.isoformat(),
                "days_left": row.days_left,
                "ends_as": row.ends_as.value,
                "acts": [named_as_json(act) for act in row.acts],
            }
            for row in report.rows
        ],
    }


def resting_as_json(report: RestingReport) -> dict[str, Any]:
    """Return what is in force but rests on what has ended."""
    return {
        "report": "resting_on_ended",
        "rows": [
            {
                "document": named_as_json(row.document),
                "status": row.status.value,
                "kind": row.kind.value,
                "base": named_as_json(row.base),
                "base_provision": row.provision or None,
                "base_status": row.base_status.value,
                "ended_on": row.ended_on.isoformat(),
            }
            for row in report.rows
        ],
    }


def silent_as_json(report: SilentReport) -> dict[str, Any]:
    """Return what lacks its day of effect."""
    return {
        "report": "without_effect_day",
        "total": report.total,
        "rows": [
            {
                "document": named_as_json(row.document),
                "issued_on": row.issued_on.isoformat() if row.issued_on else None,
                "days_silent": row.days_silent,
                "acts_on": row.acts_on,
            }
            for row in report.rows
        ],
    }


def named_as_json(one: Named) -> dict[str, Any]:
    """Return how a report names a document."""
    return {"id": one.id, "name": one.name, "title": one.title, "agency": one.agency or None}
