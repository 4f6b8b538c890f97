"""What the packaged tables promise."""

from collections import Counter
from datetime import date

from directives.reference import tables


def test_every_commune_belongs_to_a_province() -> None:
    provinces = {province.code for province in tables.provinces()}

    assert len(tables.communes()) == 3321
    assert {commune.province_code for commune in tables.communes()} == provinces
    assert len({commune.code for commune in tables.communes()}) == 3321


def test_the_kind_of_a_commune_is_in_its_name() -> None:
    kinds = Counter(commune.kind for commune in tables.communes())

    assert kinds == {"commune": 2611, "ward": 697, "special_zone": 13}


def test_six_cities_are_seven_from_the_day_dong_nai_is_one() -> None:
    def cities(on: date) -> int:
        return sum(
            province.kind == "city"
            and province.valid_from <= on
            and (province.valid_to is None or on <= province.valid_to)
            for province in tables.provinces()
        )

    assert cities(date(2025, 7, 1)) == 6
    assert cities(date(2026, 4, 29)) == 6
    assert cities(date(2026, 4, 30)) == 7


def test_sixty_three_provinces_became_thirty_four() -> None:
    codes = {province.code for province in tables.provinces()}

    assert len(codes) == 34
    assert len(tables.former_provinces()) == 63 - 34
    assert {former.successor for former in tables.former_provinces()} <= codes
    assert {former.valid_to for former in tables.former_provinces()} == {date(2025, 6, 30)}


def test_former_ministries_end_before_their_successors_begin() -> None:
    by_code = {agency.code: agency for agency in tables.agencies()}
    former = [agency for agency in tables.agencies() if agency.valid_to]

    assert len(by_code) == 57
    assert {agency.valid_to for agency in former} == {date(2025, 2, 28)}
    assert all(agency.successors for agency in former)
    assert {code for agency in former for code in agency.successors} <= set(by_code)
    assert by_code["BNNMT"].valid_from == date(2025, 3, 1)


def test_sectors_are_led_by_known_bodies() -> None:
    codes = {agency.code for agency in tables.agencies()}

    assert len(tables.sectors()) == 28
    assert all(set(sector.lead_agencies) <= codes for sector in tables.sectors())
    assert all(sector.keywords for sector in tables.sectors())


def test_families_share_codes_but_a_family_and_a_code_name_one_type() -> None:
    pairs = Counter((kind.family, kind.code) for kind in tables.document_types() if kind.code)

    assert set(pairs.values()) == {1}
    assert {kind.family for kind in tables.document_types() if kind.code == "QĐ"} == {
        "administrative",
        "party",
    }
    assert {kind.has_year for kind in tables.document_types()} == {"yes", "no", "either"}


def test_relation_kinds_speak_both_ways() -> None:
    kinds = {kind.code: kind for kind in tables.relation_kinds()}

    assert kinds["replaces"].verb == "Văn bản thay thế"
    assert kinds["replaces"].reverse_verb == "Văn bản được thay thế"
    assert all(kind.verb and kind.reverse_verb for kind in kinds.values())


def test_special_days_are_in_order_and_weekend_work_is_on_weekends() -> None:
    days = [holiday.day for holiday in tables.holidays()]

    assert days == sorted(set(days))
    assert all(
        holiday.day.weekday() >= 5
        for holiday in tables.holidays()
        if holiday.kind == "makeup_workday"
    )


def test_ambiguous_abbreviations_say_so() -> None:
    ambiguous = {entry.code for entry in tables.abbreviations() if entry.is_ambiguous}

    assert {"BCT", "QH"} <= ambiguous
    assert len({entry.code for entry in tables.abbreviations()}) == 128
