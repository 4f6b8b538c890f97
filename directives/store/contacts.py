"""Contact persons and their absences; who can be reached on a day."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from directives.models.account import Account
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.contact import Absence, Contact
from directives.rules.standing_in import Post, who_is_told
from directives.vocabulary import AddressState, Audience, Role

_COMMITTEE = "UBND"  # the body that a place's own persons speak for


def list_reachable(session: Session, agency_id: int, rung: Audience, on: date) -> Sequence[Contact]:
    """List who is told for a body on a rung of the ladder, on a day: each once, oldest first.

    Whoever is away, or whose address is broken or account closed, is replaced by a deputy; with
    nobody in place the list is empty, and the caller must say so. The oversight of all bodies is
    the persons whose account oversees. A people's committee is also reached through its place.
    """
    pool = _pool(session, agency_id, rung, on)
    absences = list_running_absences(session, [saved_id(one) for one, _open in pool], on)
    away = {one.contact_id: one.deputy_id for one in absences}
    posts = {
        saved_id(one): Post(
            deputy_of=one.deputy_of_id,
            is_there=is_open
            and one.address_state is AddressState.WORKS
            and saved_id(one) not in away,
            stand_in=away.get(saved_id(one)),
        )
        for one, is_open in pool
    }
    people = {saved_id(one): one for one, _open in pool}
    asked = [key for key, one in people.items() if _is_of(one, rung)]
    return [people[key] for key in who_is_told(asked, posts)]


def _is_of(contact: Contact, rung: Audience) -> bool:
    if rung is Audience.OVERSIGHT:
        return True  # the pool holds nobody else
    if rung is Audience.OFFICE:
        return contact.office
    return not contact.office and contact.is_head is (rung is Audience.UNIT_HEAD)


def _pool(session: Session, agency_id: int, rung: Audience, on: date) -> list[tuple[Contact, bool]]:
    """Return the persons in office that day, and whether each has no closed account."""
    is_open = or_(col(Contact.account_id).is_(None), col(Account.is_active))
    statement = (
        select(Contact, sa.type_coerce(is_open, sa.Boolean))
        .join(Account, col(Account.id) == col(Contact.account_id), isouter=True)
        .where(
            Contact.valid_from <= on,
            or_(col(Contact.valid_to).is_(None), col(Contact.valid_to) >= on),
            _overseers() if rung is Audience.OVERSIGHT else _people_of(agency_id),
        )
        .order_by(col(Contact.id))
    )
    return [(contact, bool(opened)) for contact, opened in session.exec(statement)]


def _people_of(agency_id: int) -> sa.ColumnElement[bool]:
    place = select(Agency.place_code).where(Agency.id == agency_id, Agency.code == _COMMITTEE)
    return or_(Contact.agency_id == agency_id, col(Contact.place_code).in_(place))


def _overseers() -> sa.ColumnElement[bool]:
    overseeing = (
        select(Contact.id)
        .join(Account, col(Account.id) == col(Contact.account_id))
        .where(Account.role == Role.OVERSIGHT)
    )
    return or_(col(Contact.id).in_(overseeing), col(Contact.deputy_of_id).in_(overseeing))


def list_running_absences(
    session: Session, contact_ids: Sequence[int], on: date
) -> Sequence[Absence]:
    """List who of these is away on a day, in the order of recording."""
    return session.exec(
        select(Absence)
        .where(
            col(Absence.contact_id).in_(contact_ids),
            Absence.from_on <= on,
            Absence.to_on >= on,
            col(Absence.cancelled_at).is_(None),
        )
        .order_by(col(Absence.id))
    ).all()
