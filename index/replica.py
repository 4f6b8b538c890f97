"""This node's copy of the index: pulled from the database by change stamp, rebuilt beside itself.

The folder holds generations and a pointer to the one in use. Losing all of it loses nothing:
who searches asks the database meanwhile, and the next pull builds it anew.
"""

import logging
from datetime import date
from pathlib import Path
from threading import Lock
from time import monotonic

import sqlalchemy as sa

from directives.store.session import reading
from directives.store.stamps import last_stamp
from index.engine import Filters, IndexBusy, IndexUnusable, SearchEngine, open_engine
from index.generations import Generations
from index.guard import close_quietly, guarded, is_failure
from index.pull import OpenedIndex, pull_changes
from index.query import SearchQuery
from index.rebuild import Progress, build_generation
from index.seal import Seal
from index.trouble import Pause, Trouble, trouble_of

BUSY_SECONDS = 10.0
"""How long another writer may hold the index without moving before it is built anew."""

_LOOK_SECONDS = 0.005  # between looks at the files; each costs a stat per file

_FAILURES = 3
"""After so many in a row the index is built anew, while the old one serves on."""

_log = logging.getLogger(__name__)


class Replica:
    """The index of one node. Any process may search; one at a time brings it up to date."""

    def __init__(
        self, folder: Path, engine_name: str, *, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self._generations = Generations(folder)
        self._engine_name = engine_name
        self._busy_seconds = busy_seconds
        self._lock = Lock()
        self._opened: OpenedIndex | None = None
        self._refused: tuple[str, str] | None = None  # a generation and what is wrong with it
        self._waiting: tuple[int, float] | None = None  # stamp seen behind a busy writer, since
        self._pause = Pause()
        self._trouble: Trouble | None = None
        self._failures = 0  # in a row, other than for want of room

    @property
    def engine_name(self) -> str:
        """The engine in use."""
        return self._engine_name

    @property
    def folder(self) -> Path:
        """Where the index is kept."""
        return self._generations.folder

    @property
    def trouble(self) -> Trouble | None:
        """Why the last attempt to bring the index up to date failed; None when it did not."""
        return self._trouble

    def engine(self) -> SearchEngine:
        """Return the engine on the generation in use, opened anew after a rebuild elsewhere.

        Every failure of what is returned is `IndexUnusable` too.

        Raises:
            IndexUnusable: there is no index that this program can read and believe.
        """
        return self._in_use().for_searches

    def close(self) -> None:
        """Let go of files and of the writer's lock; what is used afterwards is opened anew."""
        with self._lock:
            self._drop()

    def _in_use(self) -> OpenedIndex:
        pointer = self._generations.current()
        with self._lock:
            try:
                return self._open(pointer.generation)
            except IndexUnusable:
                # Another process may have swapped and removed what we were about to open.
                after = self._generations.current()
                if after == pointer:
                    raise
                return self._open(after.generation)

    def _open(self, generation: str) -> OpenedIndex:
        folder = self._generations.path(generation)
        if self._refused and self._refused[0] == generation:
            raise IndexUnusable(folder, self._refused[1])
        try:
            if self._opened is None or self._opened.generation != generation:
                self._drop()
                seal = Seal(self._engine_name, folder)
                seal.check()
                engine = open_engine(self._engine_name, folder)
                served = guarded(engine, folder, lambda: self._suspect(generation))
                self._opened = OpenedIndex(generation, engine, served, seal)
            elif monotonic() - self._opened.looked_at > _LOOK_SECONDS:
                self._opened.seal.look()
                self._opened.looked_at = monotonic()
        except BaseException as error:
            if not is_failure(error):
                raise
            reason = error.reason if isinstance(error, IndexUnusable) else repr(error)
            self._refuse(generation, reason)
            raise IndexUnusable(folder, reason) from error
        return self._opened

    def _suspect(self, generation: str) -> None:
        opened = self._opened
        if opened and opened.generation == generation:
            opened.is_suspect = True

    def _refuse(self, generation: str, reason: str) -> None:
        """Use a generation no more, without looking at its files at every search."""
        self._refused = (generation, reason)
        self._drop()
        _log.warning("The index cannot be used: %s: %s", generation, reason)

    def _drop(self) -> None:
        opened, self._opened = self._opened, None
        if opened:
            close_quietly(opened.engine)

    def pull(self, database: sa.Engine, today: date) -> int:
        """Take in what changed since the last pull; an unusable index is built anew.

        Returns how many documents were taken in; 0 also when another process is at it, and
        after a failure, of which `trouble` then tells. What failed is tried again later.
        """
        if not self._pause.is_over():
            return 0
        try:
            taken = self._pull_or_rebuild(database, today)
        except sa.exc.SQLAlchemyError:
            raise  # the database's trouble, not the index's
        except BaseException as error:
            if not is_failure(error):
                raise
            self._fail(error)
            return 0
        self._trouble, self._failures = None, 0
        self._pause.end()
        return taken

    def _fail(self, error: BaseException) -> None:
        trouble = trouble_of(error, self.folder)
        if trouble != self._trouble:
            _log.error("The index could not be brought up to date: %s", error, exc_info=error)
        self._trouble = trouble
        self._failures += trouble.kind == "failed"
        self._pause.lengthen()
        with self._lock:
            # A writer that failed is of no more use; what was committed is still there.
            self._drop()

    def _pull_or_rebuild(self, database: sa.Engine, today: date) -> int:
        try:
            opened = self._in_use()
        except IndexUnusable:
            return self.rebuild(database, today, resume=True)
        if self._failures >= _FAILURES:
            return self.rebuild(database, today)
        try:
            with self._generations.lock("pull"):
                self._examine(opened)
                taken = pull_changes(database, self._generations, opened, today)
        except IndexUnusable as error:
            with self._lock:
                self._refuse(opened.generation, error.reason)
            return self.rebuild(database, today, resume=True)
        except IndexBusy:
            return self._wait(database, opened, today)
        self._waiting = None
        return taken

    def _examine(self, opened: OpenedIndex) -> None:
        """Find out whether it was the index that made a search fail, or the question.

        Raises:
            IndexUnusable: the files are damaged, or no search succeeds.
        """
        if not opened.is_suspect:
            return
        opened.seal.check()
        probe = SearchQuery.parse("van ban")
        opened.for_searches.search(probe, filters=Filters(), limit=1, with_facets=True)
        opened.is_suspect = False

    def _wait(self, database: sa.Engine, opened: OpenedIndex, today: date) -> int:
        """Leave it to the writer that holds the index, unless that does not move."""
        stamp = opened.engine.stamp()
        with reading(database) as session:
            is_behind = last_stamp(session) > stamp
        if not is_behind or self._waiting is None or self._waiting[0] != stamp:
            self._waiting = (stamp, monotonic()) if is_behind else None
        if self._waiting is None or monotonic() - self._waiting[1] < self._busy_seconds:
            return 0
        with self._lock:
            self._refuse(opened.generation, "another writer holds it and does not move")
        return self.rebuild(database, today, resume=True)

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
            with self._generations.lock("rebuild"):
                pointer, taken = build_generation(
                    self._generations,
                    self._engine_name,
                    database,
                    today,
                    resume=resume,
                    progress=progress,
                )
                self._generations.point_to(pointer)
                with self._lock:
                    old, self._opened = self._opened, None
                if old:
                    close_quietly(old.engine)
                self._generations.drop_unused()
        except IndexBusy:
            return 0
        return taken
