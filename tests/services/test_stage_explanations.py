from datetime import date, timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.rules.two_times import AsOf
from directives.services.commitment_views import get_commitment
from directives.services.stage_explanations import ExplainedStage, explain_stages
from directives.store.calendar import last_calendar_change
from directives.vocabulary import CalendarDayKind, DayUnit, Stage
from tests.factories import make_commitment
from tests.services.test_calendar_changes import AT, DAY, change, day_off
from tests.services.test_stage_moves import AFTER, BEFORE, enter, staged

LATER = AsOf(DAY, AT.known_at + timedelta(hours=1))


def explained(session: Session, key: int, at: AsOf = AT) -> list[ExplainedStage]:
    return explain_stages(session, get_commitment(session, key, at), at)


def test_a_promise_without_stages_has_none_to_explain(session: Session) -> None:
    assert explained(session, saved_id(make_commitment(session))) == []


def test_a_stage_says_which_days_were_passed_over(session: Session) -> None:
    (found,) = explained(session, staged(session))

    (due,) = found.dues
    assert (due.due_on, due.calendar_version) == (BEFORE, 0)
    assert [one.day.day for one in due.days] == [4, 5, 11, 12]


def test_each_due_date_that_the_calendar_gave_is_told_in_its_order(session: Session) -> None:
    key = staged(session)
    change(session, day_off(date(2025, 12, 1)))  # touches nothing
    change(session, day_off())
    version = last_calendar_change(session)

    (found,) = explained(session, key)

    dues = [(one.due_on, one.calendar_version) for one in found.dues]
    assert dues == [(BEFORE, 0), (AFTER, version)]
    assert found.standing.due_on == AFTER
    assert [one.day for one in found.dues[-1].days if one.special] == [date(2025, 10, 13)]
    (known_before,) = explained(session, key, AsOf(DAY, AT.known_at - timedelta(minutes=1)))
    assert [one.due_on for one in known_before.dues] == [BEFORE]


def test_a_stage_entered_after_a_change_begins_with_it(session: Session) -> None:
    change(session, day_off(), AsOf(DAY, AT.known_at - timedelta(days=1)))

    (found,) = explained(session, staged(session))

    version = last_calendar_change(session)
    assert [(one.due_on, one.calendar_version) for one in found.dues] == [(AFTER, version)]


def test_between_the_days_of_a_swap_the_calendar_is_in_no_state(session: Session) -> None:
    key = staged(session)
    worked = date(2025, 10, 11)
    swap = [
        *day_off(kind=CalendarDayKind.SWAPPED_OFF),
        NewCalendarChange(day=worked, kind=CalendarDayKind.MAKEUP_WORKDAY, reason="Thông báo 1"),
    ]
    change(session, swap)
    change(session, day_off(kind=CalendarDayKind.HOLIDAY), LATER)

    (found,) = explained(session, key, LATER)

    assert [one.due_on for one in found.dues] == [BEFORE]  # one day off, one worked instead


def test_a_limit_in_plain_days_says_over_which_days_off_it_went(session: Session) -> None:
    key = saved_id(make_commitment(session))
    limit = {"limit_days": 9, "limit_unit": DayUnit.CALENDAR}
    enter(session, key, Stage.COMMENTS, date(2025, 10, 2), **limit)
    enter(session, key, Stage.DRAFTING, date(2025, 10, 3))

    comments, drafting = explained(session, key)

    assert comments.dues[0].due_on == date(2025, 10, 13)
    assert [one.day.day for one in comments.dues[0].days] == [11, 12]
    assert drafting.dues == []
