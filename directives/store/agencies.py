"""Agencies, places and sectors."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from directives.models.agency import Agency, AgencyAlias
from directives.models.place import Place
from directives.models.sector import Sector
from directives.rules.vietnamese import fold
from directives.store.key_sets import among_words


class AgencyName(NamedTuple):
    """How an agency is named; whole records take four times as long to fetch."""

    code: str
    name: str
    name_en: str
    place_code: str | None


class SectorName(NamedTuple):
    """How a sector is named."""

    code: str
    name: str
    name_en: str


# Every page of results asks these two, so they are put together once.
_VALUES: sa.BindParameter[str] = sa.bindparam("values", expanding=True)
_FOLDED: sa.BindParameter[str] = sa.bindparam("folded", expanding=True)
_AGENCY_NAMES = (
    sa.select(col(Agency.code), col(Agency.name), col(Agency.name_en), col(Agency.place_code))
    .where(or_(col(Agency.code).in_(_VALUES), col(Agency.name_folded).in_(_FOLDED)))
    .order_by(col(Agency.name))
)
_SECTOR_NAMES = sa.select(col(Sector.code), col(Sector.name), col(Sector.name_en)).where(
    col(Sector.code).in_(_VALUES)
)


def find_agency_by_name(session: Session, name: str) -> Agency | None:
    """Find an agency by name or alias, marks and case aside; the exact spelling wins."""
    folded = fold(name)
    alias = select(AgencyAlias.agency_id).where(AgencyAlias.alias_folded == folded)
    found = session.exec(
        select(Agency)
        .where(or_(Agency.name_folded == folded, col(Agency.id).in_(alias)))
        .order_by(col(Agency.id))
    ).all()
    exact = [agency for agency in found if agency.name == name]
    return next(iter([*exact, *found]), None)


def list_agencies_by_folded_names(session: Session, folded: Sequence[str]) -> Sequence[Agency]:
    """List the agencies with these names, marks and case aside; the oldest record first."""
    if not folded:
        return []
    named = among_words(col(Agency.name_folded), folded)
    return session.exec(select(Agency).where(named).order_by(col(Agency.id))).all()


def find_agency_by_code(session: Session, code: str) -> Agency | None:
    """Find the one agency with this abbreviation or alias; None if none or several have it."""
    folded = fold(code)
    alias = select(AgencyAlias.agency_id).where(AgencyAlias.alias_folded == folded)
    found = session.exec(
        select(Agency).where(or_(Agency.code == code, col(Agency.id).in_(alias)))
    ).all()
    exact = [agency for agency in found if agency.code == code]
    for candidates in (exact, found):
        if len(candidates) == 1:
            return candidates[0]
    return None


def list_agencies(session: Session, ids: Sequence[int] | None = None) -> Sequence[Agency]:
    """List agencies, all or those asked for, by name."""
    if ids is not None and not ids:
        return []
    statement = select(Agency).order_by(col(Agency.name))
    if ids is not None:
        statement = statement.where(col(Agency.id).in_(ids))
    return session.exec(statement).all()


def list_aliases(session: Session) -> list[tuple[int, str]]:
    """List (body, folded alias) of all bodies, the oldest body last."""
    statement = select(AgencyAlias.agency_id, AgencyAlias.alias_folded)
    return list(session.exec(statement.order_by(col(AgencyAlias.agency_id).desc())))


def list_agencies_by_value(session: Session, values: Sequence[str]) -> Sequence[Agency]:
    """List the agencies that have one of these abbreviations or names, by name."""
    named = or_(col(Agency.code).in_(values), col(Agency.name).in_(values))
    return session.exec(select(Agency).where(named).order_by(col(Agency.name))).all()


def list_agency_names(session: Session, values: Sequence[str]) -> list[AgencyName]:
    """List the names of the agencies that have one of these abbreviations or names, marks aside."""
    asked = {"values": values, "folded": [fold(value) for value in values]}
    return [AgencyName(*row) for row in session.execute(_AGENCY_NAMES, asked)]


def list_sector_names(session: Session, codes: Sequence[str]) -> list[SectorName]:
    """List the names of the sectors with these codes, in no order."""
    return [SectorName(*row) for row in session.execute(_SECTOR_NAMES, {"values": codes})]


def find_sector(session: Session, code: str) -> Sector | None:
    """Find a sector by its code."""
    return session.exec(select(Sector).where(Sector.code == code)).one_or_none()


def list_sectors(session: Session) -> Sequence[Sector]:
    """List the sectors in their order."""
    return session.exec(select(Sector).order_by(col(Sector.position))).all()


def find_place(session: Session, code: str) -> Place | None:
    """Find a province or commune by its code."""
    return session.get(Place, code)


def list_places(session: Session, codes: Sequence[str]) -> Sequence[Place]:
    """List the places with these codes, in no order."""
    if not codes:
        return []
    return session.exec(select(Place).where(col(Place.code).in_(codes))).all()


def list_places_of_day(session: Session, day: date) -> Sequence[Place]:
    """List the provinces and communes that there are on a day: provinces first, by code."""
    return session.exec(
        select(Place)
        .where(
            col(Place.valid_from).is_(None) | (col(Place.valid_from) <= day),
            col(Place.valid_to).is_(None) | (col(Place.valid_to) >= day),
        )
        .order_by(col(Place.level).desc(), col(Place.code))
    ).all()
