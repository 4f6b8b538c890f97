"""What was promised, by whom, and who is there, kept beside the database and computed slowly.

Nothing here asks the code under test: the ladder is written out again, step by step, so that the
two can disagree.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
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


class Owed(NamedTuple):
    """One notice: which promise, to whom, which rung, for which due date."""

    promise: int
    person: int | None
    circle: str
    days: int
    due: date | None


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
    """A promise with every date it ever had, each from a day on."""

    key: int
    body: int
    promised_on: date
    due: date | None
    moves: list[tuple[date, date | None]] = field(default_factory=list)
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


@dataclass
class World:
    """All of it, at one moment."""

    people: list[Person] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    promises: dict[int, Promise] = field(default_factory=dict)
    absences: list[tuple[int, date, date]] = field(default_factory=list)
    days_off: set[date] = field(default_factory=set)
    days_worked: set[date] = field(default_factory=set)

    def is_working(self, day: date) -> bool:
        """Tell whether letters may go out on a day."""
        if day in self.days_worked:
            return True
        return day.isoweekday() not in (6, 7) and day not in self.days_off

    def owed(self, day: date, heard: Collection[Owed] = ()) -> Iterator[Owed]:
        """Give every notice that should be in the ledger at the end of a day.

        Left out is what who stands in need not be told, since somebody who is away has `heard` it.
        """
        for promise in self.promises.values():
            if not promise.runs_on(day):
                continue
            due = promise.due_on(day)
            for circle, days in _reached(promise, due, day).items():
                owed = {
                    person: Owed(promise.key, person, circle, days, due)
                    for person in self.told(promise.body, circle, day)
                }
                own = {one.key for one in self.people if one.is_of(promise.body, circle)}
                is_heard = any(
                    Owed(promise.key, one.key, circle, days, due) in heard
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


def _reached(promise: Promise, due: date | None, day: date) -> dict[str, int]:
    """Return the last rung that each circle has reached."""
    if due is not None:
        return {who: days for days, who in RUNGS if due + timedelta(days) <= day}
    asked, first = -1, promise.promised_on + timedelta(14)
    while first + timedelta(30 * (asked + 1)) <= day:
        asked += 1
    if asked < 0:
        return {}
    days = 14 + 30 * asked
    return {"person": days, "unit_head": days} if asked else {"person": days}
