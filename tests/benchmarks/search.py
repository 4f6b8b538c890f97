"""Quality, speed and size of search, side by side: one JSON line per engine.

    python -m tests.benchmarks.search [--collection NAME …] [--queries F] [--engine NAME …]
        [--quick]
    python -m tests.benchmarks.search --corpus F --queries F [--engine NAME …]
        [--fold-queries | --wrong-tone [--seed N]] [--ablation]

Without a corpus: both collections under DIRECTIVES_SHARED, typed in each way, with what each step
of our recipe brings, then the service over HTTP on the large one; each limit is told, and one
that does not hold makes the run fail. With `--queries` other questions are asked of a collection,
and the same limits must hold. Whoosh needs some twenty minutes for the large collection:
`--quick` leaves it out there.
"""

import argparse
import os
import resource
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.benchmarks import search_http
from tests.benchmarks.comparison import Line, print_lines
from tests.benchmarks.search_ablation import ablation
from tests.benchmarks.search_contestants import CONTESTANTS, Contestant, OurEngine, contestant
from tests.benchmarks.search_data import Question, read_articles, read_questions
from tests.benchmarks.search_limits import limits_of, limits_of_http
from tests.benchmarks.search_quality import mean, ndcg, percentile, recall, reciprocal_rank
from tests.benchmarks.search_ratio import measure_ratio
from tests.benchmarks.search_typing import WAYS, Way, typed

_ROOT = Path(__file__).parents[2]
_COLLECTIONS = ("alqac23", "big")
_LARGE = "big"


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure."""

    collection: str
    corpus: Path
    queries: Path
    engine: str
    ways: tuple[Way, ...]
    seed: int
    with_ablation: bool


def measure(task: Task) -> list[dict[str, Any]]:
    """Build one index and return its measurements, one per way to type the questions.

    Run it in a process of its own, or the peak of memory is another engine's.
    """
    questions = read_questions(task.queries)
    with TemporaryDirectory() as name:
        folder = Path(name)
        started = perf_counter()
        one = contestant(task.engine, folder)
        documents = one.build(read_articles(task.corpus))
        build_s = perf_counter() - started
        about = {
            "documents": documents,
            "build_s": round(build_s, 2),
            "index_mb": round(_bytes_in(folder) / 1e6, 1),
        }
        lines = []
        for way in task.ways:
            asked = typed(questions, way, task.seed)
            how = {"folded": way == "folded", "typed": way}
            answers = about | _answers(one, asked) | how
            lines.append({"measure": "search", "engine": task.engine} | answers)
            if isinstance(one, OurEngine) and task.engine == "tantivy":
                lines += _beside_a_bare_query(one, folder / "index", task, asked, how)
        return lines


def _beside_a_bare_query(
    ours: OurEngine, folder: Path, task: Task, asked: list[Question], how: dict[str, Any]
) -> list[dict[str, Any]]:
    about = how | {"documents": ours.engine.count()}
    texts = {one.id: one.text for one in read_articles(task.corpus)}
    lines = [
        measure_ratio(ours, folder, asked) | about,
        measure_ratio(ours, folder, asked, texts) | about,
    ]
    if task.with_ablation and how["typed"] == "toned":
        lines += [line | how for line in ablation(ours, folder, asked)]
    return lines


def _answers(one: Contestant, questions: list[Question]) -> dict[str, Any]:
    for question in questions[:20]:
        one.ranked(question.text)
    times, ranked = [], []
    for question in questions:
        started = perf_counter()
        ranked.append(one.ranked(question.text))
        times.append((perf_counter() - started) * 1000)
    judged = [(ids, one.relevant) for ids, one in zip(ranked, questions, strict=True)]
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "queries": len(questions),
        "ndcg@10": round(mean([ndcg(*pair) for pair in judged]), 4),
        "recall@10": round(mean([recall(*pair) for pair in judged]), 4),
        "mrr@10": round(mean([reciprocal_rank(*pair) for pair in judged]), 4),
        "p50_ms": round(percentile(times, 0.5), 3),
        "p95_ms": round(percentile(times, 0.95), 3),
        "peak_rss_mb": round(peak_kb / 1024, 1),
    }


def _bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--collection", action="append", choices=_COLLECTIONS)
    parser.add_argument("--quick", action="store_true", help="no Whoosh on the large collection")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--engine", action="append", choices=CONTESTANTS)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--fold-queries", action="store_true", help="ask without tone marks")
    way.add_argument("--wrong-tone", action="store_true", help="ask with one wrong tone")
    parser.add_argument("--seed", type=int, default=1, help="which tones go wrong")
    parser.add_argument("--ablation", action="store_true", help="print what each step brings")
    return parser


def _tasks(asked: argparse.Namespace) -> Iterator[Task]:
    engines = asked.engine or CONTESTANTS
    ways: tuple[Way, ...] = WAYS
    if asked.fold_queries or asked.wrong_tone:
        ways = ("folded",) if asked.fold_queries else ("wrong-tone",)
    elif asked.corpus:
        ways = ("toned",)
    if asked.corpus:
        for engine in engines:
            yield Task("", asked.corpus, asked.queries, engine, ways, asked.seed, asked.ablation)
        return
    for name in asked.collection or _COLLECTIONS:
        folder = _shared() / "search" / name
        corpus, queries = folder / "corpus.jsonl.gz", asked.queries or folder / "queries.jsonl"
        for engine in engines if corpus.is_file() else ():
            if not (asked.quick and engine == "whoosh" and name == _LARGE):
                yield Task(name, corpus, queries, engine, ways, asked.seed, with_ablation=True)


def _shared() -> Path:
    return Path(os.environ.get("DIRECTIVES_SHARED", _ROOT.parent / "shared"))


def _lines(asked: argparse.Namespace) -> Iterator[Line]:
    skipped = True
    for task in _tasks(asked):
        skipped = False
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
            for line in process.submit(measure, task).result():
                yield line | ({"collection": task.collection} if task.collection else {})
                yield from limits_of(task.collection, line)
    if skipped:
        yield {"measure": "search", "skipped": "DIRECTIVES_SHARED names no folder with search"}
    elif not (asked.corpus or asked.engine) and _LARGE in (asked.collection or _COLLECTIONS):
        yield from _over_http()


def _over_http() -> Iterator[Line]:
    folder = _shared() / "search" / _LARGE
    if folder.is_dir():
        rows = sum(1 for _ in read_articles(folder / "corpus.jsonl.gz"))
        task = search_http.Task(folder / "corpus.jsonl.gz", folder / "queries.jsonl", rows)
        with TemporaryDirectory() as name:
            found = search_http.measure(task, Path(name))
        yield found
        yield from limits_of_http(found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one JSON line per measurement, or one that says why there is none."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if (asked.corpus is None) != (asked.queries is None):
        parser.error("--corpus and --queries go together")
    print_lines(_lines(asked))


if __name__ == "__main__":
    main()
