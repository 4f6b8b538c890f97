"""What is printed on a page beside the document: page numbers, running heads, portal stamps.

A stamp of an electronic signature names the portal, its e-mail and the time of signing; a scan
that carries nothing but such a stamp has no text layer of its own (Decree 30/2020/NĐ-CP Annex I).
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from directives.reading.formats.pages.printed_page import PrintedLine, PrintedPage

_MARGIN: Final = 0.11  # share of the page, above and below, where furniture stands
_PAGE_NUMBER: Final = re.compile(r"\W*(?:(?i:trang|page)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*$")
_STAMP: Final = re.compile(
    r"(?i:(?:được )?ký (?:số )?bởi|người ký|ký bởi|signed by|thời gian ký|signing time"
    r"|giờ ký|ngày ký|signature (?:not )?(?:valid|verified)|email|cơ quan|tổ chức|chức vụ)\s*[:：]"
    r"|Signature (?:Not )?(?:Valid|Verified)|\d{2}[./-]\d{2}[./-]\d{4} \d{2}:\d{2}:\d{2}"
)
_MANY: Final = 3  # pages on which a running head must recur
_STAMP_REACH: Final = 16.0  # points: a stamp's next line
_SAME_EDGE: Final = 2.0  # points
_MIN_LETTERS: Final = 60  # on a page with a text layer of its own


def without_furniture(pages: Sequence[PrintedPage]) -> tuple[list[PrintedPage], list[str]]:
    """Return the pages without their furniture, and the furniture's words, each once."""
    running = _running_heads(pages)
    kept: list[PrintedPage] = []
    removed: dict[str, None] = {}
    for page in pages:
        lines = []
        stamps = _stamps(page)
        for line in page.lines:
            if line in stamps or (_is_marginal(line, page) and _shape(line) in running):
                removed[line.text] = None
            elif not (_is_marginal(line, page) and _PAGE_NUMBER.match(line.text)):
                lines.append(line)
        kept.append(PrintedPage(page.width, page.height, tuple(lines)))
    return kept, list(removed)


def has_text_layer(page: PrintedPage) -> bool:
    """Tell whether a page carries words of its own, more than a stamp."""
    stamps = _stamps(page)
    letters = 0
    for line in page.lines:
        letters += 0 if line in stamps else sum(map(str.isalpha, line.text))
        if letters >= _MIN_LETTERS:
            return True
    return False


def _stamps(page: PrintedPage) -> set[PrintedLine]:
    stamps = {line for line in page.lines if _STAMP.match(line.text)}
    marks = [line for line in stamps if line.text[:1] not in "0123456789"]
    for line in page.lines:
        # The wrapped rest of a stamp's line stands right under it, as far to the left.
        if any(
            abs(line.left - mark.left) < _SAME_EDGE
            and 0 < line.baseline - mark.baseline < _STAMP_REACH
            for mark in marks
        ):
            stamps.add(line)
    return stamps if len(stamps) > 1 else set()


def _running_heads(pages: Sequence[PrintedPage]) -> set[str]:
    counts = Counter(
        shape
        for page in pages
        for shape in {_shape(line) for line in page.lines if _is_marginal(line, page)}
    )
    needed = max(_MANY, len(pages) // 3)
    return {shape for shape, count in counts.items() if count >= needed}


def _is_marginal(line: PrintedLine, page: PrintedPage) -> bool:
    return line.baseline < page.height * _MARGIN or line.baseline > page.height * (1 - _MARGIN)


def _shape(line: PrintedLine) -> str:
    return re.sub(r"\d+", "#", line.text)
