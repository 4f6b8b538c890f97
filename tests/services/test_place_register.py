from datetime import date

import pytest
from sqlmodel import Session, select

from directives.errors import RightMissing, ValueInvalid
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.rules.scope import Scope
from directives.rules.two_times import AsOf
from directives.services.place_mergers import hand_over_part, merge_places
from directives.services.place_register import PlacesLoaded, load_former_places
from directives.services.place_waiting import scope_answers
from directives.services.places import get_place
from directives.store.place_impact import count_impact
from directives.store.places import list_communes
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_account, make_actor, make_gap

ROW = {
    "name": "Trúc Bạch",
    "code": "00004",
    "kind": "Phường",
    "province": "01",
    "successor": "00004",
    "day": "2025-07-01",
}
DISTRICT = {**ROW, "name": "Quận Ba Đình", "code": "001", "kind": "", "successor": "00004; 00008"}


def load(session: Session, *rows: dict[str, str]) -> PlacesLoaded:
    return load_former_places(session, make_actor(session, Role.ADMINISTRATOR), rows, now=NOW)


def test_a_former_commune_leads_to_the_one_that_has_its_code_now(session: Session) -> None:
    assert load(session, ROW).added == 1

    view = get_place(session, "cu-00004", day=TODAY)
    assert (view.place.code, view.asked_for and view.asked_for.name) == (
        "00004",
        "Phường Trúc Bạch",
    )
    assert get_place(session, "cu-00004", day=date(2025, 6, 30)).place.code == "cu-00004"
    assert "cu-00004" not in {one.code for one in list_communes(session, "01", TODAY)}


def test_a_scope_of_a_former_district_concerns_all_communes_that_it_became(
    session: Session,
) -> None:
    load(session, DISTRICT)
    gap = saved_id(make_gap(session, scope=str(Scope(places=frozenset({"cu-001"})))))

    at = AsOf(TODAY, NOW)
    for code, is_concerned in (("00004", True), ("00008", True), ("00025", False)):
        answers = scope_answers(session, get_place(session, code, day=TODAY), at)
        assert answers[gap].concerned is is_concerned


def test_loading_again_adds_nothing_and_records_nothing(session: Session) -> None:
    load(session, ROW, DISTRICT)
    again = load(session, ROW, DISTRICT, {**ROW, "province": "Hà Nội"})

    assert (again.added, again.known, again.problems) == (0, 3, [])
    actions = session.exec(select(AuditEvent.action)).all()
    assert list(actions).count("place.load") == 1


def test_a_part_that_went_elsewhere_makes_no_former_place(session: Session) -> None:
    actor, on = make_actor(session, Role.ADMINISTRATOR), date(2025, 9, 1)
    hand_over_part(session, actor, "00008", "00004", scope="Một tổ", on=on, now=NOW)
    row = {**ROW, "name": "Phường Ngọc Hà", "code": "00008", "kind": ""}

    assert load(session, row).added == 1


def test_what_a_merger_recorded_before_is_known(session: Session) -> None:
    actor = make_actor(session, Role.ADMINISTRATOR)
    merge_places(session, actor, ["00008"], "00004", on=date(2025, 9, 1), now=NOW)
    row = {**ROW, "name": "Phường Ngọc Hà", "code": "00008", "kind": "", "day": "2025-09-01"}

    assert load(session, row).known == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", ""),
        ("kind", "khu"),
        ("code", "4"),
        ("province", "Không Có"),
        ("successor", "01"),
        ("successor", ""),
        ("day", "1/7/2025"),
        ("day", "2025-10-02"),
    ],
)
def test_a_row_that_says_no_former_place_is_left_out(
    session: Session, column: str, value: str
) -> None:
    loaded = load(session, {**ROW, column: value}, DISTRICT)

    assert (loaded.added, len(loaded.problems)) == (1, 1)
    assert loaded.problems[0].line == 2


def test_a_code_told_otherwise_is_left_out(session: Session) -> None:
    loaded = load(session, ROW, {**ROW, "name": "Quán Thánh"}, {**ROW, "successor": "00008"})

    assert (loaded.added, [one.column for one in loaded.problems]) == (1, ["code", "code"])


def test_a_list_has_its_columns_and_an_administrator(session: Session) -> None:
    with pytest.raises(ValueInvalid):
        load(session, {"name": "Phường Trúc Bạch"})
    assert load(session).added == 0
    with pytest.raises(RightMissing):
        load_former_places(session, make_actor(session, Role.OFFICER), [ROW], now=NOW)


def test_what_names_a_place_is_counted(session: Session) -> None:
    make_gap(session, scope=str(Scope(places=frozenset({"00004"}))))
    make_gap(session, scope=str(Scope(exemptions={"00004": "Thí điểm"})))
    make_gap(session, scope=str(Scope(provinces=frozenset({"01"}))))
    make_account(session, role=Role.OFFICER, agency_id=None, place_code="00004")

    found = count_impact(session, ["00004"])
    assert (found.gaps, found.accounts, found.reports, found.communes) == (2, 1, 0, 0)
    assert count_impact(session, ["01"]).communes == 126
