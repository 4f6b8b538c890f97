import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.official_figures import OfficialFigures, figures_of
from directives.vocabulary import CommitmentState

FIXTURE = Path(__file__).parent / "task_force_2017.json"


def test_the_figures_of_the_task_force_for_2017_come_out_as_printed() -> None:
    fixture = json.loads(FIXTURE.read_text(encoding="utf-8"))
    states = [
        CommitmentState(state) for state, count in fixture["tasks"].items() for _ in range(count)
    ]

    figures = figures_of(states)

    printed = fixture["printed"]
    assert (figures.total, figures.done, figures.not_done) == (
        printed["total"],
        printed["done"],
        printed["not_done"],
    )
    assert (figures.done, figures.due) == (printed["done"], printed["due"])
    # 16,051 of 16,274 is 98.6297… %; the report cut what we round.
    assert figures.percent_done == Decimal("98.63")


def test_what_is_due_soon_counts_as_in_time_and_what_has_no_official_state_not_at_all() -> None:
    figures = figures_of(CommitmentState)

    assert figures == OfficialFigures(done_on_time=1, done_late=1, in_time=2, overdue=1)


def test_nothing_due_has_no_rate() -> None:
    assert OfficialFigures(in_time=3).percent_done is None


@given(st.lists(st.sampled_from(CommitmentState)))
def test_the_figures_add_up(states: list[CommitmentState]) -> None:
    figures = figures_of(states)

    assert figures.total == figures.done + figures.not_done <= len(states)
    assert figures.due == figures.total - figures.in_time
    if figures.percent_done is not None:
        assert 0 <= figures.percent_done <= 100


@pytest.mark.parametrize(
    ("done", "overdue", "percent"), [(1, 0, "100.00"), (0, 1, "0.00"), (2, 1, "66.67")]
)
def test_the_rate_is_rounded_to_two_places(done: int, overdue: int, percent: str) -> None:
    assert OfficialFigures(done_late=done, overdue=overdue).percent_done == Decimal(percent)
