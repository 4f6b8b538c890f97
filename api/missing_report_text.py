"""The text of the reports on what the catalogue lacks."""

from collections.abc import Iterator

from directives.rules.number_series import Hole
from directives.services.missing_reports import NotHeldReport, SeriesReport
from directives.translation import N_, Translate
from directives.vocabulary import SURENESS_LABELS


def not_held_as_text(report: NotHeldReport, translate: Translate) -> Iterator[str]:
    """Return a line for each document that others name."""
    yield translate(N_("Văn bản được nhắc nhiều mà chưa có tệp: {total}")).format(
        total=report.total
    )
    for row in report.rows:
        name = row.document.number or row.document.title
        cited = translate(N_("được {count} văn bản nhắc đến")).format(count=row.count)
        yield f"- {name}: {cited}"


def series_as_text(report: SeriesReport, translate: Translate) -> Iterator[str]:
    """Return a line for each series with its holes."""
    yield translate(N_("Số còn trống trong dãy số của cơ quan"))
    for row in report.rows:
        missing = ", ".join(hole_as_text(one.hole) for one in row.holes)
        sure = translate(SURENESS_LABELS[row.sureness])
        yield f"- {row.issuer}, {row.type_code} {row.series}: {missing} ({sure})"


def hole_as_text(hole: Hole) -> str:
    """Return missing numbers compactly: “7”, “7–12”."""
    return str(hole.first) if hole.count == 1 else f"{hole.first}–{hole.last}"
