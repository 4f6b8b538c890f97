"""Commands that answer questions: search, report."""

import time
from datetime import datetime

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand
from api.cli.times import at_options, point
from api.report_json import report_as_json
from api.report_text import report_as_text
from api.search_json import answer_as_json
from directives.services.report_registry import REPORTS, make_report
from directives.translation import N_
from index.answers import Answer, search
from index.engine import Filters


@click.command(
    "search", cls=TranslatedCommand, help=N_("Tìm văn bản, điều khoản; gõ không dấu cũng được.")
)
@click.argument("query")
@click.option("--type", "types", multiple=True, help=N_("Loại, ví dụ QĐ."))
@click.option("--agency", "agencies", multiple=True, help=N_("Cơ quan, ví dụ BNV."))
@click.option("--sector", "sectors", multiple=True, help=N_("Lĩnh vực, ví dụ dat-dai."))
@click.option("--year", "years", multiple=True, type=int, help=N_("Năm ban hành."))
@click.option("--status", "statuses", multiple=True, help=N_("Hiệu lực, ví dụ in_force."))
@click.option("--limit", type=click.IntRange(1, 100), default=10, help=N_("Số kết quả tối đa."))
@json_option
@pass_workplace
def search_documents(
    workplace: Workplace,
    query: str,
    types: tuple[str, ...],
    agencies: tuple[str, ...],
    sectors: tuple[str, ...],
    years: tuple[int, ...],
    statuses: tuple[str, ...],
    *,
    limit: int,
    as_json: bool,
) -> None:
    """Search published documents."""
    filters = Filters(types, agencies, sectors, years, statuses)
    started = time.perf_counter()
    with workplace.reading() as session:
        answer = search(
            session, workplace.replica, query, filters=filters, today=workplace.today(), limit=limit
        )
        took_ms = (time.perf_counter() - started) * 1000
        if as_json:
            print_json(answer_as_json(answer, took_ms))
        else:
            _print_answer(workplace, answer)


def _print_answer(workplace: Workplace, answer: Answer) -> None:
    if answer.degraded:
        workplace.warn(N_("Chỉ mục chưa sẵn sàng: tìm thẳng trong cơ sở dữ liệu, có thể chưa đủ."))
    workplace.say(N_("{total} kết quả"), total=answer.total)
    for hit in answer.hits:
        where = f", {hit.label}" if hit.label else ""
        click.echo(f"{hit.document.number or '—'}{where}: {hit.document.title}")


@click.command(cls=TranslatedCommand, help=N_("In một báo cáo của một ngày."))
@click.argument("name", metavar="NAME", type=click.Choice(sorted(REPORTS)))
@at_options
@click.option(
    "--format", "chosen", type=click.Choice(["text", "json"]), default="text", help=N_("Định dạng.")
)
@json_option
@pass_workplace
def report(
    workplace: Workplace,
    name: str,
    as_of: datetime | None,
    known_at: datetime | None,
    *,
    chosen: str,
    as_json: bool,
) -> None:
    """Print a report of a day."""
    with workplace.reading() as session:
        made = make_report(session, name, point(workplace, as_of, known_at))
        if as_json or chosen == "json":
            print_json(report_as_json(made))
        else:
            for line in report_as_text(made, workplace.translate):
                click.echo(line)


COMMANDS = (search_documents, report)
