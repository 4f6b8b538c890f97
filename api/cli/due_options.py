"""By when, on the command line: the words as written, the days, how exact."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

import click

from api.cli.times import DAY
from directives.services.due_entry import StatedDue
from directives.translation import N_
from directives.vocabulary import Operator, Precision

Command = Callable[..., Any]


DUE_GIVEN: Final = tuple(one.name for one in fields(StatedDue))
"""The names under which a command is given these options."""

_OPTIONS = (
    click.option(
        "--phrase",
        default="",
        help=N_("Nguyên văn thời hạn; không nêu ngày thì thời hạn được đọc từ đây."),
    ),
    click.option("--due-from", type=DAY, help=N_("Ngày đầu, nếu thời hạn là một khoảng.")),
    click.option("--due", "due_to", type=DAY, help=N_("Ngày cuối còn đúng hạn.")),
    click.option(
        "--operator",
        type=click.Choice([one.value for one in Operator]),
        help=N_("Nguồn viết trước ngày ấy, hay chậm nhất ngày ấy."),
    ),
    click.option(
        "--precision",
        type=click.Choice([one.value for one in Precision]),
        help=N_("Độ chính xác của thời hạn."),
    ),
)


def due_options(command: Command) -> Command:
    """Add the options that `due_given` reads."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def due_given(given: Mapping[str, Any]) -> StatedDue:
    """Return the due date that the options state."""
    first, last = given["due_from"], given["due_to"]
    return StatedDue(
        phrase=given["phrase"],
        due_from=first.date() if first else None,
        due_to=last.date() if last else None,
        operator=Operator(given["operator"]) if given["operator"] else None,
        precision=Precision(given["precision"]) if given["precision"] else None,
    )
