"""Real processes that run the command line, started quickly and killed without warning."""

import multiprocessing
import os
import sys
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from directives.errors import DatabaseBusy
from directives.translation import translator

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["api.cli.main", "tests.chaos.processes"])

KILLED = -9
# What a command says when SQLite was busy for longer than its patience: it did nothing more.
BUSY = DatabaseBusy().message(translator("vi"))


@dataclass
class Running:
    """A process, the day it was told, and the states of the world that it may have seen."""

    process: ForkServerProcess
    day: date
    delivers: bool
    complaints: Path
    first_state: int
    last_state: int = 0
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
        said = self.complaints.read_text(encoding="utf-8").strip()
        return said.splitlines()[-1] if said else f"exit {self.process.exitcode}"


def start(
    day: date, environment: dict[str, str], complaints: Path, *, delivers: bool, state: int
) -> Running:
    """Start `directives remind --on DAY`, with `--deliver` for a deliverer."""
    arguments = ["remind", "--on", str(day), *(["--deliver", "--ahead"] if delivers else [])]
    process = _CONTEXT.Process(target=_run, args=(arguments, environment, str(complaints)))
    process.start()
    return Running(process, day, delivers, complaints, first_state=state)


def _run(arguments: list[str], environment: dict[str, str], complaints: str) -> None:
    from api.cli.main import main  # noqa: PLC0415 - loaded once, in the server that forks

    os.environ.update(environment)
    # Left open: what ends the process writes its last words after this function.
    sys.stdout = sys.stderr = Path(complaints).open("w", encoding="utf-8", buffering=1)  # noqa: SIM115
    main(arguments)
