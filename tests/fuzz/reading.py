"""Read thousands of damaged files: each must give an answer or a clear error.

    python -m tests.fuzz.reading --format docx --count 2000 [--seed N] [--root DIR] [--child]
    python -m tests.fuzz.reading --format docx --seed N --case K [--save F]

The first prints one JSON line and exits 1 after a traceback or a hang; each of those is printed
with the arguments that repeat it. The second repeats one case; give the same `--root`.
"""

import argparse
import importlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.fuzz.mutants import FORMATS, mutant, seeds_of
from tests.fuzz.readers import ChildReader, PoolReader, Reader


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


def open_reader(*, child: bool) -> Reader:
    """Return the service's reading worker, or a child of our own where there is none."""
    if not child:
        try:
            pool_module = importlib.import_module("directives.reading.pool")
        except ModuleNotFoundError:
            return ChildReader()
        return PoolReader(pool_module.ReadingPool(workers=1))
    return ChildReader()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts as one JSON line; 1 after a traceback or a hang, else 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--root", type=Path, help="damage the files under it, too")
    parser.add_argument("--case", type=int, help="only this one")
    parser.add_argument("--save", type=Path, help="write the damaged file of --case")
    parser.add_argument("--child", action="store_true", help="a child, not the service's worker")
    asked = parser.parse_args(arguments)
    seeds = seeds_of(asked.format, asked.root)
    cases = range(asked.count) if asked.case is None else range(asked.case, asked.case + 1)
    if asked.save and asked.case is not None:
        asked.save.write_bytes(mutant(asked.format, seeds, seed=asked.seed, case=asked.case))
    reader = open_reader(child=asked.child)
    counts = run(reader, asked.format, seeds, seed=asked.seed, cases=cases)
    counts["peak_rss_mb"] = round(reader.close() / 1024**2, 1)
    sys.stdout.write(json.dumps(counts) + "\n")
    return 1 if counts["tracebacks"] or counts["hangs"] else 0


if __name__ == "__main__":
    sys.exit(main())
