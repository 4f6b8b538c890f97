"""Places are added, named anew and move to another province; the code stays."""

from datetime import date, datetime

from sqlmodel import Session

from directives.errors import PlaceExists, ValueInvalid
from directives.models.place import NewPlace, Place
from directives.rules.permissions import Actor, check_can_administer
from directives.rules.place_names import PROVINCE_KINDS, is_code, kind_named
from directives.rules.scope import COMMUNE_KINDS
from directives.rules.vietnamese import fold
from directives.services.place_records import (
    AS_IT_IS,
    OTHER_LEVEL,
    begin_period,
    check_day,
    check_province,
    move_to_province,
    record_place,
    running_place,
)
from directives.store.agencies import find_place
from directives.store.places import find_last_period
from directives.translation import N_

_NOT_A_CODE = N_("Mã tỉnh có 2 chữ số, mã xã có 5 chữ số.")
_NO_NAME = N_("Hãy viết tên, từ 2 đến 200 ký tự.")
_NO_KIND = N_("Tên xã phải bắt đầu bằng Xã, Phường hoặc Đặc khu.")
_PROVINCE_KIND = N_("Hãy chọn tỉnh hay thành phố.")
_SHORTEST_NAME, _LONGEST_NAME = 2, 200


def add_place(session: Session, actor: Actor, new: NewPlace, *, on: date, now: datetime) -> Place:
    """Add a commune of a province, or a province, that begins on a day.

    Raises:
        RightMissing: only administrators do.
        PlaceExists: another place has the code, now or formerly.
        ValueInvalid: code, name, kind, province or day are not those of a place.
    """
    check_can_administer(actor)
    check_day(on, now)
    level = "commune" if new.province_code else "province"
    if not is_code(level, new.code):
        raise ValueInvalid(field="code", reason=_NOT_A_CODE)
    if find_place(session, new.code):
        raise PlaceExists(field="code", place=new.code)
    if new.province_code:
        check_province(session, new.province_code)
    kind = _checked_kind(level, new.name, new.kind)
    place = Place(
        code=new.code,
        level=level,
        name=new.name.strip(),
        name_folded=fold(new.name),
        province_code=new.province_code or None,
        valid_from=on,
    )
    session.add(place)
    session.flush()
    begin_period(session, place, kind=kind, on=on)
    record_place(session, actor, "place.add", place, now=now, on=on)
    return place


def rename_place(
    session: Session, actor: Actor, code: str, name: str, *, kind: str = "", on: date, now: datetime
) -> Place:
    """Give a place another name or kind from a day on.

    Of a commune the name says the kind; of a province it is as it was, unless said.

    Raises:
        RightMissing: only administrators do.
        PlaceNotFound: there is no such place.
        PlaceEnded: it was merged or divided.
        ValueInvalid: name, kind or day are not those of a place, or nothing changes.
    """
    check_can_administer(actor)
    place = running_place(session, code, on=on, now=now)
    last = find_last_period(session, code)
    known = last.kind if last else place.level
    kind = _checked_kind(place.level, name, kind or known)
    if (place.name, known) == (name.strip(), kind):
        raise ValueInvalid(field="name", reason=AS_IT_IS)
    before = place.name
    place.name, place.name_folded = name.strip(), fold(name)
    begin_period(session, place, kind=kind, on=on)
    record_place(session, actor, "place.rename", place, now=now, on=on, before=before, kind=kind)
    return place


def move_commune(
    session: Session, actor: Actor, code: str, province_code: str, *, on: date, now: datetime
) -> Place:
    """Record that a commune belongs to another province from a day on.

    Raises:
        RightMissing: only administrators do.
        PlaceNotFound: there is no such place.
        PlaceEnded: it was merged or divided.
        ValueInvalid: either is not what it must be, the day is wrong, or nothing changes.
    """
    check_can_administer(actor)
    place = running_place(session, code, on=on, now=now)
    if place.level != "commune":
        raise ValueInvalid(field="code", reason=OTHER_LEVEL)
    check_province(session, province_code)
    if place.province_code == province_code:
        raise ValueInvalid(field="province", reason=AS_IT_IS)
    before = place.province_code
    move_to_province(session, place, province_code, on=on)
    record_place(session, actor, "place.move", place, now=now, on=on, before=before)
    return place


def _checked_kind(level: str, name: str, kind: str) -> str:
    if not _SHORTEST_NAME <= len(name.strip()) <= _LONGEST_NAME:
        raise ValueInvalid(field="name", reason=_NO_NAME)
    if level == "province":
        if kind not in PROVINCE_KINDS:
            raise ValueInvalid(field="kind", reason=_PROVINCE_KIND)
        return kind
    said = kind_named(name)
    if said not in COMMUNE_KINDS:
        raise ValueInvalid(field="name", reason=_NO_KIND)
    return said
