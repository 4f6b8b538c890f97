"""How long a day's reminders take, how much memory, and what a change of the calendar costs.

`python -m tests.benchmarks.reminders [--promises 100000 --people 10000]` fills a SQLite database
with open promises of as many bodies as the people make (four to a body; a tenth of the promises are
given in working days), and prints one JSON line for each measurement, each made in a process of
its own: the notices and letters of the first day (all that is owed at once) and of the day after,
and a day off that moves dates. Each line has its ratio to a bare SQL scan that reads every promise.
A line for each day adds up its notices and letters. It exits with 1 if a day breaks a limit.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import sqlalchemy as sa
from sqlmodel import Session, col

from api.lasting_objects import spare_lasting_objects
from directives.models.agency import Agency
from directives.models.calendar import NewCalendarChange
from directives.models.commitment import Commitment, Move
from directives.models.contact import Contact
from directives.models.outbox import OutboxMessage
from directives.rules.deadlines import resolve
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.rules.working_days import Calendar
from directives.services.accounts import system_actor
from directives.services.calendar import working_calendar
from directives.services.calendar_changes import change_calendar
from directives.services.digests import TOPIC, write_digests
from directives.services.notices import queue_due_notices
from directives.store.session import open_engine, reading, unit_of_work
from directives.vocabulary import (
    CalendarDayKind,
    CommitmentKind,
    MoveReason,
    Operator,
    Precision,
    Role,
)
from tests.benchmarks.process_size import peak_mb
from tests.databases import build_template
from tests.factories import NOW, TODAY, UNDATED, make_actor, make_contact

LIMIT_S, LIMIT_MB = 20, 500  # of the notices and letters of a day
DAY_OFF = date(2025, 10, 7)
_PEOPLE_OF_A_BODY = 4
_OF_A_DAY = ("notices", "letters")

Figures = dict[str, object]


def fill(session: Session, promises: int, people: int) -> None:
    """Put bodies, their people and their promises into the database."""
    chance = Random(6)
    calendar = working_calendar(session)
    overseer = make_actor(session, Role.OVERSIGHT)
    first = (session.scalar(sa.select(sa.func.max(Agency.id))) or 0) + 1
    bodies = range(first, first + max(1, people // _PEOPLE_OF_A_BODY))
    named = [{"id": key, "name": f"Cục {key}", "name_folded": f"cuc {key}"} for key in bodies]
    session.execute(sa.insert(Agency), [{"kind": "department", **one} for one in named])
    persons = [_person(body, place) for body in bodies for place in range(_PEOPLE_OF_A_BODY)]
    session.execute(sa.insert(Contact), persons)
    make_contact(session, account_id=overseer.account_id, email="giam-sat@bo.example")
    by: Figures = {"account_id": overseer.account_id, "recorded_at": NOW}
    made = [_promise(chance, calendar) for _ in range(promises)]
    session.execute(
        sa.insert(Commitment),
        [{"lead_agency_id": chance.choice(bodies), **one, **by} for one in made],
    )
    moved = [_move(chance, key) for key in range(5, promises + 1, 5)]
    session.execute(sa.insert(Move), [{**one, **by} for one in moved])


_SINCE = {"valid_from": TODAY - timedelta(days=300)}


def _person(body: int, place: int) -> Figures:
    """Two who do the work, a head, and the office."""
    who = {"name": f"Người {body}-{place}", "email": f"nguoi-{body}-{place}@bo.example"}
    return {"agency_id": body, "is_head": place == 2, "office": place == 3, **who, **_SINCE}


def _promise(chance: Random, calendar: Calendar) -> Figures:
    """Of twenty promises, two are given in working days, one has no date, and six are late."""
    promised_on = TODAY - timedelta(days=chance.randint(1, 30))
    kind = chance.randrange(20)
    if kind == 0:
        due: Figures = UNDATED
    elif kind in {1, 2}:
        phrase = f"trong thời hạn {chance.randint(5, 40)} ngày làm việc"
        read = resolve(phrase, document_date=promised_on, calendar=calendar)
        due = _due(read.due_to, phrase)
    else:
        due = _due(TODAY + timedelta(days=chance.randint(-60, 120)), "chậm nhất")
    said = {
        "promise": "Ban hành thông tư hướng dẫn thực hiện nghị định",
        "promised_on": promised_on,
    }
    return {"kind": CommitmentKind.GUIDANCE, **said, **due}


def _due(day: date | None, phrase: str) -> Figures:
    words = {"due_operator": Operator.ON_OR_BEFORE, "due_phrase": phrase}
    return {"due_from": day, "due_to": day, "due_precision": Precision.DAY, **words}


def _move(chance: Random, commitment_id: int) -> Figures:
    due = _due(TODAY + timedelta(days=chance.randint(-50, 150)), "")
    said = {"moved_on": TODAY - timedelta(days=1), "reason": MoveReason.RESOURCES}
    return {"commitment_id": commitment_id, **said, **due}


def queue_day(session: Session, actor: Actor, day: date) -> int:
    """Enter what is owed on a day; returns how many notices."""
    return queue_due_notices(session, actor, today=day, now=NOW).new


def write_day(session: Session, actor: Actor, day: date) -> int:
    """Write the letters of a day; returns how many."""
    return write_digests(session, actor, today=day, now=NOW)


def deliver_day(session: Session, _actor: Actor, day: date) -> int:
    """Say that the letters of a day arrived; returns how many."""
    letters = sa.update(OutboxMessage).where(col(OutboxMessage.topic) == TOPIC)
    arrived = session.connection().execute(letters.values(delivered_at=NOW, delivered_on=day))
    return arrived.rowcount


def give_day_off(session: Session, actor: Actor, day: date) -> int:
    """Make a working day a day off; returns how many dates moved."""
    off = NewCalendarChange(day=DAY_OFF, kind=CalendarDayKind.HOLIDAY, name="Nghỉ", reason="1/TB")
    return len(change_calendar(session, actor, [off], at=AsOf(day, NOW)))


STEPS: tuple[tuple[str, Callable[[Session, Actor, date], int], date], ...] = (
    ("notices", queue_day, TODAY),
    ("letters", write_day, TODAY),
    ("arrived", deliver_day, TODAY),
    ("notices", queue_day, _NEXT := TODAY + timedelta(days=1)),
    ("letters", write_day, _NEXT),
    ("calendar", give_day_off, _NEXT),
)


def measure(folder: Path, promises: int, people: int) -> list[Figures]:
    """Return one line for each step, in their order."""
    url = f"sqlite:///{folder / 'reminders.db'}"
    engine = open_engine(url)
    build_template(engine)
    with unit_of_work(engine) as session:
        fill(session, promises, people)
    engine.dispose()
    found = []
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for number, (name, _act, day) in enumerate(STEPS):
            figures = pool.apply(take_step, (url, number))
            size = {"promises": promises, "people": people}
            found.append({"measure": name, "day": str(day), **size, **figures})
    return found


def take_step(url: str, number: int) -> Figures:
    """Take one step in this process and measure it beside a bare scan."""
    engine = open_engine(url)
    _name, act, day = STEPS[number]
    spare_lasting_objects()  # as the scheduler does
    scan = _scan(engine)
    begun, cpu = time.perf_counter(), time.process_time()
    with unit_of_work(engine) as session:
        done = act(session, system_actor(session, "system:cli"), day)
    wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
    engine.dispose()
    return {
        "count": done,
        "seconds": round(wall, 2),
        "cpu_s": round(cpu, 2),
        "ratio": round(cpu / scan, 1),
        "peak_mb": round(peak_mb()),
    }


def sum_days(lines: Sequence[Figures]) -> list[Figures]:
    """Return a line for each day with what its notices and letters took together, and the limit.

    The limit is held against processor time: one process does all of it, in one thread.
    """
    found = []
    for day in dict.fromkeys(line["day"] for line in lines):
        parts = [line for line in lines if line["day"] == day and line["measure"] in _OF_A_DAY]
        cpu, wall = (sum(float(str(one[name])) for one in parts) for name in ("cpu_s", "seconds"))
        peak = max(int(str(one["peak_mb"])) for one in parts)
        holds = cpu < LIMIT_S and peak < LIMIT_MB
        took = {"seconds": round(wall, 2), "cpu_s": round(cpu, 2), "peak_mb": peak}
        found.append({"measure": "day", "day": day, **took, "holds": holds})
    return found


def _scan(engine: sa.Engine) -> float:
    """Return the processor time of reading every promise, in seconds; a part at a time."""
    columns = (col(Commitment.id), col(Commitment.due_to), col(Commitment.promise))
    with reading(engine) as session:
        cpu = time.process_time()
        for _part in session.execute(sa.select(*columns)).partitions(1_000):
            pass
        return time.process_time() - cpu


def main() -> int:
    """Measure and print; 1 if a day breaks a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(Path(folder), args.promises, args.people)
    days = sum_days(lines)
    for line in [*lines, *days]:
        print(json.dumps(line, ensure_ascii=False))
    return 0 if all(day["holds"] for day in days) else 1


if __name__ == "__main__":
    sys.exit(main())
