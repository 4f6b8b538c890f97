"""The command for the hours in which letters go out."""

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand
from api.mailing import sending_hours
from directives.rules.sending import SendingHours
from directives.services.sending_hours import hours_in_force, set_hours
from directives.translation import N_


@click.command(
    "mail-hours",
    cls=TranslatedCommand,
    help=N_("Xem hoặc đặt giờ gửi thư trong ngày làm việc (giờ Hà Nội)."),
)
@click.option("--from", "from_hour", type=int, help=N_("Gửi từ giờ này (0–23)."))
@click.option("--until", "until_hour", type=int, help=N_("Thôi gửi từ giờ này (1–24)."))
@json_option
@pass_workplace
def mail_hours(
    workplace: Workplace, *, from_hour: int | None, until_hour: int | None, as_json: bool
) -> None:
    """Show the hours, or set them; what is not given stays."""
    with workplace.writing() as (session, actor):
        hours = hours_in_force(session, sending_hours(workplace.settings))
        if from_hour is not None or until_hour is not None:
            hours = SendingHours(
                hours.from_hour if from_hour is None else from_hour,
                hours.until_hour if until_hour is None else until_hour,
            )
            set_hours(session, actor, hours, now=workplace.now())
    said = {"from_hour": hours.from_hour, "until_hour": hours.until_hour}
    if as_json:
        print_json(said)
    else:
        workplace.say(
            N_("Thư đi từ {from_hour} giờ đến trước {until_hour} giờ, chỉ trong ngày làm việc."),
            **said,
        )


COMMANDS = (mail_hours,)
