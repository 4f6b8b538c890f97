"""Run a command; say what went wrong in one line, with the exit code that scripts rely on."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import NoReturn

import click

from api.cli import (
    accounts,
    agencies,
    bounces,
    calendars,
    catalogue,
    commitments,
    contacts,
    deadlines,
    documents,
    importing,
    ladders,
    mail_hours,
    operation,
    places,
    proposals,
    reminding,
    searching,
    sectors,
    stage_limits,
    webhooks,
)
from api.cli.context import UNUSABLE, Workplace, refusal_of
from api.cli.help import TranslatedGroup
from directives import clock
from directives.errors import DirectivesError, Invalid
from directives.translation import N_

FAILED, BAD_INPUT = 1, 2


@click.group(
    cls=TranslatedGroup,
    help=N_("Theo dõi văn bản hướng dẫn và chỉ đạo cho chính quyền địa phương hai cấp."),
)
def cli() -> None:
    """Group all commands over one workplace."""


for module in (
    catalogue,
    documents,
    importing,
    mail_hours,
    deadlines,
    searching,
    operation,
    reminding,
    commitments,
    proposals,
    accounts,
    contacts,
    agencies,
    calendars,
    places,
    sectors,
    ladders,
    stage_limits,
    webhooks,
    bounces,
):
    for command in module.COMMANDS:
        cli.add_command(command)


def main(
    arguments: list[str] | None = None,
    *,
    current_time: Callable[[], datetime] = clock.current_time,
) -> NoReturn:
    """Run the command of the arguments and exit: 0 done, 1 failed, 2 bad input."""
    given = sys.argv[1:] if arguments is None else arguments
    workplace = Workplace(current_time)
    try:
        result = cli.main(given, prog_name="directives", standalone_mode=False, obj=workplace)
        sys.exit(result if isinstance(result, int) else 0)
    except UNUSABLE as error:
        refusal = refusal_of(error)
        _fail(given, FAILED, refusal.code, workplace.explain(refusal), None)
    except DirectivesError as error:
        code = BAD_INPUT if isinstance(error, Invalid) else FAILED
        _fail(given, code, error.code, workplace.explain(error), error.field)
    except click.UsageError as error:
        field = error.param.name if isinstance(error, click.BadParameter) and error.param else None
        _fail(given, BAD_INPUT, "usage", _usage_message(workplace, error), field)
    except click.Abort:
        _fail(given, FAILED, "aborted", workplace.translate(N_("Đã dừng.")), None)


def _fail(given: list[str], exit_code: int, code: str, message: str, field: str | None) -> NoReturn:
    if "--json" in given:
        problem = {"error": {"code": code, "message": message, "field": field}}
        click.echo(json.dumps(problem, ensure_ascii=False))
    click.echo(message, err=True)
    sys.exit(exit_code)


def _usage_message(workplace: Workplace, error: click.UsageError) -> str:
    """Say in the operator's language what click says in English."""
    translate = workplace.translate
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return translate(N_("Thiếu tham số {name}. Xem --help.")).format(name=name)
    if isinstance(error, click.NoSuchOption):
        return translate(N_("Không có tùy chọn {name}. Xem --help.")).format(name=error.option_name)
    if isinstance(error, click.BadParameter):
        name = error.param.human_readable_name if error.param else ""
        return translate(N_("Giá trị của {name} không hợp lệ. Xem --help.")).format(name=name)
    return translate(N_("Lệnh không hợp lệ. Xem --help."))
