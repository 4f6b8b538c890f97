"""The folder of a node's index: generations, a pointer to the one in use, one lock per task."""

import fcntl
import json
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.engine import IndexBusy, IndexUnusable

_POINTER = "current.json"
_STARTED = "started.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which generation is in use, and the day up to which legal effect was computed."""

    generation: str
    day: date


class Generations:
    """Files only; what an engine keeps in a generation is its own affair."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """The folder of all generations."""
        return self._folder

    def path(self, generation: str) -> Path:
        """Return the folder of a generation."""
        return self._folder / generation

    def current(self) -> Pointer:
        """Return which generation is in use.

        Raises:
            IndexUnusable: none is, or the pointer is damaged.
        """
        try:
            generation, day, found = json.loads((self._folder / _POINTER).read_bytes())
            pointer = Pointer(str(generation), date.fromisoformat(day))
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnusable(self._folder, "there is no generation in use") from error
        if found != _sum_of(pointer):
            raise IndexUnusable(self._folder, "the pointer to the generation is damaged")
        return pointer

    def point_to(self, pointer: Pointer) -> None:
        """Put a generation into use, at once for all processes."""
        with self.lock(_POINTER, waits=True):
            self._write_pointer(pointer)

    def move_to_day(self, pointer: Pointer, day: date) -> None:
        """Note that legal effect was computed anew, unless another generation is in use by now."""
        with self.lock(_POINTER, waits=True):
            if self.current() == pointer:
                self._write_pointer(Pointer(pointer.generation, day))

    def _write_pointer(self, pointer: Pointer) -> None:
        written = [pointer.generation, pointer.day.isoformat(), _sum_of(pointer)]
        _write(self._folder / _POINTER, written)

    def unfinished(self) -> Pointer | None:
        """Return the newest generation that an interrupted rebuild left, and when it began."""
        for path in reversed(self._others()):
            try:
                return Pointer(path.name, date.fromisoformat(_read(path / _STARTED)))
            except (OSError, ValueError, TypeError):
                continue
        return None

    def name_next(self) -> str:
        """Return a name for a generation that was never used in this folder."""
        numbers = [int(path.name.split("-")[1]) for path in self._all()]
        return f"generation-{max(numbers, default=0) + 1}"

    def mark_started(self, pointer: Pointer) -> None:
        """Note on which day a generation was begun, so that it can be resumed."""
        _write(self.path(pointer.generation) / _STARTED, pointer.day.isoformat())

    def drop_unused(self) -> None:
        """Remove all generations but the one in use."""
        for path in self._others():
            shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def lock(self, task: str, *, waits: bool = False) -> Iterator[None]:
        """Keep other processes, and other threads, from the same task meanwhile.

        Args:
            task: What is to be done by one at a time.
            waits: Whether to wait for the other instead.

        Raises:
            IndexBusy: another is at it. The lock of a process that ends in any way is free.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f"{task}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise IndexBusy(self._folder) from error
            yield

    def _all(self) -> list[Path]:
        found = [p for p in self._folder.glob("generation-*") if p.name.split("-")[1].isdecimal()]
        return sorted(found, key=lambda path: int(path.name.split("-")[1]))

    def _others(self) -> list[Path]:
        try:
            used = self.current().generation
        except IndexUnusable:
            used = ""
        return [path for path in self._all() if path.name != used]


def _sum_of(pointer: Pointer) -> int:
    return zlib.crc32(f"{pointer.generation} {pointer.day}".encode())


def _read(path: Path) -> str:
    return str(json.loads(path.read_bytes()))


def _write(path: Path, value: object) -> None:
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_text(json.dumps(value), encoding="utf-8")
    temporary.replace(path)
