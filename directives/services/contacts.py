"""Contact persons, heads and deputies, and the days on which they are away."""

from datetime import datetime

from sqlmodel import Session

from directives.errors import (
    AccountNotFound,
    AgencyNotFound,
    ContactNotFound,
    PlaceNotFound,
    ValueInvalid,
)
from directives.models.account import Account
from directives.models.agency import Agency
from directives.models.base import Subject, saved_id
from directives.models.contact import Absence, Contact, NewAbsence, NewContact
from directives.rules.permissions import Actor, check_can_administer
from directives.services.changes import record_change
from directives.store.agencies import find_place
from directives.store.contacts import find_absence, find_contact, list_deputies
from directives.translation import N_
from directives.vocabulary import AddressState

_NOT_A_COLLEAGUE = N_("Người này không cùng cơ quan hoặc địa phương.")
_DEPUTY_OF_A_DEPUTY = N_("Người này đang thay người khác; hãy chọn người được thay.")


def name_contact(session: Session, actor: Actor, new: NewContact, *, now: datetime) -> Contact:
    """Name a contact person; a deputy has the duty of the person stood in for.

    Raises:
        RightMissing: only administrators do.
        NotFound: the body, place, account or person stood in for is not known.
        ValueInvalid: the person stood in for is of another body, or stands in for somebody.
    """
    check_can_administer(actor)
    contact = Contact.model_validate(_checked(session, new, contact_id=None))
    session.add(contact)
    session.flush()
    _record(session, actor, "contact.name", contact, now=now)
    return contact


def change_contact(
    session: Session, actor: Actor, contact_id: int, new: NewContact, *, now: datetime
) -> Contact:
    """Change what is said of a contact person; what was said before stays in the audit log.

    A new address is taken to work until a message comes back. Deputies follow to a new duty. Who
    goes to another body gets a last day here and is named there.

    Raises:
        RightMissing: only administrators do.
        NotFound: the person or account is not known.
        ValueInvalid: the body is another one, or that of the person stood in for is; or that
            person stands in for somebody.
    """
    check_can_administer(actor)
    contact = get_contact(session, contact_id)
    _check_colleague(contact, new, field="agency_id")
    checked = _checked(session, new, contact_id=contact_id)
    before = contact.model_dump(mode="json")
    if checked.email != contact.email:
        contact.address_state = AddressState.WORKS
    contact.sqlmodel_update(checked.model_dump())
    for deputy in list_deputies(session, contact_id):
        deputy.is_head, deputy.office = checked.is_head, checked.office
    session.flush()
    _record(session, actor, "contact.change", contact, now=now, before=before)
    return contact


def set_address_state(
    session: Session, actor: Actor, contact_id: int, state: AddressState, *, now: datetime
) -> Contact:
    """Mark that messages to a person come back, or arrive again.

    Raises:
        RightMissing: only the service itself and administrators do.
        ContactNotFound: there is no such person.
    """
    check_can_administer(actor)
    contact = get_contact(session, contact_id)
    if contact.address_state is not state:
        before = contact.model_dump(mode="json")
        contact.address_state = state
        session.flush()
        _record(session, actor, f"contact.address_{state.value}", contact, now=now, before=before)
    return contact


def record_absence(session: Session, actor: Actor, new: NewAbsence, *, now: datetime) -> Absence:
    """Record that a person is away, and who is told meanwhile.

    Raises:
        RightMissing: only administrators do.
        ContactNotFound: the person, or who stands in, is not known.
        ValueInvalid: who stands in is of another body, or is the same person.
    """
    check_can_administer(actor)
    contact = get_contact(session, new.contact_id)
    if new.deputy_id is not None:
        _check_colleague(get_contact(session, new.deputy_id), contact, field="deputy_id")
        if new.deputy_id == new.contact_id:
            raise ValueInvalid(field="deputy_id", reason=N_("Không ai thay được chính mình."))
    absence = Absence.model_validate(new, update={"recorded_at": now})
    session.add(absence)
    session.flush()
    _record(session, actor, "contact.absent", contact, now=now, absence=new.model_dump(mode="json"))
    return absence


def cancel_absence(session: Session, actor: Actor, absence_id: int, *, now: datetime) -> Contact:
    """Take an absence back: the person is there. Taking it back again does nothing.

    Raises:
        RightMissing: only administrators do.
        ContactNotFound: there is no such absence.
    """
    check_can_administer(actor)
    absence = find_absence(session, absence_id)
    if absence is None:
        raise ContactNotFound
    contact = get_contact(session, absence.contact_id)
    if absence.cancelled_at is None:
        absence.cancelled_at = now
        session.flush()
        _record(session, actor, "contact.back", contact, now=now, absence_id=absence_id)
    return contact


def get_contact(session: Session, contact_id: int) -> Contact:
    """Return a contact person, also one who has left.

    Raises:
        ContactNotFound: there is none.
    """
    contact = find_contact(session, contact_id)
    if contact is None:
        raise ContactNotFound
    return contact


def _checked(session: Session, new: NewContact, *, contact_id: int | None) -> NewContact:
    """Return what is said with the duty of the person stood in for; refuse what is not known."""
    if new.agency_id is not None and session.get(Agency, new.agency_id) is None:
        raise AgencyNotFound(field="agency_id", agency=new.agency_id)
    if new.place_code is not None and find_place(session, new.place_code) is None:
        raise PlaceNotFound(field="place_code", place=new.place_code)
    if new.account_id is not None and session.get(Account, new.account_id) is None:
        raise AccountNotFound(field="account_id", username=new.account_id)
    if new.deputy_of_id is None:
        return new
    principal = get_contact(session, new.deputy_of_id)
    _check_colleague(principal, new, field="deputy_of_id")
    if principal.deputy_of_id is not None or saved_id(principal) == contact_id:
        raise ValueInvalid(field="deputy_of_id", reason=_DEPUTY_OF_A_DEPUTY)
    duty = {"is_head": principal.is_head, "office": principal.office}
    return new.model_copy(update=duty)


def _check_colleague(one: NewContact, other: NewContact, *, field: str) -> None:
    if (one.agency_id, one.place_code) != (other.agency_id, other.place_code):
        raise ValueInvalid(field=field, reason=_NOT_A_COLLEAGUE)


def _record(
    session: Session, actor: Actor, action: str, contact: Contact, *, now: datetime, **more: object
) -> None:
    subject = Subject("contact", contact.id)
    after = contact.model_dump(mode="json")
    record_change(session, actor, action, subject, now=now, after=after, **more)
