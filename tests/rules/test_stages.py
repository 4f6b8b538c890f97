from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.stage_limits import LIMITS, Limit
from directives.rules.stages import StageEntry, due_after, stage_standings, stages_of
from directives.rules.working_days import shipped_calendar
from directives.vocabulary import CommitmentKind, DayUnit, Procedure, Stage

CALENDAR = shipped_calendar()
START = date(2025, 4, 24)  # a Thursday; Saturday the 26th is worked, then days off until 4 May


@pytest.mark.parametrize(
    ("kind", "code", "count", "appraised"),
    [
        (CommitmentKind.GUIDANCE, "TT", 5, True),
        (CommitmentKind.GUIDANCE, None, 5, True),
        (CommitmentKind.GUIDANCE, "CV", 4, False),
        (CommitmentKind.ACTION, None, 2, False),
    ],
)
def test_what_was_promised_decides_its_stages(
    kind: CommitmentKind, code: str | None, count: int, *, appraised: bool
) -> None:
    stages = stages_of(kind, code)

    assert (len(stages), Stage.APPRAISAL in stages) == (count, appraised)


@pytest.mark.parametrize(
    ("entry", "due_on"),
    [
        (StageEntry(Stage.DRAFTING, START), None),
        (StageEntry(Stage.COMMENTS, START), date(2025, 5, 12)),
        (StageEntry(Stage.COMMENTS, START, Procedure.SHORTENED), date(2025, 4, 28)),
        (StageEntry(Stage.APPRAISAL, START, Procedure.SHORTENED), date(2025, 5, 7)),
        (
            StageEntry(Stage.DRAFTING, START, own_limit=Limit(8, DayUnit.CALENDAR)),
            date(2025, 5, 5),
        ),
        (
            StageEntry(Stage.COMMENTS, START, own_limit=Limit(1, DayUnit.WORKING)),
            date(2025, 4, 25),
        ),
    ],
)
def test_a_limit_counts_its_days_by_the_calendar(entry: StageEntry, due_on: date | None) -> None:
    (one,) = stage_standings(START, [entry], ended_on=None, calendars=[CALENDAR])

    assert one.due_on == due_on


@given(
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.integers(1, 60),
    st.sampled_from(DayUnit),
)
def test_the_last_good_day_is_where_somebody_who_ticks_days_off_stops(
    entered_on: date, days: int, unit: DayUnit
) -> None:
    day, ticked = entered_on, 0
    while ticked < days or not CALENDAR.is_working(day):
        day += timedelta(days=1)
        ticked += unit is DayUnit.CALENDAR or CALENDAR.is_working(day)

    assert due_after(entered_on, Limit(days, unit), CALENDAR) == day


def test_a_stage_that_was_late_says_so_when_it_is_left() -> None:
    entries = [
        StageEntry(Stage.COMMENTS, START, Procedure.SHORTENED),
        StageEntry(Stage.APPRAISAL, date(2025, 5, 6)),
    ]

    comments, appraisal = stage_standings(
        date(2025, 6, 1), entries, ended_on=date(2025, 5, 20), calendars=[CALENDAR] * len(entries)
    )

    assert (comments.left_on, comments.days_late) == (date(2025, 5, 6), 8)
    assert (appraisal.left_on, appraisal.days_late) == (date(2025, 5, 20), 0)


def test_what_comes_after_the_day_does_not_count_yet() -> None:
    entries = [StageEntry(Stage.DRAFTING, START), StageEntry(Stage.COMMENTS, date(2025, 5, 6))]

    (only,) = stage_standings(
        date(2025, 5, 5), entries, ended_on=date(2025, 5, 20), calendars=[CALENDAR] * len(entries)
    )

    assert (only.entry.stage, only.left_on) == (Stage.DRAFTING, None)


@given(
    st.lists(st.tuples(st.sampled_from(list(Stage)), st.integers(0, 20)), max_size=6),
    st.integers(0, 150),
    st.none() | st.integers(0, 150),
)
def test_stages_follow_each_other_and_are_late_as_an_independent_count_says(
    said: list[tuple[Stage, int]], days: int, ended_after: int | None
) -> None:
    on, entries = START, []
    for stage, gap in said:
        on += timedelta(days=gap)
        entries.append(StageEntry(stage, on))
    day = START + timedelta(days=days)
    ended_on = START + timedelta(days=ended_after) if ended_after is not None else None

    found = stage_standings(day, entries, ended_on=ended_on, calendars=[CALENDAR] * len(entries))

    assert [one.entry for one in found] == [one for one in entries if one.entered_on <= day]
    for one, after in pairwise(found):
        assert one.left_on == after.entry.entered_on
    for one in found:
        limit = LIMITS.get((one.entry.stage, one.entry.procedure))
        until, late, counted = one.left_on or day, 0, 0
        walk = one.entry.entered_on
        while walk < until:
            walk += timedelta(days=1)
            late += limit is not None and counted >= limit.days
            counted += CALENDAR.is_working(walk)
        assert one.days_late == late
