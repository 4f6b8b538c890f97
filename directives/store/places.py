"""Provinces and communes: by code, by name, with their kinds and what became of former ones."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from directives.models.gap_report import GapReport
from directives.models.place import Place, PlaceKind
from directives.rules.report_answers import WAITING
from directives.rules.two_times import AsOf


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


def list_communes(session: Session, province_code: str) -> Sequence[Place]:
    """List the communes of a province, by name without marks."""
    return session.exec(
        select(Place)
        .where(Place.province_code == province_code)
        .order_by(col(Place.name_folded), col(Place.code))
    ).all()


def list_provinces_of(session: Session, place_codes: Collection[str]) -> dict[str, str]:
    """Return the province of those places that are communes, by code."""
    statement = select(Place.code, Place.province_code).where(
        col(Place.code).in_(place_codes), col(Place.province_code).is_not(None)
    )
    return {code: province for code, province in session.exec(statement) if province}


def list_former(session: Session, successor_code: str) -> Sequence[Place]:
    """List the former places that a place took over, by name."""
    return session.exec(
        select(Place).where(Place.successor_code == successor_code).order_by(col(Place.name_folded))
    ).all()


def list_successors(session: Session) -> dict[str, str]:
    """Return the code that each former place leads to."""
    rows = session.exec(
        select(Place.code, Place.successor_code).where(col(Place.successor_code).is_not(None))
    ).all()
    return {code: successor for code, successor in rows if successor}


def find_kind(session: Session, code: str, day: date) -> str | None:
    """Find what kind of unit a place is on a day: province, city, commune, ward, special_zone."""
    return session.exec(
        select(PlaceKind.kind)
        .where(
            PlaceKind.place_code == code,
            PlaceKind.valid_from <= day,
            or_(col(PlaceKind.valid_to).is_(None), col(PlaceKind.valid_to) >= day),
        )
        .order_by(col(PlaceKind.valid_from).desc())
        .limit(1)
    ).one_or_none()


def list_kinds_by_province(session: Session, day: date) -> dict[str, frozenset[str]]:
    """Return which kinds of commune each province has on a day, by code of the province."""
    rows = session.exec(
        select(Place.province_code, PlaceKind.kind)
        .join(PlaceKind, col(PlaceKind.place_code) == col(Place.code))
        .where(
            col(Place.province_code).is_not(None),
            or_(col(Place.valid_to).is_(None), col(Place.valid_to) >= day),
            PlaceKind.valid_from <= day,
            or_(col(PlaceKind.valid_to).is_(None), col(PlaceKind.valid_to) >= day),
        )
        .distinct()
    ).all()
    found: dict[str, set[str]] = {}
    for province, kind in rows:
        found.setdefault(province or "", set()).add(kind)
    return {province: frozenset(kinds) for province, kinds in found.items()}


def search_places(session: Session, folded: str, *, limit: int) -> Sequence[Place]:
    """List the places whose name without marks holds these words: provinces first, by name.

    A name that begins with the words comes before one that only holds them.
    """
    statement = select(Place)
    for word in folded.split():
        statement = statement.where(col(Place.name_folded).contains(word, autoescape=True))
    begins = col(Place.name_folded).startswith(folded, autoescape=True)
    return session.exec(
        statement.order_by(
            col(Place.level).desc(), begins.desc(), col(Place.name_folded), col(Place.code)
        ).limit(limit)
    ).all()


def list_waiting_communes(session: Session, province_code: str, at: AsOf) -> list[tuple[int, str]]:
    """List (gap, commune) of the communes of a province that reported it and have no answer yet."""
    rows = session.exec(
        select(GapReport.gap_id, GapReport.place_code)
        .join(Place, col(Place.code) == col(GapReport.place_code))
        .where(
            Place.province_code == province_code,
            GapReport.reported_on <= at.day,
            GapReport.recorded_at <= at.known_at,
            col(GapReport.state).in_(WAITING),
        )
    ).all()
    return [(gap, commune) for gap, commune in rows]
