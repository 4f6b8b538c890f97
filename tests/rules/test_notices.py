from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directives.rules.notices import LADDER, current_step

DUE = date(2025, 10, 14)


def test_nothing_is_told_before_the_first_step() -> None:
    assert current_step(DUE, DUE - timedelta(days=31)) is None


def test_a_skipped_day_delays_a_step_and_never_loses_it() -> None:
    step = current_step(DUE, DUE + timedelta(days=6))

    assert step is not None
    assert step.days_from_due == 1


@given(st.sets(st.integers(-60, 60)))
def test_a_later_day_never_lowers_the_step(offsets: set[int]) -> None:
    steps = [current_step(DUE, DUE + timedelta(days=n)) for n in sorted(offsets)]
    reached = [LADDER.index(step) if step else -1 for step in steps]

    assert reached == sorted(reached)
