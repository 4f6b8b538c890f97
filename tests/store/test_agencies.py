from sqlmodel import Session

from directives.models.agency import AgencyAlias
from directives.store.agencies import (
    find_agency_by_code,
    list_agencies,
    list_agencies_by_value,
    list_places,
)
from tests.factories import agency_id


def test_all_agencies_are_listed_or_those_asked_for(session: Session) -> None:
    key = agency_id(session, "BNV")

    assert [agency.code for agency in list_agencies(session, [key])] == ["BNV"]
    assert len(list_agencies(session)) > 100
    assert list_agencies(session, []) == []


def test_agencies_are_found_by_abbreviations_and_names_alike(session: Session) -> None:
    found = list_agencies_by_value(session, ["BNV", "Bộ Tài chính", "không có"])

    assert [agency.code for agency in found] == ["BNV", "BTC"]


def test_an_abbreviation_is_found_by_its_other_spellings(session: Session) -> None:
    alias = AgencyAlias(agency_id=agency_id(session, "BNV"), alias="BoNV", alias_folded="bonv")
    session.add(alias)
    session.flush()

    found = find_agency_by_code(session, "BONV")

    assert found is not None
    assert found.code == "BNV"


def test_places_are_listed_by_their_codes(session: Session) -> None:
    assert {place.code for place in list_places(session, ["01", "15", "99999"])} == {"01", "15"}
