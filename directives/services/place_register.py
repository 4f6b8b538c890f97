"""Take over a list of former communes and districts, and of what each has become."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.errors import ValueInvalid
from directives.models.base import Subject
from directives.models.place import Place, PlaceSuccession
from directives.rules.permissions import Actor, check_can_administer
from directives.rules.place_names import FORMER_MARK, full_name, is_former_code
from directives.rules.two_times import ha_noi_date
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.services.place_records import ONE_DAY
from directives.store.places import list_all_places, list_place_successions
from directives.translation import N_

COLUMNS: Final = ("name", "code", "kind", "province", "successor", "day")
FIRST_LINE: Final = 2  # of a file whose first line names the columns
_NO_COLUMN = N_("Thiếu cột. Cần đủ các cột: name, code, kind, province, successor, day.")
_NO_NAME = N_("Thiếu tên, hoặc không rõ là xã, phường, thị trấn, huyện, quận hay thị xã.")
_NO_CODE = N_("Mã phải có từ 3 đến 5 chữ số.")
_NO_PROVINCE = N_("Không có tỉnh, cũ hay mới, mang mã hoặc tên này.")
_NO_SUCCESSOR = N_("Không có xã mang mã này; nhiều mã thì cách nhau bằng dấu chấm phẩy.")
_NO_DAY = N_("Phải là một ngày đã tới, viết như 2025-07-01.")
_TOLD_OTHERWISE = N_("Mã này đã ghi với tên khác hoặc đơn vị kế tục khác.")

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not taken over, and why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlacesLoaded:
    """What became of each row."""

    added: int
    known: int
    problems: Sequence[BadRow]


@dataclass(frozen=True, slots=True)
class _Former:
    """A row that can be taken over."""

    code: str
    name: str
    province_code: str
    successors: frozenset[str]
    since: date


class _Unreadable(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column)
        self.column, self.reason = column, reason


def load_former_places(
    session: Session, actor: Actor, rows: Rows, *, now: datetime
) -> PlacesLoaded:
    """Record the former places that are not known yet; loading again adds nothing.

    A former code may belong to another place today, so each gets one with a mark before it. A dry
    run is the same in a transaction that is taken back.

    Raises:
        RightMissing: the actor does not administer.
        ValueInvalid: the list lacks a column.
    """
    check_can_administer(actor)
    if rows and any(column not in rows[0] for column in COLUMNS):
        raise ValueInvalid(field="file", reason=_NO_COLUMN)
    register = _Register(session, today=ha_noi_date(now))
    added, known, problems = 0, 0, []
    for line, row in enumerate(rows, start=FIRST_LINE):
        try:
            former = register.read(row)
            is_new = register.is_new(former)
        except _Unreadable as bad:
            problems.append(BadRow(line, bad.column, row[bad.column], bad.reason))
            continue
        if is_new:
            register.take(former)
            session.add_all(_rows_of(former, now))
            added += 1
        else:
            known += 1
    session.flush()
    if added:
        subject = Subject("place", None)
        record_change(session, actor, "place.load", subject, now=now, added=added, known=known)
    return PlacesLoaded(added, known, problems)


class _Register:
    """The places that are known, and what became of them."""

    def __init__(self, session: Session, *, today: date) -> None:
        self._today = today
        places = list_all_places(session)
        self._names = {one.code: one.name_folded for one in places}
        self._communes = {one.code for one in places if one.level == "commune"}
        provinces = [one for one in places if one.level == "province"]
        self._provinces = {one.name_folded: one.code for one in provinces}
        self._provinces |= {one.code: one.code for one in provinces}
        self._successors: dict[str, set[str]] = {}
        for one in list_place_successions(session):
            if not one.scope:
                self._successors.setdefault(one.place_code, set()).add(one.successor_code)

    def read(self, row: Mapping[str, str]) -> _Former:
        said = {column: row[column].strip() for column in COLUMNS}
        name = full_name(said["kind"], said["name"])
        if name is None:
            raise _Unreadable("name", _NO_NAME)
        if not is_former_code(said["code"]):
            raise _Unreadable("code", _NO_CODE)
        province = said["province"]
        above = self._provinces.get(province) or self._provinces.get(fold(province))
        if above is None:
            raise _Unreadable("province", _NO_PROVINCE)
        successors = frozenset(one.strip() for one in said["successor"].split(";"))
        if not successors <= self._communes:
            raise _Unreadable("successor", _NO_SUCCESSOR)
        return _Former(said["code"], name, above, successors, self._day(said["day"]))

    def is_new(self, former: _Former) -> bool:
        """Tell whether a former place is not known, by its code or by the one with the mark."""
        for code in (former.code, FORMER_MARK + former.code):
            is_same = self._names.get(code) == fold(former.name)
            if is_same and former.successors == self._successors.get(code, set()):
                return False
        if FORMER_MARK + former.code in self._names:
            raise _Unreadable("code", _TOLD_OTHERWISE)
        return True

    def take(self, former: _Former) -> None:
        code = FORMER_MARK + former.code
        self._names[code] = fold(former.name)
        self._successors[code] = set(former.successors)

    def _day(self, text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise _Unreadable("day", _NO_DAY) from None
        if day > self._today:
            raise _Unreadable("day", _NO_DAY)
        return day


def _rows_of(former: _Former, now: datetime) -> Iterator[Place | PlaceSuccession]:
    code = FORMER_MARK + former.code
    yield Place(
        code=code,
        level="commune",
        name=former.name,
        name_folded=fold(former.name),
        province_code=former.province_code,
        valid_to=former.since - ONE_DAY,
        successor_code=min(former.successors) if len(former.successors) == 1 else None,
    )
    for successor in sorted(former.successors):
        yield PlaceSuccession(
            place_code=code, successor_code=successor, succeeds_on=former.since, recorded_at=now
        )
