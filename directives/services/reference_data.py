"""Load the facts of the administration that the package carries; what is there stays as it is."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlmodel import Session, SQLModel, select

from directives.models.account import Account
from directives.models.agency import Agency, AgencyAlias, AgencySuccession
from directives.models.base import Subject, saved_id
from directives.models.calendar import CalendarDay
from directives.models.place import Place, PlacePeriod, PlaceSuccession
from directives.models.sector import Sector, SectorLead
from directives.reference import tables
from directives.rules.agency_names import COMMITTEE, COUNCIL, local_body_name
from directives.rules.vietnamese import fold
from directives.services.accounts import SYSTEM_ACCOUNTS, system_actor
from directives.services.calendar import shipped_days
from directives.services.changes import record_change
from directives.vocabulary import Role

# Abbreviations that many bodies share; the bodies themselves are made with their place.
_SHARED_KINDS = {"local", "department", "commune_unit"}
_SHARED_CODES = {"TU", "ĐU"}
_MERGERS_ON = date(2025, 7, 1)  # resolution 202/2025/QH15
_REORGANISATION_ON = date(2025, 3, 1)  # resolution 176/2025/QH15


def load_reference_data(session: Session, *, now: datetime) -> int:
    """Load what is missing of places, agencies, sectors, special days and system accounts.

    Rows that are there are left alone, so an administrator's changes survive. Loading twice
    changes nothing. Returns how many rows were added.
    """
    added = _add_missing(session, Place.code, _places())
    added += _add_periods(session) + _add_place_successions(session)
    added += _add_missing(session, Agency.name, _agencies())
    session.flush()
    added += _add_aliases_and_successions(session)
    added += _add_sectors(session)
    added += _add_missing(session, CalendarDay.day, shipped_days())
    accounts = [
        Account(username=name, display_name=shown, role=Role.SYSTEM, created_at=now)
        for name, shown in SYSTEM_ACCOUNTS.items()
    ]
    added += _add_missing(session, Account.username, accounts)
    session.flush()
    if added:
        actor = system_actor(session, "system:cli")
        subject = Subject("reference_data", None)
        record_change(session, actor, "reference_data.load", subject, now=now, added=added)
    return added


def _add_missing(session: Session, key: object, rows: Iterable[SQLModel]) -> int:
    name = key.key  # type: ignore[attr-defined]  # a mapped column; SQLModel types it as its value
    known = set(session.exec(select(key)).all())  # type: ignore[call-overload]  # the same
    missing = [row for row in rows if getattr(row, name) not in known]
    session.add_all(missing)
    session.flush()
    return len(missing)


def _places() -> Iterator[Place]:
    seen: set[str] = set()
    for province in tables.provinces():
        if province.code not in seen:  # one row for each kind it has had
            seen.add(province.code)
            yield _place(province.code, "province", province.name_vi, province.valid_from)
    for former in tables.former_provinces():
        place = _place(former_code(former.name_vi), "province", former.name_vi, None)
        place.valid_to = former.valid_to
        place.successor_code = former.successor
        yield place
    for commune in tables.communes():
        place = _place(commune.code, "commune", commune.name_vi, commune.valid_from)
        place.province_code = commune.province_code
        yield place


def _place(code: str, level: str, name: str, valid_from: date | None) -> Place:
    return Place(code=code, level=level, name=name, name_folded=fold(name), valid_from=valid_from)


def former_code(name: str) -> str:
    """Return the code of a former province, "cu-binh-thuan"."""
    return "cu-" + "-".join(fold(name).replace("-", " ").split())


def _add_periods(session: Session) -> int:
    known = {(one.place_code, one.valid_from) for one in session.exec(select(PlacePeriod)).all()}
    units: list[tables.Province | tables.Commune] = [*tables.provinces(), *tables.communes()]
    missing = [
        PlacePeriod(
            place_code=unit.code,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
            kind=unit.kind,
            name=unit.name_vi,
            name_folded=fold(unit.name_vi),
            province_code=unit.province_code if isinstance(unit, tables.Commune) else None,
        )
        for unit in units
        if (unit.code, unit.valid_from) not in known
    ]
    session.add_all(missing)
    return len(missing)


def _add_place_successions(session: Session) -> int:
    known = set(session.exec(select(PlaceSuccession.place_code)).all())
    missing = [
        PlaceSuccession(place_code=code, successor_code=former.successor, succeeds_on=_MERGERS_ON)
        for former in tables.former_provinces()
        if (code := former_code(former.name_vi)) not in known
    ]
    session.add_all(missing)
    return len(missing)


def _agencies() -> Iterator[Agency]:
    for body in tables.agencies():
        if body.kind not in _SHARED_KINDS and body.code not in _SHARED_CODES:
            yield Agency(
                code=body.code,
                name=body.name_vi,
                name_en=body.name_en,
                name_folded=fold(body.name_vi),
                kind=body.kind,
                valid_from=body.valid_from,
                valid_to=body.valid_to,
            )
    for code, body_name in (("UBND", COMMITTEE), ("HĐND", COUNCIL)):
        for unit in tables.provinces():
            local = _local(code, body_name, unit, place_code=unit.code)
            local.valid_from = unit.valid_from
            yield local
        for former in tables.former_provinces():
            yield _local(code, body_name, former, place_code=former_code(former.name_vi))


def _local(
    code: str, body: str, unit: tables.Province | tables.FormerProvince, *, place_code: str
) -> Agency:
    name = local_body_name(body, unit.kind, unit.name_vi)
    return Agency(
        code=code,
        name=name,
        name_folded=fold(name),
        kind="local",
        place_code=place_code,
        valid_to=unit.valid_to,
    )


def _add_aliases_and_successions(session: Session) -> int:
    bodies = session.exec(select(Agency)).all()
    by_code = {body.code: body for body in bodies if body.place_code is None}
    by_name = {body.name: body for body in bodies}
    aliases = {(a.agency_id, a.alias_folded) for a in session.exec(select(AgencyAlias)).all()}
    successions = {
        (s.agency_id, s.successor_id) for s in session.exec(select(AgencySuccession)).all()
    }
    rows: list[SQLModel] = []
    for body in tables.agencies():
        if body.code not in by_code:
            continue
        key = saved_id(by_code[body.code])
        rows += [
            AgencyAlias(agency_id=key, alias=alias, alias_folded=fold(alias))
            for alias in body.aliases
            if (key, fold(alias)) not in aliases
        ]
        heirs = [saved_id(by_code[code]) for code in body.successors if code in by_code]
        rows += [
            AgencySuccession(agency_id=key, successor_id=heir, succeeds_on=_REORGANISATION_ON)
            for heir in heirs
            if (key, heir) not in successions
        ]
    for old, new in _merged_bodies():
        key, heir = saved_id(by_name[old]), saved_id(by_name[new])
        if (key, heir) not in successions:
            rows.append(AgencySuccession(agency_id=key, successor_id=heir, succeeds_on=_MERGERS_ON))
    session.add_all(rows)
    session.flush()
    return len(rows)


def _merged_bodies() -> Iterator[tuple[str, str]]:
    present = {p.code: p for p in reversed(tables.provinces())}  # the kind at the merger
    for former in tables.former_provinces():
        heir = present[former.successor]
        for body_name in (COMMITTEE, COUNCIL):
            yield (
                local_body_name(body_name, former.kind, former.name_vi),
                local_body_name(body_name, heir.kind, heir.name_vi),
            )


def _add_sectors(session: Session) -> int:
    sectors = [
        Sector(
            code=sector.code,
            name=sector.name_vi,
            name_en=sector.name_en,
            keywords="; ".join(sector.keywords),
            position=position,
        )
        for position, sector in enumerate(tables.sectors(), start=1)
    ]
    added = _add_missing(session, Sector.code, sectors)
    ids = {sector.code: saved_id(sector) for sector in session.exec(select(Sector)).all()}
    agencies = {
        body.code: saved_id(body)
        for body in session.exec(select(Agency)).all()
        if body.place_code is None
    }
    known = {(lead.sector_id, lead.agency_id) for lead in session.exec(select(SectorLead)).all()}
    pairs = {
        (ids[sector.code], agencies[code])
        for sector in tables.sectors()
        for code in sector.lead_agencies
        if code in agencies
    }
    session.add_all(SectorLead(sector_id=s, agency_id=a) for s, a in sorted(pairs - known))
    session.flush()
    return added + len(pairs - known)
