"""Damaged files, the same for the same seed: `mutant("docx", seeds, seed=1, case=7)`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from tests.fuzz.bytes_mutators import ANY_BYTES, Mutator
from tests.fuzz.docx_mutators import mutate_docx, repacked
from tests.fuzz.pdf_mutators import mutate_pdf
from tests.reading import pdf_samples, samples

_BY_GRAMMAR: Final[dict[str, Mutator]] = {"docx": mutate_docx, "pdf": mutate_pdf}
FORMATS: Final = tuple(_BY_GRAMMAR)
_LARGEST: Final = 400_000  # bytes of a file to damage; larger ones only take longer
_DAMAGES: Final = (1, 1, 1, 2, 3)


@cache
def own_samples(name: str) -> tuple[bytes, ...]:
    """Return the files of a format that the tests compose themselves."""
    if name == "docx":
        made = (samples.letter, samples.decision, samples.decree)
        return tuple(repacked(samples.saved(make())) for make in made)
    typed = pdf_samples.pdf(pdf_samples.lines_of_page(["Số: 1/QĐ-UBND"] * 30), compressed=False)
    return pdf_samples.letter(), typed


def seeds_of(name: str, root: Path | None) -> tuple[bytes, ...]:
    """Return the files to damage: our own, then those of a format under `root`, by name."""
    found = sorted(root.rglob(f"*.{name}")) if root else []
    fitting = (path.read_bytes() for path in found if path.stat().st_size <= _LARGEST)
    return (*own_samples(name), *fitting)


def mutant(name: str, seeds: Sequence[bytes], *, seed: int, case: int) -> bytes:
    """Return one damaged file; the same arguments always give the same bytes."""
    random = Random(f"{name}:{seed}:{case}")
    content = random.choice(seeds)
    for _ in range(random.choice(_DAMAGES)):
        if random.random() < 0.8:
            content = _BY_GRAMMAR[name](content, random)
        else:
            content = random.choice(ANY_BYTES)(content, random)
    return content
