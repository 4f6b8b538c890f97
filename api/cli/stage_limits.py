"""Commands on how long stages may take: stage-limit list, set."""

from datetime import datetime
from typing import Any

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.cli.stage_options import limit_options, stage_argument
from api.cli.times import DAY
from directives.models.stage_limit import NewStageLimit
from directives.rules.two_times import AsOf
from directives.services.stage_limits import LimitLine, limits_on, set_stage_limit
from directives.translation import N_
from directives.vocabulary import DayUnit


@click.group("stage-limit", cls=TranslatedGroup, help=N_("Quản lý thời hạn các bước."))
def stage_limit() -> None:
    """Group the commands on limits of stages."""


@stage_limit.command("list", help=N_("Xem thời hạn các bước vào trong một ngày."))
@click.option("--on", "day", type=DAY, help=N_("Ngày; mặc định hôm nay."))
@json_option
@pass_workplace
def list_limits(workplace: Workplace, *, day: datetime | None, as_json: bool) -> None:
    """Show how long stages entered on a day may take."""
    at = AsOf(day.date() if day else workplace.today(), workplace.now())
    with workplace.reading() as session:
        rows = [_shown(line) for line in limits_on(session, at)]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo("\t".join(str(value or "") for value in row.values()))


@stage_limit.command(
    "set", help=N_("Đặt thời hạn một bước từ một ngày; bước vào trước giữ hạn cũ.")
)
@stage_argument
@click.option("--type", "type_code", default="", help=N_("Loại văn bản (chữ viết tắt)."))
@limit_options(days=N_("Số ngày; không nêu là không có thời hạn."), unit=DayUnit.WORKING)
@click.option("--from", "day", type=DAY, help=N_("Áp dụng từ ngày; mặc định hôm nay."))
@click.option("--reason", required=True, help=N_("Lý do của thay đổi."))
@json_option
@pass_workplace
def set_limit(
    workplace: Workplace,
    stage: str,
    *,
    type_code: str,
    procedure: str,
    days: int | None,
    unit: str,
    day: datetime | None,
    reason: str,
    as_json: bool,
) -> None:
    """Say how long a stage may take."""
    new = NewStageLimit.model_validate(
        {
            "type_code": type_code,
            "stage": stage,
            "procedure": procedure,
            "limit_days": days,
            "limit_unit": None if days is None else unit,
            "holds_from": day.date() if day else workplace.today(),
            "reason": reason,
        }
    )
    with workplace.writing() as (session, actor):
        set_stage_limit(session, actor, new, now=workplace.now())
        rows = [_shown(one) for one in limits_on(session, AsOf(new.holds_from, workplace.now()))]
    if as_json:
        print_json(rows)
    else:
        workplace.say(N_("Đã đặt thời hạn của bước."))


def _shown(line: LimitLine) -> dict[str, Any]:
    return {
        "type_code": line.type_code or None,
        "stage": line.stage.value,
        "procedure": line.procedure.value,
        "limit_days": line.limit.days if line.limit else None,
        "limit_unit": line.limit.unit.value if line.limit else None,
        "holds_from": line.set_by.holds_from if line.set_by else None,
    }


COMMANDS = (stage_limit,)
