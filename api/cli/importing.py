"""Commands that take over what others know: import-graph."""

import csv
from pathlib import Path
from typing import Any

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand
from api.cli.progress import progress_bar
from directives.errors import FileMissing, ValueInvalid
from directives.services.graph_import import import_graph
from directives.services.graph_import_rows import GraphImported
from directives.translation import N_

_OUTCOMES = {
    "new": N_("mới"),
    "completed": N_("bổ sung thông tin"),
    "known": N_("đã có"),
    "bad": N_("không nhận"),
    "taken": N_("nhận"),
}
NOT_CSV = N_("Tệp không phải CSV mã UTF-8.")


def read_rows(path: Path, field: str) -> list[dict[str, str]]:
    """Read a CSV file with a first line of names, in UTF-8.

    Raises:
        FileMissing: it cannot be read.
        ValueInvalid: it is no CSV in UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restkey="", restval="")
            return [{name: str(value) for name, value in row.items()} for row in rows]
    except OSError as error:
        raise FileMissing(field=field, name=str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueInvalid(field=field, reason=NOT_CSV) from error


@click.command(
    "import-graph",
    cls=TranslatedCommand,
    help=N_("Nhập danh mục văn bản và quan hệ sửa đổi đã biết; chạy lại không thêm gì."),
)
@click.option("--documents", required=True, type=click.Path(path_type=Path), help=N_("Tệp CSV."))
@click.option("--edges", required=True, type=click.Path(path_type=Path), help=N_("Tệp CSV."))
@click.option("--dry-run", is_flag=True, help=N_("Chỉ nói sẽ làm gì, không ghi gì."))
@json_option
@pass_workplace
def import_known_graph(
    workplace: Workplace, documents: Path, edges: Path, *, dry_run: bool, as_json: bool
) -> None:
    """Import documents and amendments in one transaction."""
    of_documents, of_edges = read_rows(documents, "documents"), read_rows(edges, "edges")
    with (
        progress_bar(workplace.translate(N_("Nhập"))) as advance,
        workplace.writing() as (session, actor),
    ):
        imported = import_graph(
            session,
            actor,
            documents=of_documents,
            edges=of_edges,
            now=workplace.now(),
            progress=advance,
        )
        if dry_run:
            session.rollback()
    if not dry_run:
        workplace.replica.pull(workplace.engine, workplace.today())
    if as_json:
        print_json(_as_json(workplace, imported, dry_run=dry_run))
    else:
        _say(workplace, imported, dry_run=dry_run)


def _as_json(workplace: Workplace, imported: GraphImported, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "documents": dict(imported.documents),
        "named_only": imported.named_only,
        "relations": dict(imported.relations),
        "edges": dict(imported.edges),
        "problems": [
            {
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "value": one.value,
                "reason": workplace.translate(one.reason),
            }
            for one in imported.problems
        ],
    }


def _say(workplace: Workplace, imported: GraphImported, *, dry_run: bool) -> None:
    if dry_run:
        workplace.say(N_("Chạy thử, không ghi gì. Nếu nhập thật:"))
    for title, counts in (
        (N_("Dòng văn bản"), imported.documents),
        (N_("Dòng quan hệ"), imported.edges),
        (N_("Quan hệ"), imported.relations),
    ):
        said = ", ".join(
            f"{workplace.translate(_OUTCOMES[name])} {count}" for name, count in counts.items()
        )
        click.echo(f"{workplace.translate(title)}: {said}.")
    workplace.say(
        N_("Văn bản chỉ được nhắc trong quan hệ, thêm mới: {count}."), count=imported.named_only
    )
    for one in imported.problems:
        workplace.warn(
            N_("Dòng {line} của {file}, cột {column} “{value}”: {reason}"),
            line=one.line,
            file=one.file,
            column=one.column,
            value=one.value,
            reason=workplace.translate(one.reason),
        )


COMMANDS = (import_known_graph,)
