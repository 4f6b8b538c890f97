"""Read thousands of damaged files: each must give an answer or a clear error.

    python -m tests.fuzz.reading --format docx --count 2000 [--seed N] [--root DIR] [--worker]
    python -m tests.fuzz.reading --format docx --seed N --case K [--save F]

The first prints one JSON line and exits 1 after a traceback or a hang; each of those is printed
with the arguments that repeat it. The second repeats one case; give the same `--root`. Files are
read in a child process that hides no exception; `--worker` takes the service's own, which does.
Scans are recognised only with `--ocr`, which is slow.
"""

import argparse
import importlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.fuzz.mutants import FORMATS, mutant, seeds_of
from tests.fuzz.readers import ChildReader, PoolReader, Reader
from tests.without_recognition import without_recognition


def run(
    reader: Reader, name: str, seeds: Sequence[bytes], *, seed: int, cases: range
) -> dict[str, Any]:
    """Read the damaged files of `cases` and return the counts; tells on stderr what went wrong."""
    kinds: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    slowest = (0.0, -1)
    started = perf_counter()
    for case in cases:
        content = mutant(name, seeds, seed=seed, case=case)
        begun = perf_counter()
        outcome = reader.read(f"mutant-{case}.{name}", content)
        slowest = max(slowest, (perf_counter() - begun, case))
        kinds[outcome.kind] += 1
        if outcome.kind == "error":
            errors[outcome.said] += 1
        elif outcome.kind != "answer":
            sys.stderr.write(f"--seed {seed} --case {case}: {outcome.kind}\n{outcome.said}\n")
    return {
        "measure": "reading-fuzz",
        "format": name,
        "seed": seed,
        "files": len(cases),
        "seeds": len(seeds),
        "answers": kinds["answer"],
        "errors": dict(sorted(errors.items())),
        "tracebacks": kinds["traceback"],
        "hangs": kinds["hang"],
        "seconds": round(perf_counter() - started, 1),
        "slowest_s": round(slowest[0], 2),
        "slowest_case": slowest[1],
    }


def open_reader(*, worker: bool) -> Reader:
    """Return a child of our own, or the service's reading worker with its limits."""
    if not worker:
        return ChildReader()
    pool_module = importlib.import_module("directives.reading.pool")
    return PoolReader(pool_module.ReadingPool(workers=1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts as one JSON line; 1 after a traceback or a hang, else 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--root", type=Path, help="damage the files under it, too")
    parser.add_argument("--case", type=int, help="only this one")
    parser.add_argument("--save", type=Path, help="write the damaged file of --case")
    parser.add_argument("--worker", action="store_true", help="read in the service's worker")
    parser.add_argument("--ocr", action="store_true", help="recognise scans, which is slow")
    asked = parser.parse_args(arguments)
    seeds = seeds_of(asked.format, asked.root)
    cases = range(asked.count) if asked.case is None else range(asked.case, asked.case + 1)
    if asked.save and asked.case is not None:
        asked.save.write_bytes(mutant(asked.format, seeds, seed=asked.seed, case=asked.case))
    with nullcontext() if asked.ocr else without_recognition():
        reader = open_reader(worker=asked.worker)
        counts = run(reader, asked.format, seeds, seed=asked.seed, cases=cases)
        counts["peak_rss_mb"] = round(reader.close() / 1024**2, 1)
    sys.stdout.write(json.dumps(counts) + "\n")
    return 1 if counts["tracebacks"] or counts["hangs"] else 0


if __name__ == "__main__":
    sys.exit(main())
