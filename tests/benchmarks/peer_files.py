"""Real files beside the peer: what is read, and how fast it becomes searchable."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from directives.errors import DirectivesError
from directives.reading.reading import read_file
from tests.benchmarks.comparison import Line, compared
from tests.benchmarks.reading_searchable import PAPERLESS_PER_MINUTE, measure_searchable
from tests.without_recognition import without_recognition

_INGEST_TIMES: Final = 20
_LONG: Final = 30  # pages; of longer files pages are counted
_PEER_PAGES_PER_S: Final = 4.4

File = tuple[str, bytes]


def measure_files(folder: Path | None) -> Iterator[Line]:
    """Yield what is read of real files, and how fast it becomes searchable."""
    if folder is None or not folder.is_dir():
        yield {"measure": "search-peer", "skipped": "no folder of real files to take in"}
        return
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for kind in ("docx", "doc", "rtf"):
        named = [path for path in files if path.suffix.lower() == f".{kind}"]
        read = sum(bool(read_file(path.name, path.read_bytes()).text) for path in named[:10])
        yield compared(
            f".{kind} files read",
            read,
            "refused",
            len(named[:10]),
            holds=read == len(named[:10]) > 0,
        )
    short, long = _text_pdfs([path for path in files if path.suffix.lower() == ".pdf"])
    if short:
        rate = measure_searchable(list(short), at_once=True)["per_minute"]
        least = _INGEST_TIMES * PAPERLESS_PER_MINUTE
        what = f"{_sum_of(short)}, one reads, one registers, files a minute"
        yield compared(what, rate, PAPERLESS_PER_MINUTE, f">= {least:.0f}", holds=rate >= least)
    if long:
        seconds = measure_searchable(list(long), at_once=True)["seconds"]
        rate = round(sum(long.values()) / seconds, 1)
        least = _INGEST_TIMES * _PEER_PAGES_PER_S
        what = f"{_sum_of(long)}, one reads, one registers, pages a second"
        yield compared(what, rate, _PEER_PAGES_PER_S, f">= {least:.0f}", holds=rate >= least)


def _sum_of(pages: Mapping[File, int]) -> str:
    return f"{len(pages)} text PDFs of {sum(pages.values())} pages"


def _text_pdfs(paths: Sequence[Path]) -> tuple[dict[File, int], dict[File, int]]:
    """Return the pages of each PDF that has a text layer: short ones, long ones."""
    short: dict[File, int] = {}
    long: dict[File, int] = {}
    for path in paths:
        content = path.read_bytes()
        with suppress(DirectivesError), without_recognition():
            file = read_file(path.name, content).file
            if file.text_layer and file.pages:
                (short if file.pages <= _LONG else long)[path.name, content] = file.pages
    return short, long
