"""The text of a report, as the command line prints it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from directives.services.report_registry import Report
from directives.services.reports import OverdueReport, PromiseRow
from directives.translation import N_, Translate


def report_as_text(report: Report, translate: Translate) -> Iterator[str]:
    """Return the lines to print, in the language of the operator."""
    yield from _WRITERS[type(report)](report, translate)


def _overdue(report: OverdueReport, translate: Translate) -> Iterator[str]:
    title = translate(N_("Cam kết quá hạn tính đến ngày {day:%d/%m/%Y}"))
    yield title.format(day=report.as_of)
    yield from (_promise(row, translate) for row in report.rows)
    yield translate(N_("Cam kết chưa có thời hạn"))
    yield from (_promise(row, translate) for row in report.undated)


def _promise(row: PromiseRow, translate: Translate) -> str:
    late = translate(N_("quá hạn {days} ngày")).format(days=row.days_late)
    said = f" ({row.phrase}; {late})" if row.due_to else ""
    return f"- {row.lead}: {row.promised}{said} [{row.source_document}]"


_WRITERS: Mapping[type, Callable[[Any, Translate], Iterator[str]]] = {
    OverdueReport: _overdue,
}
