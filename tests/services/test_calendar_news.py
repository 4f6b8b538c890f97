"""Whatever the calendar becomes: those are told whose date is another one, and nobody else."""

import json
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from directives.errors import ValueInvalid
from directives.models.audit import AuditEvent
from directives.models.calendar import NewCalendarChange
from directives.models.notice import Notice
from directives.rules.working_days import Calendar
from directives.services.calendar import working_calendar
from directives.vocabulary import CalendarDayKind, DayUnit, Stage
from tests.factories import TODAY, make_contact
from tests.services.test_calendar_changes import change, promise, run
from tests.services.test_digests import entries, letters
from tests.services.test_stage_moves import enter, news

FAR = date(2026, 12, 31)
Due = tuple[int, bool]  # of a promise; of a stage of it, or its own
Count = Callable[[Calendar], date]


def counted(unit: DayUnit, start: date, days: int) -> Count:
    """Count a term day by day."""

    def by(calendar: Calendar) -> date:
        day = start
        if unit is DayUnit.CALENDAR:
            day += timedelta(days)
            while not calendar.is_working(day):
                day += timedelta(1)
            return day
        left = days
        while left:
            day += timedelta(1)
            left -= calendar.is_working(day)
        return day

    return by


def fill(session: Session) -> dict[Due, Count]:
    """Record promises with terms, with fixed dates and with stages; return how each is counted."""
    calendar, found = working_calendar(session), dict[Due, Count]()
    phrases = {DayUnit.WORKING: "trong {} ngày làm việc", DayUnit.CALENDAR: "trong {} ngày"}
    for days in (3, 8, 15, 30):
        for unit, phrase in phrases.items():
            count = counted(unit, TODAY, days)
            due = count(calendar)
            key = promise(session, due_from=due, due_to=due, due_phrase=phrase.format(days))
            found[key, False] = count
            enter(session, key, Stage.DRAFTING, TODAY, limit_days=days, limit_unit=unit)
            if days == 8:  # a stage that was left is told of no more
                enter(session, key, Stage.SUBMITTED, TODAY + timedelta(1))
            else:
                found[key, True] = count
    key = promise(session, due_from=FAR, due_to=FAR, due_phrase="chậm nhất ngày 31/12/2026")
    enter(session, key, Stage.COMMENTS, TODAY)
    found[key, True] = counted(DayUnit.WORKING, TODAY, 10)
    return found


DAYS = st.dates(TODAY - timedelta(3), TODAY + timedelta(50))
KINDS = st.sampled_from([*CalendarDayKind, None])


CHANGES = st.lists(st.tuples(DAYS, KINDS), min_size=1, max_size=2, unique_by=lambda one: one[0])


def test_those_are_told_whose_date_is_another_one_and_nobody_else(session: Session) -> None:
    make_contact(session)
    dues, old = fill(session), working_calendar(session)

    @settings(max_examples=40, deadline=None)
    @given(changes=CHANGES)
    def holds(changes: list[tuple[date, CalendarDayKind | None]]) -> None:
        said = [
            NewCalendarChange(day=day, kind=kind, name="Thử", reason="1/TB")
            for day, kind in changes
        ]
        with session.begin_nested() as whole:
            try:
                change(session, said)
            except ValueInvalid:  # a day is so already, or cannot become that
                pass
            else:
                _check(session, dues, old)
            whole.rollback()

    holds()


def _check(session: Session, dues: dict[Due, Count], old: Calendar) -> None:
    new = working_calendar(session)
    moved = {
        due: (count(old), count(new)) for due, count in dues.items() if count(old) != count(new)
    }
    owed = news(session)
    assert {_of_what(one): (one.moved_from, one.due_to) for one in owed} == moved
    assert len(owed) == len(moved)
    assert _logged(session) == moved
    run(session)
    assert _told(session) == moved


def _of_what(notice: Notice) -> Due:
    return notice.commitment_id, notice.stage_id is not None


def _logged(session: Session) -> dict[Due, tuple[date, date]]:
    actions = ("commitment.move", "commitment.stage_move")
    found = session.exec(select(AuditEvent).where(col(AuditEvent.action).in_(actions)))
    logged = {}
    for event in found:
        said = json.loads(event.details)
        days = (date.fromisoformat(said["due_before"]), date.fromisoformat(said["due_to"]))
        logged[event.subject_id or 0, "stage" in said] = days
    return logged


def _told(session: Session) -> dict[Due, tuple[date, date]]:
    return {
        (entry["commitment_id"], one["basis"] == "stage"): (
            date.fromisoformat(one["moved_from"]),
            date.fromisoformat(one["due_to"]),
        )
        for letter in letters(session)
        for entry in entries(letter)
        for one in entry["deadlines"]
        if one["moved_from"]
    }
