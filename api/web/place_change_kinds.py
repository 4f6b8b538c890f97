"""The changes that administrators make of a place: what each asks, does and explains."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import ValueInvalid
from directives.models.place import Place
from directives.rules.permissions import Actor
from directives.services.names import place_named
from directives.services.place_changes import move_commune, rename_place
from directives.services.place_mergers import hand_over_part, merge_places, split_place
from directives.translation import N_


@dataclass(frozen=True, slots=True)
class TypedChange:
    """The fields of the forms, as they were typed."""

    name: str = ""
    kind: str = ""
    to: str = ""
    scope: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a change is made of: whose place, the fields, from which day, by whom."""

    session: Session
    actor: Actor
    code: str
    typed: TypedChange
    on: date
    now: datetime

    def others(self) -> list[str]:
        """Return the codes of the places that the form names, one a line or parted by semicolons.

        Raises:
            ValueUnknown: one of them is no place of today, or several share the name.
        """
        named = self.typed.to.replace("\n", ";").split(";")
        said = [one.strip() for one in named if one.strip()] or [""]
        return [place_named(self.session, one, field="to").code for one in said]


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """One kind of change: how it is called, what it does, which fields it asks, how it is made."""

    title: str
    explains: str
    fields: tuple[str, ...]
    make: Callable[[Asked], object]


def _rename(asked: Asked) -> None:
    rename_place(
        asked.session,
        asked.actor,
        asked.code,
        asked.typed.name,
        kind=asked.typed.kind,
        on=asked.on,
        now=asked.now,
    )


def _merge(asked: Asked) -> None:
    (into,) = _single(asked)
    merge_places(asked.session, asked.actor, [asked.code], into, on=asked.on, now=asked.now)


def _split(asked: Asked) -> None:
    split_place(asked.session, asked.actor, asked.code, asked.others(), on=asked.on, now=asked.now)


def _hand_over(asked: Asked) -> None:
    (to,) = _single(asked)
    hand_over_part(
        asked.session,
        asked.actor,
        asked.code,
        to,
        scope=asked.typed.scope,
        on=asked.on,
        now=asked.now,
    )


def _move(asked: Asked) -> None:
    (to,) = _single(asked)
    move_commune(asked.session, asked.actor, asked.code, to, on=asked.on, now=asked.now)


def _single(asked: Asked) -> list[str]:
    others = asked.others()
    if len(others) > 1:
        raise ValueInvalid(field="to", reason=N_("Hãy nêu một đơn vị."))
    return others


CHANGES: Mapping[str, PlaceChange] = {
    "doi-ten": PlaceChange(
        N_("Đổi tên hoặc đổi loại"),
        N_("Mã giữ nguyên. Tên cũ ở lại trong lịch sử và vẫn tìm được; không phạm vi nào đổi."),
        ("name", "kind", "on"),
        _rename,
    ),
    "sap-nhap": PlaceChange(
        N_("Sáp nhập vào đơn vị khác"),
        N_(
            "Nơi này kết thúc vào ngày trước đó. Khoảng trống, phản ánh, xác nhận đã nhận giữ"
            " nguyên và được tính cho đơn vị nhận; văn bản của cơ quan tại đây vẫn có hiệu lực"
            " trong địa bàn cũ; tài khoản chuyển sang đơn vị nhận. Cơ quan thì sáp nhập ở trang"
            " Cơ quan."
        ),
        ("to", "on"),
        _merge,
    ),
    "chia-tach": PlaceChange(
        N_("Chia tách"),
        N_(
            "Nơi này kết thúc vào ngày trước đó; mọi đơn vị nhận đều được tính những gì đã ghi cho"
            " nó. Tài khoản ở lại với nơi cũ, vì không biết thuộc đơn vị nào."
        ),
        ("to", "on"),
        _split,
    ),
    "chuyen-mot-phan": PlaceChange(
        N_("Chuyển một phần địa bàn"),
        N_(
            "Nơi này vẫn còn. Phạm vi viết trước ngày đó hiểu là cả phần đã chuyển; phản ánh, văn"
            " bản và tài khoản ở lại."
        ),
        ("to", "scope", "on"),
        _hand_over,
    ),
    "chuyen-tinh": PlaceChange(
        N_("Chuyển sang tỉnh khác"),
        N_("Mã và tên giữ nguyên; từ ngày đó là đơn vị của tỉnh mới."),
        ("to", "on"),
        _move,
    ),
}
_OF_COMMUNES = "chuyen-tinh"


def changes_of(place: Place) -> dict[str, PlaceChange]:
    """Return what can be done with a place: nothing with a former one."""
    if place.valid_to is not None:
        return {}
    is_commune = place.level == "commune"
    return {key: one for key, one in CHANGES.items() if is_commune or key != _OF_COMMUNES}
