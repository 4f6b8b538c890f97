"""The day that a command looks at, and up to which instant we knew."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from api.cli.context import Workplace
from directives import clock
from directives.rules.two_times import AsOf
from directives.translation import N_

DAY = click.DateTime(["%Y-%m-%d"])
INSTANT = click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"])


def at_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options --as-of and --known-at, which `point` reads."""
    known_at = click.option(
        "--known-at", type=INSTANT, help=N_("Thời điểm dữ liệu; mặc định bây giờ.")
    )
    as_of = click.option("--as-of", type=DAY, help=N_("Tính đến ngày; mặc định hôm nay."))
    return as_of(known_at(command))


def point(workplace: Workplace, as_of: datetime | None, known_at: datetime | None) -> AsOf:
    """Return the point in both times; without a day that of the instant in Hà Nội."""
    known = known_at or workplace.now()
    return AsOf(as_of.date() if as_of else clock.ha_noi_date(known), known)
