"""What was left or has ended keeps its date, whatever the calendar becomes afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from sqlmodel import Session, select

from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.models.commitment_stage import NewStage
from directives.rules.stages import StageStanding
from directives.rules.two_times import HA_NOI, AsOf, ha_noi_date
from directives.services.calendar_changes import change_calendar
from directives.services.calendar_moves import Shift
from directives.services.commitment_stages import enter_stage, stages_on
from directives.services.commitment_views import get_commitment
from directives.services.commitments import fulfil, withdraw
from directives.services.due_explanations import explain_due
from directives.services.stage_explanations import explain_stages
from directives.vocabulary import CalendarDayKind, CommitmentState, DayUnit, Role, Stage
from tests.factories import make_actor, make_commitment, make_document
from tests.services.test_calendar_changes import promise

PROMISED = date(2025, 10, 1)
ENTERED, DUE, MOVED = date(2025, 10, 2), date(2025, 10, 16), date(2025, 10, 17)
OFF = date(2025, 10, 13)  # a Monday within the ten working days of the stage and of the promise


def instant(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), HA_NOI).astimezone(UTC)


def at(day: date, hour: int = 10) -> AsOf:
    return AsOf(day, instant(day, hour))


def october(day: int, hour: int = 10) -> AsOf:
    return at(date(2025, 10, day), hour)


def enter(session: Session, key: int, stage: Stage, day: date, now: datetime, **more: Any) -> int:
    new = NewStage(stage=stage, entered_on=day, **more)
    actor = make_actor(session, Role.OVERSIGHT)
    return saved_id(enter_stage(session, actor, key, new, now=now))


def change(
    session: Session, when: AsOf, day: date = OFF, kind: CalendarDayKind | None = None
) -> list[Shift]:
    new = NewCalendarChange(day=day, kind=kind, name="Nghỉ" if kind else "", reason="Thông báo 1")
    return change_calendar(session, make_actor(session, Role.SYSTEM), [new], at=when)


def closed(session: Session, when: AsOf) -> list[Shift]:
    return change(session, when, kind=CalendarDayKind.HOLIDAY)


def stages(session: Session, key: int, when: AsOf) -> list[StageStanding]:
    return list(stages_on(session, get_commitment(session, key, when), when))


def commented(session: Session) -> int:
    """Return a promise that asks for comments since 2 October, for ten working days."""
    key = saved_id(make_commitment(session, now=instant(PROMISED)))
    enter(session, key, Stage.COMMENTS, ENTERED, instant(ENTERED))
    return key


def goes_on(session: Session, key: int, when: AsOf, left: date = MOVED) -> None:
    enter(session, key, Stage.APPRAISAL, left, when.known_at)


def is_kept(session: Session, key: int, when: AsOf, left: date = MOVED) -> None:
    document = make_document(session, number_as_printed="9/2025/TT-BNV", issued_on=left)
    actor = make_actor(session, Role.SYSTEM)
    fulfil(session, actor, key, held_on=left, document_id=saved_id(document), now=when.known_at)


def is_withdrawn(session: Session, key: int, when: AsOf, left: date = MOVED) -> None:
    actor = make_actor(session, Role.SYSTEM)
    withdraw(session, actor, key, held_on=left, reason="thôi", now=when.known_at)


@pytest.mark.parametrize("leave", [goes_on, is_kept, is_withdrawn])
def test_what_the_calendar_becomes_after_a_stage_was_left_moves_nothing(
    session: Session, leave: Callable[[Session, int, AsOf], None]
) -> None:
    key = commented(session)
    leave(session, key, october(17))

    assert closed(session, october(20)) == []

    for when in (october(17), october(20), october(30), AsOf(date(2025, 10, 30), instant(MOVED))):
        comments = stages(session, key, when)[0]
        assert (comments.due_on, comments.left_on, comments.days_late) == (DUE, MOVED, 1)
    view = get_commitment(session, key, october(30))
    assert [one.due_on for one in explain_stages(session, view, october(30))[0].dues] == [DUE]


def test_a_change_later_on_the_day_of_leaving_moves_nothing(session: Session) -> None:
    key = commented(session)
    goes_on(session, key, october(17))

    assert closed(session, october(17, 11)) == []

    assert stages(session, key, october(30))[0].due_on == DUE


def test_a_change_before_a_stage_was_left_counts(session: Session) -> None:
    key = commented(session)
    closed(session, october(17, 9))
    goes_on(session, key, october(17))
    change(session, october(20))

    for when in (october(17), october(30)):
        comments = stages(session, key, when)[0]
        assert (comments.due_on, comments.days_late) == (MOVED, 0)
    explained = explain_stages(session, get_commitment(session, key, october(30)), october(30))
    assert [one.due_on for one in explained[0].dues] == [DUE, MOVED]


@pytest.mark.parametrize("leave", [goes_on, is_kept])
def test_what_is_recorded_late_is_judged_by_the_day_on_which_it_was_left(
    session: Session, leave: Callable[[Session, int, AsOf, date], None]
) -> None:
    key = commented(session)
    (shift,) = closed(session, october(21))  # nobody knows yet that it was left on the 17th
    assert (shift.before, shift.after) == (DUE, MOVED)

    leave(session, key, october(22), MOVED)

    known_before, known_after = (
        stages(session, key, AsOf(date(2025, 10, 22), instant(date(2025, 10, day))))[0]
        for day in (21, 23)
    )
    assert (known_before.due_on, known_before.left_on) == (MOVED, None)
    assert (known_after.due_on, known_after.left_on, known_after.days_late) == (DUE, MOVED, 1)


def test_a_stage_that_is_recorded_later_is_counted_by_the_calendar_of_then(
    session: Session,
) -> None:
    key = saved_id(make_commitment(session, now=instant(PROMISED)))
    closed(session, october(14))
    enter(session, key, Stage.COMMENTS, ENTERED, october(20).known_at)
    goes_on(session, key, october(20, 11), left=date(2025, 10, 10))

    for when in (october(10), october(30)):
        assert stages(session, key, AsOf(when.day, october(30).known_at))[0].due_on == MOVED


def test_a_day_before_a_change_shows_the_date_of_that_day(session: Session) -> None:
    key = commented(session)
    closed(session, october(8))

    known_at = october(9).known_at
    dues = [stages(session, key, AsOf(date(2025, 10, day), known_at)) for day in (7, 8)]

    assert [one.due_on for (one,) in dues] == [DUE, MOVED]


@pytest.mark.parametrize("end", [is_kept, is_withdrawn])
def test_a_promise_that_ended_keeps_its_date(
    session: Session, end: Callable[[Session, int, AsOf, date], None]
) -> None:
    key = promise(session, now=instant(PROMISED))
    end(session, key, october(16), date(2025, 10, 16))
    before = get_commitment(session, key, october(16)).standing

    assert closed(session, october(20)) == []

    assert (before.due.due_to, before.days_late) == (date(2025, 10, 15), 1)
    assert get_commitment(session, key, october(30)).standing == before
    expected = CommitmentState.DONE_LATE if end is is_kept else CommitmentState.WITHDRAWN
    assert before.state is expected


def test_a_promise_whose_end_is_recorded_late_is_judged_by_its_day(session: Session) -> None:
    key = promise(session, now=instant(PROMISED))
    (shift,) = closed(session, october(20))
    assert shift.after == DUE

    is_kept(session, key, october(22), date(2025, 10, 16))

    for known, due, days_late in ((21, DUE, 6), (23, date(2025, 10, 15), 1)):
        when = AsOf(date(2025, 10, 22), october(known).known_at)
        standing = get_commitment(session, key, when).standing
        assert (standing.due.due_to, standing.days_late) == (due, days_late)
        assert explain_due(session, key, when).steps[-1].due.due_to == due


@dataclass
class Told:
    """All dates that a stage or a promise was said to have, each with the instant."""

    first_on: date
    days: int
    unit: DayUnit
    recorded_at: datetime
    dues: list[tuple[datetime, date]] = field(default_factory=list)
    left: tuple[date, datetime] | None = None

    def holds(self) -> date:
        """Return the last date told by the day on which it was left, or when it was recorded."""
        until = self.left[0] if self.left else date.max
        said = [
            due
            for told_at, due in self.dues
            if told_at == self.recorded_at or ha_noi_date(told_at) <= until
        ]
        return said[-1]


@dataclass
class History:
    """A promise, its stages and a calendar that changes, counted slowly, day by day."""

    session: Session
    chance: Random
    special: set[date] = field(default_factory=set)  # days off in the week, worked at its end
    stages: list[Told] = field(default_factory=list)
    seen: list[tuple[AsOf, list[date], date]] = field(default_factory=list)

    def begin(self) -> None:
        self.now = instant(PROMISED, 7)
        self.key = promise(self.session, now=self.now)
        self.promise = Told(PROMISED, 10, DayUnit.WORKING, self.now)
        self.tell(self.promise)

    def is_worked(self, day: date) -> bool:
        return (day.weekday() < 5) is not (day in self.special)

    def count(self, one: Told) -> date:
        day = one.first_on
        if one.unit is DayUnit.WORKING:
            left = one.days
            while left:
                day += timedelta(1)
                left -= self.is_worked(day)
            return day
        day += timedelta(one.days)
        while not self.is_worked(day):
            day += timedelta(1)
        return day

    def tell(self, one: Told) -> bool:
        """Note the date of something that goes on; tells whether it is another one."""
        due = self.count(one)
        if one.dues and one.dues[-1][1] == due:
            return False
        one.dues.append((self.now, due))
        return True

    def change_calendar(self) -> None:
        day = PROMISED + timedelta(self.chance.randint(1, 40))
        kind = None
        if day not in self.special:
            is_weekend = day.weekday() >= 5
            kind = CalendarDayKind.MAKEUP_WORKDAY if is_weekend else CalendarDayKind.HOLIDAY
        self.special ^= {day}
        shifts = change(self.session, AsOf(ha_noi_date(self.now), self.now), day, kind)
        going_on = [one for one in (self.promise, *self.stages[-1:]) if one.left is None]
        moved = [one for one in going_on if self.tell(one)]
        assert [(one.before, one.after) for one in shifts] == [
            (one.dues[-2][1], one.dues[-1][1]) for one in moved
        ]

    def enter_stage(self) -> None:
        earliest = self.stages[-1].first_on if self.stages else PROMISED
        day = self.some_day_since(earliest)
        stage = (Stage.COMMENTS, Stage.DRAFTING)[len(self.stages) % 2]
        days, unit = self.chance.randint(1, 12), self.chance.choice(list(DayUnit))
        enter(self.session, self.key, stage, day, self.now, limit_days=days, limit_unit=unit)
        self.leave(day)
        self.stages.append(Told(day, days, unit, self.now))
        self.tell(self.stages[-1])

    def end(self) -> None:
        self.now += timedelta(hours=1)
        day = self.some_day_since(self.stages[-1].first_on if self.stages else PROMISED)
        is_kept(self.session, self.key, AsOf(day, self.now), day)
        self.leave(day)
        self.promise.left = (day, self.now)
        self.look()

    def leave(self, day: date) -> None:
        if self.stages:
            self.stages[-1].left = (day, self.now)

    def some_day_since(self, earliest: date) -> date:
        """Return today, or a day before: what happened is often recorded late."""
        today = ha_noi_date(self.now)
        return max(earliest, today - timedelta(self.chance.choice((0, 0, 0, 1, 3, 6))))

    def live(self, day: date) -> None:
        for hour in (8, 10, 12):
            self.now = instant(day, hour)
            what = self.chance.random()
            if what < 0.25:
                self.change_calendar()
            elif what < 0.4 and self.promise.left is None:
                self.enter_stage()
            if what < 0.4:
                self.look()

    def look(self) -> None:
        """Compare what is shown now with what was told, and keep it for later."""
        when = AsOf(ha_noi_date(self.now), self.now)
        told = [one.holds() for one in self.stages], self.promise.holds()
        self.seen.append((when, *told))
        assert self.shown(when) == told

    def shown(self, when: AsOf) -> tuple[list[date | None], date | None]:
        view = get_commitment(self.session, self.key, when)
        explained = explain_stages(self.session, view, when)
        dues = [one.standing.due_on for one in explained]
        assert dues == [one.dues[-1].due_on for one in explained]
        return dues, view.standing.due.due_to


@pytest.mark.parametrize("seed", range(3))
def test_every_date_is_the_last_one_told_while_it_was_worked_on(
    session: Session, seed: int
) -> None:
    history = History(session, Random(seed))
    history.begin()
    for days in range(25):
        history.live(PROMISED + timedelta(days))
    history.end()
    for days in range(25, 40):
        history.live(PROMISED + timedelta(days))

    assert len(history.stages) > 2
    assert len(history.promise.dues) > 1
    for when, *told in history.seen:
        assert list(history.shown(when)) == told, "a report of a past day made again"
    logged = AuditEvent.action == "commitment.stage_move"
    lines = session.exec(select(AuditEvent).where(logged)).all()
    assert len(lines) == sum(len(one.dues) - 1 for one in history.stages)
