from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import ValueInvalid
from directives.rules.ladders import Ladders, check_ladder, in_order, read_steps, write_steps
from directives.rules.notices import CHASE, LADDER, Chase, Step, chase_owed, steps_owed
from directives.vocabulary import Audience, LadderKind

_A = Audience
DATED, UNDATED = LadderKind.DATED, LadderKind.UNDATED
PROMISED = date(2025, 10, 1)

steps = st.builds(Step, st.integers(-30, 60), st.sampled_from(Audience))
days_after = st.integers(-60, 400)


def test_the_ladders_as_shipped_can_be_climbed() -> None:
    shipped = Ladders()

    check_ladder(DATED, shipped.steps(DATED), None)
    check_ladder(UNDATED, shipped.steps(UNDATED), CHASE.every_days)
    assert in_order(LADDER) == list(LADDER)


@pytest.mark.parametrize(
    ("kind", "said", "every", "field"),
    [
        (DATED, [], None, "steps"),
        (DATED, [Step(1, _A.OFFICE)], None, "steps"),  # nobody who does the work
        (DATED, [Step(0, _A.PERSON), Step(-7, _A.UNIT_HEAD)], None, "steps"),  # the top first
        (DATED, [Step(0, _A.PERSON)] * 2, None, "steps"),
        (DATED, [Step(-366, _A.PERSON)], None, "steps"),
        (DATED, [Step(0, _A.PERSON), Step(3_651, _A.OFFICE)], None, "steps"),
        (DATED, [Step(day, _A.PERSON) for day in range(41)], None, "steps"),
        (UNDATED, [Step(0, _A.PERSON)], 30, "steps"),  # on the day of the promise
        (UNDATED, [Step(14, _A.PERSON)], None, "every"),
        (UNDATED, [Step(14, _A.PERSON)], 0, "every"),
        (UNDATED, [Step(14, _A.PERSON)], 366, "every"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_names_what_is_wrong(
    kind: LadderKind, said: list[Step], every: int | None, field: str
) -> None:
    with pytest.raises(ValueInvalid) as refused:
        check_ladder(kind, said, every)

    assert refused.value.field == field


def test_changing_one_ladder_leaves_the_other() -> None:
    one = [Step(-5, _A.PERSON)]

    dated = Ladders().with_ladder(DATED, one, None)
    undated = Ladders().with_ladder(UNDATED, one, 10)

    assert (dated.dated, dated.undated) == (tuple(one), CHASE)
    assert (undated.dated, undated.undated) == (LADDER, Chase(tuple(one), 10))


@given(st.lists(steps, max_size=40))
def test_reading_what_was_written_gives_the_same_steps(said: list[Step]) -> None:
    assert list(read_steps(write_steps(said))) == said


@given(st.lists(steps, unique=True, max_size=20))
def test_the_order_is_by_day_then_from_the_desk_to_the_top(said: list[Step]) -> None:
    climbed = in_order(said)
    rank = list(Audience)

    assert sorted(climbed, key=lambda s: (s.days_from_due, rank.index(s.audience))) == climbed
    assert set(climbed) == set(said)


def slow_chase(chase: Chase, since: int) -> set[Step]:
    """Walk day by day and note what each circle was asked last."""
    last = max(step.days_from_due for step in chase.steps)
    asked: dict[Audience, Step] = {}
    for day in range(since + 1):
        for step in chase.steps:
            if step.days_from_due == day:
                asked[step.audience] = step
            if step.days_from_due == last < day and (day - last) % chase.every_days == 0:
                asked[step.audience] = Step(day, step.audience)
    return set(asked.values())


chases = st.builds(
    lambda said, every: Chase(tuple(in_order(said)), every),
    st.lists(
        st.builds(Step, st.integers(1, 60), st.sampled_from(Audience)),
        unique=True,
        min_size=1,
        max_size=8,
    ),
    st.integers(1, 40),
)


@given(chases, st.integers(-5, 300))
def test_asking_for_a_date_agrees_with_walking_day_by_day(chase: Chase, since: int) -> None:
    owed = chase_owed(PROMISED, PROMISED + timedelta(days=since), chase)

    assert set(owed) == slow_chase(chase, since)


@given(st.lists(steps, unique=True, max_size=12), days_after)
def test_each_circle_is_owed_its_last_step_of_any_ladder(said: list[Step], offset: int) -> None:
    owed = steps_owed(PROMISED, PROMISED + timedelta(days=offset), in_order(said))

    expected = {
        max((s for s in said if s.audience is circle and s.days_from_due <= offset), key=days_of)
        for circle in Audience
        if any(s.audience is circle and s.days_from_due <= offset for s in said)
    }
    assert set(owed) == expected
    assert len(owed) == len(expected)


def days_of(step: Step) -> int:
    return step.days_from_due
