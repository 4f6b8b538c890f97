"""Commands on places: place list, show, add, rename, merge, split, transfer, move, load."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click
from sqlmodel import Session

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.cli.place_loading import dry_run_option, load
from api.cli.times import DAY
from api.place_impact_words import IMPACT_WORDS
from directives.models.place import NewPlace, Place
from directives.rules.permissions import Actor
from directives.rules.place_names import PROVINCE_KINDS
from directives.rules.vietnamese import fold
from directives.services.place_changes import add_place, move_commune, rename_place
from directives.services.place_mergers import hand_over_part, merge_places, split_place
from directives.services.place_records import get_recorded_place
from directives.store.place_impact import PlaceImpact, count_impact
from directives.store.places import list_periods, list_successions_of_place, search_places
from directives.translation import N_

_MOST = 500
_on = click.option("--on", "day", type=DAY, required=True, help=N_("Từ ngày."))
_kind = click.option("--kind", type=click.Choice(PROVINCE_KINDS), help=N_("Của tỉnh: loại."))


@click.group("place", cls=TranslatedGroup, help=N_("Quản lý tỉnh, xã."))
def place() -> None:
    """Group the commands on places."""


@place.command("list", help=N_("Tìm tỉnh, xã theo tên, cả tên cũ và đơn vị cũ."))
@click.option("--query", default="", help=N_("Chữ trong tên."))
@click.option("--limit", type=click.IntRange(1, 20_000), default=_MOST, help=N_("Nhiều nhất."))
@json_option
@pass_workplace
def list_found(workplace: Workplace, *, query: str, limit: int, as_json: bool) -> None:
    """List places."""
    with workplace.reading() as session:
        found = search_places(session, fold(query), limit=limit)
        rows = [one.model_dump(exclude={"name_folded"}) for one in found]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['code']}\t{row['name']}\t{row['valid_to'] or ''}")


@place.command("show", help=N_("Xem lịch sử của một đơn vị."))
@click.argument("code")
@json_option
@pass_workplace
def show(workplace: Workplace, code: str, *, as_json: bool) -> None:
    """Show how a place was called and what became of it."""
    with workplace.reading() as session:
        known = get_recorded_place(session, code)
        periods = [one.model_dump() for one in list_periods(session, code)]
        became = [one.model_dump() for one in list_successions_of_place(session, code)]
        said = known.model_dump(exclude={"name_folded"})
    if as_json:
        print_json({**said, "periods": periods, "successions": became})
        return
    click.echo(f"{said['code']}\t{said['name']}\t{said['valid_to'] or ''}")
    for one in periods:
        click.echo(f"{one['valid_from']}\t{one['valid_to'] or ''}\t{one['name']}\t{one['kind']}")
    for one in became:
        click.echo(
            f"{one['succeeds_on']}\t{one['place_code']} → {one['successor_code']}\t{one['scope']}"
        )


@place.command("add", help=N_("Thêm tỉnh, hoặc xã của một tỉnh."))
@click.argument("code")
@click.argument("name")
@click.option("--province", default="", help=N_("Của xã: mã tỉnh."))
@_kind
@_on
@json_option
@pass_workplace
def add(
    workplace: Workplace,
    code: str,
    name: str,
    *,
    province: str,
    kind: str | None,
    day: datetime,
    as_json: bool,
) -> None:
    """Add a place."""
    new = NewPlace(code=code, name=name, kind=kind or "", province_code=province)
    with workplace.writing() as (session, actor):
        added = add_place(session, actor, new, on=day.date(), now=workplace.now())
        _say_done(workplace, added, as_json=as_json)


@place.command("rename", help=N_("Đổi tên, hoặc đổi loại (xã thành phường); mã giữ nguyên."))
@click.argument("code")
@click.argument("name")
@_kind
@_on
@dry_run_option
@json_option
@pass_workplace
def rename(
    workplace: Workplace,
    code: str,
    name: str,
    *,
    kind: str | None,
    day: datetime,
    is_dry: bool,
    as_json: bool,
) -> None:
    """Give a place another name or kind."""
    with _changing(workplace, [code], is_dry=is_dry) as (session, actor, impact):
        renamed = rename_place(
            session, actor, code, name, kind=kind or "", on=day.date(), now=workplace.now()
        )
        _say_done(workplace, renamed, impact, is_dry=is_dry, as_json=as_json)


@place.command("move", help=N_("Chuyển một xã sang tỉnh khác."))
@click.argument("code")
@click.option("--to", "province", required=True, help=N_("Mã tỉnh nhận."))
@_on
@dry_run_option
@json_option
@pass_workplace
def move(
    workplace: Workplace, code: str, *, province: str, day: datetime, is_dry: bool, as_json: bool
) -> None:
    """Move a commune to another province."""
    with _changing(workplace, [code], is_dry=is_dry) as (session, actor, impact):
        moved = move_commune(session, actor, code, province, on=day.date(), now=workplace.now())
        _say_done(workplace, moved, impact, is_dry=is_dry, as_json=as_json)


@place.command("merge", help=N_("Sáp nhập các đơn vị vào một đơn vị từ một ngày."))
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", required=True, help=N_("Mã đơn vị nhận."))
@_on
@dry_run_option
@json_option
@pass_workplace
def merge(
    workplace: Workplace,
    codes: tuple[str, ...],
    *,
    into: str,
    day: datetime,
    is_dry: bool,
    as_json: bool,
) -> None:
    """Merge places into another."""
    with _changing(workplace, codes, is_dry=is_dry) as (session, actor, impact):
        heir = merge_places(session, actor, codes, into, on=day.date(), now=workplace.now())
        _say_done(workplace, heir, impact, is_dry=is_dry, as_json=as_json)


@place.command("split", help=N_("Chia một đơn vị thành các đơn vị đã có từ một ngày."))
@click.argument("code")
@click.option("--into", multiple=True, required=True, help=N_("Mã đơn vị nhận; nêu nhiều lần."))
@_on
@dry_run_option
@json_option
@pass_workplace
def split(
    workplace: Workplace,
    code: str,
    *,
    into: tuple[str, ...],
    day: datetime,
    is_dry: bool,
    as_json: bool,
) -> None:
    """Divide a place among others."""
    with _changing(workplace, [code], is_dry=is_dry) as (session, actor, impact):
        ended = split_place(session, actor, code, into, on=day.date(), now=workplace.now())
        _say_done(workplace, ended, impact, is_dry=is_dry, as_json=as_json)


@place.command("transfer", help=N_("Ghi việc chuyển một phần địa bàn; đơn vị vẫn còn."))
@click.argument("code")
@click.option("--to", "successor", required=True, help=N_("Mã đơn vị nhận."))
@click.option("--scope", required=True, help=N_("Phần địa bàn được chuyển."))
@_on
@dry_run_option
@json_option
@pass_workplace
def transfer(
    workplace: Workplace,
    code: str,
    *,
    successor: str,
    scope: str,
    day: datetime,
    is_dry: bool,
    as_json: bool,
) -> None:
    """Record that a part went to another place."""
    with _changing(workplace, [code], is_dry=is_dry) as (session, actor, impact):
        hand_over_part(
            session, actor, code, successor, scope=scope, on=day.date(), now=workplace.now()
        )
        ceding = get_recorded_place(session, code)
        _say_done(workplace, ceding, impact, is_dry=is_dry, as_json=as_json)


place.add_command(load)


@contextmanager
def _changing(
    workplace: Workplace, codes: tuple[str, ...] | list[str], *, is_dry: bool
) -> Iterator[tuple[Session, Actor, PlaceImpact]]:
    """Give a transaction and what names these places; a dry run is taken back."""
    with workplace.writing() as (session, actor):
        yield session, actor, count_impact(session, codes)
        if is_dry:
            session.rollback()


def _say_done(
    workplace: Workplace,
    changed: Place,
    impact: PlaceImpact | None = None,
    *,
    is_dry: bool = False,
    as_json: bool,
) -> None:
    concerned = impact._asdict() if impact else {}
    if as_json:
        said: dict[str, Any] = changed.model_dump(exclude={"name_folded"})
        print_json({"dry_run": is_dry, "place": said, "concerned": concerned})
        return
    if is_dry:
        workplace.say(N_("Chạy thử, không ghi gì. Sẽ liên quan:"))
    for name, count in concerned.items():
        if count:
            click.echo(f"{count} {workplace.translate(IMPACT_WORDS[name])}")
    workplace.say(N_("{code}: {name}."), code=changed.code, name=changed.name)


COMMANDS = (place,)
