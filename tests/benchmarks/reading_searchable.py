"""From a file to a document that a search finds: read, register, index, in one process."""

import json
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, Final

from api.reading_json import reading_as_json
from api.receiving import read_ahead
from directives.errors import DirectivesError
from directives.reading.pool import ReadingPool
from directives.reading.reading import Reading, read_file
from directives.services.accounts import system_actor
from directives.services.reference_data import load_reference_data
from directives.services.registration import Acceptance, NewRegistration, register
from directives.store.files import FileStore
from directives.store.migrations import upgrade
from directives.store.session import open_engine, unit_of_work
from index.replica import Replica

# paperless-ngx took in so many small text PDFs a minute on a machine of two cores.
PAPERLESS_PER_MINUTE: Final = 14.7
File = tuple[str, bytes]

_NOW: Final = datetime(2026, 6, 1, 8, tzinfo=UTC)


def measure_searchable(files: list[File], *, at_once: bool = False) -> dict[str, Any]:
    """Return how many documents a minute become searchable, each indexed before the next.

    With `at_once` each is read while the one before it is registered, and all are indexed in the
    end, as `directives register FILE…` does: one process reads, one registers.
    """
    with TemporaryDirectory() as name, ReadingPool(workers=1) as pool:
        folder = Path(name)
        database = open_engine(f"sqlite:///{folder / 'directives.db'}")
        upgrade(database)
        with unit_of_work(database) as session:
            load_reference_data(session, now=_NOW)
        replica = Replica(folder / "index", "tantivy")
        replica.pull(database, _NOW.date())
        store = FileStore(folder / "files")
        searchable = registered = 0
        started, worked = perf_counter(), process_time()
        for (_, content), reading in _read(files, pool if at_once else None):
            with suppress(DirectivesError):  # a duplicate, mostly
                found = reading.result()
                written = json.dumps(reading_as_json(found), ensure_ascii=False)
                new = NewRegistration(content, found, written, Acceptance.ACCEPTED)
                with unit_of_work(database) as session:
                    actor = system_actor(session, "system:cli")
                    register(session, actor, new, store, now=_NOW, today=_NOW.date())
                registered += 1
                if not at_once:
                    searchable += bool(replica.pull(database, _NOW.date()))
        if at_once and replica.pull(database, _NOW.date()):
            searchable = registered
        seconds, processor_s = perf_counter() - started, process_time() - worked
        database.dispose()
    per_minute = 60 * searchable / seconds if searchable else 0.0
    return {
        "measure": "reading-searchable",
        "files": len(files),
        "searchable": searchable,
        "seconds": round(seconds, 2),
        "processor_s": round(processor_s, 2),
        "per_minute": round(per_minute, 1),
        "paperless_per_minute": PAPERLESS_PER_MINUTE,
        "times_faster": round(per_minute / PAPERLESS_PER_MINUTE, 1),
    }


def _read(files: list[File], pool: ReadingPool | None) -> Iterator[tuple[File, Future[Reading]]]:
    """Yield each file with its reading: ahead in another process, or in turn in this one."""
    if pool is not None:
        yield from read_ahead(lambda file: pool.read(*file), files)
        return
    for file in files:
        reading: Future[Reading] = Future()
        try:
            reading.set_result(read_file(*file))
        except DirectivesError as error:
            reading.set_exception(error)
        yield file, reading
