"""From a file to a document that a search finds: read, register, index, in one process."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, Final

from api.reading_json import reading_as_json
from directives.errors import DirectivesError
from directives.reading.reading import read_file
from directives.services.accounts import system_actor
from directives.services.reference_data import load_reference_data
from directives.services.registration import Acceptance, NewRegistration, register
from directives.store.files import FileStore
from directives.store.migrations import upgrade
from directives.store.session import open_engine, unit_of_work
from index.replica import Replica

# paperless-ngx took in so many small text PDFs a minute on a machine of two cores.
PAPERLESS_PER_MINUTE: Final = 14.7
_NOW: Final = datetime(2026, 6, 1, 8, tzinfo=UTC)


def measure_searchable(files: list[tuple[str, bytes]], *, at_once: bool = False) -> dict[str, Any]:
    """Return how many documents a minute become searchable, each indexed before the next.

    With `at_once` all are registered and then indexed, as `directives register FILE…` does.
    """
    with TemporaryDirectory() as name:
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
        for path, content in files:
            with suppress(DirectivesError):  # a duplicate, mostly
                found = read_file(path, content)
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
