"""Commands on deadlines: deadline."""

from datetime import datetime
from typing import Any

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand
from api.cli.times import DAY
from directives.rules.deadlines import Deadline, resolve
from directives.translation import N_
from directives.vocabulary import DEADLINE_KIND_LABELS


@click.command(
    cls=TranslatedCommand, help=N_("Tính ngày đến hạn của một cụm từ chỉ thời hạn trong văn bản.")
)
@click.argument("phrase")
@click.option(
    "--on",
    "day",
    type=DAY,
    required=True,
    help=N_("Ngày của văn bản, dạng năm-tháng-ngày."),
)
@click.option(
    "--effective",
    "effective",
    type=DAY,
    help=N_("Ngày văn bản có hiệu lực, nếu biết."),
)
@json_option
@pass_workplace
def deadline(
    workplace: Workplace,
    phrase: str,
    day: datetime,
    effective: datetime | None,
    *,
    as_json: bool,
) -> None:
    """Resolve a deadline phrase."""
    found = resolve(
        phrase,
        document_date=day.date(),
        calendar=workplace.calendar(),
        effective_on=effective.date() if effective else None,
    )
    if as_json:
        print_json(_as_json(workplace, found))
    else:
        _print(workplace, found)


def _as_json(workplace: Workplace, found: Deadline) -> dict[str, Any]:
    return {
        "phrase": found.phrase,
        "kind": found.kind.value,
        "operator": found.operator.value if found.operator else None,
        "due_from": found.due_from,
        "due_to": found.due_to,
        "due_at": found.due_at.isoformat() if found.due_at else None,
        "rrule": found.rrule,
        "precision": found.precision.value,
        "rule": workplace.translate(found.rule),
        "needs_confirmation": found.needs_confirmation,
    }


def _print(workplace: Workplace, found: Deadline) -> None:
    click.echo(workplace.translate(DEADLINE_KIND_LABELS[found.kind]))
    if found.due_at:
        workplace.say(N_("Hạn cuối: {due:%d/%m/%Y %H:%M}"), due=found.due_at)
    elif found.due_to:
        workplace.say(N_("Hạn cuối: {due:%d/%m/%Y}"), due=found.due_to)
    if found.rrule:
        click.echo(f"RRULE:{found.rrule}")
    click.echo(workplace.translate(found.rule))
    if found.needs_confirmation:
        workplace.say(N_("Cần người soạn thảo xác nhận."))


COMMANDS = (deadline,)
