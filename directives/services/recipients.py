"""Who is told for a body; with nobody in place, who is told instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.contact import Contact
from directives.rules.notices import next_in_line
from directives.store.agencies import list_agencies
from directives.store.contacts import list_reachable, list_reachable_at
from directives.vocabulary import Audience

COMMITTEE = "UBND"  # the body that a place's own persons speak for
_NO_BODY = 0  # the source names none that we know; oversight is asked whatever the body


@dataclass(frozen=True, slots=True)
class Reached:
    """The persons told, and the body that had nobody on the rung asked for, if so."""

    contacts: Sequence[Contact]
    instead_of_agency_id: int | None = None


class Directory:
    """Finds people on one day; what was found is remembered for as long as it lives."""

    def __init__(self, session: Session, on: date) -> None:
        self._session = session
        self._on = on
        self._parents: dict[int, int | None] = {
            saved_id(agency): agency.parent_id for agency in list_agencies(session)
        }
        self._committees = {
            agency.place_code: saved_id(agency)
            for agency in list_agencies(session)
            if agency.place_code and agency.code == COMMITTEE
        }
        self._reached: dict[tuple[int, Audience], Reached] = {}

    def told(self, agency_id: int | None, audience: Audience) -> Reached:
        """Return who is told for a body on a rung.

        With nobody there, the next circle of the same body is told, then the office of its
        parent and of the parent's parent, at last those who oversee: never nobody, as long as
        there is anybody. Who is told instead of others is told so.
        """
        asked = (agency_id or _NO_BODY, audience)
        if asked not in self._reached:
            self._reached[asked] = self._find(agency_id, audience)
        return self._reached[asked]

    def told_at(self, place_code: str, province_code: str | None, audience: Audience) -> Reached:
        """Return who is told for a place: its own people, else those of its province."""
        for rung in next_in_line(audience):
            contacts = list_reachable_at(self._session, place_code, rung, self._on)
            if contacts:
                return Reached(contacts)
        return self.told(self._committees.get(province_code or place_code), audience)

    def _find(self, agency_id: int | None, audience: Audience) -> Reached:
        for body, rung in self._line(agency_id, audience):
            contacts = list_reachable(self._session, body, rung, self._on)
            if contacts:
                is_own = (body, rung) == (agency_id or _NO_BODY, audience)
                return Reached(contacts, None if is_own else agency_id)
        return Reached([], agency_id)

    def _line(self, agency_id: int | None, audience: Audience) -> list[tuple[int, Audience]]:
        line: list[tuple[int, Audience]] = []
        if agency_id is not None:
            line += [(agency_id, rung) for rung in next_in_line(audience)]
            line += [(above, Audience.OFFICE) for above in self._above(agency_id)]
        return [*line, (agency_id or _NO_BODY, Audience.OVERSIGHT)]

    def _above(self, agency_id: int) -> list[int]:
        above: list[int] = []
        parent = self._parents.get(agency_id)
        while parent is not None and parent not in above:
            above.append(parent)
            parent = self._parents.get(parent)
        return above
