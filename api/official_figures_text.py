"""The text of the report in the Government's own shape, as the command line prints it."""

from collections.abc import Iterator

from directives.rules.official_figures import OfficialFigures
from directives.services.official_figures_report import OfficialFiguresReport
from directives.translation import N_, Translate


def official_figures_as_text(report: OfficialFiguresReport, translate: Translate) -> Iterator[str]:
    """Return the figures of all bodies and of each, a line for each."""
    title = translate(N_("Tình hình thực hiện cam kết tính đến ngày {day:%d/%m/%Y}"))
    yield title.format(day=report.as_of)
    yield _line(translate(N_("Tất cả")), report.total, translate)
    unnamed = translate(N_("Chưa rõ cơ quan"))
    yield from (_line(row.agency or unnamed, row.figures, translate) for row in report.rows)


def _line(name: str, figures: OfficialFigures, translate: Translate) -> str:
    said = translate(
        N_(
            "{name}: {total} cam kết; xong đúng hạn {on_time}, xong quá hạn {late}, "
            "trong hạn {in_time}, quá hạn {overdue}; tỷ lệ {percent}"
        )
    )
    percent = figures.percent_done
    return "- " + said.format(
        name=name,
        total=figures.total,
        on_time=figures.done_on_time,
        late=figures.done_late,
        in_time=figures.in_time,
        overdue=figures.overdue,
        percent="–" if percent is None else f"{percent} %",
    )
