"""What people do meanwhile: promise, move, take back, go away, change the calendar."""

from copy import deepcopy
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, select

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.calendar import CalendarChange, NewCalendarChange
from directives.models.commitment import NewMove
from directives.models.commitment_step import NewStep
from directives.models.contact import Contact, NewAbsence
from directives.reference.tables import holidays
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.accounts import system_actor
from directives.services.calendar_changes import change_calendar
from directives.services.commitment_steps import take_step
from directives.services.commitments import move, withdraw
from directives.services.contacts import record_absence
from directives.services.inbox import tell_administrators
from directives.store.session import unit_of_work
from directives.vocabulary import (
    Alarm,
    CalendarDayKind,
    MoveReason,
    Operator,
    Precision,
    Role,
    StepKind,
)
from tests.chaos.shown_time import ShownTime
from tests.chaos.world import Person, Promise, World
from tests.factories import UNDATED, agency_id, make_account, make_commitment, make_contact

CIRCLES: Final = ("person", "unit_head", "office")
FIRST_DAY: Final = date(2025, 10, 6)
_NEXT_STEPS: Final = {
    "running": ("rejected", "paused", "reported"),
    "rejected": ("accepted",),
    "paused": ("resumed", "reported"),
    "reported": ("returned",),
}


class History:
    """The database and the world beside it; every change is made to both, and each state kept."""

    def __init__(self, engine: sa.Engine, chance: Random, now: ShownTime) -> None:
        self._engine = engine
        self._chance = chance
        self.world = World()
        self.states: list[tuple[datetime, World]] = []
        self.changes = 0
        self.turned_away = 0
        self.now = now

    def begin(self, *, people: int, promises: int) -> None:
        """Put bodies, people and promises into the database.

        One body has everybody, one only a head and an office, one nobody below a body that has,
        one nobody at all: who is told instead is part of what is checked.
        """
        self.now.show(FIRST_DAY)
        with unit_of_work(self._engine) as session:
            bodies = _bodies(session)
            self._name_people(session, bodies, people)
            for one in holidays():
                if one.status in ("confirmed", "computed"):
                    is_worked = one.kind == "makeup_workday"
                    (self.world.days_worked if is_worked else self.world.days_off).add(one.day)
            for _ in range(promises):
                self._promise(session, bodies, FIRST_DAY - timedelta(self._chance.randint(0, 60)))
            self.world.parents = {
                saved_id(one): one.parent_id
                for one in session.exec(select(Agency))
                if one.parent_id is not None
            }
        self._keep_state()

    def _keep_state(self) -> None:
        self.states.append((self.now(), deepcopy(self.world)))

    def _name_people(self, session: Session, bodies: list[int], count: int) -> None:
        full, headed, *_others = bodies
        posts = [(full, circle) for circle in CIRCLES]
        posts += [(headed, "unit_head"), (headed, "office")]
        admin = make_account(session, role=Role.ADMINISTRATOR, agency_id=None)
        named = make_contact(session, agency_id=full, account_id=admin.id)
        self.world.people.append(Person(saved_id(named), full, "person"))
        for number in range(count - 3):
            body, circle = posts[number % len(posts)]
            is_head, office = circle == "unit_head", circle == "office"
            contact = make_contact(session, agency_id=body, is_head=is_head, office=office)
            self.world.people.append(Person(saved_id(contact), body, circle))
        for _ in range(2):
            overseer = make_account(session, role=Role.OVERSIGHT, agency_id=None)
            contact = make_contact(session, agency_id=full, account_id=overseer.id, office=True)
            key = saved_id(contact)
            self.world.people += [Person(key, None, "oversight"), Person(key, full, "office")]

    def _promise(self, session: Session, bodies: list[int], promised_on: date) -> None:
        body, count = self._chance.choice(bodies), self._chance.randint(1, 50)
        how = self._chance.choice(("undated", "set", "set", "counted", "counted"))
        promise = Promise(
            0, body, promised_on, promised_on + timedelta(self._chance.randint(1, 70))
        )
        dated: dict[str, Any] = {}
        if how == "undated":
            promise.due, dated = None, UNDATED
        elif how == "counted":
            promise.working_days = count
            promise.due = self.world.after_working_days(count, promised_on)
            dated["due_phrase"] = f"trong thời hạn {count} ngày làm việc"
        if promise.due is not None:
            dated |= {"due_from": promise.due, "due_to": promise.due}
        made = make_commitment(
            session, promised_on=promised_on, lead_agency_id=body, now=self.now(), **dated
        )
        promise.key = saved_id(made)
        self.world.promises[promise.key] = promise

    def change(self, day: date) -> None:
        """Do one thing that people do, on a day, in a transaction of its own."""
        what = self._chance.choice(
            (
                *(self._move, self._move, self._step, self._step, self._withdraw),
                *(self._add, self._go_away, self._redate, self._alarm),
            )
        )
        try:
            with unit_of_work(self._engine) as session:
                what(session, system_actor(session, "system:cli"), day)
        except sa.exc.OperationalError:
            self.turned_away += 1  # SQLite, busy for longer than its patience: nothing was begun
            return
        self.changes += 1
        self._keep_state()

    def _running(self, day: date) -> Promise | None:
        running = [one for one in self.world.promises.values() if one.ended_on is None]
        running = [one for one in running if one.promised_on <= day]
        return self._chance.choice(running) if running else None

    def _move(self, session: Session, actor: Actor, day: date) -> None:
        promise = self._running(day)
        if promise is None or (promise.asked_for(day) or ("",))[0] == "reported":
            return  # what was reported is judged by the date that it had
        due = max(day + timedelta(self._chance.randint(-5, 40)), promise.promised_on)
        if due == promise.due_on(day):
            due += timedelta(1)  # a move to the very date is refused
        new = NewMove(
            due_from=due,
            due_to=due,
            due_operator=Operator.ON_OR_BEFORE,
            due_precision=Precision.DAY,
            moved_on=day,
            reason=MoveReason.OTHER,
            reason_words="Chờ ý kiến",
        )
        move(session, actor, promise.key, new, now=self.now())
        promise.moves.append((day, due))
        promise.working_days = None

    def _step(self, session: Session, actor: Actor, day: date) -> None:
        """Let one or two steps follow one another on a day: rejected and accepted, say."""
        stepped = [one for one in self.world.promises.values() if one.steps and not one.ended_on]
        promise = self._chance.choice([*stepped, self._running(day)])
        if promise is None:
            return
        for _ in range(self._chance.randint(1, 2)):
            state, _since = promise.asked_for(day) or ("running", day)
            kind = StepKind(self._chance.choice(_NEXT_STEPS[state]))
            step = NewStep(kind=kind, held_on=day, words="Theo phân công")
            take_step(session, actor, promise.key, step, now=self.now())
            promise.steps.append((day, kind.value))

    def _withdraw(self, session: Session, actor: Actor, day: date) -> None:
        promise = self._running(day)
        if promise is not None:
            now = self.now()
            withdraw(session, actor, promise.key, held_on=day, reason="Không còn cần", now=now)
            promise.ended_on = day

    def _add(self, session: Session, _actor: Actor, day: date) -> None:
        bodies = sorted({one.body for one in self.world.promises.values()})
        self._promise(session, bodies, day)

    def _go_away(self, session: Session, actor: Actor, day: date) -> None:
        who = self._chance.choice(self.world.people).key
        last = day + timedelta(self._chance.randint(0, 5))
        new = NewAbsence(contact_id=who, from_on=day, to_on=last)
        record_absence(session, actor, new, now=self.now())
        self.world.absences.append((who, day, last))

    def _redate(self, session: Session, actor: Actor, day: date) -> None:
        """Give a day off, or take one, today or soon."""
        which = day + timedelta(self._chance.randint(0, 9))
        was_working, is_weekend = self.world.is_working(which), which.isoweekday() in (6, 7)
        kind = None  # an ordinary day again
        if was_working and not is_weekend:
            kind = CalendarDayKind.HOLIDAY
        if is_weekend and not was_working:
            kind = CalendarDayKind.MAKEUP_WORKDAY
        name = "Ngày đổi" if kind else ""
        new = NewCalendarChange(day=which, name=name, kind=kind, reason="Đổi ngày")
        change_calendar(session, actor, [new], at=AsOf(day, self.now()))
        self.world.days_off.discard(which)
        self.world.days_worked.discard(which)
        if kind:
            (self.world.days_off if was_working else self.world.days_worked).add(which)
        changes = session.exec(select(CalendarChange.id)).all()
        self.world.recount(day, max(change for change in changes if change))

    def _alarm(self, session: Session, _actor: Actor, _day: date) -> None:
        """Let something give way of which the administrator, a contact person too, is told."""
        name = f"Cơ quan thử {self.changes}"
        said = {"agency_id": 1, "name": name}
        tell_administrators(session, Alarm.BODY_UNREACHED, name, now=self.now(), **said)

    def addresses(self) -> dict[int, str]:
        """Return where each person is written to."""
        with Session(self._engine) as session:
            return {saved_id(one): one.email for one in session.exec(select(Contact))}


def _bodies(session: Session) -> list[int]:
    full, headed = agency_id(session, "BNV"), agency_id(session, "BTC")
    below = Agency(name="Cục thử có cấp trên", name_folded="cuc", kind="other", parent_id=full)
    alone = Agency(name="Cục thử không ai", name_folded="cuc", kind="other")
    session.add(below)
    session.add(alone)
    session.flush()
    return [full, headed, saved_id(below), saved_id(alone)]
