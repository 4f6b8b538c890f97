"""Cut a text into sentences, each with its place."""

import re
from typing import Final

# A sentence ends at a line's end, or at its mark before a space and what begins another one. A
# number of a list ("1. Lập danh mục") and a shortened word ("TP. Huế") end none.
_END: Final = re.compile(r"[\n\t]|(?<=[^\W\d_]{2})[.;?!…]+(?=\s+[\W\d]*[A-ZÀ-ỸĐ])|;(?=\s)")
_ABBREVIATED: Final = re.compile(r"\b(?:TP|TX|TT|Tp|ThS|TS|PGS|GS|Ths|KT|TL|TM|TUQ|Q)$")
LONGEST: Final = 1_000


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of an NFC text begins and ends (code points), in order.

    Surrounding white space is left out; a sentence longer than LONGEST is cut there.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if text[found.start()] == "." and _ABBREVIATED.search(text, start, found.start()):
            continue
        _add(spans, text, start, found.end())
        start = found.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    spans.extend((left, min(left + LONGEST, end)) for left in range(start, end, LONGEST))
