"""Join printed lines into the paragraphs that were typed.

A paragraph ends where its last line is short, where the next line is indented, numbered or lettered
after a full stop, or where the space between the lines is wider than usual.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from directives.reading.formats.pages.printed_page import PrintedLine, PrintedPage

_NUMBERED: Final = re.compile(
    r"(?:Điều|Chương|Mục|Phần|Phụ lục|PHỤ LỤC|Tiểu mục|Căn cứ|Theo đề nghị|Kính gửi|Nơi nhận)(?!\w)"
    r"|(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]|[IVXLC]{1,6}[.)]|[a-zđ]{1,2}[.)]|[-–+•*])\s"
)
_ENDS: Final = (".", ";", ":", "!", "?", "”", '"', ")")
_INDENT: Final = 8.0  # points
_LEAST_PITCH: Final = 4.0  # points between two lines of text
_MOST_PITCH: Final = 60.0
_USUAL_PITCH: Final = 20.0
_ROUNDING: Final = 4.0  # points that a line may end before the margin
_WIDE_SPACE: Final = 1.65  # of the usual space between lines
_GLUED: Final = 1.5  # points between two runs of one word
_BROKEN_SYMBOL: Final = re.compile(r"[\w/][-/]$")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page begin and end, the space between them, the middle of the page."""

    left: float
    right: float
    pitch: float
    middle: float

    @classmethod
    def of(cls, page: PrintedPage, lines: Sequence[PrintedLine]) -> "Margins":
        """Measure the lines of a page; a page without any gets usual values."""
        long = [line for line in lines if line.width > page.width / 2] or list(lines)
        steps = [
            after.baseline - before.baseline
            for before, after in pairwise(lines)
            if _LEAST_PITCH < after.baseline - before.baseline < _MOST_PITCH
        ]
        return cls(
            left=min((line.left for line in long), default=0.0),
            right=max((line.right for line in long), default=page.width),
            pitch=statistics.median_low(steps) if steps else _USUAL_PITCH,
            middle=page.width / 2,
        )

    def is_centred(self, line: PrintedLine) -> bool:
        """Tell whether a line stands in the middle, away from both margins."""
        middle = (self.left + self.right) / 2
        near = min(abs(line.middle - middle), abs(line.middle - self.middle)) < _INDENT
        return near and line.left > self.left + _INDENT and line.right < self.right - _INDENT


@dataclass(slots=True)
class Paragraph:
    """A paragraph that may go on; `last` is its last line, `margins` those of its page."""

    text: str
    last: PrintedLine
    margins: Margins
    centred: bool
    confidence: float

    def take(self, line: PrintedLine, margins: Margins) -> None:
        """Go on with a line; a symbol broken after its hyphen or slash is joined again."""
        is_broken = _BROKEN_SYMBOL.search(self.text) and line.text[:1].isalnum()
        is_glued = abs(line.baseline - self.last.baseline) < margins.pitch / 2 and (
            0 <= line.left - self.last.right < _GLUED
        )
        space = "" if is_broken or is_glued else " "
        self.text += space + line.text
        self.last, self.margins = line, margins
        self.confidence = min(self.confidence, line.confidence)


def paragraphs_of(
    lines: Sequence[PrintedLine], margins: Margins, open_paragraph: Paragraph | None
) -> Iterator[Paragraph]:
    """Yield paragraphs; `open_paragraph` of the page before is yielded again when it goes on."""
    current = open_paragraph
    for line in lines:
        if current is not None and _goes_on(current, line, margins):
            current.take(line, margins)
        else:
            if current is not None:
                yield current
            centred = margins.is_centred(line)
            current = Paragraph(line.text, line, margins, centred, line.confidence)
    if current is not None:
        yield current


def _goes_on(paragraph: Paragraph, line: PrintedLine, margins: Margins) -> bool:
    last = paragraph.last
    if paragraph.centred or margins.is_centred(line):
        return paragraph.centred and line.text[:1].islower() and margins.is_centred(line)
    step = line.baseline - last.baseline
    if abs(step) < margins.pitch / 2 and line.left > last.left:
        return True  # the rest of the same printed line
    starts_low = line.text[:1].islower() or (
        line.text[:1].isdigit() and not _NUMBERED.match(line.text)
    )
    has_ended = last.text.endswith(_ENDS)
    if step > margins.pitch * _WIDE_SPACE and not (starts_low and not has_ended):
        return False
    if _NUMBERED.match(line.text) and has_ended:
        return False
    if not _is_full(last, line, paragraph.margins):
        return starts_low and not has_ended
    is_indented = line.left > margins.left + _INDENT
    was_indented = last.left > paragraph.margins.left + _INDENT
    return not is_indented or (was_indented and not has_ended) or starts_low


def _is_full(last: PrintedLine, line: PrintedLine, margins: Margins) -> bool:
    """Tell whether the first word of `line` had no room left on the line before."""
    word = line.text.split(" ", 1)[0]
    letter = last.width / max(len(last.text), 1)
    return last.right + letter * (len(word) + 1) > margins.right - _ROUNDING
