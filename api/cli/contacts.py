"""Commands on contact persons: contact list, add, change, absent, back, address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click
from sqlmodel import Session

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.cli.times import DAY
from directives.errors import AccountNotFound
from directives.models.base import saved_id
from directives.models.contact import Absence, Contact, NewAbsence, NewContact
from directives.services import contacts
from directives.services.names import agency_named
from directives.store.accounts import find_account
from directives.store.contacts import list_absences, list_contacts, list_out_of_reach
from directives.translation import N_
from directives.vocabulary import AddressState

_DUTY = click.Choice(["person", "head", "office"])


@dataclass(frozen=True, slots=True)
class _Said:
    """The options that name a person, as given."""

    agency: str
    place: str
    account: str
    duty: str


@click.group("contact", cls=TranslatedGroup, help=N_("Quản lý người nhận thông báo."))
def contact() -> None:
    """Group the commands on contact persons."""


@contact.command(
    "list", help=N_("Liệt kê người liên hệ; --missing: cơ quan chưa có người nhận được thông báo.")
)
@click.option("--agency", default="", help=N_("Cơ quan (viết tắt hoặc tên đầy đủ)."))
@click.option("--missing", is_flag=True, help=N_("Cơ quan chưa có người nhận được thông báo."))
@json_option
@pass_workplace
def list_people(workplace: Workplace, *, agency: str, missing: bool, as_json: bool) -> None:
    """List the persons who are told today, or the bodies that nobody reaches."""
    with workplace.reading() as session:
        rows = (
            [
                {"id": one.id, "code": one.code, "name": one.name}
                for one in list_out_of_reach(session, workplace.today())
            ]
            if missing
            else _rows(session, agency, workplace.today())
        )
    if as_json:
        print_json(rows)
        return
    for row in rows:
        said = (value for name, value in row.items() if name != "absences")
        click.echo("\t".join(str(value) for value in said if value is not None))


def _rows(session: Session, agency: str, today: date) -> list[dict[str, Any]]:
    body = saved_id(agency_named(session, agency, field="agency")) if agency else None
    people = list_contacts(session, today, agency_id=body)
    away: dict[int, list[Absence]] = {saved_id(one): [] for one in people}
    for absence in list_absences(session, list(away), since=today):
        away[absence.contact_id].append(absence)
    return [_row(one, away[saved_id(one)]) for one in people]


def _row(one: Contact, absences: Sequence[Absence]) -> dict[str, Any]:
    duty = "office" if one.office else "head" if one.is_head else "person"
    return {
        "id": one.id,
        "name": one.name,
        "email": one.email,
        "agency_id": one.agency_id,
        "place": one.place_code,
        "duty": duty,
        "deputy_of": one.deputy_of_id,
        "address": one.address_state.value,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "absences": [
            {"id": away.id, "from": away.from_on, "to": away.to_on, "deputy": away.deputy_id}
            for away in absences
        ],
    }


@contact.command("add", help=N_("Thêm người nhận thông báo của một cơ quan hoặc địa phương."))
@click.argument("name")
@click.option("--email", required=True, help=N_("Địa chỉ thư."))
@click.option("--agency", default="", help=N_("Cơ quan (viết tắt hoặc tên đầy đủ)."))
@click.option("--place", default="", help=N_("Mã tỉnh, xã."))
@click.option("--account", default="", help=N_("Tên đăng nhập của người này."))
@click.option("--duty", type=_DUTY, default="person", help=N_("Nhiệm vụ."))
@click.option("--deputy-of", type=int, help=N_("Mã người được thay khi vắng."))
@click.option("--from", "begins", type=DAY, help=N_("Ngày đầu; mặc định hôm nay."))
@pass_workplace
def add_person(
    workplace: Workplace,
    name: str,
    *,
    email: str,
    agency: str,
    place: str,
    account: str,
    duty: str,
    deputy_of: int | None,
    begins: datetime | None,
) -> None:
    """Name a contact person."""
    said = _Said(agency, place, account, duty)
    first = begins.date() if begins else workplace.today()
    with workplace.writing() as (session, actor):
        new = _new(session, said, name=name, email=email, deputy_of_id=deputy_of, valid_from=first)
        added = contacts.name_contact(session, actor, new, now=workplace.now())
        key = added.id
    workplace.say(N_("Đã thêm {name}, mã {key}."), name=name, key=key)


def _new(session: Session, said: _Said, **values: Any) -> NewContact:
    account = find_account(session, said.account) if said.account else None
    if said.account and account is None:
        raise AccountNotFound(field="account", username=said.account)
    body = agency_named(session, said.agency, field="agency") if said.agency else None
    return NewContact(
        agency_id=saved_id(body) if body else None,
        place_code=said.place or None,
        account_id=saved_id(account) if account else None,
        is_head=said.duty == "head",
        office=said.duty == "office",
        **values,
    )


@contact.command("change", help=N_("Sửa địa chỉ thư, hoặc ghi ngày cuối của một người liên hệ."))
@click.argument("key", type=int)
@click.option("--email", default="", help=N_("Địa chỉ thư mới."))
@click.option("--until", type=DAY, help=N_("Ngày cuối giữ nhiệm vụ."))
@pass_workplace
def change_person(workplace: Workplace, key: int, *, email: str, until: datetime | None) -> None:
    """Change the address of a person, or say when the duty ends."""
    with workplace.writing() as (session, actor):
        known = contacts.get_contact(session, key)
        said = {**known.model_dump(), "email": email or known.email}
        if until:
            said["valid_to"] = until.date()
        new = NewContact.model_validate(said)
        contacts.change_contact(session, actor, key, new, now=workplace.now())
    workplace.say(N_("Đã sửa người liên hệ mã {key}."), key=key)


@contact.command("absent", help=N_("Ghi những ngày một người vắng mặt và ai thay."))
@click.argument("key", type=int)
@click.option("--from", "begins", type=DAY, required=True, help=N_("Ngày đầu vắng mặt."))
@click.option("--to", "ends", type=DAY, required=True, help=N_("Ngày cuối vắng mặt."))
@click.option("--deputy", type=int, help=N_("Mã người thay."))
@pass_workplace
def person_is_absent(
    workplace: Workplace, key: int, *, begins: datetime, ends: datetime, deputy: int | None
) -> None:
    """Record that a person is away."""
    with workplace.writing() as (session, actor):
        new = NewAbsence(contact_id=key, from_on=begins.date(), to_on=ends.date(), deputy_id=deputy)
        absence = saved_id(contacts.record_absence(session, actor, new, now=workplace.now()))
    workplace.say(
        N_("Đã ghi ngày vắng mặt của người mã {key}: đợt vắng mã {absence}."),
        key=key,
        absence=absence,
    )


@contact.command("back", help=N_("Bỏ một đợt vắng mặt: người ấy vẫn ở nơi làm việc."))
@click.argument("absence", type=int)
@pass_workplace
def person_is_back(workplace: Workplace, absence: int) -> None:
    """Take an absence back."""
    with workplace.writing() as (session, actor):
        person = contacts.cancel_absence(session, actor, absence, now=workplace.now())
        name = person.name
    workplace.say(N_("Đã bỏ đợt vắng mã {absence} của {name}."), absence=absence, name=name)


@contact.command(
    "address", help=N_("Ghi rằng địa chỉ thư của một người dùng được (works) hoặc hỏng (broken).")
)
@click.argument("key", type=int)
@click.argument("state", type=click.Choice([state.value for state in AddressState]))
@pass_workplace
def mark_address(workplace: Workplace, key: int, state: str) -> None:
    """Mark that messages to a person arrive again, or come back."""
    marked = AddressState(state)
    with workplace.writing() as (session, actor):
        person = contacts.set_address_state(session, actor, key, marked, now=workplace.now())
        address = person.email
    sentences = {
        AddressState.WORKS: N_("Địa chỉ {address} dùng được: thư lại gửi tới đó."),
        AddressState.BROKEN: N_("Địa chỉ {address} hỏng: không gửi thư tới đó nữa."),
    }
    workplace.say(sentences[marked], address=address)


COMMANDS = (contact,)
