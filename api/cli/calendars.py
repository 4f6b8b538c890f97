"""Commands on the working calendar: calendar list, set, swap, history."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from importlib import import_module
from typing import Any

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.cli.times import DAY
from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.rules.two_times import AsOf
from directives.services.calendar import SpecialDay, special_days
from directives.services.calendar_changes import change_calendar, preview_change
from directives.services.calendar_check import calendar_differences
from directives.services.calendar_moves import Shift
from directives.store.accounts import list_account_names
from directives.store.calendar import list_calendar_changes
from directives.translation import N_
from directives.vocabulary import (
    CALENDAR_DAY_KIND_LABELS,
    CALENDAR_DAY_STATUS_LABELS,
    CalendarDayKind,
)

_ORDINARY = "ordinary"
_KINDS = click.Choice([*(kind.value for kind in CalendarDayKind), _ORDINARY])
_YEAR = N_("Chỉ các năm này; mặc định mọi năm của lịch.")
_reason = click.option("--reason", required=True, help=N_("Thông báo hoặc lý do của thay đổi."))
_dry_run = click.option(
    "--dry-run", "is_dry", is_flag=True, help=N_("Chỉ xem thời hạn nào đổi, không ghi gì.")
)


@click.group("calendar", cls=TranslatedGroup, help=N_("Quản lý lịch làm việc."))
def calendar() -> None:
    """Group the commands on the working calendar."""


@calendar.command("list", help=N_("Liệt kê ngày nghỉ và ngày làm bù."))
@click.option("--year", type=click.IntRange(2000, 2100), help=N_("Chỉ một năm."))
@json_option
@pass_workplace
def list_days(workplace: Workplace, *, year: int | None, as_json: bool) -> None:
    """List the special days."""
    with workplace.reading() as session:
        days = [d for d in special_days(session).values() if year in (None, d.day.year)]
        rows = [_day_json(one) for one in days]
    if as_json:
        print_json(rows)
        return
    for one in days:
        kind = workplace.translate(CALENDAR_DAY_KIND_LABELS[one.kind])
        status = workplace.translate(CALENDAR_DAY_STATUS_LABELS[one.status])
        click.echo(f"{one.day}\t{kind}\t{one.name}\t{status}")


@calendar.command(
    "set", help=N_("Sửa một ngày; --kind ordinary: trở lại là ngày thường. Thời hạn đổi theo.")
)
@click.argument("day", type=DAY)
@click.option("--kind", type=_KINDS, required=True, help=N_("Ngày này là gì."))
@click.option("--name", default="", help=N_("Tên của ngày."))
@_reason
@_dry_run
@json_option
@pass_workplace
def set_day(
    workplace: Workplace,
    day: datetime,
    *,
    kind: str,
    name: str,
    reason: str,
    is_dry: bool,
    as_json: bool,
) -> None:
    """Change one day."""
    said = None if kind == _ORDINARY else CalendarDayKind(kind)
    change = NewCalendarChange(day=day.date(), kind=said, name=name, reason=reason)
    _apply(workplace, [change], is_dry=is_dry, as_json=as_json)


@calendar.command("swap", help=N_("Hoán đổi: nghỉ một ngày, làm bù một ngày khác."))
@click.argument("off", type=DAY)
@click.argument("worked", type=DAY)
@_reason
@_dry_run
@json_option
@pass_workplace
def swap_days(
    workplace: Workplace,
    off: datetime,
    worked: datetime,
    *,
    reason: str,
    is_dry: bool,
    as_json: bool,
) -> None:
    """Give a day off and work another for it."""
    kinds = (CalendarDayKind.SWAPPED_OFF, CalendarDayKind.MAKEUP_WORKDAY)
    changes = [
        NewCalendarChange(day=one.date(), kind=kind, reason=reason)
        for one, kind in zip((off, worked), kinds, strict=True)
    ]
    _apply(workplace, changes, is_dry=is_dry, as_json=as_json)


@calendar.command("check", help=N_("So lịch với gói holidays; liệt kê mọi ngày khác nhau."))
@click.option("--year", "years", type=click.IntRange(2000, 2100), multiple=True, help=_YEAR)
@json_option
@pass_workplace
def check_days(workplace: Workplace, *, years: tuple[int, ...], as_json: bool) -> None:
    """List where the calendar and the package differ."""
    # Loaded here: no other command needs it, and it takes longer than they do.
    second = import_module("directives.reference.second_calendar")
    with workplace.reading() as session:
        wanted = years or {day.year for day in special_days(session)}
        found = calendar_differences(session, second.second_calendar(wanted))
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        ours = N_("làm việc") if one.is_working else N_("nghỉ")
        click.echo(f"{one.day}\t{workplace.translate(ours)}\t{one.name}\t{one.other_name}")
    workplace.say(N_("{count} ngày khác nhau."), count=len(found))


@calendar.command("history", help=N_("Liệt kê các lần sửa lịch: ai, khi nào, vì sao."))
@json_option
@pass_workplace
def history(workplace: Workplace, *, as_json: bool) -> None:
    """List the changes, the newest first."""
    with workplace.reading() as session:
        changes = list_calendar_changes(session)
        names = list_account_names(session, [one.account_id for one in changes])
        rows = [
            {
                "version": saved_id(one),
                "day": one.day,
                "kind": one.kind.value if one.kind else _ORDINARY,
                "name": one.name,
                "reason": one.reason,
                "by": names[one.account_id],
                "recorded_at": one.recorded_at.isoformat(),
            }
            for one in reversed(changes)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo("\t".join(str(value) for value in row.values()))


def _apply(
    workplace: Workplace, changes: Sequence[NewCalendarChange], *, is_dry: bool, as_json: bool
) -> None:
    at = AsOf(workplace.today(), workplace.now())
    with workplace.writing() as (session, actor):
        act = preview_change if is_dry else change_calendar
        shifts = act(session, actor, changes, at=at)
        rows = [_shift_json(one) for one in shifts]
    if as_json:
        print_json({"saved": not is_dry, "moved": rows})
        return
    for row in rows:
        told = (row["id"], row["before"], row["after"], row["promised"], row["stage"] or "")
        click.echo("\t".join(map(str, told)).rstrip())
    if is_dry:
        workplace.say(N_("{count} thời hạn sẽ đổi; chưa ghi gì."), count=len(rows))
    else:
        workplace.say(N_("Đã sửa lịch; {count} thời hạn đổi theo."), count=len(rows))


def _day_json(one: SpecialDay) -> dict[str, Any]:
    return {
        "day": one.day,
        "kind": one.kind.value,
        "name": one.name,
        "status": one.status.value,
        "reason": one.change.reason if one.change else None,
    }


def _shift_json(one: Shift) -> dict[str, Any]:
    commitment = one.view.commitment
    return {
        "id": saved_id(commitment),
        "promised": commitment.promise,
        "stage": one.stage.stage.value if one.stage else None,
        "phrase": "" if one.stage else one.view.standing.due.phrase,
        "before": one.before,
        "after": one.after,
    }


COMMANDS = (calendar,)
