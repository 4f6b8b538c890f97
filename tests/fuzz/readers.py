"""Where damaged files are read: in a process that may break without breaking the run.

`PoolReader` uses the service's own reading workers, `ChildReader` one child whose memory is bounded
and which is stopped when it takes too long.
"""

import json
import multiprocessing
import resource
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final, Literal, Protocol

from api.reading_json import reading_as_json
from directives.errors import DirectivesError
from directives.reading.reading import Reading, read_file

PATIENCE: Final = 60.0  # seconds; a file that takes longer hangs
_MEMORY: Final = 2 * 1024**3  # bytes of address space of the child


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: an answer, a clear error by its name, or what must never be."""

    kind: Literal["answer", "error", "traceback", "hang"]
    said: str = ""


class Reader(Protocol):
    """Reads one file after the other."""

    def read(self, name: str, content: bytes, /) -> Outcome:
        """Return what came of a file."""
        ...

    def close(self) -> int:
        """End the process and return its peak of resident memory, in bytes."""
        ...


class ChildReader:
    """A child process of the fuzz run's own, started anew after it broke or hung."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def read(self, name: str, content: bytes) -> Outcome:
        """Return what came of a file; a child that died counts as a traceback."""
        try:
            self._connection.send((name, content))
            if not self._connection.poll(self._patience):
                self._restart()
                return Outcome("hang", f"more than {self._patience} s")
            kind, said = self._connection.recv()
        except (EOFError, OSError):
            self._restart()
            return Outcome("traceback", "the process died")
        return Outcome(kind, said)

    def close(self) -> int:
        """End the child and return the peak of memory of all children so far."""
        self._connection.close()
        self._process.join(self._patience)
        return _peak_of_children()

    def _start(self) -> None:
        self._connection, other = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def _restart(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()
        self._start()


class PoolReader:
    """One of the service's reading workers, with the limits of the service."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool.__enter__()

    def read(self, name: str, content: bytes) -> Outcome:
        """Return what came of a file; the pool itself ends what hangs, with a clear error."""
        return outcome_of(lambda: self._pool.read(name, content))

    def close(self) -> int:
        """End the worker and return the peak of memory of all children so far."""
        self._pool.__exit__(None, None, None)
        return _peak_of_children()


def outcome_of(read: Any) -> Outcome:
    """Call `read` and sort what comes of it; an answer must be whole and fit for JSON."""
    try:
        reading: Reading = read()
        _check(reading)
    except DirectivesError as error:
        return Outcome("error", type(error).__name__)
    except Exception:  # noqa: BLE001 - whatever else is raised is what the run looks for
        return Outcome("traceback", traceback.format_exc())
    return Outcome("answer")


def _check(reading: Reading) -> None:
    """Raise unless the answer can be written and every quote stands where it is said to."""
    written = reading_as_json(reading)
    json.dumps(written, ensure_ascii=False, allow_nan=False).encode()
    sources = [one["source"] for one in written["fields"].values() if one is not None]
    for one in [*sources, *written["bases"], *written["citations"]]:
        assert written["text"][one["start"] : one["end"]] == one["quote"], one


def _serve(connection: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    while True:
        try:
            name, content = connection.recv()
        except EOFError:
            return
        outcome = outcome_of(lambda name=name, content=content: read_file(name, content))
        connection.send((outcome.kind, outcome.said))


def _peak_of_children() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
