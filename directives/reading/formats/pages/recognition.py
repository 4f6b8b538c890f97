"""Recognise the words of a scan: the only module that knows Tesseract, an optional program.

Tesseract runs as a process of its own, inside the limits of the reading process that starts it.
Debian packages: tesseract-ocr, tesseract-ocr-vie.
"""

import csv
import io
import itertools
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Final

from directives.errors import RecognitionFailed, RecognitionMissing
from directives.reading.formats.pages.fixed_words import mended
from directives.reading.formats.pages.printed_page import PrintedLine, PrintedPage

PACKAGES: Final = "tesseract-ocr, tesseract-ocr-vie"
_PROGRAM: Final = "tesseract"
_LANGUAGE: Final = "vie"
_WORD_LEVEL: Final = "5"
_ASSUMED_DPI: Final = 200  # of an image that does not say; Annex I Part II asks for as much
_MOTTO: Final = re.compile(r"\W?C[ỘÔO]NG$")  # begins the right column, however near the left one
_COLUMN_GAP: Final = 1.2  # times the height of a letter


@cache
def can_recognise() -> bool:
    """Tell whether Tesseract with Vietnamese is installed."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return False
    listed = subprocess.run(  # noqa: S603 - the program found on the path, no user input
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30
    )
    return _LANGUAGE in listed.stdout.split()


def recognise(
    name: str, image: bytes, *, number: int, scale: float | None, seconds: float
) -> list[PrintedPage]:
    """Return the lines of an image, a page each; `scale` is its pixels per point, if known.

    `number` is the page's, for the message. Only a TIFF has more than one page.

    Raises:
        RecognitionMissing: Tesseract or its Vietnamese data is not installed.
        RecognitionFailed: it cannot read the image, or takes longer than `seconds`.
    """
    if not can_recognise():
        raise RecognitionMissing(name=name, packages=PACKAGES)
    scale = scale or _ASSUMED_DPI / 72
    command = [_PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3"]
    try:
        run = subprocess.run(  # noqa: S603 - fixed words; the image goes in as data
            [*command, "--dpi", str(round(scale * 72)), "tsv"],
            input=image,
            capture_output=True,
            check=True,
            timeout=seconds,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise RecognitionFailed(name=name, page=number) from error
    return _pages(run.stdout.decode(errors="replace"), scale)


def _pages(table: str, scale: float) -> list[PrintedPage]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    pages: list[PrintedPage] = []
    for _, group in itertools.groupby(rows, key=itemgetter("page_num")):
        of_page = list(group)
        size = of_page[0]
        lines: dict[tuple[str, str, str], list[_Word]] = {}
        for row in of_page:
            if row["level"] == _WORD_LEVEL and (row["text"] or "").strip():
                key = (row["block_num"], row["par_num"], row["line_num"])
                lines.setdefault(key, []).append(_Word.of(row, scale))
        printed = tuple(part for words in lines.values() for part in _parts(words))
        pages.append(PrintedPage(int(size["width"]) / scale, int(size["height"]) / scale, printed))
    return pages


@dataclass(frozen=True, slots=True)
class _Word:
    """A recognised word; lengths in points, `bottom` from the top of the page."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    confidence: float

    @classmethod
    def of(cls, row: dict[str, str], scale: float) -> "_Word":
        left, top = float(row["left"]) / scale, float(row["top"]) / scale
        width, height = float(row["width"]) / scale, float(row["height"]) / scale
        confidence = max(0.0, float(row["conf"]) / 100)
        return cls(row["text"], left, left + width, top + height, height, confidence)


def _parts(words: list[_Word]) -> Iterable[PrintedLine]:
    """Split a recognised line where two columns were taken for one."""
    heights = sorted(word.height for word in words)
    gap = heights[len(heights) // 2] * _COLUMN_GAP
    part = [words[0]]
    for word in words[1:]:
        if word.left - part[-1].right > gap or _MOTTO.match(word.text):
            yield _line(part)
            part = []
        part.append(word)
    yield _line(part)


def _line(words: list[_Word]) -> PrintedLine:
    bottoms = sorted(word.bottom for word in words)
    return PrintedLine(
        mended(" ".join(word.text for word in words)),
        words[0].left,
        words[-1].right,
        bottoms[len(bottoms) // 2],
        confidence=min(word.confidence for word in words),
    )
