"""The page of a contact person: the form, the days away, the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import RecordId, whole_number
from api.web.contact_forms import (
    TypedContact,
    new_absence,
    new_contact,
    typed_contact,
    typed_of,
)
from api.web.contact_rows import ADDRESS, DUTIES, ContactRow, body_name, contact_rows
from api.web.formatting import day
from api.web.names import Link
from api.web.rendering import render
from api.web.sent_forms import Sent, SentForm, Typed
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError
from directives.models.base import saved_id
from directives.models.contact import Absence, Contact
from directives.rules.permissions import check_can_administer
from directives.services import contacts
from directives.store.agencies import list_agencies
from directives.store.contacts import list_absences, list_contacts
from directives.vocabulary import AddressState

router = APIRouter(include_in_schema=False)

_FIELDS = {
    "agency_id": "agency",
    "place_code": "place",
    "account_id": "account",
    "deputy_of_id": "deputy_of",
    "deputy_id": "deputy",
}


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A person with the form and the absences."""

    contact: Contact | None  # None: somebody new
    row: ContactRow | None
    body: str
    typed: TypedContact
    errors: Mapping[str, str]
    colleagues: Sequence[Link]  # who may be stood in for, or stand in; `url` is the key
    absences: Sequence[tuple[Absence, str]]  # with who stands in
    today: date


@router.get(ADDRESS + "/moi")
def new_form(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    agency: str = "",
    place: str = "",
) -> Response:
    """Show the form for somebody new."""
    check_can_administer(actor)
    typed = TypedContact(agency=agency, place=place, duty="person", valid_from=day(today))
    return _show(request, session, None, typed, {}, words, today)


@router.post(ADDRESS + "/moi")
def name_contact(
    request: Request,
    sent: SentForm,
    words: ReaderWords,
    typed: Annotated[TypedContact, Depends(typed_contact)],
) -> Response:
    """Name a contact person; what is wrong is shown again, beside its field."""

    def change() -> Contact:
        new = new_contact(sent.session, typed)
        return contacts.name_contact(sent.session, sent.actor, new, now=sent.at.known_at)

    return _changed(request, sent, None, typed, words, change)


@router.get(ADDRESS + "/{contact_id:int}")
def contact_page(
    request: Request,
    contact_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
) -> Response:
    """Show a person, to be changed, with the days away."""
    check_can_administer(actor)
    contact = contacts.get_contact(session, contact_id)
    return _show(request, session, contact, typed_of(session, contact), {}, words, today)


@router.post(ADDRESS + "/{contact_id:int}")
def change_contact(
    request: Request,
    contact_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    typed: Annotated[TypedContact, Depends(typed_contact)],
) -> Response:
    """Change what is said of a person; what is wrong is shown again, beside its field."""
    check_can_administer(sent.actor)
    contact = contacts.get_contact(sent.session, contact_id)
    body = {"agency": str(contact.agency_id or ""), "place": contact.place_code or ""}
    kept = replace(typed, **body)  # a person stays with the body

    def change() -> Contact:
        new = new_contact(sent.session, kept)
        return contacts.change_contact(
            sent.session, sent.actor, contact_id, new, now=sent.at.known_at
        )

    return _changed(request, sent, contact, kept, words, change)


@router.post(ADDRESS + "/{contact_id:int}/dia-chi")
def mend_address(contact_id: RecordId, sent: SentForm) -> RedirectResponse:
    """Say that messages to the address arrive again."""
    contacts.set_address_state(
        sent.session, sent.actor, contact_id, AddressState.WORKS, now=sent.at.known_at
    )
    return sent.see(f"{ADDRESS}/{contact_id}")


@router.post(ADDRESS + "/{contact_id:int}/vang-mat")
def record_absence(
    request: Request,
    contact_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    from_on: Typed = "",
    to_on: Typed = "",
    deputy: Typed = "",
) -> Response:
    """Record that a person is away; what is wrong is shown again."""
    check_can_administer(sent.actor)
    contact = contacts.get_contact(sent.session, contact_id)

    def change() -> Contact:
        absence = new_absence(contact_id, from_on, to_on, deputy)
        contacts.record_absence(sent.session, sent.actor, absence, now=sent.at.known_at)
        return contact

    return _changed(request, sent, contact, typed_of(sent.session, contact), words, change)


@router.post(ADDRESS + "/vang-mat/{absence_id:int}/bo")
def cancel_absence(absence_id: RecordId, sent: SentForm) -> RedirectResponse:
    """Take an absence back."""
    contact = contacts.cancel_absence(sent.session, sent.actor, absence_id, now=sent.at.known_at)
    return sent.see(f"{ADDRESS}/{contact.id}")


def _changed(
    request: Request,
    sent: Sent,
    contact: Contact | None,
    typed: TypedContact,
    words: Words,
    change: Callable[[], Contact],
) -> Response:
    """Change and show the person; a refusal that names a field shows the form again."""
    try:
        with sent.session.begin_nested():
            saved = change()
    except DirectivesError as refused:
        if refused.field is None:
            raise
        field = _FIELDS.get(refused.field, refused.field)
        errors = {field: refused.message(words.catalogue.gettext)}
        return _show(request, sent.session, contact, typed, errors, words, sent.at.day)
    return sent.see(f"{ADDRESS}/{saved.id}")


def _show(
    request: Request,
    session: Session,
    contact: Contact | None,
    typed: TypedContact,
    errors: Mapping[str, str],
    words: Words,
    today: date,
) -> Response:
    agency_id, place = whole_number(typed.agency), typed.place or None
    known = list_contacts(session, today, agency_id=agency_id, place_code=place)
    others = [one for one in known if contact is None or one.id != contact.id]
    absences = list_absences(session, [saved_id(contact)] if contact else [], since=today)
    names = {one.id: one.name for one in known}
    page = ContactPage(
        contact=contact,
        row=contact_rows(session, [contact], words, today)[0] if contact else None,
        body=body_name(session, agency_id, place, words),
        typed=typed,
        errors=errors,
        colleagues=[Link(one.name, str(one.id)) for one in others if agency_id or place],
        absences=[(one, names.get(one.deputy_id, "")) for one in absences],
        today=today,
    )
    agencies = [] if contact or page.body else list_agencies(session)
    return render(
        request,
        "contact.html",
        page=page,
        duties=DUTIES,
        agencies=[one.name for one in agencies],
        status_code=422 if errors else 200,
    )
