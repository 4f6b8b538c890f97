"""The storm itself: days pass, processes run and die, people change things, and then it is calm."""

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import sqlalchemy as sa

from directives.store.session import open_engine
from tests.chaos.events import FIRST_DAY, History
from tests.chaos.post_office import PostOffice
from tests.chaos.processes import BUSY, Kind, Running, start
from tests.chaos.shown_time import ShownTime
from tests.chaos.world import Owed

JUMPS = (1, 1, 2, 1, 9)
_TICK_SECONDS = 0.05
_SCHEDULER_SECONDS = 2
_DELIVERER_SECONDS = 6
"""How long a process lives on average, unless its work is done before."""

_MOST_CALM_DAYS = 60
_WAITING = (
    (
        "SELECT count(*) FROM notice"
        " WHERE message_id IS NULL AND overtaken_at IS NULL AND contact_id IS NOT NULL"
    ),
    "SELECT count(*) FROM inbox_message WHERE letter_id IS NULL AND read_at IS NULL",
    (
        "SELECT count(*) FROM outbox_message"
        " WHERE topic = 'mail.digest' AND delivered_at IS NULL AND failed_at IS NULL"
    ),
)


@dataclass(frozen=True)
class Plan:
    """How long and how hard."""

    days: int = 15
    runs_each_day: int = 16
    schedulers: int = 4
    deliverers: int = 4
    people: int = 30
    promises: int = 40
    seed: int = 1


@dataclass
class Storm:
    """One run over one database, with all that was seen."""

    url: str
    folder: Path
    plan: Plan
    office: PostOffice
    must: dict[Owed, date] = field(default_factory=dict)
    may: set[Owed] = field(default_factory=set)
    days: list[date] = field(default_factory=list)
    running: list[Running] = field(default_factory=list)
    ended: list[Running] = field(default_factory=list)
    owed_at_last: set[Owed] = field(default_factory=set)
    kills: int = 0
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.engine = open_engine(self.url)
        self.chance = Random(self.plan.seed)
        clock = ShownTime(self.folder / "clock.txt")
        self.history = History(self.engine, self.chance, clock)
        self.office.now = clock

    def run(self) -> None:
        """Storm through the days, then let calm days pass until no letter waits."""
        self.history.begin(people=self.plan.people, promises=self.plan.promises)
        day = FIRST_DAY
        for number in range(self.plan.days):
            self._storm_through(day)
            day += timedelta(JUMPS[number % len(JUMPS)])
        while self.running:
            self._tick()
        self.office.busy_share = self.office.silent_share = 0
        for _ in range(_MOST_CALM_DAYS):
            self._begin(day)
            self._calm(day, Kind.DELIVERER)
            if not self.count_waiting():
                break
            day += timedelta(1)

    def _storm_through(self, day: date) -> None:
        self._begin(day)
        started = 0
        while started < self.plan.runs_each_day:
            for kind, wanted in self._crew():
                there = sum(one.kind is kind for one in self.running)
                for _ in range(min(wanted - there, self.plan.runs_each_day - started)):
                    self.running.append(self._start(kind, day))
                    started += 1
            self._tick()
            self._live(day)
        self._calm(day, Kind.QUEUER)

    def _begin(self, day: date) -> None:
        """Let the clock jump to a day, for what runs as well."""
        self.history.now.show(day)
        for one in self.running:
            one.days.add(day)

    def _tick(self) -> None:
        time.sleep(_TICK_SECONDS)
        self._strike()
        ended = [one for one in self.running if one.has_ended]
        self.running = [one for one in self.running if one not in ended]
        for one in ended:
            self._end(one)

    def _crew(self) -> tuple[tuple[Kind, int], ...]:
        return (Kind.SCHEDULER, self.plan.schedulers), (Kind.DELIVERER, self.plan.deliverers)

    def _strike(self) -> None:
        spared = self._spared()
        for one in self.running:
            # A scheduler has no other end.
            most = _SCHEDULER_SECONDS if one.kind is Kind.SCHEDULER else _DELIVERER_SECONDS
            is_struck = self.chance.random() < _TICK_SECONDS / most
            if is_struck and not one.has_ended and one is not spared:
                one.kill()
                self.kills += 1

    def _live(self, day: date) -> None:
        """Let people do something now and then, or look what notices days to come will bring."""
        if self.chance.random() < 0.12:
            self.history.change(day)
        if self.chance.random() < 0.01:
            self.running.append(self._start(Kind.AHEAD, day + timedelta(self.chance.randint(1, 9))))

    def _spared(self) -> Running | None:
        """Return the scheduler that lives as long as there are deliverers, on a slow machine, too.

        So it is until one has brought a letter: otherwise none might live to do so.
        """
        if not any(one.kind is Kind.DELIVERER for one in self.running) or any(
            one.by == Kind.SCHEDULER.name.lower() for one in self.office.handed
        ):
            return None
        return next((one for one in self.running if one.kind is Kind.SCHEDULER), None)

    def _start(self, kind: Kind, day: date) -> Running:
        number = len(self.ended) + len(self.running)
        environment = {
            "DIRECTIVES_DATABASE_URL": self.url,
            "DIRECTIVES_DATA_DIR": str(self.folder),
            "DIRECTIVES_SMTP_HOST": "127.0.0.1",
            "DIRECTIVES_SMTP_PORT": str(self.office.port),
            "DIRECTIVES_SMTP_SECURITY": "none",
            # The mail server learns by it who brought a letter.
            "DIRECTIVES_MAIL_FROM": f"{kind.name.lower()}-{number}@bo.example",
        }
        complaints = self.folder / f"run-{number}.txt"
        state = len(self.history.states) - 1
        now = self.history.now
        return start(kind, number, day, environment, complaints, now=now, state=state)

    def _end(self, one: Running) -> None:
        one.last_state, one.ended_at = len(self.history.states) - 1, self.history.now()
        trouble = one.trouble()
        if trouble == BUSY:
            self.history.turned_away += 1
        elif trouble:
            self.troubles.append(trouble)
        if one.kind is Kind.SCHEDULER:
            self.troubles += one.failures()
            self.history.turned_away += one.count_busy()
        self.ended.append(one)
        for _, state in self.history.states[one.first_state : one.last_state + 1]:
            for day in one.days:
                self.may.update(state.owed(day))

    def _calm(self, day: date, kind: Kind) -> None:
        """Let one process run through undisturbed: what is owed on that day must be there then."""
        turned_away = self.history.turned_away - 1
        while turned_away < self.history.turned_away:
            turned_away = self.history.turned_away
            one = self._start(kind, day)
            one.process.join()
            self._end(one)
        self.owed_at_last = set(self.history.world.owed(day, self.may))
        for owed in self.owed_at_last:
            self.must.setdefault(owed, day)
        self.days.append(day)

    def count_waiting(self) -> int:
        """Count what somebody with an address still has to be told, and letters on their way."""
        with self.engine.connect() as connection:
            return sum(connection.execute(sa.text(one)).scalar_one() for one in _WAITING)
