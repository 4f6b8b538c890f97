from datetime import UTC, datetime

from sqlmodel import Session, col, func, select

from directives.models.agency import Agency, AgencySuccession
from directives.models.place import Place, PlacePeriod
from directives.services.reference_data import load_reference_data
from directives.store.agencies import find_agency_by_code, find_agency_by_name, find_place


def test_all_provinces_and_communes_are_loaded(session: Session) -> None:
    communes = select(func.count()).select_from(Place).where(Place.level == "commune")
    present = (
        select(func.count())
        .select_from(Place)
        .where(Place.level == "province", col(Place.valid_to).is_(None))
    )

    assert session.exec(communes).one() == 3321
    assert session.exec(present).one() == 34


def test_loading_again_adds_nothing(session: Session) -> None:
    assert load_reference_data(session, now=datetime(2026, 1, 1, tzinfo=UTC)) == 0


def test_a_province_that_became_a_city_keeps_its_code(session: Session) -> None:
    kinds = session.exec(select(PlacePeriod).where(PlacePeriod.place_code == "75")).all()

    assert sorted(kind.kind for kind in kinds) == ["city", "province"]


def test_a_former_province_leads_to_its_successor(session: Session) -> None:
    former = find_place(session, "cu-binh-thuan")

    assert former is not None
    assert former.successor_code == "68"


def test_a_former_ministry_has_its_successor(session: Session) -> None:
    old = find_agency_by_code(session, "BTNMT")
    new = find_agency_by_code(session, "BNN&MT")

    assert old is not None
    assert new is not None
    pairs = session.exec(select(AgencySuccession.agency_id, AgencySuccession.successor_id)).all()
    assert (old.id, new.id) in pairs


def test_an_abbreviation_that_many_bodies_share_names_none(session: Session) -> None:
    assert find_agency_by_code(session, "UBND") is None


def test_a_committee_is_found_by_name_without_tones(session: Session) -> None:
    found = find_agency_by_name(session, "Uy ban nhan dan tinh Binh Thuan")

    assert isinstance(found, Agency)
    assert found.name == "Ủy ban nhân dân tỉnh Bình Thuận"
