"""What hand-checked documents truly say, and when a value that was read says the same."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from directives.errors import NotADocumentNumber
from directives.reference.tables import abbreviations
from directives.rules.document_number import DocumentNumber
from directives.rules.vietnamese import nfc

# Key of the truth → field of the reading.
FIELDS: Final = {
    "number": "number",
    "type": "type",
    "date": "issued_on",
    "agency": "agency",
    "title": "title",
    "signer_name": "signer_name",
    "signer_title": "signer_title",
    "place": "place",
    "effective": "effective_on",
}
CHANGES: Final = ("amends", "replaces", "repeals")
_ABOUT: Final = re.compile(r"\(?\s*(?:v/v\s*:?|về việc)\s*", re.IGNORECASE)
_PROVISIONS: Final = re.compile(r"\s*\(.*\)\s*$")


@dataclass(frozen=True, slots=True)
class TruthRow:
    """One document as a person read it; `values` as the file has them, by key."""

    path: str
    values: dict[str, Any]

    @property
    def format(self) -> str:
        """The format by its name; images without a text layer are "scan" whatever holds them."""
        return "scan" if self.values.get("scanned") else Path(self.path).suffix[1:].lower()

    @property
    def fields(self) -> dict[str, str | None]:
        """Field of the reading → what is right; None where nothing is printed."""
        return {
            field: self.values[key] or None for key, field in FIELDS.items() if key in self.values
        }

    @property
    def cited(self) -> list[str] | None:
        """The numbers cited, None where nobody noted them."""
        return None if self._says("cited numbers not annotated") else self.values["cited_numbers"]

    @property
    def is_whole(self) -> bool:
        """Tell whether every citation was noted, so that another one is wrong."""
        read = self.values["read"]
        return read.startswith("full") or "all citations" in read

    @property
    def changes(self) -> list[tuple[str, str]] | None:
        """What the document does to others: (predicate, number); None where nobody noted it."""
        if self._says("relations not annotated", "replaces not annotated"):
            return None
        return [
            (predicate, _PROVISIONS.sub("", target))
            for predicate in CHANGES
            for target in self.values[predicate]
        ]

    @property
    def deadlines(self) -> list[dict[str, str]]:
        """The deadlines as printed: `text` and `date`."""
        return list(self.values["deadlines"])

    def _says(self, *remarks: str) -> bool:
        written = f"{self.values['read']} {self.values.get('notes') or ''}"
        return any(remark in written for remark in remarks)


def read_truth(path: Path) -> list[TruthRow]:
    """Return the rows of a truth file, one JSON object per line."""
    return [TruthRow(row["path"], row) for row in read_lines(path)]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file with one JSON object per line."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def is_same(field: str, expected: str, read: str) -> bool:
    """Tell whether a value of `field` says what is expected; days are YYYY-MM-DD."""
    if field == "number":
        return number_key(expected) == number_key(read)
    if field in {"title", "agency"}:
        return plain(_ABOUT.sub("", nfc(expected), count=1)) == plain(
            _ABOUT.sub("", nfc(read), count=1)
        )
    return plain(expected) == plain(read)


@cache
def number_key(number: str) -> str:
    """Return the folded key of a number with "-" and "/" alike; of no number, its words."""
    try:
        key = DocumentNumber.parse(number).key_folded
    except NotADocumentNumber:
        key = number
    return plain(key).replace("-", "/")


def plain(words: str) -> str:
    """Return words in NFC and lower case, single-spaced, abbreviations written out."""
    written = (_expansions().get(word, word) for word in nfc(words).replace("\xa0", " ").split())
    return " ".join(" ".join(written).casefold().split()).strip(" .;")


@cache
def _expansions() -> dict[str, str]:
    return {row.code: row.meaning for row in abbreviations() if not row.is_ambiguous}
