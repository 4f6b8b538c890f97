import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import BlockedInCircle
from directives.rules.blocking import check_no_circle, still_blocking


def test_what_was_lifted_is_waited_for_no_longer_until_said_again() -> None:
    assert still_blocking([(1, False), (2, False), (1, True)]) == [2]
    assert still_blocking([(1, False), (1, True), (1, False)]) == [1]


def test_a_promise_does_not_wait_for_itself_or_for_what_waits_for_it() -> None:
    check_no_circle([(1, 2), (2, 3)], 1, 3)
    for promise, by in ((1, 1), (3, 1), (2, 1)):
        with pytest.raises(BlockedInCircle):
            check_no_circle([(1, 2), (2, 3)], promise, by)


def reaches(edges: list[tuple[int, int]], start: int, goal: int) -> bool:
    """Tell by spreading over all edges, again and again, whether one leads to the other."""
    reached = {start}
    for _ in range(10):
        reached |= {to for one, to in edges if one in reached}
    return goal in reached


keys = st.integers(0, 6)


@given(st.lists(st.tuples(keys, keys), max_size=25))
def test_what_is_allowed_never_makes_a_circle_and_what_is_refused_would(
    wanted: list[tuple[int, int]],
) -> None:
    edges: list[tuple[int, int]] = []
    for promise, by in wanted:
        would_be_circle = reaches(edges, by, promise)
        try:
            check_no_circle(edges, promise, by)
        except BlockedInCircle:
            assert would_be_circle
        else:
            assert not would_be_circle
            edges.append((promise, by))
