"""Accuracy, calibration and speed of reading: one JSON line per measurement.

    python -m tests.benchmarks.reading [--truth F --root DIR] [--vbpl F] [--only FORMAT] [--speed]

`--truth` is the hand-checked file and `--root` the folder its paths begin in; without them, those
under DIRECTIVES_SHARED. `--vbpl` are pages of the national database with known fields: what
the rules of reading were not written from, so its calibration is the honest one.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.reading_json import reading_as_json
from directives.errors import DirectivesError
from directives.reading.reading import read_file
from tests.benchmarks.reading_facts import FactScores
from tests.benchmarks.reading_pages import judge_page, read_pages
from tests.benchmarks.reading_scans import scan_lines
from tests.benchmarks.reading_scores import Scores, judge
from tests.benchmarks.reading_speed import measure_speed
from tests.benchmarks.reading_truth import TruthRow, read_truth

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure; a file that is not there is not measured."""

    truth: Path
    root: Path
    pages: Path
    only: str | None
    speed: bool


def measure_accuracy(truth: Path, root: Path, only: str | None) -> Iterator[dict[str, Any]]:
    """Read every file of the truth and yield counts, misses and calibration."""
    printed, scanned = Scores(), Scores()
    facts = {False: FactScores(), True: FactScores()}
    for row in read_truth(truth):
        if only in {None, row.format}:
            is_scan = row.format == "scan"
            reading, refused = _reading_of(row, root)
            if refused is not None:
                yield refused
            scores = scanned if is_scan else printed
            scores.judged.extend(judged := judge(row.path, row.format, row.fields, reading))
            facts[is_scan].add(row, reading)
            if is_scan:
                yield from scan_lines(judged, reading)
    for scores, group in ((printed, "text-layer"), (scanned, "scan")):
        if scores.judged:
            yield from scores.lines()
            yield from facts[group == "scan"].lines(group)
            yield from scores.calibration(group)
            yield from scores.misses()
            yield from facts[group == "scan"].misses


def measure_pages(path: Path) -> Iterator[dict[str, Any]]:
    """Read the pages of the national database as plain paragraphs."""
    scores = Scores()
    for page in read_pages(path):
        if page.is_itself:
            scores.judged.extend(judge_page(page))
        else:
            yield {"measure": "reading-refused", "path": page.name, "error": "AnotherDocument"}
        _progress(page.name)
    yield from (line for line in scores.lines() if line["format"] != "text-layer")
    yield from scores.calibration("vbpl")
    yield from scores.misses()


def _reading_of(row: TruthRow, root: Path) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Return the reading of a file as JSON, or the line that tells why there is none."""
    _progress(row.path)
    try:
        return reading_as_json(read_file(row.path, (root / row.path).read_bytes())), None
    except (DirectivesError, OSError) as error:
        line = {"measure": "reading-refused", "path": row.path, "error": type(error).__name__}
        return None, line


def _progress(name: str) -> None:
    print(name, file=sys.stderr, flush=True)


def _task(arguments: Sequence[str] | None) -> Task:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--vbpl", type=Path)
    parser.add_argument("--only", help="a format: docx, pdf, doc, md, scan")
    parser.add_argument("--speed", action="store_true", help="speed instead of accuracy")
    asked = parser.parse_args(arguments)
    if (asked.truth is None) != (asked.root is None):
        parser.error("--truth and --root go together")
    shared = Path(os.environ.get("DIRECTIVES_SHARED", _ROOT.parent / "shared")) / "documents"
    truth = asked.truth or shared / "truth.jsonl"
    pages = asked.vbpl or (truth.parent / "vbpl.jsonl")
    return Task(truth, asked.root or shared / "files", pages, asked.only, asked.speed)


def measure(task: Task) -> Iterator[dict[str, Any]]:
    """Yield all measurements, or one line that says why there are none."""
    if not task.truth.is_file():
        reason = "DIRECTIVES_SHARED names no folder with documents/truth.jsonl"
        yield {"measure": "reading", "skipped": reason}
        return
    if task.speed:
        yield from measure_speed(task.root, task.only)
        return
    yield from measure_accuracy(task.truth, task.root, task.only)
    if task.pages.is_file() and task.only is None:
        yield from measure_pages(task.pages)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one JSON line per measurement."""
    for line in measure(_task(arguments)):
        print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
