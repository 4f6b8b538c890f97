"""Commands on bodies: agency list, add, rename, merge, transfer, under."""

from datetime import datetime

import click
from sqlmodel import Session

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.cli.times import DAY
from directives.models.agency import NewAgency
from directives.models.base import saved_id
from directives.services import reorganisations
from directives.services.names import agency_named
from directives.store.reorganisations import search_agencies
from directives.translation import N_

_KINDS = click.Choice(
    ["ministry", "ministerial", "agency", "central", "department", "local", "other"]
)


@click.group("agency", cls=TranslatedGroup, help=N_("Quản lý cơ quan."))
def agency() -> None:
    """Group the commands on bodies."""


@agency.command("list", help=N_("Liệt kê cơ quan, cả cơ quan cũ."))
@click.option("--query", default="", help=N_("Chữ trong tên hoặc viết tắt."))
@json_option
@pass_workplace
def list_bodies(workplace: Workplace, *, query: str, as_json: bool) -> None:
    """List bodies."""
    with workplace.reading() as session:
        rows = [
            {
                "id": one.id,
                "code": one.code,
                "name": one.name,
                "parent_id": one.parent_id,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
            }
            for one in search_agencies(session, query)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['id']}\t{row['code']}\t{row['name']}\t{row['valid_to'] or ''}")


@agency.command("add", help=N_("Thêm cơ quan."))
@click.argument("name")
@click.option("--code", default="", help=N_("Viết tắt."))
@click.option("--kind", type=_KINDS, default="other", help=N_("Loại cơ quan."))
@click.option("--on", "day", type=DAY, help=N_("Ngày đầu; mặc định hôm nay."))
@pass_workplace
def add_body(
    workplace: Workplace, name: str, *, code: str, kind: str, day: datetime | None
) -> None:
    """Add a body."""
    first = day.date() if day else workplace.today()
    with workplace.writing() as (session, actor):
        new = NewAgency(name=name, code=code)
        added = reorganisations.add_agency(
            session, actor, new, kind=kind, on=first, now=workplace.now()
        )
        key = added.id
    workplace.say(N_("Đã thêm {name}, mã {key}."), name=name, key=key)


@agency.command("rename", help=N_("Đổi tên cơ quan từ một ngày; cơ quan mang tên mới kế tục."))
@click.argument("body")
@click.argument("name")
@click.option("--code", default="", help=N_("Viết tắt."))
@click.option("--on", "day", type=DAY, required=True, help=N_("Từ ngày."))
@pass_workplace
def rename_body(workplace: Workplace, body: str, name: str, *, code: str, day: datetime) -> None:
    """Continue a body under a new name."""
    with workplace.writing() as (session, actor):
        key = _key(session, body, "body")
        new = NewAgency(name=name, code=code)
        renamed = reorganisations.rename_agency(
            session, actor, key, new, on=day.date(), now=workplace.now()
        )
        successor = renamed.id
    workplace.say(N_("Cơ quan kế tục: {name}, mã {key}."), name=name, key=successor)


@agency.command("merge", help=N_("Sáp nhập các cơ quan vào một cơ quan từ một ngày."))
@click.argument("bodies", nargs=-1, required=True)
@click.option("--into", required=True, help=N_("Cơ quan kế tục (tên, viết tắt hoặc mã)."))
@click.option("--on", "day", type=DAY, required=True, help=N_("Từ ngày."))
@pass_workplace
def merge_bodies(
    workplace: Workplace, bodies: tuple[str, ...], *, into: str, day: datetime
) -> None:
    """End bodies; another answers for what they promised."""
    with workplace.writing() as (session, actor):
        keys = [_key(session, one, "bodies") for one in bodies]
        heir = reorganisations.merge_agencies(
            session, actor, keys, _key(session, into, "into"), on=day.date(), now=workplace.now()
        )
        name, key = heir.name, heir.id
    workplace.say(N_("Cơ quan kế tục: {name}, mã {key}."), name=name, key=key)


@agency.command("transfer", help=N_("Ghi việc chuyển giao một phần công việc."))
@click.argument("body")
@click.option("--to", required=True, help=N_("Cơ quan nhận (tên, viết tắt hoặc mã)."))
@click.option("--scope", required=True, help=N_("Phần việc được chuyển giao."))
@click.option("--on", "day", type=DAY, required=True, help=N_("Từ ngày."))
@pass_workplace
def hand_over(workplace: Workplace, body: str, *, to: str, scope: str, day: datetime) -> None:
    """Record that a part went to another body."""
    with workplace.writing() as (session, actor):
        key, successor = _key(session, body, "body"), _key(session, to, "to")
        reorganisations.hand_over(
            session, actor, key, successor, scope=scope, on=day.date(), now=workplace.now()
        )
    workplace.say(N_("Đã ghi việc chuyển giao."))


@agency.command("under", help=N_("Ghi cơ quan cấp trên; không có --parent: bỏ."))
@click.argument("body")
@click.option("--parent", default="", help=N_("Cơ quan cấp trên (tên, viết tắt hoặc mã)."))
@pass_workplace
def place_under(workplace: Workplace, body: str, *, parent: str) -> None:
    """Say which body is above."""
    with workplace.writing() as (session, actor):
        above = _key(session, parent, "parent") if parent else None
        key = _key(session, body, "body")
        reorganisations.place_under(session, actor, key, above, now=workplace.now())
    workplace.say(N_("Đã ghi cơ quan cấp trên."))


def _key(session: Session, text: str, field: str) -> int:
    return saved_id(agency_named(session, text, field=field))


COMMANDS = (agency,)
