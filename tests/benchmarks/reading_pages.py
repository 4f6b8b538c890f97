"""Pages of the national database of legal documents, whose fields stand beside their text.

Its fields are partly broken: what cannot be a value is not compared, and neither is a page whose
number stands nowhere in its text, because it shows another document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from api.reading_json import reading_as_json
from directives.reading.document_types import NAMES
from directives.reading.extraction import ExtractionBuilder
from directives.reading.reading import FileFacts, read_extraction
from tests.benchmarks.reading_scores import Judged, judge
from tests.benchmarks.reading_truth import plain, read_lines

_RULE: Final = re.compile(r"[\s_\-–—]+$")
_NO_NUMBER: Final = re.compile(
    "[\u0400-\u04ff]|^[^/]*$"
)  # letters that only look right, or no symbol
_LONGEST_AGENCY: Final = 80


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text and what the database says of it, field by field."""

    name: str
    text: str
    fields: dict[str, str | None]

    @property
    def is_itself(self) -> bool:
        """Tell whether the text shows the document that the fields are of."""
        number = self.fields.get("number")
        return number is None or _unspaced(number) in _unspaced(self.text)


def read_pages(path: Path) -> Iterator[Page]:
    """Yield the pages of a file with one JSON object per line."""
    for row in read_lines(path):
        known = {
            "number": None if _NO_NUMBER.search(row["number"]) else row["number"],
            "type": row["type"] if row["type"] in NAMES else None,
            "agency": _agency(row["agency"]),
            "issued_on": _day(row["date"]),
            "effective_on": _day("-".join(reversed(row["effective"].split("/")))),
        }
        # What the database lacks is unknown, not absent from the text.
        fields: dict[str, str | None] = {name: value for name, value in known.items() if value}
        yield Page(row["url"].rsplit("/", 1)[-1], row["text"], fields)


def judge_page(page: Page) -> list[Judged]:
    """Read the text of a page, one paragraph per line, and compare what the database knows."""
    builder = ExtractionBuilder()
    for line in page.text.split("\n"):
        builder.add(line, "body")
    facts = FileFacts(page.name, "", 0, "txt", None, text_layer=True, ocr=False, encoding="unicode")
    reading = reading_as_json(read_extraction(facts, builder.build()))
    return judge(page.name, "vbpl", page.fields, reading)


def _unspaced(words: str) -> str:
    """Return words without spaces and without the zeros before numbers."""
    return re.sub(r"(?<!\d)0+(?=\d)|\s", "", plain(words))


def _agency(printed: str) -> str | None:
    """Return the body, None where the database ran its heading together with other lines."""
    name = _RULE.sub("", printed)
    is_run_on = len(name) > _LONGEST_AGENCY or re.search(r"\d|:", name)
    return None if is_run_on else name or None


def _day(written: str) -> str | None:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None
