"""What forms about contact persons send."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Form
from sqlmodel import Session

from api.web.addresses import whole_number
from api.web.formatting import day
from api.web.forms import typed_words
from api.web.sent_forms import typed_day
from directives.errors import AccountNotFound, ValueInvalid
from directives.models.base import saved_id
from directives.models.contact import Contact, NewAbsence, NewContact
from directives.services.names import agency_named
from directives.store.accounts import find_account, list_usernames
from directives.translation import N_

_Field = Annotated[str, Form(max_length=400)]
_NO_DAY = N_("Hãy viết một ngày, ví dụ 15/10/2025.")
_TOO_LONG = N_("Họ tên dài quá 200 ký tự.")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class TypedContact:
    """The fields of the form, as typed."""

    agency: str = ""
    place: str = ""
    name: str = ""
    email: str = ""
    account: str = ""
    duty: str = ""  # person, head or office
    deputy_of: str = ""
    valid_from: str = ""
    valid_to: str = ""


def typed_contact(
    agency: _Field = "",
    place: _Field = "",
    name: _Field = "",
    email: _Field = "",
    account: _Field = "",
    duty: _Field = "",
    deputy_of: _Field = "",
    valid_from: _Field = "",
    valid_to: _Field = "",
) -> TypedContact:
    """Return the fields as they were sent."""
    sent = (agency, place, name, email, account, duty, deputy_of, valid_from, valid_to)
    return TypedContact(*(" ".join(typed_words(one).split()) for one in sent))


def new_contact(session: Session, typed: TypedContact) -> NewContact:
    """Return the person that the form names; a refusal names the field.

    Raises:
        DirectivesError: a field is wrong or names nothing known.
    """
    agency = agency_named(session, typed.agency, field="agency_id") if typed.agency else None
    account = find_account(session, typed.account) if typed.account else None
    if typed.account and account is None:
        raise AccountNotFound(field="account", username=typed.account)
    if len(typed.name) > _LONGEST_NAME:
        raise ValueInvalid(field="name", reason=_TOO_LONG)
    return NewContact(
        agency_id=saved_id(agency) if agency else None,
        place_code=typed.place or None,
        account_id=saved_id(account) if account else None,
        name=typed.name,
        email=typed.email,
        is_head=typed.duty == "head",
        office=typed.duty == "office",
        deputy_of_id=whole_number(typed.deputy_of),
        valid_from=needed_day(typed.valid_from, field="valid_from"),
        valid_to=typed_day(typed.valid_to, field="valid_to"),
    )


def typed_of(session: Session, contact: Contact) -> TypedContact:
    """Return what the form shows of a person before anything is changed."""
    names = list_usernames(session, [contact.account_id or 0])
    return TypedContact(
        agency=str(contact.agency_id or ""),
        place=contact.place_code or "",
        name=contact.name,
        email=contact.email,
        account=names.get(contact.account_id or 0, ""),
        duty=duty_of(contact),
        deputy_of=str(contact.deputy_of_id or ""),
        valid_from=day(contact.valid_from),
        valid_to=day(contact.valid_to) if contact.valid_to else "",
    )


def duty_of(contact: Contact) -> str:
    """Return the duty of a person as the form names it."""
    if contact.office:
        return "office"
    return "head" if contact.is_head else "person"


def new_absence(contact_id: int, from_on: str, to_on: str, deputy: str) -> NewAbsence:
    """Return the absence that the form says; a refusal names the field.

    Raises:
        ValueInvalid: a day is missing, is no day, or the last comes before the first.
    """
    return NewAbsence(
        contact_id=contact_id,
        from_on=needed_day(from_on, field="from_on"),
        to_on=needed_day(to_on, field="to_on"),
        deputy_id=whole_number(deputy),
    )


def needed_day(text: str, *, field: str) -> date:
    """Read a day that must be typed.

    Raises:
        ValueInvalid: nothing was typed, or no day.
    """
    read = typed_day(text, field=field)
    if read is None:
        raise ValueInvalid(field=field, reason=_NO_DAY)
    return read
