"""The JSON of the reports on what the catalogue lacks."""

from typing import Any

from directives.models.base import saved_id
from directives.services.missing_reports import Neighbour, NotHeldReport, SeriesReport


def not_held_as_json(report: NotHeldReport) -> dict[str, Any]:
    """Return the most cited documents that we do not hold, each with what cites it."""
    return {
        "report": "not_held",
        "total": report.total,
        "rows": [
            {
                "document_id": saved_id(row.document),
                "number": row.document.number,
                "title": row.document.title,
                "type": row.document.type_code,
                "agency": row.agency or None,
                "count": row.count,
                "cited_by": [
                    {
                        "document_id": saved_id(one.document),
                        "number": one.document.number,
                        "title": one.document.title,
                        "kinds": [kind.value for kind in one.kinds],
                    }
                    for one in row.cited_by
                ],
            }
            for row in report.rows
        ],
    }


def series_as_json(report: SeriesReport) -> dict[str, Any]:
    """Return the series with holes; a hole is a range of numbers with its neighbours."""
    return {
        "report": "number_gaps",
        "rows": [
            {
                "agency": row.issuer,
                "series": row.series,
                "type": row.type_code,
                "by_law": row.by_law,
                "known": row.known_count,
                "first": _neighbour(row.first),
                "last": _neighbour(row.last),
                "missing": row.missing_count,
                "sureness": row.sureness.value,
                "holes": [
                    {
                        "first": one.hole.first,
                        "last": one.hole.last,
                        "count": one.hole.count,
                        "before": _neighbour(one.before),
                        "after": _neighbour(one.after),
                    }
                    for one in row.holes
                ],
            }
            for row in report.rows
        ],
    }


def _neighbour(one: Neighbour) -> dict[str, Any]:
    return {"document_id": one.id, "number": one.number}
