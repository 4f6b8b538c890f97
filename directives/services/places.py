"""A place as others see it: what kind it is today, what it belongs to, what became part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.errors import PlaceNotFound
from directives.models.place import Place
from directives.rules.scope import PlaceAsked, current_code
from directives.store.agencies import find_place
from directives.store.places import find_kind, list_former, list_successors


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A province or commune of today.

    Attributes:
        place: The place; of a former one, what it became part of.
        kind: province, city, commune, ward or special_zone, on the day asked for.
        province: The province of a commune; None of a province.
        former: The former places that became part of it.
        asked_for: The former place that was asked for and led here; None otherwise.
    """

    place: Place
    kind: str
    province: Place | None
    former: Sequence[Place]
    asked_for: Place | None

    @property
    def asked(self) -> PlaceAsked:
        """The place as rules of scope take it."""
        return PlaceAsked(self.place.code, self.kind, self.place.province_code)


def get_place(session: Session, code: str, *, day: date) -> PlaceView:
    """Return a place of today; a former one leads to what it became part of.

    Raises:
        PlaceNotFound: no place has this code.
    """
    found = find_place(session, code)
    if found is None:
        raise PlaceNotFound(field="code", place=code)
    is_former = found.valid_to is not None and found.valid_to < day and found.successor_code
    present = found
    if is_former:
        present = session.get_one(Place, current_code(code, list_successors(session)))
    above = present.province_code
    return PlaceView(
        place=present,
        kind=find_kind(session, present.code, day) or present.level,
        province=session.get(Place, above) if above else None,
        former=list_former(session, present.code),
        asked_for=found if present is not found else None,
    )
