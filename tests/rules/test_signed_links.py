from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.signed_links import LINK_LIFE, is_over, read_signed, sign

numbers = st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=4).map(tuple)
WRITTEN = datetime(2025, 10, 1, tzinfo=UTC)


@given(numbers, st.text(max_size=10), st.text(max_size=20))
def test_a_signed_token_gives_back_its_numbers(
    given_numbers: tuple[int, ...], purpose: str, secret: str
) -> None:
    assert read_signed(secret, purpose, sign(secret, purpose, given_numbers)) == given_numbers


@given(numbers, numbers)
def test_a_token_is_good_for_its_own_numbers_purpose_and_secret_only(
    one: tuple[int, ...], other: tuple[int, ...]
) -> None:
    token = sign("a", "done", one)
    forged = f"{'-'.join(map(str, other))}.{token.rpartition('.')[2]}"

    assert read_signed("a", "date", token) is None
    assert read_signed("b", "done", token) is None
    assert (read_signed("a", "done", forged) == other) is (one == other)


@pytest.mark.parametrize("token", ["", "1", "1-2.", "1-2.xyz", "1-2.¹", "-1.0", "1-2." + "0" * 40])
def test_what_is_no_token_is_none(token: str) -> None:
    assert read_signed("a", "done", token) is None


def test_a_link_lives_for_thirty_days() -> None:
    assert not is_over(WRITTEN, WRITTEN + LINK_LIFE)
    assert is_over(WRITTEN, WRITTEN + LINK_LIFE + timedelta(seconds=1))
