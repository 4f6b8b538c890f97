"""Sectors are added, named anew and retired; what belongs to them stays theirs."""

import re
from datetime import datetime

from sqlmodel import Session

from directives.errors import SectorExists, SectorNotFound, ValueInvalid
from directives.models.base import Subject
from directives.models.sector import NewSector, Sector
from directives.rules.permissions import Actor, check_can_administer
from directives.rules.two_times import AsOf
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.store.agencies import find_sector, list_sectors
from directives.translation import N_

_NO_NAME = N_("Tên lĩnh vực phải có từ 3 đến 200 ký tự.")
_AS_IT_IS = N_("Lĩnh vực đã như vậy, không có gì thay đổi.")
_SHORTEST, _LONGEST = 3, 200
_TAKEN_CODES = frozenset({"", "moi"})  # the address of the form for a new sector


def sector_code(name: str) -> str:
    """Return the code that a name gives: "Đất đai" is dat-dai.

    >>> sector_code("Y tế, dân số")
    'y-te-dan-so'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


def add_sector(session: Session, actor: Actor, new: NewSector, *, now: datetime) -> Sector:
    """Add a sector behind the others; its name gives its code.

    Raises:
        RightMissing: only administrators do.
        SectorExists: another one has the name, or a name that gives the same code.
        ValueInvalid: the name is too short or too long.
    """
    check_can_administer(actor)
    _check_name(new)
    _check_is_new(session, new.name, besides=None)
    sector = Sector(
        code=sector_code(new.name),
        name=new.name,
        name_en=new.name_en,
        keywords=new.keywords,
        position=max((one.position for one in list_sectors(session)), default=0) + 1,
    )
    session.add(sector)
    session.flush()
    _record(session, actor, "sector.add", sector, before=None, now=now)
    return sector


def change_sector(
    session: Session, actor: Actor, code: str, new: NewSector, *, now: datetime
) -> Sector:
    """Name a sector anew; its code stays, so every address and link holds.

    Raises:
        RightMissing: only administrators do.
        SectorNotFound: there is none.
        SectorExists: another one has the name.
        ValueInvalid: the name is too short or too long, or nothing changes.
    """
    check_can_administer(actor)
    _check_name(new)
    sector = get_sector(session, code)
    _check_is_new(session, new.name, besides=sector.id)
    before = sector.model_dump(mode="json")
    sector.sqlmodel_update(new.model_dump())
    if sector.model_dump(mode="json") == before:
        raise ValueInvalid(field="name", reason=_AS_IT_IS)
    session.flush()
    _record(session, actor, "sector.change", sector, before=before, now=now)
    return sector


def retire_sector(
    session: Session, actor: Actor, code: str, *, is_retired: bool, at: AsOf
) -> Sector:
    """Offer a sector no more for what is new, or again; what belongs to it stays.

    Raises:
        RightMissing: only administrators do.
        SectorNotFound: there is none.
        ValueInvalid: it is so already.
    """
    check_can_administer(actor)
    sector = get_sector(session, code)
    if (sector.retired_on is not None) is is_retired:
        raise ValueInvalid(reason=_AS_IT_IS)
    before = sector.model_dump(mode="json")
    sector.retired_on = at.day if is_retired else None
    session.flush()
    _record(session, actor, "sector.retire", sector, before=before, now=at.known_at)
    return sector


def get_sector(session: Session, code: str) -> Sector:
    """Return a sector, also one that was retired.

    Raises:
        SectorNotFound: there is none.
    """
    sector = find_sector(session, code)
    if sector is None:
        raise SectorNotFound(sector=code)
    return sector


def _check_name(new: NewSector) -> None:
    unusable = sector_code(new.name) in _TAKEN_CODES
    if unusable or not _SHORTEST <= len(new.name.strip()) <= _LONGEST:
        raise ValueInvalid(field="name", reason=_NO_NAME)


def _check_is_new(session: Session, name: str, *, besides: int | None) -> None:
    """Refuse a name that another sector has, whatever its letters and marks, or has as its code."""
    code = sector_code(name)
    for one in list_sectors(session):
        if one.id != besides and code in (one.code, sector_code(one.name)):
            raise SectorExists(field="name", name=name)


def _record(
    session: Session,
    actor: Actor,
    action: str,
    sector: Sector,
    *,
    before: object,
    now: datetime,
) -> None:
    subject = Subject("sector", sector.id)
    after = sector.model_dump(mode="json")
    record_change(session, actor, action, subject, now=now, before=before, after=after)
