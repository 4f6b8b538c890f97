from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.stage_limits import LIMITS, Limit, Limits, SetLimit
from directives.rules.stages import StageEntry, stage_due_on, stage_standings
from directives.rules.working_days import shipped_calendar
from directives.vocabulary import DayUnit, Procedure, Stage

DAY = date(2025, 10, 6)  # a Monday
NORMAL, SHORTENED = Procedure.NORMAL, Procedure.SHORTENED
TEN, FIVE = Limit(10, DayUnit.WORKING), Limit(5, DayUnit.CALENDAR)


def said(limit: Limit | None, holds_from: date = DAY, type_code: str = "") -> SetLimit:
    return SetLimit(type_code, Stage.COMMENTS, NORMAL, limit, holds_from)


@pytest.mark.parametrize(
    ("known", "type_code", "expected"),
    [
        ([], "TT", TEN),  # as shipped
        ([said(FIVE)], "TT", FIVE),
        ([said(FIVE, DAY + timedelta(1))], "TT", TEN),  # from tomorrow on
        ([said(FIVE), said(None)], "TT", None),  # said last
        ([said(FIVE), said(None, DAY - timedelta(1))], "TT", FIVE),  # from the later day
        ([said(FIVE, type_code="TT")], "TT", FIVE),
        ([said(FIVE, type_code="TT")], "NĐ", TEN),
        ([said(FIVE, DAY - timedelta(9), "TT"), said(None)], "TT", FIVE),  # its own goes first
        ([said(FIVE)], "", FIVE),
    ],
)
def test_what_was_set_for_the_kind_goes_before_what_was_set_for_all(
    known: list[SetLimit], type_code: str, expected: Limit | None
) -> None:
    limits = Limits(known, type_code)

    assert limits.of(Stage.COMMENTS, NORMAL, DAY) == expected
    assert limits.of(Stage.COMMENTS, SHORTENED, DAY) == LIMITS[Stage.COMMENTS, SHORTENED]


def test_a_stage_tells_what_its_limit_comes_from() -> None:
    entries = [
        StageEntry(Stage.COMMENTS, DAY - timedelta(1)),
        StageEntry(Stage.COMMENTS, DAY),
        StageEntry(Stage.COMMENTS, DAY, own_limit=TEN),
    ]
    set_one = said(FIVE)

    calendars = [shipped_calendar()] * len(entries)
    found = stage_standings(
        DAY, entries, ended_on=None, calendars=calendars, limits=Limits([set_one])
    )

    assert [one.set_by for one in found] == [None, set_one, None]
    assert [one.limit for one in found] == [TEN, FIVE, TEN]
    assert found[1].due_on == date(2025, 10, 13)  # the fifth day is a Saturday


later = st.builds(
    SetLimit,
    st.sampled_from(["", "TT"]),
    st.sampled_from(Stage),
    st.sampled_from(Procedure),
    st.none() | st.builds(Limit, st.integers(1, 40), st.sampled_from(DayUnit)),
    st.integers(1, 300).map(lambda days: DAY + timedelta(days)),
)


@given(st.lists(later, max_size=5), st.lists(later, max_size=5), st.sampled_from(Stage))
def test_no_later_setting_moves_the_due_date_of_a_stage_entered_before(
    before: list[SetLimit], after: list[SetLimit], stage: Stage
) -> None:
    entry = StageEntry(stage, DAY + timedelta(40))
    binding = [one for one in after if one.holds_from > entry.entered_on]
    calendar = shipped_calendar()

    assert stage_due_on(entry, Limits([*before, *binding], "TT"), calendar) == stage_due_on(
        entry, Limits(before, "TT"), calendar
    )
