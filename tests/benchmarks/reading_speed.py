"""What reading costs over the bare libraries, over the process boundary, and until searchable.

Ours: bytes in, a whole reading out, in a warm process, without start-up, transfer and OCR. Bare:
the same bytes opened and every paragraph and cell, or every page's text, fetched.
"""

import importlib
import io
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

import docx
import pypdfium2

from directives.errors import DirectivesError
from directives.reading.reading import read_file
from tests.benchmarks.reading_searchable import measure_searchable

RUNS: Final = 5
_WORKERS: Final = 2
_NO_POOL: Final = "there is no directives.reading.pool"


@dataclass(frozen=True, slots=True)
class Timed:
    """One file and the medians of its runs, in milliseconds."""

    path: str
    content: bytes
    format: str
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        """How many times the bare library our reading costs."""
        return self.ours / self.bare


def measure_speed(root: Path, only: str | None) -> Iterator[dict[str, Any]]:
    """Yield the ratios per format, the cost of the boundary, and documents per time."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    timed: list[Timed] = []
    for path in files:
        if only in {None, path.suffix[1:].lower()}:
            print(path.name, file=sys.stderr, flush=True)
            timed.extend(_times(str(path.relative_to(root)), path.read_bytes()))
    for name in ("docx", "pdf"):
        if some := [one for one in timed if one.format == name]:
            yield _ratio_line(name, some)
    yield from _measure_pool(timed, files)
    yield measure_searchable([(one.path, one.content) for one in timed])


def _times(path: str, content: bytes) -> Iterator[Timed]:
    """Time one file in turns with the bare library; what has none, or needs OCR, is left out."""
    try:
        file = read_file(path, content).file
    except DirectivesError:
        return
    if file.format not in _BARE or file.ocr or not file.text_layer:
        return
    bare = _BARE[file.format]
    ours_ms, bare_ms = [], []
    for _ in range(RUNS):
        ours_ms.append(_milliseconds(lambda: read_file(path, content)))
        bare_ms.append(_milliseconds(lambda: bare(content)))
    yield Timed(path, content, file.format, median(ours_ms), median(bare_ms))


def _ratio_line(name: str, timed: list[Timed]) -> dict[str, Any]:
    worst = max(timed, key=lambda one: one.ratio)
    return {
        "measure": "reading-ratio",
        "format": name,
        "files": len(timed),
        "runs": RUNS,
        "ours_ms": round(sum(one.ours for one in timed), 1),
        "bare_ms": round(sum(one.bare for one in timed), 1),
        "ratio": round(sum(one.ours for one in timed) / sum(one.bare for one in timed), 2),
        "median_ratio": round(median(one.ratio for one in timed), 2),
        "worst_ratio": round(worst.ratio, 2),
        "worst": worst.path,
    }


def _measure_pool(timed: list[Timed], files: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield what the boundary costs per file, and how many documents a second two workers read."""
    try:
        pool_module = importlib.import_module("directives.reading.pool")
    except ModuleNotFoundError:
        yield {"measure": "reading-pool", "skipped": _NO_POOL}
        return
    with pool_module.ReadingPool(workers=_WORKERS) as pool:
        _read_all(pool, files[: 4 * _WORKERS])  # starts and warms the workers
        if timed:
            yield _boundary_line(pool, timed)
        started = perf_counter()
        answers = _read_all(pool, files)
        seconds = perf_counter() - started
    yield {
        "measure": "reading-pool",
        "workers": _WORKERS,
        "files": len(files),
        "answers": answers,
        "seconds": round(seconds, 2),
        "per_second": round(len(files) / seconds, 1),
    }


def _boundary_line(pool: Any, timed: list[Timed]) -> dict[str, Any]:
    costs = []
    for one in timed:
        read = partial(pool.read, one.path, one.content)
        times = [_milliseconds(read) for _ in range(3)]
        costs.append(median(times) - one.ours)
    return {
        "measure": "reading-boundary",
        "files": len(timed),
        "median_ms": round(median(costs), 2),
        "worst_ms": round(max(costs), 2),
        "share": round(sum(costs) / sum(one.ours for one in timed), 3),
    }


def _read_all(pool: Any, files: list[Path]) -> int:
    """Read all files with as many threads as workers; return how many gave an answer."""

    def is_read(path: Path) -> bool:
        with suppress(DirectivesError):
            pool.read(path.name, path.read_bytes())
            return True
        return False

    with ThreadPoolExecutor(_WORKERS) as threads:
        return sum(threads.map(is_read, files))


def _milliseconds(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return (perf_counter() - started) * 1000


def _bare_docx(content: bytes) -> int:
    document = docx.Document(io.BytesIO(content))
    length = sum(len(paragraph.text) for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            length += sum(len(cell.text) for cell in row.cells)
    return length


def _bare_pdf(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    length = 0
    for page in document:
        text_page = page.get_textpage()
        length += len(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return length


_BARE: Final[dict[str, Callable[[bytes], int]]] = {"docx": _bare_docx, "pdf": _bare_pdf}
