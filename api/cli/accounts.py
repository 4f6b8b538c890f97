"""Commands on accounts: user add, user password, user list, token add."""

import click
from pydantic import ValidationError

from api.cli.context import Workplace, pass_workplace
from api.cli.help import TranslatedGroup
from directives.errors import AgencyNotFound, PlaceNotFound, ValueInvalid
from directives.models.account import NewAccount
from directives.models.base import saved_id
from directives.services.accounts import add_account, add_token, new_password, set_password
from directives.store.accounts import list_accounts
from directives.store.agencies import find_agency_by_code, find_agency_by_name, find_place
from directives.translation import N_
from directives.vocabulary import Role

_ROLES = [role.value for role in Role if role not in {Role.SYSTEM, Role.PUBLIC}]


@click.group("user", cls=TranslatedGroup, help=N_("Quản lý tài khoản."))
def user() -> None:
    """Group the commands on accounts."""


@user.command("add", help=N_("Thêm tài khoản với mật khẩu ngẫu nhiên, in ra một lần."))
@click.argument("username")
@click.option("--name", "display_name", required=True, help=N_("Họ tên hiển thị."))
@click.option("--role", type=click.Choice(_ROLES), required=True, help=N_("Vai trò."))
@click.option("--agency", default="", help=N_("Cơ quan (viết tắt hoặc tên đầy đủ)."))
@click.option("--place", default="", help=N_("Mã tỉnh, xã."))
@pass_workplace
def add_user(
    workplace: Workplace, username: str, *, display_name: str, role: str, agency: str, place: str
) -> None:
    """Add an account."""
    password = new_password()
    with workplace.writing() as (session, actor):
        body = find_agency_by_code(session, agency) or find_agency_by_name(session, agency)
        if agency and body is None:
            raise AgencyNotFound(field="agency", agency=agency)
        if place and find_place(session, place) is None:
            raise PlaceNotFound(field="place", place=place)
        new = _new_account(
            username=username,
            display_name=display_name,
            role=role,
            agency_id=saved_id(body) if agency and body else None,
            place_code=place or None,
        )
        add_account(session, actor, new, password=password, now=workplace.now())
    workplace.say(
        N_("Tài khoản {username}, mật khẩu {password} (chỉ hiện một lần)."),
        username=username,
        password=password,
    )


def _new_account(**values: object) -> NewAccount:
    if values["role"] == Role.DRAFTER and values["agency_id"] is None:
        raise ValueInvalid(field="agency", reason=N_("Chuyên viên soạn thảo phải có cơ quan."))
    if values["role"] == Role.OFFICER and values["place_code"] is None:
        raise ValueInvalid(field="place", reason=N_("Cán bộ địa phương phải có mã tỉnh, xã."))
    try:
        return NewAccount.model_validate(values)
    except ValidationError as error:
        reason = N_("Tên đăng nhập gồm chữ thường không dấu, số và các dấu . _ -")
        raise ValueInvalid(field="username", reason=reason) from error


@user.command("password", help=N_("Đặt mật khẩu ngẫu nhiên mới, in ra một lần."))
@click.argument("username")
@pass_workplace
def change_password(workplace: Workplace, username: str) -> None:
    """Give an account a new password."""
    password = new_password()
    with workplace.writing() as (session, actor):
        set_password(session, actor, username, password, now=workplace.now())
    workplace.say(
        N_("Tài khoản {username}, mật khẩu {password} (chỉ hiện một lần)."),
        username=username,
        password=password,
    )


@user.command("list", help=N_("Liệt kê tài khoản."))
@pass_workplace
def list_users(workplace: Workplace) -> None:
    """List the accounts."""
    with workplace.reading() as session:
        for account in list_accounts(session):
            click.echo(f"{account.username}\t{account.role.value}\t{account.display_name}")


@click.group("token", cls=TranslatedGroup, help=N_("Quản lý mã truy cập của chương trình."))
def token() -> None:
    """Group the commands on tokens."""


@token.command("add", help=N_("Tạo mã truy cập cho một tài khoản, in ra một lần."))
@click.argument("username")
@click.option("--name", default="api", help=N_("Tên để nhận ra mã này."))
@pass_workplace
def add_api_token(workplace: Workplace, username: str, *, name: str) -> None:
    """Make a token with which a program acts for an account."""
    with workplace.writing() as (session, actor):
        made = add_token(session, actor, username, name, now=workplace.now())
    click.echo(made)


COMMANDS = (user, token)
