"""Contact persons and their absences; who can be reached on a day."""

from collections.abc import Mapping, Sequence
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

Pool = Sequence[tuple[Contact, bool]]  # a person in office, and whether the account is not closed


def list_reachable(session: Session, agency_id: int, rung: Audience, on: date) -> Sequence[Contact]:
    """List who is told for a body on a rung of the ladder, on a day: each once, oldest first.

    Whoever is away, or whose address is broken or account closed, is replaced by a deputy; with
    nobody in place the list is empty, and the caller must say so. The oversight of all bodies is
    the persons whose account oversees. A people's committee is also reached through its place.
    """
    of_whom = _overseers() if rung is Audience.OVERSIGHT else _people_of(agency_id)
    pool = _pool(session, on, of_whom)
    return _told(pool, rung, _away(session, pool, on))


def list_reachable_at(
    session: Session, place_code: str, rung: Audience, on: date
) -> Sequence[Contact]:
    """List who is told for a province or commune on a rung, on a day; as `list_reachable` does."""
    pool = _pool(session, on, col(Contact.place_code) == place_code)
    return _told(pool, rung, _away(session, pool, on))


def list_out_of_reach(session: Session, on: date) -> Sequence[Agency]:
    """List the bodies of a day for which nobody who does the work can be reached, by name.

    Three statements, however many bodies there are.
    """
    bodies = session.exec(
        select(Agency)
        .where(
            or_(col(Agency.valid_from).is_(None), col(Agency.valid_from) <= on),
            or_(col(Agency.valid_to).is_(None), col(Agency.valid_to) >= on),
        )
        .order_by(col(Agency.name))
    ).all()
    pool = _pool(session, on, sa.true())
    away = _away(session, pool, on)
    by_body: dict[object, list[tuple[Contact, bool]]] = {}
    for one in pool:
        by_body.setdefault(one[0].agency_id or one[0].place_code, []).append(one)
    return [
        body
        for body in bodies
        if not _told(
            [
                *by_body.get(saved_id(body), ()),
                *(by_body.get(body.place_code, ()) if body.code == _COMMITTEE else ()),
            ],
            Audience.PERSON,
            away,
        )
    ]


def _told(pool: Pool, rung: Audience, away: Mapping[int, int | None]) -> list[Contact]:
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


def _pool(session: Session, on: date, of_whom: sa.ColumnElement[bool]) -> Pool:
    is_open = or_(col(Contact.account_id).is_(None), col(Account.is_active))
    statement = (
        select(Contact, sa.type_coerce(is_open, sa.Boolean))
        .join(Account, col(Account.id) == col(Contact.account_id), isouter=True)
        .where(
            Contact.valid_from <= on,
            or_(col(Contact.valid_to).is_(None), col(Contact.valid_to) >= on),
            of_whom,
        )
        .order_by(col(Contact.id))
    )
    return [(contact, bool(opened)) for contact, opened in session.exec(statement)]


def _away(session: Session, pool: Pool, on: date) -> dict[int, int | None]:
    running = list_absences(session, [saved_id(one) for one, _open in pool], since=on)
    return {one.contact_id: one.deputy_id for one in running if one.from_on <= on}


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


def find_contact(session: Session, contact_id: int) -> Contact | None:
    """Find a contact person, also one who has left."""
    return session.get(Contact, contact_id)


def find_absence(session: Session, absence_id: int) -> Absence | None:
    """Find an absence, also one that was taken back."""
    return session.get(Absence, absence_id)


def list_contacts(
    session: Session, on: date, *, agency_id: int | None = None, place_code: str | None = None
) -> Sequence[Contact]:
    """List the contact persons who have not left by a day: of all, of a body, or of a place."""
    statement = select(Contact).where(
        or_(col(Contact.valid_to).is_(None), col(Contact.valid_to) >= on)
    )
    if agency_id is not None:
        statement = statement.where(Contact.agency_id == agency_id)
    if place_code is not None:
        statement = statement.where(Contact.place_code == place_code)
    return session.exec(
        statement.order_by(col(Contact.agency_id), col(Contact.place_code), col(Contact.id))
    ).all()


def list_named(session: Session, ids: Sequence[int]) -> Sequence[Contact]:
    """List the contact persons with these keys, also those who have left, in no order."""
    return session.exec(select(Contact).where(col(Contact.id).in_(ids))).all()


def list_deputies(session: Session, contact_id: int) -> Sequence[Contact]:
    """List who stands in for a person by office, also those who have left."""
    return session.exec(
        select(Contact).where(Contact.deputy_of_id == contact_id).order_by(col(Contact.id))
    ).all()


def list_absences(
    session: Session, contact_ids: Sequence[int], *, since: date
) -> Sequence[Absence]:
    """List the absences of these that end on a day or later, the earliest first."""
    return session.exec(
        select(Absence)
        .where(
            col(Absence.contact_id).in_(contact_ids),
            Absence.to_on >= since,
            col(Absence.cancelled_at).is_(None),
        )
        .order_by(col(Absence.from_on), col(Absence.id))
    ).all()


def list_contacts_at(session: Session, address: str) -> Sequence[Contact]:
    """List the persons reached at an address, whatever the case of its letters."""
    folded = sa.func.lower(col(Contact.email)) == address.lower()
    return session.exec(select(Contact).where(folded).order_by(col(Contact.id))).all()
