"""The JSON of the report in the Government's own shape."""

from typing import Any

from directives.rules.official_figures import OfficialFigures
from directives.services.official_figures_report import OfficialFiguresReport


def official_figures_as_json(report: OfficialFiguresReport) -> dict[str, Any]:
    """Return the figures of all and of each body, and how many promises have no official state."""
    return {
        "report": "official_figures",
        "total": _figures(report.total),
        "rows": [
            {"agency_id": row.agency_id, "agency": row.agency or None, **_figures(row.figures)}
            for row in report.rows
        ],
        "besides": {state.value: count for state, count in sorted(report.besides.items())},
    }


def _figures(figures: OfficialFigures) -> dict[str, Any]:
    percent = figures.percent_done
    return {
        "total": figures.total,
        "done_on_time": figures.done_on_time,
        "done_late": figures.done_late,
        "in_time": figures.in_time,
        "overdue": figures.overdue,
        "percent_done": None if percent is None else float(percent),
    }
