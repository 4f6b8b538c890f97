"""Who gets a copy of a document: the list "Nơi nhận" beside the signature.

Source: Decree 30/2020/NĐ-CP, Annex I, II.9b: the label, and one line behind a dash for each
body or group of bodies; the last one says where the document is kept ("Lưu: …").
"""

import re
from typing import Final

_LABEL: Final = re.compile(r"^[ \xa0]*(?i:nơi\s+nhận)\s*:?(?P<rest>[^\n]*)$", re.MULTILINE)
_DASH: Final = re.compile(r"^\s*[-–•+]\s*(?P<words>.*)$")
_BESIDE: Final = re.compile(r"\t|\s{3,}")  # what stands in the other column: the signature
_CONTINUES: Final = re.compile(r"^\s{2,}\S")
_MAX_LINES: Final = 60


def read_copies(text: str) -> tuple[str, ...]:
    """Return the entries of the list as printed, without the last punctuation.

    Of several lists the first with an entry is the document's own; what follows are forms.
    """
    for label in _LABEL.finditer(text):
        entries = _entries(label["rest"], text[label.end() :].split("\n", _MAX_LINES)[1:])
        if entries:
            return tuple(entries)
    return ()


def _entries(rest: str, lines: list[str]) -> list[str]:
    found: list[str] = []
    for number, line in enumerate([rest, *lines[:_MAX_LINES]]):
        dash = _DASH.match(line)
        if dash is not None:
            found.append(_own_column(dash["words"]))
        elif number and found and _goes_on(found[-1], line):
            found[-1] = f"{found[-1]} {_own_column(line)}"
        elif number:
            break
    return [entry for entry in (" ".join(one.split()).strip(" .,;") for one in found) if entry]


def _own_column(words: str) -> str:
    return _BESIDE.split(words.strip(), maxsplit=1)[0]


def _goes_on(entry: str, line: str) -> bool:
    """Tell whether a line without a dash belongs to the entry above it."""
    return bool(line.strip()) and not entry.endswith((";", ".")) and bool(_CONTINUES.match(line))
