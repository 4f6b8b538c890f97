from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.notices import (
    CHASE,
    LADDER,
    LONG_PAUSE,
    SETTLING,
    STAGE_LADDER,
    Chase,
    Step,
    chase_owed,
    is_optional,
    next_in_line,
    steps_owed,
)
from directives.vocabulary import Audience

DUE = date(2025, 10, 14)
PROMISED = date(2025, 10, 1)
days = st.integers(-60, 400)


def told_by(runs: list[int]) -> list[Step]:
    """Return what is told, in order, when the job runs on these days after the due date."""
    told: list[Step] = []
    for offset in runs:
        for step in steps_owed(DUE, DUE + timedelta(days=offset)):
            if step not in told:
                told.append(step)
    return told


def said_by(ladder: Iterable[Step]) -> list[tuple[int, str]]:
    return [(step.days_from_due, step.audience.value) for step in ladder]


def test_the_ladders_as_shipped_are_these() -> None:
    before = [(days, "person") for days in (-30, -7, -3, -1, 0)]
    after = [(1, "unit_head"), (7, "office"), (15, "office"), (30, "oversight")]

    assert said_by(LADDER) == before + after
    assert said_by(STAGE_LADDER) == [(-1, "person"), (0, "person"), (1, "unit_head")]


@pytest.mark.parametrize(
    ("chase", "who", "told_on"),
    [
        (CHASE, "person", [14, 44, 74, 104, 134]),
        (CHASE, "unit_head", [44, 74, 104, 134]),
        (SETTLING, "oversight", [0, 7, 14, 30, 60, 90, 120, 150]),
        (LONG_PAUSE, "oversight", [30, 60, 90, 120, 150]),
    ],
)
def test_who_is_asked_every_day_hears_on_these(chase: Chase, who: str, told_on: list[int]) -> None:
    asked = [
        {audience: days for days, audience in said_by(chase_owed(PROMISED, day, chase))}
        for day in (PROMISED + timedelta(days=number) for number in range(151))
    ]

    heard = [day for day in range(151) if asked[day].get(who) == day]
    assert heard == told_on
    assert [one.get(who) for one in asked] == [
        max((on for on in told_on if on <= day), default=None) for day in range(151)
    ]


def test_nothing_is_told_before_the_first_step() -> None:
    assert steps_owed(DUE, DUE - timedelta(days=31)) == []


def test_a_skipped_day_delays_a_step_and_never_loses_it() -> None:
    owed = steps_owed(DUE, DUE + timedelta(days=6))

    assert owed == [Step(0, Audience.PERSON), Step(1, Audience.UNIT_HEAD)]


def test_who_runs_every_day_tells_every_step_once() -> None:
    assert told_by(list(range(-60, 60))) == list(LADDER)


@given(st.sets(days, max_size=30), st.integers(1, 9))
def test_whatever_days_are_skipped_each_circle_hears_its_last_step(
    runs: set[int], skipped: int
) -> None:
    """Compared with somebody who walks the ladder day by day."""
    last = max(runs, default=-60) + skipped
    told = told_by([*sorted(runs), last])

    for audience in Audience:
        due = [step for step in LADDER if step.audience is audience and step.days_from_due <= last]
        heard = [step for step in told if step.audience is audience]
        assert heard[-1:] == due[-1:]
        assert len(heard) == len(set(heard))
        assert set(heard) <= set(due)


@given(st.sets(days))
def test_a_later_day_never_takes_back_a_circle(offsets: set[int]) -> None:
    circles = [
        {step.audience for step in steps_owed(DUE, DUE + timedelta(days=n))}
        for n in sorted(offsets)
    ]

    assert all(earlier <= later for earlier, later in pairwise(circles))


def test_a_promise_without_a_date_is_asked_for_one_after_two_weeks() -> None:
    assert chase_owed(PROMISED, PROMISED + timedelta(days=13)) == []
    assert chase_owed(PROMISED, PROMISED + timedelta(days=14)) == [Step(14, Audience.PERSON)]


def test_from_the_second_time_on_the_head_of_the_unit_is_asked_too() -> None:
    asked = [Step(44, Audience.PERSON), Step(44, Audience.UNIT_HEAD)]

    assert chase_owed(PROMISED, PROMISED + timedelta(days=44)) == asked
    assert chase_owed(PROMISED, PROMISED + timedelta(days=73)) == asked


@given(st.integers(14, 2_000))
def test_a_promise_without_a_date_is_asked_for_one_each_month(since: int) -> None:
    this = chase_owed(PROMISED, PROMISED + timedelta(days=since))[0]
    following = chase_owed(PROMISED, PROMISED + timedelta(days=since + 30))[0]

    assert since - 30 < this.days_from_due <= since
    assert following.days_from_due == this.days_from_due + 30


def test_the_circles_of_a_body_are_asked_from_the_desk_up() -> None:
    assert list(next_in_line(Audience.UNIT_HEAD)) == [Audience.UNIT_HEAD, Audience.OFFICE]
    assert list(next_in_line(Audience.OVERSIGHT)) == [Audience.OVERSIGHT]


def test_only_early_reminders_to_who_does_the_work_are_optional() -> None:
    due = date(2025, 10, 14)

    optional = [
        (audience, days, on)
        for audience in Audience
        for days in (-30, -4, -3, 0, 14)
        for on in (due, None)
        if is_optional(audience, days, on)
    ]

    assert optional == [(Audience.PERSON, -30, due), (Audience.PERSON, -4, due)]
