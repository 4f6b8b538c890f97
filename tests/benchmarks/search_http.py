"""What HTTP adds to a search, and 50 clients at once, against the real service.

    python -m tests.benchmarks.search_http --corpus F [--queries F] [--rows 20000] [--clients 50]

Fills a SQLite catalogue, builds its index, runs `directives serve` in a process of its own, and
asks each question in turn: of tantivy alone (ten hits, the same terms and fields); of the index
with facets and snippets, the texts at hand; the same with what the database adds to each hit (legal
effect, issuer, label); as JSON and as a page. As many hits as the answer over HTTP has; ten with a
filter that everything passes, too. Then it registers and withdraws ten documents. Prints one JSON
line; fails when an answer was not 200 or was degraded.
"""

import argparse
import http.client
import json
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from api.web.search import HITS_PER_PAGE
from directives.models.document import Document, Provision
from directives.settings import Settings
from directives.store.session import open_engine, reading
from directives.vocabulary import Validity
from index.answers import search
from index.engine import ENGINES, Filters
from index.query import SearchQuery
from index.replica import Replica
from index.snippet import Snippets
from tests.benchmarks.grown_catalogue import TODAY, fill, questions_of
from tests.benchmarks.running_service import Client, milliseconds, running
from tests.benchmarks.search_findable import measure_findable
from tests.benchmarks.search_quality import DEPTH, percentile
from tests.benchmarks.search_ratio import BareQuery, terms_of

_ASKED = 300
_ANY = Filters()
_IN_FORCE = Filters(status=(Validity.IN_FORCE.value,))  # all documents pass
_EACH = 20  # questions of each of the clients at once


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure."""

    corpus: Path
    queries: Path | None
    rows: int
    clients: int = 50
    workers: int = 1
    engine: str = ENGINES[0]


def measure(task: Task, folder: Path) -> dict[str, Any]:
    """Return the measurements of one catalogue."""
    settings = Settings(data_dir=folder, search_engine=task.engine)
    database = open_engine(settings.database)
    fill(database, task.corpus, task.rows)
    replica = Replica(settings.index_dir, task.engine)
    replica.rebuild(database, TODAY)
    questions = questions_of(task.corpus, task.queries, _ASKED)
    terms = {text: terms_of(text) for text in questions}
    bare = BareQuery(next(replica.folder.rglob("meta.json")).parent)
    with reading(database) as session:
        texts = _texts(session)

    def look_up(text: str, limit: int, filters: Filters = _ANY) -> None:
        query = SearchQuery.parse(text)
        engine = replica.engine()
        found = engine.search(query, filters=filters, limit=limit, with_facets=True)
        snippets = Snippets(query)
        for hit in found.hits:
            snippets.html(texts[hit.key])

    def ask(text: str, limit: int, filters: Filters = _ANY) -> None:
        with reading(database) as session:
            answer = search(session, replica, text, filters=filters, today=TODAY, limit=limit)
            assert not answer.degraded

    with (
        running(settings, workers=task.workers) as service,
        closing(Client(service.port)) as client,
    ):
        ways: dict[str, Callable[[str], object]] = {
            "bare": lambda text: bare.ranked(terms[text]),
            "filtered_index": partial(look_up, limit=DEPTH, filters=_IN_FORCE),
            "filtered_in_process": partial(ask, limit=DEPTH, filters=_IN_FORCE),
            "json_index": partial(look_up, limit=DEPTH),
            "json_in_process": partial(ask, limit=DEPTH),
            "json": client.json,
            "page_index": partial(look_up, limit=HITS_PER_PAGE),
            "page_in_process": partial(ask, limit=HITS_PER_PAGE),
            "page": client.page,
        }
        in_turn = _in_turn(ways, questions)
        at_once = _many_at_once(service.port, questions, task.clients)
        followed = measure_findable(database, service.port)
    about = {
        "measure": "search-http",
        "engine": task.engine,
        "provisions": task.rows,
        "questions": len(questions),
        "workers": task.workers,
    }
    return about | in_turn | at_once | followed


def _texts(session: Session) -> dict[str, str]:
    """Return the text of every provision, and the title of every document, by key in the index."""
    titles = session.execute(sa.select(col(Document.id), col(Document.title)))
    texts = session.execute(
        sa.select(col(Provision.document_id), col(Provision.provision_id), col(Provision.text))
    )
    return {f"{key}#": title for key, title in titles} | {
        f"{document_id}#{provision_id}": text for document_id, provision_id, text in texts
    }


def _in_turn(
    ways: Mapping[str, Callable[[str], object]], questions: Sequence[str]
) -> dict[str, float]:
    """Ask each question in all ways, one after the other."""
    times: dict[str, list[float]] = {way: [] for way in ways}
    for round_number in range(2):
        for text in questions:
            for way, ask in ways.items():
                took = milliseconds(partial(ask, text))
                if round_number:  # the first only warms up
                    times[way].append(took)
    found = {}
    for way, taken in times.items():
        found[f"{way}_p50_ms"] = round(percentile(taken, 0.5), 2)
        found[f"{way}_p95_ms"] = round(percentile(taken, 0.95), 2)
    bare = found["bare_p95_ms"] or 1  # a handful of rows is found in no time
    for below in ("index", "in_process"):
        ratio = found[f"filtered_{below}_p95_ms"] / bare
        found[f"filtered_{below}_p95_over_bare"] = round(ratio, 2)
        for way in ("json", "page"):
            over = found[f"{way}_p95_ms"] - found[f"{way}_{below}_p95_ms"]
            found[f"{way}_p95_over_{below}_ms"] = round(over, 2)
    return found


def _many_at_once(port: int, questions: Sequence[str], clients: int) -> dict[str, Any]:
    """Let so many clients ask at once, each on its own connection."""
    times: list[float] = []
    failures: list[str] = []

    def visit(number: int) -> None:
        with closing(Client(port)) as client:
            for asked in range(_EACH):
                text = questions[(number * _EACH + asked) % len(questions)]
                try:
                    times.append(milliseconds(partial(client.json, text)))
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
