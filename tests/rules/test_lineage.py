from collections.abc import Iterable
from datetime import date, timedelta

from directives.rules.lineage import Lineages, ProvincesOfCommunes, Stage, stage_on
from directives.rules.succession import Heirs, Succession

FIRST, MERGED_ON, TODAY = date(2025, 7, 1), date(2025, 10, 10), date(2025, 10, 20)
DAY = timedelta(days=1)
PROVINCES: ProvincesOfCommunes = {
    "00004": [(FIRST, "01")],
    "02647": [(FIRST, "15")],
    "02671": [(FIRST, "15")],
}


def lineages(*successions: Succession[str], provinces: ProvincesOfCommunes = PROVINCES) -> Lineages:
    return Lineages(Heirs(TODAY, successions), provinces)


def on(found: Lineages, code: str, day: date) -> list[tuple[str, str | None]]:
    return [(one.code, one.province_code) for one in (stage_on(x, day) for x in found.of(code))]


def test_what_never_changed_is_what_it_was() -> None:
    assert lineages().of("15") == [(Stage(date.min, "15"),)]
    assert on(lineages(), "00004", TODAY) == on(lineages(), "00004", date.min) == [("00004", "01")]


def test_a_merged_place_goes_on_in_its_successor() -> None:
    found = lineages(Succession("02647", "00004", MERGED_ON))

    assert on(found, "00004", MERGED_ON - DAY) == [("00004", "01"), ("02647", "15")]
    assert on(found, "00004", MERGED_ON) == [("00004", "01"), ("00004", "01")]
    assert found.of("00004") is found.of("00004")


def test_a_new_place_has_the_territory_of_those_that_became_it_and_no_other() -> None:
    new = {**PROVINCES, "99001": [(MERGED_ON, "01")]}
    merged = [Succession(code, "99001", MERGED_ON) for code in ("02647", "02671")]
    found = lineages(*merged, provinces=new)

    assert on(found, "99001", MERGED_ON - DAY) == [("02647", "15"), ("02671", "15")]
    assert found.day_meant("99001", FIRST) == MERGED_ON
    assert on(lineages(provinces=new), "99001", FIRST) == [("99001", "01")]


def test_a_part_of_what_came_later_the_same_day_is_not_of_it() -> None:
    later = Succession("00004", "02671", MERGED_ON, is_part=True)
    found = lineages(Succession("02647", "00004", MERGED_ON), later)

    assert on(found, "02671", FIRST) == [("02671", "15"), ("00004", "01")]
    assert on(lineages(later), "00004", TODAY) == [("00004", "01")]


def test_a_commune_that_changed_province_lay_in_both_in_turn() -> None:
    moved = {"02647": [(FIRST, "15"), (MERGED_ON, "01")]}
    found = lineages(provinces=moved)

    assert on(found, "02647", MERGED_ON - DAY) == [("02647", "15")]
    assert on(found, "02647", TODAY) == [("02647", "01")]


def test_where_a_commune_lay_before_it_is_known_its_province_tells() -> None:
    found = lineages(Succession("cu-ha-tay", "01", FIRST))
    assert on(found, "00004", FIRST - DAY) == [("00004", "01"), ("00004", "cu-ha-tay")]
    assert on(found, "00004", FIRST) == [("00004", "01"), ("00004", "01")]
    unknown = lineages(provinces={"00004": [(None, "01")]})
    assert on(unknown, "00004", FIRST - DAY) == [("00004", "01")]


def test_what_had_ended_means_its_last_day_and_what_is_to_begin_its_first() -> None:
    found = lineages(Succession("02647", "00004", MERGED_ON))

    named: Iterable[date] = (FIRST - DAY, FIRST, MERGED_ON, TODAY)
    meant = [found.day_meant("02647", day) for day in named]
    assert meant == [FIRST, FIRST, MERGED_ON - DAY, MERGED_ON - DAY]
    assert found.day_meant("68", TODAY) == TODAY


def test_between_two_changes_a_name_means_the_same() -> None:
    found = lineages(Succession("02647", "00004", MERGED_ON))

    days = (FIRST - DAY, FIRST, MERGED_ON - DAY, MERGED_ON, TODAY)
    assert [found.last_change(day) for day in days] == [
        date.min,
        FIRST,
        FIRST,
        MERGED_ON,
        MERGED_ON,
    ]
