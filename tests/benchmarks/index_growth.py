"""How the index grows: build time, size, memory, search times, adding one, by provisions.

    python -m tests.benchmarks.index_growth --corpus F [--queries F] --rows 10000,80000,480000

One JSON line per size. The catalogue is a real SQLite database and the index is built from it
as `directives reindex` does. Larger sizes than the corpus are copies of it with changes.
"""

import argparse
import resource
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import sqlalchemy as sa

from directives.store.session import open_engine
from index.engine import ENGINES, Filters
from index.query import SearchQuery
from index.replica import Replica
from tests.benchmarks.comparison import Line, at_most, print_lines
from tests.benchmarks.grown_catalogue import TODAY, add_one, fill, questions_of
from tests.benchmarks.search_quality import DEPTH, percentile

_ADDED = 20
_ASKED = 300

_MOST_MB: Final = 1_000  # of building any index, one of a million provisions included


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure."""

    corpus: Path
    queries: Path | None
    rows: int
    engine: str
    folder: Path


def build(task: Task) -> dict[str, Any]:
    """Build the index in this process, whose memory is then that of building and nothing else."""
    database, replica = _open(task)
    started = perf_counter()
    documents = replica.rebuild(database, TODAY)
    took = perf_counter() - started
    folder = task.folder / "index"
    return {
        "measure": "index-growth",
        "engine": task.engine,
        "provisions": task.rows,
        "documents": documents,
        "build_s": round(took, 1),
        "index_mb": round(sum(f.stat().st_size for f in folder.rglob("*.*")) / 1e6, 1),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def ask(task: Task) -> dict[str, Any]:
    """Ask the index with filters and facets, then add documents one by one."""
    database, replica = _open(task)
    searched, added = [], []
    for number, text in enumerate(questions_of(task.corpus, task.queries, _ASKED + _ADDED)):
        started = perf_counter()
        replica.engine().search(
            SearchQuery.parse(text), filters=Filters(), limit=DEPTH, with_facets=True
        )
        if number >= _ADDED:  # the first ones only warm up
            searched.append((perf_counter() - started) * 1000)
    for number in range(_ADDED):
        add_one(database, f"Văn bản thêm lần {number}.")
        started = perf_counter()
        taken = replica.pull(database, TODAY)
        added.append((perf_counter() - started) * 1000)
        if taken != 1:
            raise RuntimeError(f"{taken} documents were taken in instead of the one added.")
    return {
        "queries": len(searched),
        "p50_ms": round(percentile(searched, 0.5), 2),
        "p95_ms": round(percentile(searched, 0.95), 2),
        "add_one_p50_ms": round(percentile(added, 0.5), 1),
        "add_one_max_ms": round(max(added), 1),
    }


def _open(task: Task) -> tuple[sa.Engine, Replica]:
    database = open_engine(f"sqlite:///{task.folder / 'catalogue.db'}")
    return database, Replica(task.folder / "index", task.engine)


def _fill(task: Task) -> None:
    database, _replica = _open(task)
    fill(database, task.corpus, task.rows)


def measure(task: Task) -> dict[str, Any]:
    """Fill, build and ask, each in a process of its own."""
    found: dict[str, Any] = {}
    for step in (_fill, build, ask):
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
            found |= process.submit(step, task).result() or {}
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one JSON line per size, and whether building it kept its limit of memory."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, help="default: titles of the corpus")
    parser.add_argument("--rows", default="10000,80000,480000", help="provisions, with commas")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    print_lines(_lines(parser.parse_args(arguments)))


def _lines(asked: argparse.Namespace) -> Iterator[Line]:
    for rows in map(int, asked.rows.split(",")):
        with TemporaryDirectory() as name:
            task = Task(asked.corpus, asked.queries, rows, asked.engine, Path(name))
            yield (found := measure(task))
            yield at_most(f"{rows} provisions: peak memory, MB", found["peak_rss_mb"], _MOST_MB)


if __name__ == "__main__":
    main()
