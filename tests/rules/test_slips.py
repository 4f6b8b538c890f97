import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.slips import one_slip_away


@pytest.mark.parametrize("typed", [788, 887, 879, 880, 8878, 8798, 87, 978])
def test_a_slip_leads_back_to_what_was_meant(typed: int) -> None:
    assert 878 in one_slip_away(typed)


@pytest.mark.parametrize("typed", [8888, 12, 900, 8])
def test_two_slips_do_not(typed: int) -> None:
    assert 878 not in one_slip_away(typed)


@given(st.integers(1, 999_999))
def test_slips_are_few_positive_and_never_the_number_itself(number: int) -> None:
    found = one_slip_away(number)

    assert number not in found
    assert min(found) > 0
    assert len(found) <= 200


@given(st.integers(10, 99_999), st.integers(10, 99_999))
def test_a_slip_works_both_ways(one: int, other: int) -> None:
    assert (other in one_slip_away(one)) == (one in one_slip_away(other))
