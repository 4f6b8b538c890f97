"""The command place load: former communes and districts from a list."""

from dataclasses import asdict
from pathlib import Path

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand
from api.cli.importing import read_rows
from directives.services.place_register import PlacesLoaded, load_former_places
from directives.translation import N_

dry_run_option = click.option(
    "--dry-run", "is_dry", is_flag=True, help=N_("Chỉ nói sẽ làm gì, không ghi gì.")
)


@click.command(
    "load",
    cls=TranslatedCommand,
    help=N_("Nạp xã, huyện cũ và đơn vị kế tục từ CSV; nạp lại không thêm gì."),
)
@click.argument("file", type=click.Path(path_type=Path))
@dry_run_option
@json_option
@pass_workplace
def load(workplace: Workplace, file: Path, *, is_dry: bool, as_json: bool) -> None:
    """Load former places."""
    rows = read_rows(file, "file")
    with workplace.writing() as (session, actor):
        loaded = load_former_places(session, actor, rows, now=workplace.now())
        if is_dry:
            session.rollback()
    _say_loaded(workplace, loaded, is_dry=is_dry, as_json=as_json)


def _say_loaded(workplace: Workplace, loaded: PlacesLoaded, *, is_dry: bool, as_json: bool) -> None:
    if as_json:
        said = asdict(loaded)
        for problem in said["problems"]:
            problem["reason"] = workplace.translate(problem["reason"])
        print_json({"dry_run": is_dry, **said})
        return
    if is_dry:
        workplace.say(N_("Chạy thử, không ghi gì. Nếu nhập thật:"))
    workplace.say(
        N_("Thêm {added}, đã có {known}, không nhận {bad}."),
        added=loaded.added,
        known=loaded.known,
        bad=len(loaded.problems),
    )
    for one in loaded.problems:
        workplace.warn(
            N_("Dòng {line}, cột {column} “{value}”: {reason}"),
            line=one.line,
            column=one.column,
            value=one.value,
            reason=workplace.translate(one.reason),
        )
