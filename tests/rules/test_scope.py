from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import ValueInvalid
from directives.rules.lineage import Lineages
from directives.rules.scope import (
    PlaceAsked,
    Scope,
    ScopeReason,
    concerns,
    concerns_after_mergers,
    concerns_any,
)
from directives.rules.succession import Heirs, Succession

HA_NOI, LAO_CAI = PlaceAsked("01", "city"), PlaceAsked("15", "province")
BA_DINH = PlaceAsked("00004", "ward", "01")
COMMUNE = PlaceAsked("02647", "commune", "15")
LAM_DONG = PlaceAsked("68", "province")

NATION = Scope()
EXEMPTING = Scope(exemptions={"01": "thí điểm mô hình khác"})
COMMUNES = Scope(kinds=frozenset({"commune"}))
IN_LAO_CAI = Scope(provinces=frozenset({"15"}))
WARDS_OF_HA_NOI = Scope(provinces=frozenset({"01"}), kinds=frozenset({"ward"}))
LISTED = Scope(places=frozenset({"00004"}))
BACK_IN = Scope(places=frozenset({"00004"}), kinds=frozenset({"ward"}), exemptions={"01": "khác"})
WHOLE_PROVINCE_LISTED = Scope(places=frozenset({"15"}))


@pytest.mark.parametrize(
    ("scope", "place", "concerned", "because"),
    [
        (NATION, HA_NOI, True, ScopeReason.NATION),
        (NATION, COMMUNE, True, ScopeReason.NATION),
        (EXEMPTING, HA_NOI, False, ScopeReason.EXEMPT),
        (EXEMPTING, BA_DINH, False, ScopeReason.EXEMPT),  # an exempt province exempts its wards
        (EXEMPTING, COMMUNE, True, ScopeReason.NATION),
        (COMMUNES, COMMUNE, True, ScopeReason.KIND),
        (COMMUNES, BA_DINH, False, ScopeReason.KIND),
        (COMMUNES, LAO_CAI, False, ScopeReason.KIND),
        (IN_LAO_CAI, LAO_CAI, True, ScopeReason.PROVINCE),
        (IN_LAO_CAI, COMMUNE, True, ScopeReason.PROVINCE),
        (IN_LAO_CAI, BA_DINH, False, ScopeReason.OUTSIDE),
        (WARDS_OF_HA_NOI, BA_DINH, True, ScopeReason.KIND),
        (WARDS_OF_HA_NOI, HA_NOI, False, ScopeReason.KIND),
        (WARDS_OF_HA_NOI, COMMUNE, False, ScopeReason.OUTSIDE),
        (LISTED, BA_DINH, True, ScopeReason.LISTED),
        (LISTED, HA_NOI, False, ScopeReason.OUTSIDE),
        (BACK_IN, BA_DINH, True, ScopeReason.LISTED),  # the nearer word wins
        (WHOLE_PROVINCE_LISTED, COMMUNE, True, ScopeReason.LISTED),
    ],
)
def test_the_nearest_word_decides(
    scope: Scope, place: PlaceAsked, *, concerned: bool, because: ScopeReason
) -> None:
    answer = concerns(scope, place)

    assert (answer.concerned, answer.because) == (concerned, because)


def test_an_exemption_tells_its_reason_and_its_place() -> None:
    answer = concerns(EXEMPTING, BA_DINH)

    assert (answer.by, answer.reason) == ("01", "thí điểm mô hình khác")


MERGERS_ON, TODAY = date(2025, 7, 1), date(2025, 10, 16)
PROVINCES = {"24778": "68", "00004": "01", "02647": "15"}
BEFORE_MERGERS = {code: [(MERGERS_ON, province)] for code, province in PROVINCES.items()}
MERGED = Lineages(
    Heirs(TODAY, [Succession(one, "68", MERGERS_ON) for one in ("cu-binh-thuan", "cu-dak-nong")]),
    BEFORE_MERGERS,
)
NOTHING = Lineages(Heirs(TODAY, []), BEFORE_MERGERS)
IN_LAM_DONG = PlaceAsked("24778", "commune", "68")


def test_a_scope_of_a_former_province_leads_to_its_successor() -> None:
    scope = Scope(provinces=frozenset({"cu-binh-thuan"}))

    assert concerns_after_mergers(scope, LAM_DONG, MERGED, named_on=TODAY).concerned
    assert concerns_after_mergers(scope, IN_LAM_DONG, MERGED, named_on=TODAY).concerned
    assert not concerns_after_mergers(scope, LAO_CAI, MERGED, named_on=TODAY).concerned


def test_an_exempt_former_province_does_not_exempt_all_of_its_successor() -> None:
    scope = Scope(exemptions={"cu-binh-thuan": "mô hình riêng"})

    for named_on in (TODAY, date(2025, 5, 1)):
        for place in (LAM_DONG, IN_LAM_DONG):  # which communes it had, nobody knows
            answer = concerns_after_mergers(scope, place, MERGED, named_on=named_on)
            assert answer.concerned
            assert answer.reason == "mô hình riêng"


def test_an_exemption_of_today_holds_after_mergers() -> None:
    answer = concerns_after_mergers(EXEMPTING, HA_NOI, MERGED, named_on=TODAY)

    assert not answer.concerned


MERGED_ON = date(2025, 10, 10)
BEFORE, AFTER = MERGED_ON - timedelta(days=1), MERGED_ON
ONE_PROVINCE = Lineages(
    Heirs(TODAY, [Succession("15", "14", MERGED_ON)]),
    {
        "02647": [(MERGERS_ON, "15"), (MERGED_ON, "14")],
        "03124": [(MERGERS_ON, "14")],
    },
)
ONCE_OF_15, ALWAYS_OF_14 = PlaceAsked("02647", "ward", "14"), PlaceAsked("03124", "ward", "14")
HEIR = PlaceAsked("14", "province")
EXEMPT_15, ONLY_15 = Scope(exemptions={"15": "thí điểm"}), Scope(provinces=frozenset({"15"}))
EXEMPT_14, ONLY_14 = Scope(exemptions={"14": "thí điểm"}), Scope(provinces=frozenset({"14"}))


@pytest.mark.parametrize(
    ("scope", "named_on", "once_of_15", "always_of_14", "heir"),
    [
        (EXEMPT_15, BEFORE, False, True, True),
        (ONLY_15, BEFORE, True, False, True),
        (EXEMPT_14, BEFORE, True, False, True),
        (ONLY_14, BEFORE, False, True, True),
        # what has ended means what it was on its last day
        (EXEMPT_15, AFTER, False, True, True),
        (ONLY_15, AFTER, True, False, True),
        (EXEMPT_14, AFTER, False, False, False),
        (ONLY_14, AFTER, True, True, True),
        (
            Scope(provinces=ONLY_14.provinces, exemptions=EXEMPT_15.exemptions),
            AFTER,
            False,
            True,
            True,
        ),
    ],
)
def test_communes_of_merged_provinces_are_asked_where_they_lay(
    scope: Scope, named_on: date, *, once_of_15: bool, always_of_14: bool, heir: bool
) -> None:
    asked = {ONCE_OF_15: once_of_15, ALWAYS_OF_14: always_of_14, HEIR: heir}

    for place, is_concerned in asked.items():
        answer = concerns_after_mergers(scope, place, ONE_PROVINCE, named_on=named_on)
        assert answer.concerned is is_concerned
        is_partly = place is HEIR and heir
        assert bool(answer.reason) is (bool(scope.exemptions) and (is_partly or not is_concerned))


def test_a_place_of_which_all_territories_are_exempt_is_exempt() -> None:
    scope = Scope(exemptions={"14": "một lý do", "15": "lý do khác"})
    answer = concerns_after_mergers(scope, HEIR, ONE_PROVINCE, named_on=BEFORE)

    assert (answer.concerned, answer.reason) == (False, "một lý do")


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        "3",
        '{"provinces": "15"}',
        '{"provinces": [15]}',
        '{"kinds": ["province"]}',
        '{"exemptions": {"01": " "}}',
        '{"exemptions": ["01"]}',
        '{"exemptions": {"01": 3}}',
        '{"communes": []}',
        '{"places": 3}',
    ],
)
def test_what_is_no_scope_is_refused(text: str) -> None:
    with pytest.raises(ValueInvalid):
        Scope.parse(text)


codes = st.frozensets(st.sampled_from(["01", "15", "22", "68", "00004", "02647", "cu-binh-thuan"]))
scopes = st.builds(
    Scope,
    provinces=codes,
    kinds=st.frozensets(st.sampled_from(["commune", "ward", "special_zone"])),
    places=codes,
    exemptions=st.dictionaries(st.sampled_from(["01", "22", "00004"]), st.just("lý do")),
)


@given(scopes)
def test_reading_what_was_written_gives_the_same_scope(scope: Scope) -> None:
    assert Scope.parse(str(scope)) == scope


@given(scopes, st.sampled_from([HA_NOI, LAO_CAI, BA_DINH, COMMUNE, LAM_DONG]))
def test_an_exempt_place_is_never_concerned(scope: Scope, place: PlaceAsked) -> None:
    exempt = Scope(scope.provinces, scope.kinds, scope.places, {place.code: "lý do"})

    assert not concerns(exempt, place).concerned
    assert place.code in exempt.codes


@given(scopes, st.sampled_from([HA_NOI, LAO_CAI, BA_DINH, COMMUNE, LAM_DONG]))
def test_without_mergers_nothing_changes(scope: Scope, place: PlaceAsked) -> None:
    answer = concerns_after_mergers(scope, place, NOTHING, named_on=TODAY)

    assert answer.concerned == concerns(scope, place).concerned


places = st.sampled_from([HA_NOI, LAO_CAI, BA_DINH, COMMUNE, LAM_DONG])


@given(st.lists(scopes, min_size=1, max_size=4), places)
def test_scopes_together_concern_whom_one_of_them_concerns(
    several: list[Scope], place: PlaceAsked
) -> None:
    answers = [concerns(scope, place) for scope in several]

    assert concerns_any(answers).concerned == any(answer.concerned for answer in answers)
    assert concerns_any(answers) in answers


def test_an_exemption_is_told_where_no_other_scope_concerns_the_place() -> None:
    outside = concerns(Scope(provinces=frozenset({"15"})), HA_NOI)
    exempt = concerns(Scope(exemptions={"01": "mô hình riêng"}), HA_NOI)

    assert concerns_any([outside, exempt]).reason == "mô hình riêng"
    assert concerns_any([outside, outside]) == outside
