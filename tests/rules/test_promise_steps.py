from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import StepOutOfTurn, StepTooEarly, TransferToItself
from directives.rules.promise_steps import (
    Clock,
    Course,
    PromiseStep,
    check_can_follow,
    course_on,
    days_that_count,
    possible_steps,
)
from directives.rules.promises import DueDate, Ended, MovedTo, debt, official_state, standing_on
from directives.vocabulary import (
    CommitmentEventKind,
    CommitmentState,
    Operator,
    Precision,
    Responsibility,
    StepKind,
)

START = date(2025, 10, 1)
DUE = START + timedelta(days=13)
BODY, OTHER = 7, 8


def on(days: int) -> date:
    return START + timedelta(days=days)


def due(day: date) -> DueDate:
    return DueDate(day, day, Operator.ON_OR_BEFORE, Precision.DAY, "")


def step(kind: StepKind, days: int, agency_id: int | None = None) -> PromiseStep:
    return PromiseStep(kind, on(days), agency_id)


def state(day: date, *steps: PromiseStep, ended: Ended | None = None) -> tuple[str, int]:
    standing = standing_on(day, due(DUE), [], ended, course=course_on(day, steps))
    return standing.state.value, standing.days_late


def test_nobody_has_answered_until_somebody_does() -> None:
    steps = [step(StepKind.REJECTED, 1), step(StepKind.TRANSFERRED, 2, OTHER)]

    assert course_on(on(0), steps) == Course()
    rejected = course_on(on(1), [*steps[:1], step(StepKind.PAUSED, 1)])
    assert (rejected.responsibility, rejected.rejected_on) == (Responsibility.REJECTED, on(1))
    given_on = course_on(on(2), steps)
    assert given_on.responsibility is Responsibility.UNANSWERED
    assert (given_on.rejected_on, given_on.transferred_to) == (None, OTHER)
    accepted = course_on(on(3), [*steps, step(StepKind.ACCEPTED, 3)])
    assert (accepted.responsibility, accepted.transferred_to) == (Responsibility.ACCEPTED, OTHER)


def test_days_of_a_pause_are_not_late_and_the_due_date_stays() -> None:
    paused, resumed = step(StepKind.PAUSED, 10), step(StepKind.RESUMED, 20)

    assert state(on(19), paused, resumed) == ("paused", 0)
    assert state(on(20), paused, resumed) == ("overdue", 1)
    assert state(on(25), paused, resumed) == ("overdue", 6)
    assert state(on(30), step(StepKind.PAUSED, 13)) == ("paused", 0)
    assert standing_on(on(25), due(DUE), [], None, course=course_on(on(25), [paused])).due == (
        due(DUE)
    )


def test_a_promise_paused_when_late_stays_late_with_its_days_as_they_were() -> None:
    paused, resumed = step(StepKind.PAUSED, 16), step(StepKind.RESUMED, 40)

    assert state(on(16)) == state(on(16), paused) == ("overdue", 3)
    assert state(on(39), paused, resumed) == ("overdue", 3)
    assert state(on(40), paused, resumed) == ("overdue", 4)
    course = course_on(on(40), [paused, resumed])
    standing = standing_on(on(40), due(DUE), [], None, course=course)
    assert standing.days_late + standing.stopped_days == (on(40) - DUE).days


def test_a_later_date_given_during_a_pause_is_not_late() -> None:
    course = course_on(on(30), [step(StepKind.PAUSED, 16)])

    def moved(to: int) -> str:
        moves = [MovedTo(on(20), due(on(to)))]
        return standing_on(on(30), due(DUE), moves, None, course=course).state.value

    assert (moved(15), moved(16), moved(60)) == ("overdue", "paused", "paused")


def test_a_report_stops_the_clock_until_it_is_confirmed_or_returned() -> None:
    reported, returned = step(StepKind.REPORTED, 16), step(StepKind.RETURNED, 30)

    assert state(on(29), step(StepKind.REPORTED, 13)) == ("awaiting_confirmation", 0)
    assert state(on(29), reported) == ("overdue", 3), "reported when late, it stays late"
    assert state(on(30), reported, returned) == ("overdue", 17)
    kept = Ended(CommitmentEventKind.FULFILLED, on(16))
    assert state(on(40), reported, ended=kept) == ("done_late", 3)


def test_a_report_during_a_pause_ends_the_pause() -> None:
    steps = [step(StepKind.PAUSED, 10), step(StepKind.REPORTED, 20), step(StepKind.RETURNED, 22)]

    assert state(on(21), *steps) == ("overdue", 1)
    assert state(on(22), *steps) == ("overdue", 3)


@pytest.mark.parametrize(
    ("days", "told"), [(5, "in_time"), (6, "due_soon"), (13, "due_soon"), (14, "overdue")]
)
def test_a_promise_is_due_soon_in_its_last_week_and_not_late_on_its_day(
    days: int, told: str
) -> None:
    assert state(on(days))[0] == told


def test_the_official_states_are_four() -> None:
    counted = {official_state(one) for one in CommitmentState}

    assert counted == {
        None,
        CommitmentState.DONE_ON_TIME,
        CommitmentState.DONE_LATE,
        CommitmentState.IN_TIME,
        CommitmentState.OVERDUE,
    }
    assert official_state(CommitmentState.DUE_SOON) is CommitmentState.IN_TIME


def test_a_move_during_a_pause_is_not_made_after_the_due_date_had_passed() -> None:
    course = course_on(on(30), [step(StepKind.PAUSED, 10)])
    moves = [MovedTo(on(20), due(on(60)))]

    assert standing_on(on(30), due(DUE), moves, None, course=course).moves_after_due == 0
    assert standing_on(on(30), due(DUE), moves, None).moves_after_due == 1


@pytest.mark.parametrize(
    ("before", "next_step", "refusal"),
    [
        ([], step(StepKind.RESUMED, 1), StepOutOfTurn),
        ([], step(StepKind.RETURNED, 1), StepOutOfTurn),
        ([step(StepKind.PAUSED, 1)], step(StepKind.PAUSED, 2), StepOutOfTurn),
        ([step(StepKind.REPORTED, 1)], step(StepKind.PAUSED, 2), StepOutOfTurn),
        ([step(StepKind.ACCEPTED, 1)], step(StepKind.ACCEPTED, 2), StepOutOfTurn),
        ([step(StepKind.REJECTED, 1)], step(StepKind.REJECTED, 2), StepOutOfTurn),
        ([step(StepKind.PAUSED, 2)], step(StepKind.RESUMED, 1), StepTooEarly),
        ([], step(StepKind.TRANSFERRED, 1, BODY), TransferToItself),
    ],
)
def test_a_step_out_of_turn_is_refused(
    before: list[PromiseStep], next_step: PromiseStep, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        check_can_follow(course_on(date.max, before), next_step, BODY)


def test_a_body_may_change_its_mind_and_pass_a_promise_on_twice() -> None:
    steps = [step(StepKind.ACCEPTED, 1), step(StepKind.TRANSFERRED, 1, OTHER)]

    check_can_follow(course_on(date.max, steps[:1]), step(StepKind.REJECTED, 1), BODY)
    check_can_follow(course_on(date.max, steps), step(StepKind.TRANSFERRED, 2, BODY), OTHER)


def test_what_a_body_rejected_may_be_given_back_to_it() -> None:
    rejected = course_on(date.max, [step(StepKind.REJECTED, 1)])

    check_can_follow(rejected, step(StepKind.TRANSFERRED, 2, BODY), BODY)


@st.composite
def courses(draw: st.DrawFn) -> list[PromiseStep]:
    """Draw steps each of which may follow the ones before it."""
    steps: list[PromiseStep] = []
    day = 0
    for _ in range(draw(st.integers(0, 6))):
        course = course_on(date.max, steps)
        kind = draw(st.sampled_from(sorted(possible_steps(course))))
        day += draw(st.integers(0, 6))
        to = draw(st.integers(1, 3)) if kind is StepKind.TRANSFERRED else None
        steps.append(step(kind, day, to))
    return steps


def slow_clock(day: date, steps: list[PromiseStep]) -> Clock:
    """Walk through the steps of the clock, day by day."""
    clock = Clock.RUNNING
    for one in steps:
        if one.held_on <= day:
            if one.kind is StepKind.PAUSED:
                clock = Clock.PAUSED
            if one.kind is StepKind.REPORTED:
                clock = Clock.AWAITING
            if one.kind in {StepKind.RESUMED, StepKind.RETURNED}:
                clock = Clock.RUNNING
    return clock


def slow_counts(day: date, until: date, steps: list[PromiseStep]) -> bool:
    """Tell of one day whether it counts, as known at the end of `until`."""
    known = [one for one in steps if one.held_on <= until]
    for number, one in enumerate(known):
        rest = [
            later.held_on
            for later in known[number + 1 :]
            if later.kind in {StepKind.RESUMED, StepKind.REPORTED, StepKind.RETURNED}
        ]
        if one.kind is StepKind.PAUSED and one.held_on < day < (rest or [date.max])[0]:
            return False
        if one.kind is StepKind.REPORTED and not rest and day > one.held_on:
            return False
    return True


@given(courses(), st.integers(0, 50), st.integers(0, 50))
def test_days_count_as_an_independent_walk_counts_them(
    steps: list[PromiseStep], after: int, more: int
) -> None:
    until = on(after + more)
    course = course_on(until, steps)

    slow = sum(slow_counts(on(d), until, steps) for d in range(after + 1, after + more + 1))
    assert days_that_count(on(after), until, course.stops) == slow
    assert course.clock is slow_clock(until, steps)


@given(courses(), st.integers(0, 60), st.none() | st.integers(0, 60), st.booleans())
def test_a_state_is_what_an_independent_walk_says(
    steps: list[PromiseStep], days: int, ended_after: int | None, is_kept: bool
) -> None:
    day = on(days)
    kind = CommitmentEventKind.FULFILLED if is_kept else CommitmentEventKind.WITHDRAWN
    ended = Ended(kind, on(ended_after)) if ended_after is not None else None
    over = ended_after is not None and ended_after <= days
    until = on(ended_after) if over and ended_after is not None else day
    late = sum(
        slow_counts(DUE + timedelta(days=n), day, steps) for n in range(1, (until - DUE).days + 1)
    )
    if over and not is_kept:
        expected = "withdrawn"
    elif over:
        expected = "done_late" if late else "done_on_time"
    elif (clock := slow_clock(day, steps)) is not Clock.RUNNING:
        stopping = "paused" if clock is Clock.PAUSED else "reported"
        stopped_on = max(s.held_on for s in steps if s.held_on <= day and s.kind == stopping)
        resting = "paused" if clock is Clock.PAUSED else "awaiting_confirmation"
        expected = "overdue" if stopped_on > DUE else resting
    elif day > DUE:
        expected = "overdue"
    else:
        expected = "due_soon" if days >= 6 else "in_time"

    assert state(day, *steps, ended=ended) == (expected, late)
    if expected == "overdue":
        assert late > 0


@given(courses(), st.integers(0, 60), st.lists(st.integers(-20, 60), max_size=4))
def test_debt_leaves_out_the_days_of_a_pause(
    steps: list[PromiseStep], days: int, since: list[int]
) -> None:
    course = course_on(on(days), steps)

    owed = debt(on(days), due(DUE), [on(one) for one in since], course.stops)

    slow = 0
    for one in since:
        for late_day in range(14, days + 1):
            slow += one < late_day and slow_counts(on(late_day), on(days), steps)
    assert owed == slow
