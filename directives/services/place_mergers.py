"""Places are merged and divided; what was said of each keeps meaning its territory."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import ValueInvalid
from directives.models.place import Place, PlaceSuccession
from directives.rules.permissions import Actor, check_can_administer
from directives.rules.two_times import ha_noi_date
from directives.services.place_records import (
    BEFORE_IT_BEGAN,
    ONE_DAY,
    OTHER_LEVEL,
    move_to_province,
    record_place,
    running_place,
)
from directives.store.accounts import move_accounts
from directives.store.places import find_last_period, list_communes, list_successions_of_place
from directives.translation import N_

_INTO_ITSELF = N_("Đơn vị không thể nhập vào chính mình.")
_NOT_DIVIDED = N_("Chia tách cần ít nhất hai đơn vị nhận.")
_HAS_COMMUNES = N_("Hãy chuyển các xã sang tỉnh khác trước khi chia tỉnh này.")
_NO_PART = N_("Hãy viết phần địa bàn được chuyển.")
_HANDED_OVER = N_("Đã ghi việc chuyển giao này.")


def merge_places(
    session: Session, actor: Actor, codes: Sequence[str], into: str, *, on: date, now: datetime
) -> Place:
    """End places on the day before; from that day on another has their territory.

    Their accounts act for it, and the communes of a province that ends are its communes.

    Raises:
        RightMissing: only administrators do.
        PlaceNotFound: there is no such place.
        PlaceEnded: one of them, or the successor, was merged or divided before.
        ValueInvalid: the successor is one of them, they are not of one level, or the day is wrong.
    """
    check_can_administer(actor)
    successor = running_place(session, into, on=on, now=now)
    for code in dict.fromkeys(codes):
        place = running_place(session, code, on=on, now=now)
        _end(session, place, [successor], on=on, now=now)
        place.successor_code = into
        for commune in list_communes(session, code, ha_noi_date(now)):
            move_to_province(session, commune, into, on=on)
        moved = move_accounts(session, code, into)
        more = {"on": on, "successors": [into], "accounts": moved}
        record_place(session, actor, "place.merge", place, now=now, **more)
    return successor


def split_place(
    session: Session, actor: Actor, code: str, into: Sequence[str], *, on: date, now: datetime
) -> Place:
    """End a place on the day before; from that day on several others have its territory.

    Its accounts stay with it: nobody can tell which of the others they are to act for.

    Raises:
        RightMissing: only administrators do.
        PlaceNotFound: there is no such place.
        PlaceEnded: it, or one of the others, was merged or divided before.
        ValueInvalid: fewer than two are named, one is itself, they are not of one level, the
            day is wrong, or a province still has communes.
    """
    check_can_administer(actor)
    place = running_place(session, code, on=on, now=now)
    several = list(dict.fromkeys(into))
    if len(several) < 2:  # noqa: PLR2004 - one would be a merger
        raise ValueInvalid(field="successor", reason=_NOT_DIVIDED)
    if list_communes(session, code, ha_noi_date(now)):
        raise ValueInvalid(field="code", reason=_HAS_COMMUNES)
    successors = [running_place(session, one, on=on, now=now) for one in several]
    _end(session, place, successors, on=on, now=now)
    record_place(session, actor, "place.split", place, now=now, on=on, successors=several)
    return place


def hand_over_part(
    session: Session,
    actor: Actor,
    code: str,
    successor_code: str,
    *,
    scope: str,
    on: date,
    now: datetime,
) -> PlaceSuccession:
    """Record that a part of a place, named in words, went to another; the place itself goes on.

    Raises:
        RightMissing: only administrators do.
        PlaceNotFound: there is no such place.
        PlaceEnded: either was merged or divided before.
        ValueInvalid: both are one or not of one level, no part is named, the day is wrong, or it
            was recorded before.
    """
    check_can_administer(actor)
    if not scope.strip():
        raise ValueInvalid(field="scope", reason=_NO_PART)
    place = running_place(session, code, on=on, now=now)
    successor = running_place(session, successor_code, on=on, now=now)
    part = _succession(session, place, successor, on=on, now=now)
    part.scope = scope.strip()
    session.add(part)
    session.flush()
    more = {"on": on, "successors": [successor_code], "scope": part.scope}
    record_place(session, actor, "place.hand_over", place, now=now, **more)
    return part


def _end(
    session: Session, place: Place, successors: Sequence[Place], *, on: date, now: datetime
) -> None:
    last = find_last_period(session, place.code)
    told = list_successions_of_place(session, place.code)
    began = [day for day in (last.valid_from if last else None, place.valid_from) if day]
    if any(day >= on for day in began) or any(one.succeeds_on > on for one in told):
        raise ValueInvalid(field="on", reason=BEFORE_IT_BEGAN)
    session.add_all([_succession(session, place, one, on=on, now=now) for one in successors])
    place.valid_to = on - ONE_DAY
    if last:
        last.valid_to = place.valid_to
    session.flush()


def _succession(
    session: Session, place: Place, successor: Place, *, on: date, now: datetime
) -> PlaceSuccession:
    if successor.code == place.code:
        raise ValueInvalid(field="successor", reason=_INTO_ITSELF)
    if successor.level != place.level:
        raise ValueInvalid(field="successor", reason=OTHER_LEVEL)
    known = list_successions_of_place(session, place.code)
    if any((one.successor_code, one.succeeds_on) == (successor.code, on) for one in known):
        raise ValueInvalid(field="successor", reason=_HANDED_OVER)
    return PlaceSuccession(
        place_code=place.code, successor_code=successor.code, succeeds_on=on, recorded_at=now
    )
