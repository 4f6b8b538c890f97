"""Provinces and communes: by code, by name, with their kinds and what became of former ones."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select, true

from directives.models.place import Place, PlacePeriod, PlaceSuccession


def list_all_places(session: Session) -> Sequence[Place]:
    """List all places, of today and former ones, by code."""
    return session.exec(select(Place).order_by(col(Place.code))).all()


def list_provinces(session: Session, day: date) -> Sequence[Place]:
    """List the provinces that there are on a day, by code."""
    return session.exec(
        select(Place)
        .where(
            Place.level == "province",
            col(Place.valid_to).is_(None) | (col(Place.valid_to) >= day),
        )
        .order_by(col(Place.code))
    ).all()


def list_communes(session: Session, province_code: str, day: date) -> Sequence[Place]:
    """List the communes that a province has on a day, by name without marks."""
    ever = select(PlacePeriod.place_code).where(PlacePeriod.province_code == province_code)
    return session.exec(
        select(Place)
        .outerjoin(PlacePeriod, _period_on(day))
        .where(
            or_(Place.province_code == province_code, col(Place.code).in_(ever)),
            province_code == _PROVINCE_THEN,
            col(Place.valid_to).is_(None) | (col(Place.valid_to) >= day),
        )
        .order_by(col(Place.name_folded), col(Place.code))
    ).all()


def list_provinces_until(session: Session, day: date) -> dict[str, list[tuple[date | None, str]]]:
    """Return in which province each commune lay since when, up to a day, by its code.

    The first comes first. Of what has no period by then, what holds now is all that is known.
    """
    began = and_(col(PlacePeriod.place_code) == col(Place.code), col(PlacePeriod.valid_from) <= day)
    statement = (
        select(Place.code, col(PlacePeriod.valid_from), _PROVINCE_THEN)
        .outerjoin(PlacePeriod, began)
        .where(Place.level == "commune")
        .order_by(col(PlacePeriod.valid_from))
    )
    found: dict[str, list[tuple[date | None, str]]] = {}
    for code, since, province in session.exec(statement):
        found.setdefault(code, []).append((since, province))
    return found


_PROVINCE_THEN: Final[Any] = func.coalesce(col(PlacePeriod.province_code), col(Place.province_code))
"""The province of a commune by its period, else the one that holds now."""


def _period_on(day: date) -> ColumnElement[bool]:
    """Return the condition of the period of a place that holds on a day."""
    return and_(
        col(PlacePeriod.place_code) == col(Place.code),
        col(PlacePeriod.valid_from) <= day,
        col(PlacePeriod.valid_to).is_(None) | (col(PlacePeriod.valid_to) >= day),
    )


def list_provinces_of(session: Session, place_codes: Collection[str]) -> dict[str, str]:
    """Return the province of those places that are communes, by code."""
    statement = select(Place.code, Place.province_code).where(
        col(Place.code).in_(place_codes), col(Place.province_code).is_not(None)
    )
    return {code: province for code, province in session.exec(statement) if province}


class SuccessionRow(NamedTuple):
    """To which place a territory, or the part of it that `scope` names, went from a day on."""

    place_code: str
    successor_code: str
    succeeds_on: date
    scope: str


def list_place_successions(
    session: Session, known_at: datetime | None = None
) -> list[SuccessionRow]:
    """List what became of places, as known at an instant, in the order in which it happened."""
    statement = select(*(getattr(PlaceSuccession, field) for field in SuccessionRow._fields))
    if known_at is not None:
        recorded = col(PlaceSuccession.recorded_at)
        statement = statement.where(recorded.is_(None) | (recorded <= known_at))
    ordered = statement.order_by(col(PlaceSuccession.succeeds_on), col(PlaceSuccession.id))
    return [SuccessionRow(*row) for row in session.execute(ordered)]


def list_successions_of_place(session: Session, code: str) -> Sequence[PlaceSuccession]:
    """List to whom a place's territory went and whose it took over, by day."""
    return session.exec(
        select(PlaceSuccession)
        .where(or_(PlaceSuccession.place_code == code, PlaceSuccession.successor_code == code))
        .order_by(col(PlaceSuccession.succeeds_on), col(PlaceSuccession.id))
    ).all()


def list_periods(session: Session, code: str) -> Sequence[PlacePeriod]:
    """List how a place was called and of what kind it was, the first period first."""
    return session.exec(
        select(PlacePeriod)
        .where(PlacePeriod.place_code == code)
        .order_by(col(PlacePeriod.valid_from))
    ).all()


def list_places_named(session: Session, folded: str) -> Sequence[Place]:
    """List the places of today with this very name, marks aside, by code."""
    return session.exec(
        select(Place)
        .where(Place.name_folded == folded, col(Place.valid_to).is_(None))
        .order_by(col(Place.code))
    ).all()


def find_last_period(session: Session, code: str) -> PlacePeriod | None:
    """Find how a place is called last; of some former places nothing is known."""
    return session.exec(
        select(PlacePeriod)
        .where(PlacePeriod.place_code == code)
        .order_by(col(PlacePeriod.valid_from).desc())
        .limit(1)
    ).one_or_none()


def list_kinds(session: Session, codes: Collection[str], day: date) -> dict[str, str]:
    """Return what kind of unit places are on a day, by code; the last that began counts.

    A kind is province, city, commune, ward or special_zone.
    """
    rows = session.exec(
        select(PlacePeriod.place_code, PlacePeriod.kind)
        .where(
            col(PlacePeriod.place_code).in_(codes),
            PlacePeriod.valid_from <= day,
            or_(col(PlacePeriod.valid_to).is_(None), col(PlacePeriod.valid_to) >= day),
        )
        .order_by(col(PlacePeriod.valid_from))
    ).all()
    return dict(rows)


def list_kinds_by_province(session: Session, day: date) -> dict[str, frozenset[str]]:
    """Return which kinds of commune each province has on a day, by code of the province."""
    rows = session.exec(
        select(Place.province_code, PlacePeriod.kind)
        .join(PlacePeriod, col(PlacePeriod.place_code) == col(Place.code))
        .where(
            col(Place.province_code).is_not(None),
            or_(col(Place.valid_to).is_(None), col(Place.valid_to) >= day),
            PlacePeriod.valid_from <= day,
            or_(col(PlacePeriod.valid_to).is_(None), col(PlacePeriod.valid_to) >= day),
        )
        .distinct()
    ).all()
    found: dict[str, set[str]] = {}
    for province, kind in rows:
        found.setdefault(province or "", set()).add(kind)
    return {province: frozenset(kinds) for province, kinds in found.items()}


def search_places(session: Session, folded: str, *, limit: int) -> Sequence[Place]:
    """List the places whose name without marks holds these words: provinces first, by name.

    Names that a place had before count, too. One that begins with the words comes before one that
    only holds them.
    """
    statement = select(Place).where(
        _holds(col(Place.name_folded), folded)
        | col(Place.code).in_(
            select(PlacePeriod.place_code).where(_holds(col(PlacePeriod.name_folded), folded))
        )
    )
    begins = col(Place.name_folded).startswith(folded, autoescape=True)
    return session.exec(
        statement.order_by(
            col(Place.level).desc(), begins.desc(), col(Place.name_folded), col(Place.code)
        ).limit(limit)
    ).all()


def _holds(name: Any, folded: str) -> ColumnElement[bool]:
    return and_(true(), *(name.contains(word, autoescape=True) for word in folded.split()))
