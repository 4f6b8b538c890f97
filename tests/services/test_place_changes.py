from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from directives.errors import PlaceEnded, PlaceExists, PlaceNotFound, RightMissing, ValueInvalid
from directives.models.audit import AuditEvent
from directives.models.place import NewPlace, Place
from directives.rules.vietnamese import fold
from directives.services.place_changes import add_place, move_commune, rename_place
from directives.services.place_records import get_recorded_place
from directives.services.places import get_place
from directives.store.places import list_communes, list_periods, search_places
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_actor

ON = date(2025, 9, 1)
NEW = NewPlace(code="99001", name="Xã Thử Nghiệm", province_code="68")


def add(session: Session, new: NewPlace = NEW, on: date = ON) -> Place:
    return add_place(session, make_actor(session, Role.ADMINISTRATOR), new, on=on, now=NOW)


def rename(session: Session, code: str, name: str, *, kind: str = "", on: date = ON) -> Place:
    actor = make_actor(session, Role.ADMINISTRATOR)
    return rename_place(session, actor, code, name, kind=kind, on=on, now=NOW)


def move(session: Session, code: str, to: str) -> Place:
    actor = make_actor(session, Role.ADMINISTRATOR)
    return move_commune(session, actor, code, to, on=ON, now=NOW)


def test_a_commune_is_added_to_a_province(session: Session) -> None:
    place = add(session)

    view = get_place(session, place.code, day=TODAY)
    assert (view.kind, view.province and view.province.name) == ("commune", "Lâm Đồng")
    assert place in list_communes(session, "68", TODAY)
    assert "place.add" in session.exec(select(AuditEvent.action)).all()


def test_a_province_says_its_kind(session: Session) -> None:
    added = add(session, NewPlace(code="99", name="Thử Nghiệm", kind="city"))

    assert get_place(session, added.code, day=TODAY).kind == "city"


@pytest.mark.parametrize(
    ("new", "field"),
    [
        ({"code": "9900"}, "code"),
        ({"code": "99"}, "code"),
        ({"name": "X"}, "name"),
        ({"name": "Thử Nghiệm"}, "name"),
        ({"name": "Thị trấn Thử"}, "name"),
        ({"province_code": "00004"}, "province"),
        ({"province_code": "98"}, "province"),
        ({"province_code": "cu-binh-thuan"}, "province"),
        ({"code": "99", "province_code": "", "kind": "commune"}, "kind"),
    ],
)
def test_what_is_no_place_is_refused(session: Session, new: dict[str, str], field: str) -> None:
    with pytest.raises(ValueInvalid) as refused:
        add(session, NEW.model_copy(update=new))

    assert refused.value.field == field


def test_a_code_belongs_to_one_place(session: Session) -> None:
    with pytest.raises(PlaceExists):
        add(session, NEW.model_copy(update={"code": "00004"}))


def test_a_day_to_come_is_refused(session: Session) -> None:
    with pytest.raises(ValueInvalid) as refused:
        add(session, on=TODAY + timedelta(days=1))

    assert refused.value.field == "on"


def test_a_renamed_place_keeps_its_code_and_is_found_by_both_names(session: Session) -> None:
    rename(session, "00004", "Xã Ba Đình Mới")

    assert get_place(session, "00004", day=TODAY).kind == "commune"
    assert get_place(session, "00004", day=ON - timedelta(days=1)).kind == "ward"
    names = [(one.name, one.valid_to) for one in list_periods(session, "00004")]
    assert names == [("Phường Ba Đình", date(2025, 8, 31)), ("Xã Ba Đình Mới", None)]
    for typed in ("Phường Ba Đình", "xa ba dinh moi"):
        assert "00004" in {one.code for one in search_places(session, fold(typed), limit=10)}


def test_a_province_becomes_a_city_and_keeps_its_kind_when_only_its_name_changes(
    session: Session,
) -> None:
    rename(session, "15", "Lào Cai", kind="city")
    rename(session, "15", "Lào Cai Mới", on=TODAY)

    assert [one.kind for one in list_periods(session, "15")] == ["province", "city", "city"]


def test_a_name_given_anew_on_the_same_day_mends_the_first(session: Session) -> None:
    rename(session, "00004", "Phường Ba Đinh")
    rename(session, "00004", "Phường Ba Đình Mới")

    assert [one.name for one in list_periods(session, "00004")][1:] == ["Phường Ba Đình Mới"]


def test_a_name_of_a_place_without_a_known_past_begins_on_its_day(session: Session) -> None:
    session.add(Place(code="98", level="province", name="Thử", name_folded="thu"))
    session.flush()
    rename(session, "98", "Thử Mới")

    assert [(one.kind, one.valid_from) for one in list_periods(session, "98")] == [("province", ON)]


@pytest.mark.parametrize(
    ("name", "on"), [("Phường Ba Đình", ON), ("Phường Khác", date(2025, 6, 1))]
)
def test_a_name_that_changes_nothing_or_began_before_the_place_is_refused(
    session: Session, name: str, on: date
) -> None:
    with pytest.raises(ValueInvalid):
        rename(session, "00004", name, on=on)


def test_a_name_before_the_last_one_is_refused(session: Session) -> None:
    rename(session, "00004", "Phường Khác")

    with pytest.raises(ValueInvalid):
        rename(session, "00004", "Phường Khác Nữa", on=ON - timedelta(days=1))


def test_a_commune_moves_to_another_province(session: Session) -> None:
    move(session, "00004", "15")

    assert "00004" in {one.code for one in list_communes(session, "15", TODAY)}
    assert [one.province_code for one in list_periods(session, "00004")] == ["01", "15"]


def test_only_a_commune_moves_and_only_elsewhere(session: Session) -> None:
    for code, to in (("15", "01"), ("00004", "01"), ("00004", "00008")):
        with pytest.raises(ValueInvalid):
            move(session, code, to)


def test_a_commune_without_a_known_past_moves(session: Session) -> None:
    commune = Place(
        code="98001", level="commune", name="Xã Thử", name_folded="xa thu", province_code="01"
    )
    session.add(commune)
    session.flush()
    move(session, "98001", "15")

    assert [one.kind for one in list_periods(session, "98001")] == ["commune"]


def test_what_ended_or_never_was_is_not_renamed(session: Session) -> None:
    with pytest.raises(PlaceEnded):
        rename(session, "cu-binh-thuan", "Bình Thuận Mới")
    with pytest.raises(PlaceNotFound):
        get_recorded_place(session, "97")


def test_only_administrators_change_places(session: Session) -> None:
    officer = make_actor(session, Role.OFFICER)
    with pytest.raises(RightMissing):
        add_place(session, officer, NEW, on=ON, now=NOW)
