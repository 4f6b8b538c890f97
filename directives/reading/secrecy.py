"""The mark of secrecy on a document: such a document is never taken in.

Source: Decree 30/2020/NĐ-CP, Annex I, II.9b (the marks) and Art. 15.2 (their own number series).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from directives.reading.extraction import Extraction
from directives.reading.lines import Line

_MARK: Final = r"(?P<mark>TUYỆT MẬT|TỐI MẬT|MẬT)"
_PRINTED: Final = re.compile(rf"(?:^|\s\s|\t)\W*{_MARK}\W*(?:$|\s\s|\t)")
_NAMED: Final = re.compile(r"^\W*(?i:(?:độ|mức độ|chế độ) mật\W+(?P<mark>tuyệt mật|tối mật|mật))\b")
_RECOGNISED: Final = re.compile(r"^\W*(?P<mark>(?:TUY[ỆÊẾE]T |T[ỐÔÓO]I )?M[ẬÂẠẤA]T)\W*$")
_BELOW_HEADING: Final = 3  # lines under the heading where a stamp may be anchored
_MAX_LINE: Final = 200


def find_secrecy_mark(
    extraction: Extraction, lines: Sequence[Line], heading_end: int
) -> str | None:
    """Return the mark as printed, None for an open document.

    `heading_end` is the index of the first line after the heading. A mark counts there and in page
    headers and footers; the word in running text, or in a table of an annex, does not.
    """
    patterns = (_PRINTED, _NAMED, _RECOGNISED) if extraction.ocr else (_PRINTED, _NAMED)
    for words in _places(extraction, lines[: heading_end + _BELOW_HEADING]):
        for pattern in patterns:
            if match := pattern.search(words[:_MAX_LINE]):
                return match["mark"]
    return None


def _places(extraction: Extraction, heading: Sequence[Line]) -> Iterator[str]:
    for line in heading:
        yield line.text
    for block in extraction.blocks:
        if block.part in {"header", "footer"} or block.floating:
            yield from (words.strip() for words in block.text.split("\n"))
