"""Quality, speed and size of search, side by side: one JSON line per engine.

    python -m tests.benchmarks.search [--corpus F --queries F] [--engine NAME …]
        [--fold-queries | --wrong-tone [--seed N]] [--ablation]

Without a corpus: the small one under DIRECTIVES_SHARED, typed in each way.
"""

import argparse
import json
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

from tests.benchmarks.search_ablation import ablation
from tests.benchmarks.search_contestants import CONTESTANTS, Contestant, OurEngine, contestant
from tests.benchmarks.search_data import Question, read_articles, read_questions
from tests.benchmarks.search_quality import mean, ndcg, percentile, recall, reciprocal_rank
from tests.benchmarks.search_ratio import measure_ratio
from tests.benchmarks.search_typing import WAYS, Way, typed

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure."""

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
    if task.with_ablation:
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


def _tasks(arguments: Sequence[str] | None) -> Iterator[Task]:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--engine", action="append", choices=CONTESTANTS)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--fold-queries", action="store_true", help="ask without tone marks")
    way.add_argument("--wrong-tone", action="store_true", help="ask with one wrong tone")
    parser.add_argument("--seed", type=int, default=1, help="which tones go wrong")
    parser.add_argument("--ablation", action="store_true", help="print what each step brings")
    asked = parser.parse_args(arguments)
    if (asked.corpus is None) != (asked.queries is None):
        parser.error("--corpus and --queries go together")
    shared = Path(os.environ.get("DIRECTIVES_SHARED", _ROOT.parent / "shared"))
    corpus = asked.corpus or shared / "search" / "alqac23" / "corpus.jsonl.gz"
    queries = asked.queries or shared / "search" / "alqac23" / "queries.jsonl"
    if asked.corpus is None and not corpus.is_file():
        return
    ways = WAYS
    if asked.fold_queries or asked.wrong_tone:
        ways = ("folded",) if asked.fold_queries else ("wrong-tone",)
    elif asked.corpus is not None:
        ways = ("toned",)
    for engine in asked.engine or CONTESTANTS:
        yield Task(corpus, queries, engine, ways, asked.seed, asked.ablation)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one JSON line per engine and way to type, or one that says why not."""
    skipped = True
    for task in _tasks(arguments):
        skipped = False
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
            for line in process.submit(measure, task).result():
                print(json.dumps(line), flush=True)
    if skipped:
        reason = "DIRECTIVES_SHARED names no folder with search/alqac23"
        print(json.dumps({"measure": "search", "skipped": reason}))


if __name__ == "__main__":
    main()
