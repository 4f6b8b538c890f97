from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import CommitmentNotFound
from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.rules.two_times import AsOf
from directives.services.calendar_changes import change_calendar
from directives.services.commitments import move
from directives.services.due_explanations import Counting, DueStep, explain_due
from directives.vocabulary import CalendarDayKind, DueStart, MoveReason, Operator, Role
from tests.factories import NOW, UNDATED, make_actor, make_commitment, make_document
from tests.services.test_commitments import moved_to

AT = AsOf(date(2025, 12, 31), NOW + timedelta(days=60))


def promised(session: Session, due: date, phrase: str, **more: Any) -> int:
    said = {
        "due_from": due,
        "due_to": due,
        "due_operator": Operator.ON_OR_BEFORE,
        "due_phrase": phrase,
    }
    return saved_id(make_commitment(session, **{**said, **more}))


def steps(session: Session, key: int) -> list[DueStep]:
    return list(explain_due(session, key, AT).steps)


def counting(session: Session, key: int) -> Counting:
    found = steps(session, key)[-1].counting
    assert found is not None
    return found


def passed_over(found: Counting) -> list[date]:
    return [one.day for one in found.days if not one.is_working]


def test_working_days_are_counted_from_the_day_after_and_weekends_passed_over(
    session: Session,
) -> None:
    found = counting(session, promised(session, date(2025, 10, 15), "trong 10 ngày làm việc"))

    assert (found.starts, found.start) == (DueStart.SAID, date(2025, 10, 1))
    assert found.working_days == 10
    assert passed_over(found) == [date(2025, 10, day) for day in (4, 5, 11, 12)]


def test_the_swap_of_may_2025_is_told_both_ways(session: Session) -> None:
    first = {"promised_on": date(2025, 4, 24)}
    key = promised(session, date(2025, 5, 5), "trong 05 ngày làm việc", **first)

    found = counting(session, key)

    assert found.working_days == 5
    assert [one.day for one in found.days if one.is_working] == [date(2025, 4, 26)]
    off = {one.day: one.special.kind for one in found.days if one.special and not one.is_working}
    assert off == {
        date(2025, 4, 30): CalendarDayKind.HOLIDAY,
        date(2025, 5, 1): CalendarDayKind.HOLIDAY,
        date(2025, 5, 2): CalendarDayKind.SWAPPED_OFF,
    }


def test_a_term_of_plain_days_that_ended_on_a_day_off_says_which(session: Session) -> None:
    found = counting(session, promised(session, date(2025, 10, 13), "trong 10 ngày"))

    assert found.working_days is None
    assert passed_over(found) == [date(2025, 10, 11), date(2025, 10, 12)]


def test_a_fixed_date_is_named_by_its_own_words_and_no_day_matters(session: Session) -> None:
    found = counting(session, promised(session, date(2025, 10, 19), "trước ngày 20/10/2025"))

    assert (found.starts, found.start, found.days) == (DueStart.NAMED, None, [])


def test_a_term_counts_from_the_day_of_its_document(session: Session) -> None:
    source = make_document(session, issued_on=date(2025, 9, 30))
    said = {"source_document_id": source.id, "source_quote": "trong 10 ngày làm việc"}

    found = counting(session, promised(session, date(2025, 10, 14), "10 ngày làm việc", **said))

    assert (found.starts, found.start) == (DueStart.DOCUMENT, date(2025, 9, 30))


def test_a_term_counts_from_the_day_of_effect_where_its_words_say_so(session: Session) -> None:
    source = make_document(session, issued_on=date(2025, 9, 1), effective_on=date(2025, 10, 1))
    said = {"source_document_id": source.id, "source_quote": "trong 10 ngày làm việc"}
    phrase = "trong 10 ngày làm việc kể từ ngày Nghị định này có hiệu lực"

    found = counting(session, promised(session, date(2025, 10, 15), phrase, **said))

    assert (found.starts, found.start, found.working_days) == (
        DueStart.EFFECT,
        date(2025, 10, 1),
        10,
    )


def test_a_term_from_a_day_that_its_words_name_shows_what_the_end_passed_over(
    session: Session,
) -> None:
    phrase = "trong 10 ngày kể từ ngày 01/10/2025"

    found = counting(session, promised(session, date(2025, 10, 13), phrase))

    assert found.starts is DueStart.NAMED
    assert passed_over(found) == [date(2025, 10, 11), date(2025, 10, 12)]


@pytest.mark.parametrize(
    "more", [{"due_phrase": ""}, {"due_phrase": "như đã hứa"}, {"due_to": date(2025, 10, 17)}]
)
def test_a_date_that_a_person_set_has_no_counting(session: Session, more: dict[str, Any]) -> None:
    key = promised(session, date(2025, 10, 15), "trong 10 ngày làm việc", **more)

    assert [one.counting for one in steps(session, key)] == [None]


def test_a_promise_without_a_date_has_one_step_without_counting(session: Session) -> None:
    key = promised(session, date(2025, 10, 15), "", **UNDATED)

    (step,) = steps(session, key)
    assert (step.counting, step.calendar_version, step.calendar_changed_at) == (None, 0, None)


def test_each_step_is_told_by_the_calendar_of_its_time(session: Session) -> None:
    key = promised(session, date(2025, 10, 15), "trong 10 ngày làm việc")
    at = AsOf(date(2025, 10, 8), NOW + timedelta(days=7))
    off = NewCalendarChange(
        day=date(2025, 10, 13), kind=CalendarDayKind.HOLIDAY, reason="Thông báo thử"
    )
    change_calendar(session, make_actor(session, Role.SYSTEM), [off], at=at)
    later = moved_to(date(2025, 11, 3), date(2025, 10, 20))
    move(session, make_actor(session, Role.OVERSIGHT), key, later, now=NOW + timedelta(days=20))

    first, by_calendar, own = steps(session, key)

    assert first.counting is not None
    assert date(2025, 10, 13) not in passed_over(first.counting)
    assert (first.calendar_version, first.move) == (0, None)
    assert by_calendar.move is not None
    assert by_calendar.move.reason is MoveReason.CALENDAR
    assert by_calendar.counting is not None
    assert date(2025, 10, 13) in passed_over(by_calendar.counting)
    assert by_calendar.counting.start == date(2025, 10, 1)
    assert (by_calendar.calendar_changed_at, by_calendar.calendar_version > 0) == (
        at.known_at,
        True,
    )
    assert (own.given_on, own.counting) == (date(2025, 10, 20), None)


def test_words_read_by_an_earlier_calendar_are_told_by_it(session: Session) -> None:
    off = NewCalendarChange(
        day=date(2025, 10, 13), kind=CalendarDayKind.HOLIDAY, reason="Thông báo thử"
    )
    change_calendar(session, make_actor(session, Role.SYSTEM), [off], at=AsOf(AT.day, NOW))

    (step,) = steps(session, promised(session, date(2025, 10, 15), "trong 10 ngày làm việc"))

    assert step.counting is not None
    assert step.calendar_version == 0


def test_a_day_of_effect_that_the_words_do_not_name_plays_no_part(session: Session) -> None:
    source = make_document(session, issued_on=date(2025, 9, 1), effective_on=date(2025, 10, 1))
    said = {"source_document_id": source.id, "source_quote": "trước ngày 16/10/2025"}

    found = counting(session, promised(session, date(2025, 10, 15), "trước 16/10/2025", **said))

    assert found.starts is DueStart.NAMED


def test_a_promise_that_is_not_known_is_refused(session: Session) -> None:
    with pytest.raises(CommitmentNotFound):
        explain_due(session, 999_999, AT)
