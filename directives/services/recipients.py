"""Who is told for a body; with nobody in place, who is told instead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.contact import Contact
from directives.rules.bodies_above import COMMITTEE, Body, bodies_above
from directives.rules.notices import next_in_line
from directives.services.promise_bodies import body_heirs
from directives.store.agencies import list_agencies
from directives.store.contacts import Reachable
from directives.store.places import list_provinces_of
from directives.vocabulary import Audience

_NO_BODY = 0  # the source names none that we know; oversight is asked whatever the body


@dataclass(frozen=True)
class Reached:
    """The persons told, and the body that had nobody on the rung asked for, if so."""

    contacts: Sequence[Contact]
    instead_of_agency_id: int | None = None

    @cached_property
    def contact_ids(self) -> Sequence[int]:
        """Return the keys of the persons, which many promises ask of the same body."""
        return [saved_id(one) for one in self.contacts]


class Directory:
    """Finds people on one day: all are read once, and what was found is remembered."""

    def __init__(self, session: Session, on: date) -> None:
        self._on = on
        self.people = Reachable(session, on)
        agencies = [
            one
            for one in list_agencies(session)
            if (one.valid_from is None or one.valid_from <= on)
            and (one.valid_to is None or one.valid_to >= on or one.parent_id)
        ]
        self._committees = {
            agency.place_code: saved_id(agency)
            for agency in agencies
            if agency.place_code and agency.code == COMMITTEE
        }
        self._above = bodies_above(
            [
                Body(saved_id(one), one.code, one.kind, one.place_code, one.parent_id)
                for one in agencies
            ],
            list_provinces_of(session, {one.place_code for one in agencies if one.place_code}),
        )
        self._heirs = body_heirs(session, on)
        self._reached: dict[tuple[int, Audience], Reached] = {}
        self._inside: dict[tuple[int, Audience], Reached] = {}

    def told(self, agency_id: int | None, audience: Audience) -> Reached:
        """Return who is told for a body on a rung.

        For a body that was taken over, its successors are told: all of them where it was divided.
        With nobody there, the next circle of the same body is told, then the office of its
        parent and of the parent's parent, at last those who oversee: never nobody, as long as
        there is anybody. Who is told instead of others is told so.
        """
        asked = (agency_id or _NO_BODY, audience)
        if asked not in self._reached:
            self._reached[asked] = self._find(agency_id, audience)
        return self._reached[asked]

    def told_inside(self, agency_id: int | None, audience: Audience) -> Reached:
        """Return who is told within a body, its next circles included, and nobody outside it.

        It is for what the body keeps to itself; there may be nobody.
        """
        if agency_id is None:
            return Reached([])
        asked = (agency_id, audience)
        if asked not in self._inside:
            self._inside[asked] = self._each(agency_id, audience, self._own_line)
        return self._inside[asked]

    def told_at(self, place_code: str, province_code: str | None, audience: Audience) -> Reached:
        """Return who is told for a place: its own people, else those of its province."""
        for rung in next_in_line(audience):
            contacts = self.people.at(place_code, rung)
            if contacts:
                return Reached(contacts)
        return self.told(self._committees.get(province_code or place_code), audience)

    def _find(self, agency_id: int | None, audience: Audience) -> Reached:
        if agency_id is None:
            return self._first([(_NO_BODY, Audience.OVERSIGHT)], None, audience)
        return self._each(agency_id, audience, self._line)

    def _each(
        self,
        agency_id: int,
        audience: Audience,
        line_of: Callable[[int, int, Audience], list[tuple[int, Audience]]],
    ) -> Reached:
        """Return whom a line reaches first, for a body or for each of its heirs."""
        reached = [
            self._first(line_of(heir, agency_id, audience), heir, audience)
            for heir in self._heirs.of(agency_id)
        ]
        contacts = {one.id: one for found in reached for one in found.contacts}
        instead = [found.instead_of_agency_id for found in reached if found.instead_of_agency_id]
        return Reached(list(contacts.values()), instead[0] if instead else None)

    def _first(
        self, line: list[tuple[int, Audience]], asked: int | None, audience: Audience
    ) -> Reached:
        for body, rung in line:
            contacts = self.people.of(body, rung)
            if contacts:
                is_own = (body, rung) == (asked or _NO_BODY, audience)
                return Reached(contacts, None if is_own else asked)
        return Reached([], asked)

    def _line(self, heir: int, promised_by: int, audience: Audience) -> list[tuple[int, Audience]]:
        """Return whom to ask in turn: who answers now, who promised, those above, oversight."""
        line = self._own_line(heir, promised_by, audience)
        line += [(above, Audience.OFFICE) for above in self._those_above(heir)]
        return [*line, (heir, Audience.OVERSIGHT)]

    def _own_line(
        self, heir: int, promised_by: int, audience: Audience
    ) -> list[tuple[int, Audience]]:
        bodies = dict.fromkeys((heir, promised_by))
        return [(body, rung) for body in bodies for rung in next_in_line(audience)]

    def _those_above(self, agency_id: int) -> list[int]:
        above: list[int] = []
        parent = self._above.get(agency_id)
        while parent is not None and parent not in above:
            above.append(parent)
            parent = self._above.get(parent)
        return above
