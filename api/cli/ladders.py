"""Commands on the ladders of reminders: ladder list, set."""

import re
from collections.abc import Sequence
from typing import Any

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from directives.errors import ValueInvalid
from directives.rules.ladders import FIXED, Ladders
from directives.rules.notices import Step
from directives.services.ladders import ladders, set_ladder
from directives.translation import N_
from directives.vocabulary import Audience, LadderKind

_STEP = re.compile(r"([+-]?\d{1,5}):([a-z_]+)")
_NOT_STEPS = N_("Hãy viết các lần báo dạng số ngày:nơi nhận, ví dụ -7:person,1:unit_head.")


@click.group("ladder", cls=TranslatedGroup, help=N_("Quản lý thang nhắc."))
def ladder() -> None:
    """Group the commands on ladders."""


@ladder.command("list", help=N_("Xem các thang nhắc đang dùng."))
@json_option
@pass_workplace
def list_ladders(workplace: Workplace, *, as_json: bool) -> None:
    """Show the ladders that hold, and after them those that cannot be changed."""
    with workplace.reading() as session:
        rows = _rows(ladders(session))
    for basis, chase in FIXED.items():
        rows[basis.value] = {"steps": _shown(chase.steps), "every_days": chase.every_days}
    if as_json:
        print_json(rows)
        return
    for kind, row in rows.items():
        steps = ",".join(f"{one['days']:+d}:{one['audience']}" for one in row["steps"])
        click.echo(f"{kind}\t{steps}\t{row['every_days'] or ''}")


@ladder.command("set", help=N_("Đổi một thang nhắc; điều đã báo rồi thì không báo lại."))
@click.argument("kind", type=click.Choice([one.value for one in LadderKind]))
@click.option("--steps", required=True, help=N_("Các lần báo, ví dụ -7:person,1:unit_head."))
@click.option("--every", type=int, help=N_("Nhắc lại sau mỗi bao nhiêu ngày (undated)."))
@click.option("--reason", required=True, help=N_("Lý do của thay đổi."))
@json_option
@pass_workplace
def change_ladder(
    workplace: Workplace, kind: str, *, steps: str, every: int | None, reason: str, as_json: bool
) -> None:
    """Change a ladder."""
    with workplace.writing() as (session, actor):
        set_ladder(
            session,
            actor,
            LadderKind(kind),
            _steps(steps),
            every_days=every,
            reason=reason,
            now=workplace.now(),
        )
        rows = _rows(ladders(session))
    if as_json:
        print_json(rows)
    else:
        workplace.say(N_("Đã đổi thang nhắc."))


def _steps(text: str) -> list[Step]:
    found = []
    for part in text.split(","):
        match = _STEP.fullmatch(part.strip())
        if match is None or match[2] not in list(Audience):
            raise ValueInvalid(field="steps", reason=_NOT_STEPS)
        found.append(Step(int(match[1]), Audience(match[2])))
    return found


def _rows(found: Ladders) -> dict[str, dict[str, Any]]:
    return {
        kind.value: {
            "steps": _shown(found.steps(kind)),
            "every_days": found.undated.every_days if kind is LadderKind.UNDATED else None,
        }
        for kind in LadderKind
    }


def _shown(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [{"days": one.days_from_due, "audience": one.audience.value} for one in steps]


COMMANDS = (ladder,)
