from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directives.rules.promises import DueDate, Ended, MovedTo, debt, standing_on
from directives.vocabulary import CommitmentEventKind, CommitmentState, Operator, Precision

DUE = date(2025, 10, 14)
FULFILLED, WITHDRAWN = CommitmentEventKind.FULFILLED, CommitmentEventKind.WITHDRAWN
UNDATED = DueDate(None, None, None, Precision.NONE, "")


def due(day: date) -> DueDate:
    return DueDate(day, day, Operator.ON_OR_BEFORE, Precision.DAY, "")


@pytest.mark.parametrize(
    ("day", "state", "late"),
    [
        (DUE - timedelta(days=8), CommitmentState.IN_TIME, 0),
        (DUE, CommitmentState.DUE_SOON, 0),
        (DUE + timedelta(days=1), CommitmentState.OVERDUE, 1),
        (date(2025, 10, 20), CommitmentState.OVERDUE, 6),
    ],
)
def test_the_due_day_itself_is_not_late(day: date, state: CommitmentState, late: int) -> None:
    standing = standing_on(day, due(DUE), [], None)

    assert (standing.state, standing.days_late) == (state, late)


def test_a_promise_without_a_date_is_never_late() -> None:
    standing = standing_on(date(2030, 1, 1), UNDATED, [], None)

    assert (standing.state, standing.days_late, standing.slip_days) == (
        CommitmentState.UNDATED,
        0,
        None,
    )


@pytest.mark.parametrize(
    ("ended", "state", "late"),
    [
        (Ended(FULFILLED, DUE), CommitmentState.DONE_ON_TIME, 0),
        (Ended(FULFILLED, DUE + timedelta(days=3)), CommitmentState.DONE_LATE, 3),
        (Ended(WITHDRAWN, DUE), CommitmentState.WITHDRAWN, 0),
    ],
)
def test_having_been_late_survives_the_end(ended: Ended, state: CommitmentState, late: int) -> None:
    standing = standing_on(date(2026, 1, 1), due(DUE), [], ended)

    assert (standing.state, standing.days_late, standing.ended_on) == (state, late, ended.held_on)


def test_an_end_after_the_day_does_not_count_yet() -> None:
    ended = Ended(FULFILLED, DUE + timedelta(days=9))

    assert standing_on(DUE + timedelta(days=2), due(DUE), [], ended).state is (
        CommitmentState.OVERDUE
    )


def test_a_move_counts_from_its_day_and_its_slip_is_told() -> None:
    moves = [MovedTo(DUE, due(DUE + timedelta(days=30)))]

    before = standing_on(DUE - timedelta(days=1), due(DUE), moves, None)
    after = standing_on(DUE + timedelta(days=5), due(DUE), moves, None)

    assert (before.moves, before.slip_days, before.due.due_to) == (0, 0, DUE)
    assert (after.moves, after.slip_days, after.state) == (1, 30, CommitmentState.IN_TIME)


def test_a_date_given_after_the_end_does_not_make_late_on_time() -> None:
    moves = [MovedTo(DUE + timedelta(days=6), due(DUE + timedelta(days=60)))]
    ended = Ended(FULFILLED, DUE + timedelta(days=1))

    for days in range(1, 10):
        standing = standing_on(DUE + timedelta(days=days), due(DUE), moves, ended)
        assert (standing.state, standing.days_late) == (CommitmentState.DONE_LATE, 1)
        assert (standing.moves, standing.due.due_to) == (0, DUE)


def test_a_date_put_off_when_it_had_passed_does_not_make_late_on_time() -> None:
    moved_on, kept_on = DUE + timedelta(days=25), DUE + timedelta(days=40)
    moves = [
        MovedTo(moved_on, due(DUE + timedelta(days=60))),
        MovedTo(moved_on + timedelta(days=1), due(DUE + timedelta(days=90))),
    ]

    while_it_runs = standing_on(kept_on, due(DUE), moves, None)
    for end in (moved_on, kept_on):
        kept = standing_on(kept_on, due(DUE), moves, Ended(FULFILLED, end))
        assert (kept.state, kept.days_late) == (CommitmentState.DONE_LATE, (end - DUE).days)

    assert (while_it_runs.state, while_it_runs.days_late) == (CommitmentState.IN_TIME, 0)
    assert standing_on(kept_on, due(DUE), moves[:1], Ended(FULFILLED, DUE)).days_late == 0


def test_what_was_kept_by_a_date_that_was_given_in_time_is_on_time() -> None:
    moves = [MovedTo(DUE, due(DUE + timedelta(days=9)))]

    kept = standing_on(date(2026, 1, 1), due(DUE), moves, Ended(FULFILLED, DUE + timedelta(days=9)))

    assert (kept.state, kept.days_late) == (CommitmentState.DONE_ON_TIME, 0)


offsets = st.integers(-200, 200)


@given(st.lists(offsets, max_size=5), st.lists(offsets, max_size=5))
def test_the_slip_is_the_last_date_less_the_first(moved: list[int], to: list[int]) -> None:
    pairs = list(zip(moved, to, strict=False))
    moves = [MovedTo(DUE + timedelta(days=on), due(DUE + timedelta(days=t))) for on, t in pairs]
    standing = standing_on(DUE + timedelta(days=300), due(DUE), moves, None)

    dates = [0, *(t for _, t in sorted(pairs, key=lambda pair: pair[0]))]
    assert standing.slip_days == dates[-1]
    assert standing.moves == sum(later > before for before, later in pairwise(dates))


@given(offsets, st.integers(0, 100))
def test_lateness_only_grows_while_a_promise_runs(start: int, more: int) -> None:
    day = DUE + timedelta(days=start)
    earlier = standing_on(day, due(DUE), [], None).days_late

    assert earlier <= standing_on(day + timedelta(days=more), due(DUE), [], None).days_late


@given(st.lists(st.tuples(offsets, offsets), max_size=5))
def test_moves_after_due_are_those_made_when_the_date_before_them_had_passed(
    said: list[tuple[int, int]],
) -> None:
    said.sort(key=lambda pair: pair[0])
    moves = [MovedTo(DUE + timedelta(days=on), due(DUE + timedelta(days=to))) for on, to in said]

    standing = standing_on(DUE + timedelta(days=300), due(DUE), moves, None)

    count, before = 0, 0
    for on, to in said:
        count += to > before and on > before
        before = to
    assert standing.moves_after_due == count


def test_a_date_given_late_to_a_promise_without_one_is_no_late_move() -> None:
    moves = [MovedTo(DUE, due(DUE + timedelta(days=5)))]

    assert standing_on(DUE, UNDATED, moves, None).moves_after_due == 0


def test_a_first_date_is_no_move_and_the_slip_is_counted_from_it() -> None:
    moves = [MovedTo(DUE, due(DUE)), MovedTo(DUE, due(DUE + timedelta(days=9)))]

    first = standing_on(DUE, UNDATED, moves[:1], None)
    put_off = standing_on(DUE, UNDATED, moves, None)

    assert (first.moves, first.slip_days) == (0, 0)
    assert (put_off.moves, put_off.slip_days) == (1, 9)


def test_a_date_brought_forward_or_said_again_is_not_put_off_and_one_taken_away_is() -> None:
    sooner, again = due(DUE - timedelta(days=4)), due(DUE)

    def counted(*dues: DueDate) -> tuple[int, int | None]:
        standing = standing_on(DUE, due(DUE), [MovedTo(DUE, one) for one in dues], None)
        return standing.moves, standing.slip_days

    assert counted(sooner) == (0, -4)
    assert counted(again, again, again) == (0, 0)
    assert counted(UNDATED) == (1, None)
    assert counted(UNDATED, due(DUE + timedelta(days=2))) == (1, 2)


# --- against an independent slow computation: one walk through the days -------------------------

near = st.integers(-5, 20)
said = st.lists(st.tuples(near, st.none() | near, st.booleans()), max_size=6)


class Walk:
    """Somebody who goes through the days, of DUE on as 0, with each date as it is said."""

    def __init__(self, first: int | None) -> None:
        self.due = self.first = first
        self.shift = self.put_off = self.too_late = 0
        self.missed: int | None = None

    def hear(self, today: int, to: int | None, *, is_own: bool) -> None:
        """Take over a date, and note what of it is the body's own."""
        before, self.due = self.due, to
        if before is None:
            self.first = to if self.first is None else self.first
        elif not is_own:
            self.shift += 0 if to is None else to - before
        elif to is None or to > before:
            self.put_off += 1
            if today > before:
                self.too_late += 1
                self.missed = before if self.missed is None else self.missed

    def slip(self) -> int | None:
        if self.first is None or self.due is None:
            return None
        return self.due - self.first - self.shift


@given(st.none() | near, said, near, st.none() | near)
@example(0, [(1, 3, True), (5, 9, True)], 12, 10)
@example(0, [(1, 3, True), (2, 4, False), (5, 9, True)], 12, None)
def test_a_standing_is_what_an_independent_walk_through_the_days_says(
    first: int | None, moves: list[tuple[int, int | None, bool]], day: int, end: int | None
) -> None:
    over = end if end is not None and end <= day else None
    last = day if over is None else over
    walk = Walk(first)
    for today in range(-5, last + 1):
        for moved_on, to, is_own in moves:
            if moved_on == today:
                walk.hear(today, to, is_own=is_own)

    standing = standing_on(
        DUE + timedelta(days=day),
        stated(first),
        [MovedTo(DUE + timedelta(days=on), stated(to), is_own) for on, to, is_own in moves],
        None if end is None else Ended(FULFILLED, DUE + timedelta(days=end)),
    )

    judged = walk.missed if over is not None and walk.missed is not None else walk.due
    late = 0 if judged is None else len(range(judged, last))
    assert (standing.moves, standing.moves_after_due) == (walk.put_off, walk.too_late)
    first_late = DUE + timedelta(days=judged + 1) if judged is not None and late else None
    assert (standing.judged_by, standing.late_since) == (stated(judged), first_late)
    assert standing.was_late == (late > 0 or walk.too_late > 0)
    kept = {CommitmentState.DONE_UNDATED, CommitmentState.DONE_LATE, CommitmentState.DONE_ON_TIME}
    assert (standing.state in kept) == (over is not None)
    assert (standing.state is CommitmentState.DONE_UNDATED) == (over is not None and judged is None)
    assert (standing.due, standing.slip_days) == (stated(walk.due), walk.slip())
    assert (standing.days_late, standing.stopped_days) == (late, 0)


def stated(days: int | None) -> DueDate:
    return UNDATED if days is None else due(DUE + timedelta(days=days))


@given(st.integers(-20, 60), st.lists(st.integers(-40, 60), max_size=6))
def test_debt_counts_each_waiting_place_on_each_day_late(until: int, since: list[int]) -> None:
    reported = [DUE + timedelta(days=days) for days in since]

    owed = debt(DUE + timedelta(days=until), due(DUE), reported)

    assert owed == sum(sum(1 for one in since if one < day) for day in range(1, until + 1))


def test_three_places_that_wait_ten_days_are_thirty_and_an_undated_promise_owes_none() -> None:
    reported = [date(2025, 9, 1)] * 3

    assert debt(DUE + timedelta(days=10), due(DUE), reported) == 30
    assert debt(DUE + timedelta(days=10), UNDATED, reported) == 0
