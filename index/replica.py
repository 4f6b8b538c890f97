"""This node's copy of the index: pulled from the database by change stamp, rebuilt beside itself.

The folder holds generations and a pointer to the one in use. Losing all of it loses nothing.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

import sqlalchemy as sa

from directives.store.session import reading
from directives.store.stamps import last_stamp
from index.engine import IndexBusy, IndexUnusable, SearchEngine, create_engine, open_engine
from index.source import list_ids_due, provisions_of, read_changes

BATCH = 100

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Pointer:
    """Which generation is in use, and the day up to which legal effect was computed."""

    generation: str
    day: date


class Replica:
    """The index of one node. Any process may search; one at a time brings it up to date."""

    def __init__(self, folder: Path, engine_name: str) -> None:
        self._folder = folder
        self._engine_name = engine_name
        self._lock = Lock()
        self._opened: tuple[str, SearchEngine] | None = None

    @property
    def engine_name(self) -> str:
        """The engine in use."""
        return self._engine_name

    def engine(self) -> SearchEngine:
        """Return the engine on the generation in use, opened anew after a rebuild elsewhere.

        Raises:
            IndexUnusable: there is no index that this program can read.
        """
        pointer = self._pointer()
        with self._lock:
            if self._opened is None or self._opened[0] != pointer.generation:
                if self._opened is not None:
                    self._opened[1].close()
                    self._opened = None
                folder = self._folder / pointer.generation
                self._opened = (pointer.generation, open_engine(self._engine_name, folder))
            return self._opened[1]

    def pull(self, database: sa.Engine, today: date) -> int:
        """Take in what changed since the last pull; an unusable index is built anew.

        Returns how many documents were taken in; 0 also when another process is at it.
        """
        try:
            engine = self.engine()
        except IndexUnusable:
            return self.rebuild(database, today)
        try:
            return self._pull(database, engine, today)
        except IndexBusy:
            return 0

    def _pull(self, database: sa.Engine, engine: SearchEngine, today: date) -> int:
        pointer, taken = self._pointer(), 0
        while True:
            with reading(database) as session:
                changes = read_changes(session, engine.stamp(), limit=BATCH, today=today)
            if not changes.documents:
                break
            changes.apply_to(engine)
            engine.commit(changes.stamp)
            taken += len(changes.documents)
        if pointer.day != today:
            taken += self._refresh_effect(database, engine, after=pointer.day, today=today)
            self._point_to(_Pointer(pointer.generation, today))
        return taken

    def _refresh_effect(
        self, database: sa.Engine, engine: SearchEngine, *, after: date, today: date
    ) -> int:
        """Take in anew the documents whose legal effect the passing of days has changed."""
        with reading(database) as session:
            due = list_ids_due(session, after=after, until=today)
            for start in range(0, len(due), BATCH):
                provisions_of(session, due[start : start + BATCH], today=today).apply_to(engine)
        if due:
            engine.commit(engine.stamp())
        return len(due)

    def rebuild(
        self,
        database: sa.Engine,
        today: date,
        *,
        resume: bool = False,
        progress: Progress | None = None,
    ) -> int:
        """Build a new generation beside the one in use, then swap; the old one serves meanwhile.

        Args:
            database: Where the catalogue is.
            today: Day for which legal effect is computed.
            resume: Go on with a generation that an interrupted rebuild left behind.
            progress: Told how many stamps of how many are done.

        Returns how many documents were taken in; 0 when another process is rebuilding.
        """
        try:
            with self._new_generation(resume=resume) as (generation, engine):
                taken = self._fill(database, engine, today, progress)
                engine.close()
                self._point_to(_Pointer(generation, today))
        except IndexBusy:
            return 0
        self._drop_others(generation)
        return taken

    def _fill(
        self, database: sa.Engine, engine: SearchEngine, today: date, progress: Progress | None
    ) -> int:
        taken = 0
        while True:
            with reading(database) as session:
                total = last_stamp(session)
                changes = read_changes(session, engine.stamp(), limit=BATCH, today=today)
            if progress:
                progress(changes.stamp if changes.documents else total, total)
            if not changes.documents:
                return taken
            changes.apply_to(engine)
            engine.commit(changes.stamp)
            taken += len(changes.documents)

    @contextmanager
    def _new_generation(self, *, resume: bool) -> Iterator[tuple[str, SearchEngine]]:
        used = self._pointer_or_none()
        names = sorted(self._folder.glob("generation-*")) if self._folder.is_dir() else []
        left = [path for path in names if used is None or path.name != used.generation]
        if resume and left:
            yield left[-1].name, open_engine(self._engine_name, left[-1])
            return
        for path in left:
            shutil.rmtree(path, ignore_errors=True)
        number = max((int(path.name.split("-")[1]) for path in names), default=0) + 1
        name = f"generation-{number}"
        yield name, create_engine(self._engine_name, self._folder / name)

    def _drop_others(self, generation: str) -> None:
        for path in self._folder.glob("generation-*"):
            if path.name != generation:
                shutil.rmtree(path, ignore_errors=True)

    def _pointer(self) -> _Pointer:
        pointer = self._pointer_or_none()
        if pointer is None:
            raise IndexUnusable(self._folder, "there is no generation in use")
        return pointer

    def _pointer_or_none(self) -> _Pointer | None:
        try:
            written = json.loads((self._folder / "current.json").read_text(encoding="utf-8"))
            return _Pointer(str(written["generation"]), date.fromisoformat(written["day"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _point_to(self, pointer: _Pointer) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        written = json.dumps({"generation": pointer.generation, "day": pointer.day.isoformat()})
        temporary = self._folder / "current.json.new"
        temporary.write_text(written, encoding="utf-8")
        temporary.replace(self._folder / "current.json")
