"""A place as others see it: what kind it is today, what it belongs to, what became part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import PlaceEnded, PlaceNotFound
from directives.models.place import Place
from directives.rules.scope import PlaceAsked
from directives.rules.succession import Heirs, Succession
from directives.store.agencies import find_place, list_places
from directives.store.places import list_communes, list_kinds, list_place_successions
from directives.store.read_once import read_once


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A province or commune of a day.

    Attributes:
        place: The place; of a former one that went to one other, that other.
        kind: province, city, commune, ward or special_zone, on the day asked for.
        province: The province of a commune; None of a province.
        former: The former places whose territory it has, by name.
        asked_for: The former place that was asked for and led here; None otherwise.
        heirs: Of a former place that was divided, the places that have its territory now.
        asked: The place, or those heirs, as rules of scope take them.
    """

    place: Place
    kind: str
    province: Place | None
    former: Sequence[Place]
    asked_for: Place | None
    heirs: Sequence[Place]
    asked: Sequence[PlaceAsked]

    @property
    def codes(self) -> list[str]:
        """The codes under which it is, or was, known."""
        return [self.place.code, *(one.code for one in self.former)]


def get_place(
    session: Session, code: str, *, day: date, known: Heirs[str] | None = None
) -> PlaceView:
    """Return a place of a day; a former one leads to what it became part of.

    `known` is whose the territories are on that day (`place_heirs`), where the caller has it.

    Raises:
        PlaceNotFound: no place has this code.
    """
    found = find_place(session, code)
    if found is None:
        raise PlaceNotFound(field="code", place=code)
    known = known or place_heirs(session, day)
    codes = known.of(code)
    heirs = [found] if codes == [code] else list_places(session, codes)
    present = heirs[0] if len(heirs) == 1 else found
    above = present.province_code
    kinds = list_kinds(session, [one.code for one in heirs], day)
    asked = [
        PlaceAsked(one.code, kinds.get(one.code, one.level), one.province_code) for one in heirs
    ]
    return PlaceView(
        place=present,
        kind=asked[0].kind if len(heirs) == 1 else present.level,
        province=session.get(Place, known.of(above)[0]) if above else None,
        former=_by_name(list_places(session, known.origins(present.code))),
        asked_for=found if present is not found else None,
        heirs=_by_name(heirs) if len(heirs) > 1 else (),
        asked=asked,
    )


def check_exists(session: Session, code: str, day: date) -> None:
    """Check that a place is there on a day, to speak for itself.

    Raises:
        PlaceNotFound: no place has this code.
        PlaceEnded: it was merged or divided before that day.
    """
    place = find_place(session, code)
    if place is None:
        raise PlaceNotFound(field="place_code", place=code)
    if place.valid_to is not None and place.valid_to < day:
        raise PlaceEnded(field="place_code", name=place.name, ended_on=f"{place.valid_to:%d/%m/%Y}")


@read_once
def place_heirs(session: Session, day: date, known_at: datetime | None = None) -> Heirs[str]:
    """Return whose the territories of places are on a day, as known at an instant, or now."""
    return Heirs(
        day,
        (
            Succession(one.place_code, one.successor_code, one.succeeds_on, bool(one.scope))
            for one in list_place_successions(session, known_at)
        ),
    )


def codes_within(session: Session, view: PlaceView, day: date) -> list[str]:
    """Return the codes under which a province and its communes are, or were, known."""
    heirs = place_heirs(session, day)
    communes = [one.code for one in list_communes(session, view.place.code, day)]
    return [*view.codes, *(code for one in communes for code in (one, *heirs.origins(one)))]


def _by_name(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda one: (one.name_folded, one.code))
