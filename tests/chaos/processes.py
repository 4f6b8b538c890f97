"""Real processes that run the command line, started quickly and killed without warning."""

import multiprocessing
import os
import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from itertools import pairwise
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from directives.errors import DatabaseBusy
from directives.settings import Settings
from directives.store.session import open_engine
from directives.translation import translator
from tests.chaos.shown_time import ShownTime

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["api.cli.main", "api.scheduler", "tests.chaos.processes"])

KILLED = -9
# What a command says when SQLite was busy for longer than its patience: it did nothing more.
BUSY = DatabaseBusy().message(translator("vi"))
_BUSY_JOB = "The database was busy: "


class Kind(Enum):
    """What a process does: a scheduler goes on until it is killed, the others once."""

    SCHEDULER = "directives scheduler"
    DELIVERER = "directives remind --deliver"
    QUEUER = "directives remind"
    AHEAD = "directives remind --on"


@dataclass
class Running:
    """A process, and what it may have seen: the days that it knew, the states of the world.

    The instants are those that its clock showed.
    """

    process: ForkServerProcess
    kind: Kind
    number: int
    days: set[date]
    complaints: Path
    first_state: int
    started_at: datetime
    last_state: int = 0
    ended_at: datetime | None = None
    is_killed: bool = field(default=False)

    @property
    def has_ended(self) -> bool:
        """Tell whether it is over, one way or the other."""
        return self.process.exitcode is not None

    def kill(self) -> None:
        """End it at once: SIGKILL, no handler, no rollback of its own."""
        self.is_killed = True
        self.process.kill()

    def trouble(self) -> str:
        """Return what went wrong with one that nobody killed, or nothing."""
        self.process.join()
        if self.process.exitcode == 0 or (self.is_killed and self.process.exitcode == KILLED):
            return ""
        said = self._said()
        return said[-1] if said else f"exit {self.process.exitcode}"

    def failures(self) -> list[str]:
        """Return why jobs of a scheduler failed, which it says and survives."""
        # The line of an error stands behind those of its traceback, which are indented.
        return [
            line
            for before, line in pairwise(self._said())
            if before.startswith(" ") and not line.startswith((" ", "Traceback", "The above"))
        ]

    def count_busy(self) -> int:
        """Count the jobs of a scheduler that found the database busy and come again."""
        return sum(line.startswith(_BUSY_JOB) for line in self._said())

    def _said(self) -> list[str]:
        return self.complaints.read_text(encoding="utf-8").strip().splitlines()


def start(
    kind: Kind,
    number: int,
    day: date,
    environment: dict[str, str],
    complaints: Path,
    *,
    now: ShownTime,
    state: int,
) -> Running:
    """Start a process that is to do the work of a day."""
    work = _schedule if kind is Kind.SCHEDULER else _remind
    complaints.touch()  # it may be killed before it says anything
    told = (kind, day, now, environment, str(complaints))
    process = _CONTEXT.Process(target=work, args=told, daemon=True)
    started_at = now()
    process.start()
    return Running(
        process, kind, number, {day}, complaints, first_state=state, started_at=started_at
    )


def _remind(
    kind: Kind, day: date, now: ShownTime, environment: dict[str, str], complaints: str
) -> None:
    from api.cli.main import main  # noqa: PLC0415 - loaded once, in the server that forks

    _settle_in(environment, complaints)
    arguments = kind.value.split()[1:]
    main([*arguments, str(day)] if kind is Kind.AHEAD else arguments, current_time=now)


def _schedule(
    _kind: Kind, _day: date, now: ShownTime, environment: dict[str, str], complaints: str
) -> None:
    """Run the scheduler of `directives scheduler`."""
    from api.scheduler import make_scheduler  # noqa: PLC0415 - as above

    _settle_in(environment, complaints)
    settings = Settings()
    engine = open_engine(settings.database)
    make_scheduler(engine, settings, current_time=now).start()


def _settle_in(environment: dict[str, str], complaints: str) -> None:
    os.environ.update(environment)
    # Left open: what ends the process writes its last words after this function.
    sys.stdout = sys.stderr = Path(complaints).open("w", encoding="utf-8", buffering=1)  # noqa: SIM115
