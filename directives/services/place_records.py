"""What every change of a place checks and writes.

What is written down holds already: names, provinces and last days are those of today, so a day
that is still to come is refused.
"""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from directives.errors import PlaceEnded, PlaceNotFound, ValueInvalid
from directives.models.base import Subject
from directives.models.place import Place, PlacePeriod
from directives.rules.permissions import Actor
from directives.rules.two_times import ha_noi_date
from directives.services.changes import record_change
from directives.store.agencies import find_place
from directives.store.places import find_last_period
from directives.translation import N_

ONE_DAY = timedelta(days=1)
BEFORE_IT_BEGAN = N_("Ngày này phải sau ngày bắt đầu hoặc ngày thay đổi gần nhất của đơn vị.")
OTHER_LEVEL = N_("Tỉnh chỉ nhập với tỉnh, xã chỉ nhập với xã.")
AS_IT_IS = N_("Đơn vị đã như vậy, không có gì thay đổi.")
_NOT_YET = N_("Ngày này chưa tới; hãy ghi từ ngày đó.")
_NO_PROVINCE = N_("Hãy nêu mã của tỉnh đang có.")


def get_recorded_place(session: Session, code: str) -> Place:
    """Return a place as it is recorded, also a former one.

    Raises:
        PlaceNotFound: there is none.
    """
    place = find_place(session, code)
    if place is None:
        raise PlaceNotFound(field="code", place=code)
    return place


def running_place(session: Session, code: str, *, on: date, now: datetime) -> Place:
    """Return a place that is there on a day and has not ended since.

    Raises:
        PlaceNotFound: there is none.
        PlaceEnded: it was merged or divided.
        ValueInvalid: the day is before its first, or still to come.
    """
    check_day(on, now)
    place = get_recorded_place(session, code)
    if place.valid_to is not None:
        raise PlaceEnded(field="code", name=place.name, ended_on=f"{place.valid_to:%d/%m/%Y}")
    if place.valid_from is not None and place.valid_from > on:
        raise ValueInvalid(field="on", reason=BEFORE_IT_BEGAN)
    return place


def check_day(on: date, now: datetime) -> None:
    """Check that a day has come.

    Raises:
        ValueInvalid: it has not.
    """
    if on > ha_noi_date(now):
        raise ValueInvalid(field="on", reason=_NOT_YET)


def check_province(session: Session, code: str) -> None:
    """Check that a code is that of a province of today.

    Raises:
        ValueInvalid: it is not.
    """
    province = find_place(session, code)
    if province is None or province.level != "province" or province.valid_to is not None:
        raise ValueInvalid(field="province", reason=_NO_PROVINCE)


def begin_period(session: Session, place: Place, *, kind: str, on: date) -> None:
    """Write that a place is what its row says, and of a kind, from a day on.

    A period that began on that very day is mended.

    Raises:
        ValueInvalid: the last period began later.
    """
    last = find_last_period(session, place.code)
    if last and last.valid_from > on:
        raise ValueInvalid(field="on", reason=BEFORE_IT_BEGAN)
    period = PlacePeriod(
        place_code=place.code,
        valid_from=on,
        kind=kind,
        name=place.name,
        name_folded=place.name_folded,
        province_code=place.province_code,
    )
    if last and last.valid_from == on:
        last.sqlmodel_update(period.model_dump(exclude={"valid_to"}))
    else:
        if last:
            last.valid_to = on - ONE_DAY
        session.add(period)
    session.flush()


def move_to_province(session: Session, place: Place, province_code: str, *, on: date) -> None:
    """Write that a commune is one of another province from a day on.

    Raises:
        ValueInvalid: something changed of it later.
    """
    last = find_last_period(session, place.code)
    place.province_code = province_code
    begin_period(session, place, kind=last.kind if last else place.level, on=on)


def record_place(
    session: Session, actor: Actor, action: str, place: Place, *, now: datetime, **more: object
) -> None:
    """Write who changed what of a place."""
    after = place.model_dump(mode="json")
    record_change(session, actor, action, Subject("place", None), now=now, after=after, **more)
