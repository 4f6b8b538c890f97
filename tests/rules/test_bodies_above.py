from hypothesis import given
from hypothesis import strategies as st

from directives.rules.bodies_above import Body, bodies_above

OFFICE, MINISTRY, PROVINCE, COMMUNE, DEPARTMENT, COUNCIL, PARTY, CUSTOMS = range(1, 9)
PROVINCES = {"02653": "15", "02656": "15"}


def body(
    key: int, code: str, kind: str, place: str | None = None, parent: int | None = None
) -> Body:
    return Body(key, code, kind, place, parent)


KNOWN = [
    body(OFFICE, "VPCP", "ministerial"),
    body(MINISTRY, "BNV", "ministry"),
    body(PROVINCE, "UBND", "local", "15"),
    body(COMMUNE, "UBND", "local", "02653"),
    body(DEPARTMENT, "SNV", "department", "15"),
    body(COUNCIL, "HĐND", "local", "15"),
    body(PARTY, "TW", "party"),
    body(CUSTOMS, "CHQ", "other", None, MINISTRY),
]


def test_each_body_stands_where_the_law_puts_it() -> None:
    assert bodies_above(KNOWN, PROVINCES) == {
        MINISTRY: OFFICE,
        PROVINCE: OFFICE,
        COMMUNE: PROVINCE,
        DEPARTMENT: PROVINCE,
        CUSTOMS: MINISTRY,
    }


def test_what_was_recorded_wins() -> None:
    moved = [*KNOWN[:4], body(DEPARTMENT, "SNV", "department", "15", MINISTRY)]

    assert bodies_above(moved, PROVINCES)[DEPARTMENT] == MINISTRY


def test_a_body_of_a_commune_without_committee_stands_under_the_province() -> None:
    centre = body(20, "TTPVHCC", "other", "02656")

    assert bodies_above([*KNOWN, centre], PROVINCES)[20] == PROVINCE


def test_without_a_government_office_nobody_is_above_a_ministry() -> None:
    assert MINISTRY not in bodies_above(KNOWN[1:], PROVINCES)


codes = st.sampled_from(["UBND", "HĐND", "VPCP", "BNV", "SNV", ""])
kinds = st.sampled_from(["ministry", "local", "department", "other"])
places = st.sampled_from([None, "15", "02653", "02656", "99999"])
bodies = st.lists(
    st.builds(body, st.integers(1, 30), codes, kinds, places), unique_by=lambda one: one.id
)


@given(bodies)
def test_nobody_stands_above_itself_and_all_that_is_above_is_known(known: list[Body]) -> None:
    above = bodies_above(known, PROVINCES)
    keys = {one.id for one in known}

    assert all(key != parent and parent in keys for key, parent in above.items())
