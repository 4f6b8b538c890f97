"""Contact persons and their absences; who can be reached on a day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from directives.models.account import Account
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.contact import Absence, Contact
from directives.rules.standing_in import Post, who_is_told
from directives.store.key_sets import among
from directives.vocabulary import AddressState, Audience, Role

_COMMITTEE = "UBND"  # the body that a place's own persons speak for

Pool = Sequence[tuple[Contact, bool]]  # a person in office, and whether the account is not closed


class Reachable:
    """Who is told on a day: all persons in office, read once, to be asked body by body.

    Whoever is away, or whose address is broken or account closed, is replaced by a deputy; with
    nobody in place an answer is empty, and the caller must say so.
    """

    def __init__(self, session: Session, on: date) -> None:
        pool = _pool(session, on, sa.true())
        self._away = _away(session, pool, on)
        self._overseers = _pool(session, on, _overseers())
        self._of_body: dict[int, list[tuple[Contact, bool]]] = {}
        self._of_place: dict[str, list[tuple[Contact, bool]]] = {}
        for one in pool:
            if one[0].agency_id is not None:
                self._of_body.setdefault(one[0].agency_id, []).append(one)
            if one[0].place_code is not None:
                self._of_place.setdefault(one[0].place_code, []).append(one)
        self._places = _places_of_committees(session)
        self._standing_in = {deputy for deputy in self._away.values() if deputy is not None} | {
            saved_id(one) for one, _open in pool if one.deputy_of_id in self._away
        }

    def is_away(self, contact_id: int | None) -> bool:
        """Tell whether a person has an absence that runs on the day."""
        return contact_id in self._away

    def stands_in(self, contact_id: int | None) -> bool:
        """Tell whether a person is the deputy of somebody who is away."""
        return contact_id in self._standing_in

    def of(self, agency_id: int, rung: Audience) -> Sequence[Contact]:
        """List who is told for a body on a rung of the ladder: each once, oldest first.

        The oversight of all bodies is the persons whose account oversees. A people's committee is
        also reached through its place.
        """
        if rung is Audience.OVERSIGHT:
            return _told(self._overseers, rung, self._away)
        own = self._of_body.get(agency_id, [])
        of_place = self._of_place.get(self._places.get(agency_id, ""), [])
        pool = sorted([*own, *of_place], key=lambda one: saved_id(one[0])) if of_place else own
        return _told(pool, rung, self._away)

    def at(self, place_code: str, rung: Audience) -> Sequence[Contact]:
        """List who is told for a province or commune on a rung, as `of` does."""
        return _told(self._of_place.get(place_code, []), rung, self._away)


def list_out_of_reach(session: Session, on: date) -> Sequence[Agency]:
    """List the bodies of a day for which nobody who does the work can be reached, by name.

    The number of statements does not grow with the number of bodies.
    """
    bodies = session.exec(
        select(Agency)
        .where(
            or_(col(Agency.valid_from).is_(None), col(Agency.valid_from) <= on),
            or_(col(Agency.valid_to).is_(None), col(Agency.valid_to) >= on),
        )
        .order_by(col(Agency.name))
    ).all()
    people = Reachable(session, on)
    return [body for body in bodies if not people.of(saved_id(body), Audience.PERSON)]


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


def _places_of_committees(session: Session) -> dict[int, str]:
    statement = sa.select(col(Agency.id), col(Agency.place_code)).where(
        col(Agency.code) == _COMMITTEE, col(Agency.place_code).is_not(None)
    )
    return {row.id: row.place_code for row in session.execute(statement)}


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
            among(col(Absence.contact_id), contact_ids),
            Absence.to_on >= since,
            col(Absence.cancelled_at).is_(None),
        )
        .order_by(col(Absence.from_on), col(Absence.id))
    ).all()


def list_contacts_at(session: Session, address: str) -> Sequence[Contact]:
    """List the persons reached at an address, whatever the case of its letters."""
    of_address = select(Contact).where(_address() == address.lower())
    return session.exec(of_address.order_by(col(Contact.id))).all()


def list_mailboxes(session: Session, on: date) -> dict[int, str]:
    """Return where letters go to each person whose address works, also to one who has left.

    Who is named several times with one account gets them all at one address: that of the first
    naming in office on the day.
    """
    is_in_office = sa.and_(
        col(Contact.valid_from) <= on,
        or_(col(Contact.valid_to).is_(None), col(Contact.valid_to) >= on),
    )
    rows = session.execute(
        sa.select(col(Contact.id), col(Contact.account_id), col(Contact.email), is_in_office)
        .where(col(Contact.address_state) == AddressState.WORKS)
        .order_by(col(Contact.id))
    ).all()
    of_account: dict[int, str] = {}
    for _key, account_id, email, is_there in rows:
        if account_id and is_there:
            of_account.setdefault(account_id, email)
    return {key: of_account.get(account_id, email) for key, account_id, email, _there in rows}


def keys_at_addresses_of(contact_ids: Collection[int]) -> sa.Select[Any]:
    """Return who is reached where these persons are, they themselves included, for a query."""
    addresses = sa.select(_address()).where(col(Contact.id).in_(contact_ids))
    return sa.select(col(Contact.id)).where(_address().in_(addresses))


def _address() -> sa.ColumnElement[str]:
    return sa.func.lower(col(Contact.email))
