"""The text of a report, as the command line prints it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from api.missing_report_text import not_held_as_text, series_as_text
from api.official_figures_text import official_figures_as_text
from api.validity_report_text import (
    expiring_as_text,
    resting_as_text,
    silent_as_text,
    suspects_as_text,
)
from directives.services.delegation_report import DelegationReport, DelegationRow
from directives.services.missing_reports import NotHeldReport, SeriesReport
from directives.services.official_figures_report import OfficialFiguresReport
from directives.services.report_registry import Report
from directives.services.reports import OverdueReport, PromiseRow
from directives.services.silent_report import SilentReport
from directives.services.validity_reports import ExpiringReport, RestingReport, SuspectsReport
from directives.translation import N_, Translate
from directives.vocabulary import EXPECTATION_STANDING_LABELS, ExpectationStanding


def report_as_text(report: Report, translate: Translate) -> Iterator[str]:
    """Return the lines to print, in the language of the operator."""
    yield from _WRITERS[type(report)](report, translate)


def _overdue(report: OverdueReport, translate: Translate) -> Iterator[str]:
    title = translate(N_("Cam kết quá hạn tính đến ngày {day:%d/%m/%Y}"))
    yield title.format(day=report.as_of)
    yield from (_promise(row, translate) for row in report.rows)
    yield translate(N_("Cam kết chưa có thời hạn"))
    yield from (_promise(row, translate) for row in report.undated)


def _delegations(report: DelegationReport, translate: Translate) -> Iterator[str]:
    title = translate(N_("Giao quy định chi tiết, tính đến ngày {day:%d/%m/%Y}"))
    yield title.format(day=report.as_of)
    for one in report.documents:
        yield f"{one.document.name}:"
        yield from (_delegation(row, translate) for row in one.rows)


def _delegation(row: DelegationRow, translate: Translate) -> str:
    standing = translate(EXPECTATION_STANDING_LABELS[row.standing])
    names = ", ".join(found.name for found in row.answered_by)
    since = N_("(nợ từ ngày {day:%d/%m/%Y} đến trước ngày {end:%d/%m/%Y})")
    if row.standing is not ExpectationStanding.LAPSED:
        since = N_("từ ngày {day:%d/%m/%Y}")
    owed = translate(since).format(day=row.due_on, end=row.ended_on) if row.days_owed else ""
    told = " ".join(words for words in (standing, names or owed) if words)
    return f"- {row.provision_id} | {row.agency} ({row.expected_type}): {told}"


def _promise(row: PromiseRow, translate: Translate) -> str:
    late = translate(N_("quá hạn {days} ngày")).format(days=row.days_late)
    said = f" ({row.phrase}; {late})" if row.due_to else f" ({row.phrase})" if row.phrase else ""
    return f"- {row.lead}: {row.promised}{said} [{row.source_document}]"


_WRITERS: Mapping[type, Callable[[Any, Translate], Iterator[str]]] = {
    DelegationReport: _delegations,
    ExpiringReport: expiring_as_text,
    NotHeldReport: not_held_as_text,
    OfficialFiguresReport: official_figures_as_text,
    OverdueReport: _overdue,
    RestingReport: resting_as_text,
    SeriesReport: series_as_text,
    SilentReport: silent_as_text,
    SuspectsReport: suspects_as_text,
}
