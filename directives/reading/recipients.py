"""To whom a document is addressed: the list after "Kính gửi".

Source: Decree 30/2020/NĐ-CP, Annex I, II.9a: one body after the colon, or one per line behind a
dash, ended by ";" and at last ".".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from directives.reading.lines import Line

_LABEL: Final = re.compile(r"(?i:kính\s+gửi)\s*[:.]?\s*")
_DASH: Final = re.compile(r"[-–•+]\s*")
_MAX_LINES: Final = 60
_MAX_DISTANCE: Final = 12


@dataclass(frozen=True, slots=True)
class Addressees:
    """The bodies addressed, in order, and the index of the line after their list."""

    names: tuple[str, ...]
    end: int


def read_recipients(lines: Sequence[Line], first: int) -> Addressees:
    """Return the addressees; none for a document that is addressed to nobody.

    `first` is where the heading ends; the label stands there or a few lines below.
    """
    for index in range(first, min(first + _MAX_DISTANCE, len(lines))):
        if label := _LABEL.match(lines[index].text):
            same_line = lines[index].text[label.end() :]
            names = _parts(_DASH.sub("", same_line, count=1))
            following, end = _list_below(lines, index + 1, is_required=not names)
            return Addressees(tuple(names + following), end)
    return Addressees((), first)


def _list_below(lines: Sequence[Line], first: int, *, is_required: bool) -> tuple[list[str], int]:
    """Return the names on the dashed lines below, and the index after them.

    A label that stands alone is followed by its first addressee even without a dash.
    """
    names: list[str] = []
    for index in range(first, min(first + _MAX_LINES, len(lines))):
        words = lines[index].text
        dash = _DASH.match(words)
        if dash is None and (names or not is_required):
            return names, index
        names.extend(_parts(words[dash.end() :] if dash else words))
        if words.endswith(".") or (dash is None and not words.endswith((";", ","))):
            return names, index + 1
    return names, min(first + _MAX_LINES, len(lines))


def _parts(words: str) -> list[str]:
    parts = (" ".join(part.split()).strip(" .,") for part in words.split(";"))
    return [part for part in parts if part]
