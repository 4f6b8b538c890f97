from datetime import date

import pytest
from sqlmodel import Session

from directives.errors import PlaceNotFound
from directives.models.place import PlacePeriod
from directives.rules.vietnamese import fold
from directives.services.places import get_place
from directives.store.places import list_communes, list_provinces, search_places
from tests.factories import TODAY


def test_a_commune_knows_its_province_and_its_kind(session: Session) -> None:
    view = get_place(session, "00004", day=TODAY)

    assert (view.kind, view.place.province_code) == ("ward", "01")
    assert view.province is not None
    assert view.province.name == "Hà Nội"


def test_a_former_province_leads_to_what_it_became_part_of(session: Session) -> None:
    view = get_place(session, "cu-binh-thuan", day=TODAY)

    assert (view.place.name, view.kind) == ("Lâm Đồng", "province")
    assert view.asked_for is not None
    assert view.asked_for.name == "Bình Thuận"
    assert "Đắk Nông" in {former.name for former in view.former}


def test_before_the_merger_a_province_is_itself(session: Session) -> None:
    view = get_place(session, "cu-binh-thuan", day=date(2025, 6, 1))

    assert (view.place.name, view.asked_for) == ("Bình Thuận", None)


def test_a_province_may_become_a_city(session: Session) -> None:
    assert get_place(session, "75", day=TODAY).kind == "province"
    assert get_place(session, "75", day=date(2026, 6, 1)).kind == "city"


def test_a_place_of_no_known_kind_is_called_by_its_level(session: Session) -> None:
    session.delete(session.get_one(PlacePeriod, ("15", date(2025, 7, 1))))
    session.flush()

    assert get_place(session, "15", day=TODAY).kind == "province"


def test_an_unknown_code_is_no_place(session: Session) -> None:
    with pytest.raises(PlaceNotFound):
        get_place(session, "99", day=TODAY)


def test_there_are_34_provinces_each_with_its_communes(session: Session) -> None:
    provinces = list_provinces(session, TODAY)

    assert len(provinces) == 34
    assert sum(len(list_communes(session, one.code, TODAY)) for one in provinces) == 3_321


@pytest.mark.parametrize(
    ("typed", "first"),
    [("lao cai", "Lào Cai"), ("Lào Cai", "Lào Cai"), ("binh thuan", "Bình Thuận"), ("%", None)],
)
def test_a_place_is_found_by_name_with_or_without_marks(
    session: Session, typed: str, first: str | None
) -> None:
    found = search_places(session, fold(typed), limit=10)

    assert next((one.name for one in found), None) == first
