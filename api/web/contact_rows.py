"""Persons as lists and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.contact_forms import duty_of
from api.web.names import agency_names, place_names
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.contact import Contact
from directives.store.contacts import list_absences, list_named
from directives.translation import N_
from directives.vocabulary import AddressState

ADDRESS = "/quan-tri/nguoi-lien-he"

DUTIES = (
    ("person", N_("Người phụ trách")),
    ("head", N_("Lãnh đạo đơn vị")),
    ("office", N_("Văn phòng bộ")),
)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One line of the list."""

    id: int
    name: str
    body: str
    body_url: str  # the list of its persons
    duty: str
    stands_in_for: str
    email: str
    is_broken: bool
    begins_on: date | None  # not in office yet
    ends_on: date | None
    away_until: date | None


def body_name(session: Session, agency_id: int | None, place: str | None, words: Words) -> str:
    """Return the name of the body or place, empty where it is not known."""
    if agency_id:
        return agency_names(session, [agency_id], words).get(agency_id, "")
    return place_names(session, [place]).get(place, "") if place else ""


def contact_rows(
    session: Session, shown: Sequence[Contact], words: Words, today: date
) -> list[ContactRow]:
    """Return the lines of these persons; five statements, however many they are."""
    agencies = agency_names(session, [one.agency_id for one in shown if one.agency_id], words)
    places = place_names(session, [one.place_code for one in shown if one.place_code])
    away = {
        one.contact_id: one.to_on
        for one in list_absences(session, [saved_id(c) for c in shown], since=today)
        if one.from_on <= today
    }
    principals = {
        one.id: one.name
        for one in list_named(session, [one.deputy_of_id for one in shown if one.deputy_of_id])
    }
    duties = dict(DUTIES)
    return [
        ContactRow(
            id=saved_id(one),
            name=one.name,
            body=agencies.get(one.agency_id or 0) or places.get(one.place_code or "", ""),
            body_url=f"{ADDRESS}?"
            + (f"agency={one.agency_id}" if one.agency_id else f"place={one.place_code}"),
            duty=words.say(duties[duty_of(one)]),
            stands_in_for=principals.get(one.deputy_of_id, ""),
            email=one.email,
            is_broken=one.address_state is AddressState.BROKEN,
            begins_on=one.valid_from if one.valid_from > today else None,
            ends_on=one.valid_to,
            away_until=away.get(saved_id(one)),
        )
        for one in shown
    ]
