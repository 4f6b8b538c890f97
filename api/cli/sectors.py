"""Commands on sectors: sector list, add, change, retire."""

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from directives.models.sector import NewSector
from directives.rules.two_times import AsOf
from directives.services.sectors import add_sector, change_sector, get_sector, retire_sector
from directives.store.agencies import list_sectors
from directives.translation import N_

_english = click.option("--english", default="", help=N_("Tên tiếng Anh."))


@click.group("sector", cls=TranslatedGroup, help=N_("Quản lý lĩnh vực."))
def sector() -> None:
    """Group the commands on sectors."""


@sector.command("list", help=N_("Liệt kê lĩnh vực, cả lĩnh vực đã ngừng dùng."))
@json_option
@pass_workplace
def list_all(workplace: Workplace, *, as_json: bool) -> None:
    """List sectors."""
    with workplace.reading() as session:
        rows = [
            {"code": one.code, "name": one.name, "retired_on": one.retired_on}
            for one in list_sectors(session)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['code']}\t{row['name']}\t{row['retired_on'] or ''}")


@sector.command("add", help=N_("Thêm lĩnh vực."))
@click.argument("name")
@_english
@click.option("--keywords", default="", help=N_("Từ khóa, cách nhau bằng dấu chấm phẩy."))
@pass_workplace
def add(workplace: Workplace, name: str, *, english: str, keywords: str) -> None:
    """Add a sector."""
    with workplace.writing() as (session, actor):
        new = NewSector(name=name, name_en=english, keywords=keywords)
        code = add_sector(session, actor, new, now=workplace.now()).code
    workplace.say(N_("Đã thêm lĩnh vực {name}, mã {code}."), name=name, code=code)


@sector.command("rename", help=N_("Đổi tên lĩnh vực; mã giữ nguyên."))
@click.argument("code")
@click.argument("name")
@_english
@pass_workplace
def rename(workplace: Workplace, code: str, name: str, *, english: str) -> None:
    """Name a sector anew."""
    with workplace.writing() as (session, actor):
        known = get_sector(session, code)
        new = NewSector(name=name, name_en=english or known.name_en, keywords=known.keywords)
        change_sector(session, actor, code, new, now=workplace.now())
    workplace.say(N_("Đã sửa lĩnh vực {code}."), code=code)


@sector.command("retire", help=N_("Ngừng dùng lĩnh vực cho hồ sơ mới; --undo: dùng lại."))
@click.argument("code")
@click.option("--undo", is_flag=True, help=N_("Dùng lại lĩnh vực đã ngừng."))
@pass_workplace
def retire(workplace: Workplace, code: str, *, undo: bool) -> None:
    """Offer a sector no more, or again."""
    at = AsOf(workplace.today(), workplace.now())
    with workplace.writing() as (session, actor):
        retire_sector(session, actor, code, is_retired=not undo, at=at)
    workplace.say(N_("Đã sửa lĩnh vực {code}."), code=code)


COMMANDS = (sector,)
