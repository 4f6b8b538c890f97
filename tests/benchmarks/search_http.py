"""What HTTP adds to a search, and 50 clients at once, against the real service.

    python -m tests.benchmarks.search_http --corpus F [--queries F] [--rows 20000] [--clients 50]

Fills a SQLite catalogue, builds its index, runs `directives serve` in a process of its own, and
asks each question in turn in this process (facets and snippets; as many hits as the answer over
HTTP has), as JSON and as a page. Prints one JSON line; fails when an answer was not 200 or was
degraded.
"""

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any
from urllib.parse import quote

from api.web.search import HITS_PER_PAGE
from directives.settings import Settings
from directives.store.session import open_engine, reading
from index.answers import search
from index.engine import ENGINES, Filters
from index.replica import Replica
from tests.benchmarks.grown_catalogue import TODAY, fill, questions_of
from tests.benchmarks.search_quality import DEPTH, percentile

_ASKED = 300
_EACH = 20  # questions of each of the clients at once
_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure."""

    corpus: Path
    queries: Path | None
    rows: int
    clients: int
    workers: int
    engine: str


def measure(task: Task, folder: Path) -> dict[str, Any]:
    """Return the measurements of one catalogue."""
    settings = Settings(data_dir=folder, search_engine=task.engine)
    database = open_engine(settings.database)
    fill(database, task.corpus, task.rows)
    replica = Replica(settings.index_dir, task.engine)
    replica.rebuild(database, TODAY)
    questions = questions_of(task.corpus, task.queries, _ASKED)

    def ask(text: str, limit: int) -> None:
        with reading(database) as session:
            answer = search(session, replica, text, filters=Filters(), today=TODAY, limit=limit)
            assert not answer.degraded

    with _service(settings, task.workers) as port, closing(_Client(port)) as client:
        ways: dict[str, Callable[[str], None]] = {
            "json_in_process": partial(ask, limit=DEPTH),
            "json": client.json,
            "page_in_process": partial(ask, limit=HITS_PER_PAGE),
            "page": client.page,
        }
        in_turn = _in_turn(ways, questions)
        at_once = _many_at_once(port, questions, task.clients)
    about = {
        "measure": "search-http",
        "engine": task.engine,
        "provisions": task.rows,
        "questions": len(questions),
        "workers": task.workers,
    }
    return about | in_turn | at_once


def _in_turn(
    ways: Mapping[str, Callable[[str], None]], questions: Sequence[str]
) -> dict[str, float]:
    """Ask each question in all ways, one after the other."""
    times: dict[str, list[float]] = {way: [] for way in ways}
    for round_number in range(2):
        for text in questions:
            for way, ask in ways.items():
                took = _milliseconds(partial(ask, text))
                if round_number:  # the first only warms up
                    times[way].append(took)
    found = {}
    for way, taken in times.items():
        found[f"{way}_p50_ms"] = round(percentile(taken, 0.5), 2)
        found[f"{way}_p95_ms"] = round(percentile(taken, 0.95), 2)
    for way in ("json", "page"):
        over = found[f"{way}_p95_ms"] - found[f"{way}_in_process_p95_ms"]
        found[f"{way}_p95_over_ms"] = round(over, 2)
    return found


def _many_at_once(port: int, questions: Sequence[str], clients: int) -> dict[str, Any]:
    """Let so many clients ask at once, each on its own connection."""
    times: list[float] = []
    failures: list[str] = []

    def visit(number: int) -> None:
        with closing(_Client(port)) as client:
            for asked in range(_EACH):
                text = questions[(number * _EACH + asked) % len(questions)]
                try:
                    times.append(_milliseconds(partial(client.json, text)))
                except (AssertionError, OSError, http.client.HTTPException) as error:
                    failures.append(repr(error))

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(clients)]
    started = perf_counter()
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    took = perf_counter() - started
    return {
        "clients": clients,
        "requests": clients * _EACH,
        "errors": len(failures),
        "first_error": failures[0] if failures else None,
        "requests_per_s": round(len(times) / took, 1),
        "at_once_p50_ms": round(percentile(times, 0.5), 1),
        "at_once_p95_ms": round(percentile(times, 0.95), 1),
    }


class _Client:
    """One connection that is kept open, as a browser does."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)

    def close(self) -> None:
        self._connection.close()

    def json(self, text: str) -> None:
        answer = json.loads(self._get(f"/api/v1/search?limit={DEPTH}&q={quote(text)}"))
        assert answer["degraded"] is False

    def page(self, text: str) -> None:
        assert b"<h1>" in self._get(f"/tim-kiem?q={quote(text)}")

    def _get(self, path: str) -> bytes:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == http.client.OK, (answer.status, content[:200])
        return content


@contextmanager
def _service(settings: Settings, workers: int) -> Iterator[int]:
    """Run `directives serve` and give its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    options = ["--port", str(port), "--workers", str(workers)]
    environment = os.environ | {
        "DIRECTIVES_DATA_DIR": str(settings.data_dir),
        "DIRECTIVES_SEARCH_ENGINE": settings.search_engine,
    }
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        [*command, *options], env=environment, stdout=silent, stderr=silent
    ) as run:
        try:
            _wait_for(port)
            yield port
        finally:
            run.terminate()


def _wait_for(port: int) -> None:
    give_up_at = perf_counter() + _PATIENCE_SECONDS
    while perf_counter() < give_up_at:
        with suppress(OSError, AssertionError), closing(_Client(port)) as client:
            client.page("van ban")
            return
        sleep(0.1)
    raise TimeoutError("The service did not start.")


def _milliseconds(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return (perf_counter() - started) * 1000


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, help="default: titles of the corpus")
    parser.add_argument("--rows", type=int, default=20_000, help="provisions")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--workers", type=int, default=1, help="processes of the service")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    asked = parser.parse_args(arguments)
    task = Task(**vars(asked))
    with TemporaryDirectory() as name:
        found = measure(task, Path(name))
    print(json.dumps(found))
    if found["errors"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
