"""The text of a document as paragraphs in which the words of suggestions are marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# A row of two cells is mostly a heading or a signature, whose cells are read one after the other.
_SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True)
class Span:
    """The words from `start` to `end` (code points), which a link `#id` leads to."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph. `ids` are the spans that begin here; the first is the mark's own."""

    text: str
    ids: Sequence[str] = ()
    is_marked: bool = False


Paragraph = Sequence[Piece]


def marked_paragraphs(text: str, spans: Sequence[Span]) -> list[Paragraph]:
    """Return the paragraphs of a text with its spans marked; spans may overlap and cross lines.

    Words in several spans are marked once. A span that does not lie in the text is left out, and
    of spans with one id the first counts, so that an address is never written twice.
    """
    known: dict[str, Span] = {}
    for span in spans:
        words = text[span.start : span.end]
        if span.start >= 0 and span.end <= len(text) and words.strip():
            # A line without words is not shown, so no span may begin in one.
            begins = span.start + len(words) - len(words.lstrip())
            known.setdefault(span.id, Span(begins, span.end, span.id))
    ordered = sorted(known.values(), key=lambda span: (span.start, -span.end))
    begun = 0
    covered_until = 0
    paragraphs: list[Paragraph] = []
    for start, end in _lines(text):
        if not text[start:end].strip():
            continue
        pieces = []
        cuts = {start, end}
        first = begun
        while begun < len(ordered) and ordered[begun].start < end:
            begun += 1
        here = ordered[first:begun]
        for span in here:
            cuts |= {span.start, min(span.end, end)}
        if start < covered_until < end:
            cuts.add(covered_until)
        ends = sorted(cuts)
        for left, right in pairwise(ends):
            ids = tuple(span.id for span in here if span.start == left)
            covered_until = max([covered_until, *(s.end for s in here if s.start <= left)])
            pieces.append(Piece(text[left:right], ids, is_marked=left < covered_until))
        paragraphs.append(pieces)
    return paragraphs


def _lines(text: str) -> list[tuple[int, int]]:
    """Return where each line of the text, or cell of a row of two, begins and ends."""
    lines = []
    start = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        for cell in cells if len(cells) == _SIDE_BY_SIDE else [line]:
            lines.append((start, start + len(cell)))
            start += len(cell) + 1
    return lines
