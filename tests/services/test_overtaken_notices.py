"""What a pause or a move overtook before it was told comes again when the state calls for it."""

from collections import Counter
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from directives.errors import DirectivesError
from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.models.notice import Notice
from directives.rules.ladders import Ladders
from directives.rules.notices import Step
from directives.rules.promise_steps import Clock
from directives.rules.two_times import AsOf
from directives.services.accounts import actor_of
from directives.services.commitment_steps import take_step
from directives.services.commitment_views import CommitmentView, get_commitment
from directives.services.commitments import move
from directives.services.delivery import record_delivered
from directives.services.digests import TOPIC, write_digests
from directives.services.inbox import read_everything, view_inbox
from directives.services.ladders import set_ladder
from directives.services.notices import queue_due_notices
from directives.store.outbox import list_messages
from directives.vocabulary import Audience, LadderKind, Role, StepKind
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_actor,
    make_commitment,
    make_contact,
)
from tests.services.test_commitments import moved_to

DUE = date(2025, 10, 14)
EVENTS = ("pause", "resume", "interrupt", "queue", "ahead", "write", "deliver", "forth", "back")


class Course:
    """One promise, the people of its body, and the days that pass."""

    def __init__(self, session: Session) -> None:
        self.session, self.day = session, TODAY
        self.overtaken: set[tuple[int, Audience, int, date | None]] = set()
        self.people = {
            Audience.PERSON: saved_id(make_contact(session)),
            Audience.UNIT_HEAD: saved_id(make_contact(session, is_head=True)),
            Audience.OFFICE: saved_id(make_contact(session, office=True)),
        }
        self.promise = saved_id(make_commitment(session, promised_on=date(2025, 8, 1)))
        self.system = make_actor(session, Role.SYSTEM)

    @property
    def now(self) -> datetime:
        return NOW + (self.day - TODAY)

    def pass_days(self, days: int) -> None:
        self.day += timedelta(days=days)

    def view(self) -> CommitmentView:
        return get_commitment(self.session, self.promise, AsOf(self.day, self.now))

    def step(self, kind: StepKind) -> None:
        new = NewStep(kind=kind, held_on=self.day, words="chờ ý kiến")
        take_step(self.session, self.system, self.promise, new, now=self.now)

    def do(self, event: str) -> None:
        try:
            with self.session.begin_nested():
                getattr(self, event)()
        except DirectivesError:
            return

    def pause(self) -> None:
        self.step(StepKind.PAUSED)

    def resume(self) -> None:
        self.step(StepKind.RESUMED)

    def interrupt(self) -> None:
        """Pause before a letter is written, so that what waits is overtaken; then go on."""
        self.pause()
        self.write()
        self.overtaken |= {said(one) for one in self.ledger() if one.overtaken_at}
        self.resume()

    def forth(self) -> None:
        self._move(DUE + timedelta(days=9))

    def back(self) -> None:
        self._move(DUE)

    def _move(self, to: date) -> None:
        move(self.session, self.system, self.promise, moved_to(to, self.day), now=self.now)

    def queue(self) -> None:
        queue_due_notices(self.session, self.system, today=self.day, now=self.now)

    def ahead(self) -> None:
        later = self.day + timedelta(days=40)
        queue_due_notices(self.session, self.system, today=later, now=self.now)

    def write(self) -> None:
        write_digests(self.session, self.system, today=self.day, now=self.now)

    def deliver(self) -> None:
        for message in list_messages(self.session, TOPIC):
            record_delivered(self.session, saved_id(message), day=self.day, now=self.now)
        self.session.flush()

    def owed(self) -> set[tuple[int, Audience, int, date | None]]:
        """Return, slowly, what each circle should have been told last by today."""
        standing = self.view().standing
        if standing.course.clock is not Clock.RUNNING or standing.due.due_to is None:
            return set()
        passed = (self.day - standing.due.due_to).days
        last: dict[Audience, int] = {}
        for step in Ladders().dated:
            if step.audience in self.people and step.days_from_due <= passed:
                last[step.audience] = step.days_from_due
        due = standing.due.due_to
        return {(self.people[audience], audience, days, due) for audience, days in last.items()}

    def waits(self, one: Notice) -> bool:
        return not one.overtaken_at and (one.not_before or self.day) <= self.day

    def is_reached(self, one: Notice) -> bool:
        return one.due_to is not None and one.due_to + timedelta(days=one.days) <= self.day

    def ledger(self) -> list[Notice]:
        self.session.expire_all()
        rows = self.session.exec(select(Notice).where(Notice.commitment_id == self.promise))
        return [one for one in rows if one.contact_id in self.people.values()]


def said(one: Notice) -> tuple[int, Audience, int, date | None]:
    return (one.contact_id or 0, one.audience, one.days, one.due_to)


def test_whatever_pauses_and_moves_nothing_owed_is_lost_and_nothing_repeated(
    shared_engine: sa.Engine,
) -> None:
    came_again = 0

    @settings(max_examples=20, deadline=None)
    @example([(12, "queue"), (0, "interrupt")])
    @given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(EVENTS)), max_size=14))
    def check(events: list[tuple[int, str]]) -> None:
        nonlocal came_again
        with shared_engine.connect() as connection:
            transaction = connection.begin()
            with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
                course = Course(session)
                for days, event in [*events, (0, "resume"), (0, "deliver")]:
                    course.pass_days(days)
                    course.do(event)
                    course.queue()
                    standing = {
                        said(one) for one in course.ledger() if one.message_id or course.waits(one)
                    }
                    assert course.owed() <= standing, event
                    assert all(course.is_reached(one) for one in course.ledger() if one.message_id)
                    came_again += len(course.overtaken & standing)
                course.pass_days(1)
                owed = course.owed()
                course.queue()
                course.write()
                told = Counter(said(one) for one in course.ledger() if one.message_id)
                assert owed <= told.keys()
                assert set(told.values()) <= {1}
            transaction.rollback()

    check()
    assert came_again, "too tame otherwise"


def test_a_notice_overtaken_by_a_pause_comes_again_after_it(session: Session) -> None:
    course = Course(session)
    course.pass_days(12)  # the day before the due date
    course.queue()
    course.pause()
    course.write()
    (paused,) = course.ledger()
    assert (paused.overtaken_at, paused.message_id) == (course.now, None)

    course.resume()
    course.queue()
    course.queue()
    (again,) = course.ledger()
    assert (again.id, again.overtaken_at) == (paused.id, None)
    course.write()
    assert [one.message_id is not None for one in course.ledger()] == [True]


def test_what_was_looked_for_ahead_is_told_on_its_own_day_and_keeps_nothing_back(
    session: Session,
) -> None:
    course = Course(session)
    reader = actor_of(make_account(session))
    make_contact(session, account_id=reader.account_id)
    course.pass_days(5)
    course.queue()
    course.write()
    course.deliver()
    course.ahead()
    course.ahead()
    unread = view_inbox(session, reader, AsOf(course.day, course.now)).promises
    assert [one.notice.days for one in unread] == [-30]
    told: list[set[tuple[Audience, int]]] = []
    while course.day <= DUE + timedelta(days=7):
        course.queue()
        course.write()
        course.deliver()
        new = {(one.audience, one.days) for one in course.ledger() if one.message_id}
        told.append(new.difference(*told))
        course.pass_days(1)

    own = [{(Audience.PERSON, days)} for days in (-30, -7, -3, -1, 0)]
    above = [{(Audience.UNIT_HEAD, 1)}, {(Audience.OFFICE, 7)}]
    assert [new for new in told if new] == own + above


def test_what_comes_again_is_unread_again(session: Session) -> None:
    course = Course(session)
    account = make_account(session)
    reader = actor_of(account)
    make_contact(session, account_id=account.id)
    course.pass_days(12)
    course.queue()
    read_everything(session, reader, now=course.now)
    course.pause()
    course.write()
    course.resume()
    course.queue()
    session.expire_all()

    assert view_inbox(session, reader, AsOf(course.day, course.now)).unread == 1


def test_what_was_told_by_a_letter_is_not_told_again_after_a_pause(session: Session) -> None:
    course = Course(session)
    course.pass_days(12)
    course.queue()
    course.write()
    course.deliver()
    course.pause()
    course.write()
    course.resume()

    assert queue_due_notices(session, course.system, today=course.day, now=course.now).new == 0


def test_a_changed_ladder_asks_again_for_what_nobody_was_told(session: Session) -> None:
    course = Course(session)
    course.pass_days(12)
    course.queue()
    course.pause()
    course.write()
    earlier = [Step(-5, Audience.PERSON)]
    administrator = make_actor(session, Role.ADMINISTRATOR)
    set_ladder(session, administrator, LadderKind.DATED, earlier, reason="Nhắc sớm", now=course.now)
    course.resume()
    course.queue()

    standing = [one.days for one in course.ledger() if not one.overtaken_at]
    assert standing == [-5]
    assert session.exec(select(Notice.days).order_by(col(Notice.id))).all() == [-1, -5]
