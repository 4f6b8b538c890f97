"""The stage that a command is about, and how long it may take: one set of options."""

from collections.abc import Callable
from typing import Any

import click

from directives.translation import N_
from directives.vocabulary import DayUnit, Procedure, Stage

Command = Callable[..., Any]

stage_argument = click.argument("stage", type=click.Choice([one.value for one in Stage]))


def limit_options(*, days: str, unit: DayUnit | None = None) -> Callable[[Command], Command]:
    """Return what adds --procedure, --days and --unit to a command.

    Args:
        days: The help of --days, marked: what it means that none are given.
        unit: What --unit is where it is not given.
    """
    options = (
        click.option(
            "--procedure",
            type=click.Choice([one.value for one in Procedure]),
            default=Procedure.NORMAL.value,
            show_default=True,
            help=N_("Trình tự thông thường hay rút gọn."),
        ),
        click.option("--days", type=click.IntRange(1, 1_000), help=days),
        click.option(
            "--unit",
            type=click.Choice([one.value for one in DayUnit]),
            default=unit.value if unit else None,
            show_default=unit is not None,
            help=N_("Tính theo ngày làm việc hay ngày thường."),
        ),
    )

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add
