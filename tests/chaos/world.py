"""What was promised, by whom, and who is there, kept beside the database and computed slowly.

Nothing here asks the code under test: the ladder is written out again, step by step, so that the
two can disagree.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, count, takewhile
from typing import NamedTuple

RUNGS = (
    (-30, "person"),
    (-7, "person"),
    (-3, "person"),
    (-1, "person"),
    (0, "person"),
    (1, "unit_head"),
    (7, "office"),
    (15, "office"),
    (30, "oversight"),
)
INSTEAD = {
    "person": ("person", "unit_head", "office"),
    "unit_head": ("unit_head", "office"),
    "office": ("office",),
    "oversight": (),
}
ASKED = {"paused": "pause", "reported": "report", "rejected": "rejection"}


class Owed(NamedTuple):
    """One notice: which promise, to whom, which rung, for which due date.

    `basis` says what the date is: that of the promise, the day of the step because of which those
    who oversee are asked, or the change of the calendar that the news is of.
    """

    promise: int
    person: int | None
    circle: str
    days: int
    due: date | None
    basis: str = "due"


@dataclass(frozen=True)
class Person:
    """Somebody who is told; who oversees is of no body."""

    key: int
    body: int | None
    circle: str

    def is_of(self, body: int, circle: str) -> bool:
        """Tell whether somebody is told for a body and a circle in their own right."""
        return (self.body, self.circle) == (None if circle == "oversight" else body, circle)


@dataclass
class Promise:
    """A promise with every date it ever had, each from a day on, and what else happened to it.

    `working_days` after it was made its words give its date; none: a person set the date.
    """

    key: int
    body: int
    promised_on: date
    due: date | None
    working_days: int | None = None
    moves: list[tuple[date, date | None]] = field(default_factory=list)
    steps: list[tuple[date, str]] = field(default_factory=list)
    ended_on: date | None = None

    def due_on(self, day: date) -> date | None:
        """Return the due date that holds on a day."""
        due = self.due
        for moved_on, later in self.moves:
            if moved_on <= day:
                due = later
        return due

    def runs_on(self, day: date) -> bool:
        """Tell whether it was made by a day and had not ended."""
        return self.promised_on <= day and (self.ended_on is None or self.ended_on > day)

    def asked_for(self, day: date) -> tuple[str, date] | None:
        """Return for what those who oversee are asked instead of its body, and since when."""
        rests = rejected = None
        for held_on, kind in self.steps:
            if held_on > day:
                continue
            if kind in ("paused", "reported"):
                rests = (kind, held_on)
            elif kind in ("resumed", "returned"):
                rests = None
            else:
                rejected = (kind, held_on) if kind == "rejected" else None
        return rests or rejected


@dataclass
class World:
    """All of it, at one moment."""

    people: list[Person] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    promises: dict[int, Promise] = field(default_factory=dict)
    absences: list[tuple[int, date, date]] = field(default_factory=list)
    days_off: set[date] = field(default_factory=set)
    days_worked: set[date] = field(default_factory=set)
    news: list[Owed] = field(default_factory=list)

    def after_working_days(self, number: int, day: date) -> date:
        """Return the day that is so many working days after another."""
        while number:
            day += timedelta(1)
            number -= self.is_working(day)
        return day

    def recount(self, today: date, change: int) -> None:
        """Let dates that words give in working days follow the calendar; their people hear it."""
        for promise in self.promises.values():
            if promise.working_days is None or not promise.runs_on(today):
                continue
            due = self.after_working_days(promise.working_days, promise.promised_on)
            if due != promise.due_on(today):
                promise.moves.append((today, due))
                late = (today - due).days
                told = self.told(promise.body, "person", today)
                news = f"calendar{change}"
                self.news += [Owed(promise.key, one, "person", late, due, news) for one in told]

    def is_working(self, day: date) -> bool:
        """Tell whether letters may go out on a day."""
        if day in self.days_worked:
            return True
        return day.isoweekday() not in (6, 7) and day not in self.days_off

    def owed(self, day: date, heard: Collection[Owed] = ()) -> Iterator[Owed]:
        """Give every notice that should be in the ledger at the end of a day.

        Left out is what who stands in need not be told, since somebody who is away has `heard` it.
        """
        yield from self.news
        for promise in self.promises.values():
            if not promise.runs_on(day):
                continue
            basis, due, reached = _reached(promise, day)
            for circle, days in reached.items():
                owed = {
                    person: Owed(promise.key, person, circle, days, due, basis)
                    for person in self.told(promise.body, circle, day)
                }
                own = {one.key for one in self.people if one.is_of(promise.body, circle)}
                is_heard = any(
                    Owed(promise.key, one.key, circle, days, due, basis) in heard
                    for one in self.people
                    if self._is_away(one.key, day)
                )
                yield from (one for person, one in owed.items() if person in own or not is_heard)

    def told(self, body: int, circle: str, day: date) -> Sequence[int | None]:
        """Return who is told for a body and a circle on a day."""
        places: list[tuple[int | None, str]] = [(body, other) for other in INSTEAD[circle]]
        if circle != "oversight":
            above = self.parents.get(body)
            while above is not None:
                places.append((above, "office"))
                above = self.parents.get(above)
        for where, what in [*places, (None, "oversight")]:
            there = [
                one.key
                for one in self.people
                if (one.body, one.circle) == (where, what) and not self._is_away(one.key, day)
            ]
            if there:
                return there
        return [None]  # nobody at all: the ledger keeps that, too

    def _is_away(self, person: int, day: date) -> bool:
        return any(who == person and first <= day <= last for who, first, last in self.absences)


def _reached(promise: Promise, day: date) -> tuple[str, date | None, dict[str, int]]:
    """Return on what the ladder stands, its day, and the last rung that each circle has reached."""
    asked = promise.asked_for(day)
    if asked is not None:
        kind, since = asked
        every_month = count(30, 30) if kind == "paused" else chain((0, 7, 14), count(30, 30))
        days = list(takewhile(lambda it: since + timedelta(it) <= day, every_month))
        return ASKED[kind], since, {"oversight": days[-1]} if days else {}
    due = promise.due_on(day)
    if due is not None:
        return "due", due, {who: days for days, who in RUNGS if due + timedelta(days) <= day}
    months = takewhile(lambda it: promise.promised_on + timedelta(it) <= day, count(14, 30))
    return "due", None, _chased(list(months))


def _chased(days: Sequence[int]) -> dict[str, int]:
    """Return who is asked for a date: from the second month on with the head of the unit."""
    if not days:
        return {}
    return dict.fromkeys(("person", "unit_head") if days[1:] else ("person",), days[-1])
