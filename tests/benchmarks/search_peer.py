"""Ours beside the peer that a user would install today: every line with its limit.

    python -m tests.benchmarks.search_peer [--corpus F --queries F] [--files DIR] [--rows 20000]

The peer is paperless-ngx 3.0.5. It was measured once, on two cores, through its own API, on the
first 20,000 articles of the large collection and all relevant ones of its questions, each article
a document of its own; its figures stand in this file. Ours are measured now, over HTTP, on the
same articles held in the same way, and then as we hold them: one document for each law, of which
an answer shows three articles at most. Prints one JSON line for each figure and exits 1 when a
limit does not hold.
"""

import argparse
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from directives.rules.vietnamese import fold, nfc
from directives.settings import Settings
from directives.store.session import open_engine
from index.replica import Replica
from tests.benchmarks.comparison import Line, compared, print_lines
from tests.benchmarks.grown_catalogue import TODAY
from tests.benchmarks.law_catalogue import Place, fill_laws
from tests.benchmarks.peer_files import measure_files
from tests.benchmarks.process_size import processes_of, resident_mb
from tests.benchmarks.running_service import Client, Service, milliseconds, running
from tests.benchmarks.search_data import Article, Question, read_articles, read_questions
from tests.benchmarks.search_quality import DEPTH, mean, percentile, recall

_ROOT: Final = Path(__file__).parents[2]
_TIMED: Final = 100  # questions, the first
_ROUNDS: Final = 5  # of which the median counts
_FASTER: Final = 10
_RECALL: Final = 0.95
_PEER_RECALL: Final = 0.88
_REBUILD_S: Final = 39.4
_PEER_MS: Final = {"toned": (177.0, 309.0), "folded": (166.0, 255.0)}  # p50, p95
_PEER_MB, _PEER_PROCESSES, _PEER_STEPS = 927.0, 5, 9
_COMMANDS: Final = 2
_LITERAL: Final = {"An Giang": 0, "lương": 6, "đất đai": 4}  # of ten; what the peer gave
_ODD: Final = ('"đất đai', "[", "a AND", "Điều 1: phạm vi")


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure."""

    corpus: Path
    queries: Path
    files: Path | None
    rows: int


def measure(task: Task, folder: Path) -> Iterator[Line]:
    """Yield one line for each figure."""
    questions = read_questions(task.queries)
    with _catalogue(task, questions, folder / "articles", by_article=True) as held:
        yield compared(
            f"rebuild of {len(held.placed)} articles, s",
            held.rebuilt_s,
            _REBUILD_S,
            f"< {_REBUILD_S}",
            holds=held.rebuilt_s < _REBUILD_S,
        )
        yield from _questions(held, questions)
    with _catalogue(task, questions, folder / "laws", by_article=False) as held:
        yield _recall_by_law(held, questions)
        yield from _literal(held)
        yield from _odd(held.client)
        yield _number(held)
        yield _commands()
        yield from _size(held.service)
    yield from measure_files(task.files)


@dataclass(frozen=True, slots=True)
class _Held:
    """A catalogue that is served, and where its articles are."""

    placed: Mapping[Place, Article]
    rebuilt_s: float
    service: Service
    client: Client


@contextmanager
def _catalogue(
    task: Task, questions: Sequence[Question], folder: Path, *, by_article: bool
) -> Iterator[_Held]:
    settings = Settings(data_dir=folder, database_url=None)
    folder.mkdir()
    database = open_engine(settings.database)
    placed = fill_laws(database, _articles(task, questions), by_article=by_article)
    replica = Replica(settings.index_dir, settings.search_engine)
    started = perf_counter()
    replica.rebuild(database, TODAY)
    rebuilt_s = round(perf_counter() - started, 1)
    database.dispose()
    with running(settings) as service, closing(Client(service.port)) as client:
        yield _Held(placed, rebuilt_s, service, client)


def _articles(task: Task, questions: Sequence[Question]) -> Iterator[Article]:
    relevant = {one for question in questions for one in question.relevant}
    for place, article in zip(count(), read_articles(task.corpus), strict=False):
        if place < task.rows or article.id in relevant:
            yield article


def _questions(held: _Held, questions: Sequence[Question]) -> Iterator[Line]:
    for way, (peer_p50, peer_p95) in _PEER_MS.items():
        texts = [q.text if way == "toned" else fold(nfc(q.text)) for q in questions]
        reached = _recall(held, texts, questions)
        rounds = [
            [milliseconds(partial(held.client.json, text)) for text in texts[:_TIMED]]
            for _ in range(_ROUNDS)
        ]
        for name, share, peer in (("p50", 0.5, peer_p50), ("p95", 0.95, peer_p95)):
            ours = round(median(percentile(times, share) for times in rounds), 2)
            yield compared(
                f"whole HTTP answer, {way}, {name} ms",
                ours,
                peer,
                f"<= {peer / _FASTER:.1f}",
                holds=ours * _FASTER <= peer,
            )
        yield compared(
            f"recall@10, {way}", reached, _PEER_RECALL, f">= {_RECALL}", holds=reached >= _RECALL
        )


def _recall_by_law(held: _Held, questions: Sequence[Question]) -> Line:
    """Return the recall of what we show, which the peer has nothing to set beside."""
    reached = _recall(held, [question.text for question in questions], questions)
    what = "recall@10 with three articles of a law at most"
    return compared(what, reached, _PEER_RECALL, f"> {_PEER_RECALL}", holds=reached > _PEER_RECALL)


def _recall(held: _Held, texts: Sequence[str], questions: Sequence[Question]) -> float:
    found = [_found(held.client.json(text), held.placed) for text in texts]
    ids = [[article.id for article in one if article] for one in found]
    pairs = zip(ids, questions, strict=True)
    return round(mean([recall(some, question.relevant) for some, question in pairs]), 4)


def _found(answer: Mapping[str, Any], placed: Mapping[Place, Article]) -> list[Article | None]:
    """Return the article of each hit; none for a document as a whole."""
    return [placed.get((hit["document"]["id"], hit["provision"] or "")) for hit in answer["hits"]]


def _literal(held: _Held) -> Iterator[Line]:
    """Ask for words that others fold: all that have them come first, up to ten."""
    for words, peer in _LITERAL.items():
        answer = held.client.json(words)
        found = zip(answer["hits"], _found(answer, held.placed), strict=True)
        texts = [f"{hit['document']['title']} {_text(article)}" for hit, article in found]
        there = sum(_has(_text(article), words) for article in held.placed.values())
        most = min(DEPTH, there)
        ours = sum(_has(text, words) for text in texts)
        what = f"“{words}”: first ten with these very tones, of {there} that have them"
        yield compared(what, ours, peer, most, holds=ours >= most)


def _text(article: Article | None) -> str:
    return f"{article.title} {article.text}" if article else ""


def _has(text: str, words: str) -> bool:
    return nfc(words).lower() in nfc(text).lower()


def _odd(client: Client) -> Iterator[Line]:
    """Ask what the peer answers with HTTP 400; `Client` fails unless it is 200."""
    for typed in _ODD:
        page = client.page(typed)
        hint = page.partition('<p class="hint">')[2].partition("</p>")[0]
        answered = bool(client.json(typed)["total"])
        yield compared(
            f"{typed}: answered, with a hint",
            unescape(hint),
            "HTTP 400",
            "both",
            holds=answered and bool(hint),
        )


def _number(held: _Held) -> Line:
    printed = next(
        (one.law_id for one in held.placed.values() if one.law_id.upper().endswith("/NĐ-CP")), ""
    )
    hits = held.client.json(fold(nfc(printed)).lower())["hits"]
    first = hits[0]["document"]["number"] if hits else ""
    return compared(
        f"{fold(printed)}: the document itself first",
        first,
        "among 27",
        printed,
        holds=bool(printed) and first == nfc(printed),
    )


def _commands() -> Line:
    """Return how many commands the README asks of who wants to run the system."""
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Two commands")[2].partition("\n## ")[0]
    number = len(re.findall(r"^- `make ", section, re.MULTILINE))
    return compared(
        "commands to install, run and test",
        number,
        f"at least {_PEER_STEPS}",
        2,
        holds=number == _COMMANDS,
    )


def _size(service: Service) -> Iterator[Line]:
    size = round(resident_mb(service.pid))
    yield compared(
        "memory of all processes, MB", size, _PEER_MB, f"< {_PEER_MB:.0f}", holds=size < _PEER_MB
    )
    number = len(processes_of(service.pid))
    yield compared("processes", number, _PEER_PROCESSES, 1, holds=number == 1)


def _task(arguments: Sequence[str] | None) -> Task:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    shared = Path(os.environ.get("DIRECTIVES_SHARED", _ROOT.parent / "shared"))
    large = shared / "search" / "big"
    parser.add_argument("--corpus", type=Path, default=large / "corpus.jsonl.gz")
    parser.add_argument("--queries", type=Path, default=large / "queries.jsonl")
    parser.add_argument("--files", type=Path, default=shared / "documents" / "files")
    parser.add_argument("--rows", type=int, default=20_000, help="articles besides relevant ones")
    return Task(**vars(parser.parse_args(arguments)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one JSON line for each figure."""
    task = _task(arguments)
    if not task.corpus.is_file():
        reason = "DIRECTIVES_SHARED names no folder with search/big"
        print(json.dumps({"measure": "search-peer", "skipped": reason}))
        return
    with TemporaryDirectory() as name:
        print_lines(measure(task, Path(name)))


if __name__ == "__main__":
    main()
