"""What the reading of delegations finds in real documents, and a sample for a person to judge.

`python -m tests.benchmarks.delegations [--sample 40 --seed 1]` reads DIRECTIVES_SHARED and prints
one JSON line; with --sample also that many findings, one a line, to be judged by hand.
"""

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from directives.errors import DirectivesError
from directives.reading.delegations import Delegation, Piece, read_delegations
from directives.reading.reading import Reading, read_file

SCANNED = {".pdf"}  # left out: recognising scans takes minutes and says nothing of the rule


def readings_of(folder: Path) -> Iterator[tuple[str, Reading]]:
    """Read the pages of the portal and the files of the folder; those that are refused are not."""
    pages = folder / "documents" / "vbpl.jsonl"
    for line in pages.read_text("utf-8").splitlines():
        page = json.loads(line)
        yield from _read(f"vbpl {page['number']}", page["text"].encode())
    for path in sorted((folder / "documents" / "files").rglob("*")):
        if path.is_file() and path.suffix.lower() not in SCANNED:
            yield from _read(path.name, path.read_bytes())


def _read(name: str, content: bytes) -> Iterator[tuple[str, Reading]]:
    try:
        yield name, read_file(name, content)
    except DirectivesError:
        return


def delegations_of(reading: Reading) -> tuple[Delegation, ...]:
    """Return what a document that was read delegates, as publishing it would propose."""
    issuer = reading.fields.agency.value if reading.fields.agency else ""
    pieces = [Piece(node.id, node.parent, node.text) for node in reading.structure]
    return read_delegations(pieces, issuer=issuer)


def main() -> None:
    """Print what was found."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sample", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    folder = Path(os.environ.get("DIRECTIVES_SHARED", Path(__file__).parents[3] / "shared"))
    if not (folder / "documents").is_dir():
        print(json.dumps({"measure": "delegations", "skipped": "DIRECTIVES_SHARED is absent"}))
        return
    read = list(readings_of(folder))
    found = [(name, one) for name, reading in read for one in delegations_of(reading)]
    measured = {
        "measure": "delegations",
        "documents": len(read),
        "with_delegations": len({name for name, _ in found}),
        "found": len(found),
        "types": dict(Counter(one.body.type_code for _, one in found).most_common()),
    }
    print(json.dumps(measured, ensure_ascii=False))
    sample = random.Random(chosen.seed).sample(found, min(chosen.sample, len(found)))
    for name, one in sample:
        print(f"{name} | {one.provision_id} | {one.body.words} | {one.quote}")


if __name__ == "__main__":
    main()
