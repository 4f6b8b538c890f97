"""What the commands that change a promise share: its day, and what they print."""

from datetime import date, datetime

import click
from sqlmodel import Session

from api.cli.context import Workplace, print_json
from api.cli.times import DAY
from api.commitment_json import commitment_detail
from api.v1.schemas.commitments import CommitmentDetailOut
from directives.rules.two_times import AsOf
from directives.translation import N_

day_option = click.option("--on", "day", type=DAY, help=N_("Ngày; mặc định hôm nay."))


def day_or_today(workplace: Workplace, day: datetime | None) -> date:
    """Return the day of `day_option`."""
    return day.date() if day else workplace.today()


def detail_now(workplace: Workplace, session: Session, key: int) -> CommitmentDetailOut:
    """Return a promise with all that was recorded of it until now."""
    return commitment_detail(session, key, AsOf(workplace.today(), workplace.now()))


def show_change(workplace: Workplace, found: CommitmentDetailOut, *, as_json: bool) -> None:
    """Print a promise after a change of it."""
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        workplace.say(N_("Đã ghi vào quá trình của cam kết {key}."), key=found.id)
