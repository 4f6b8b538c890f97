"""Letters, decisions, decrees and a conclusion for the example catalogue, as texts of our own.

Their numbers, days and titles are facts; everything else was written to show the service, and
the first line of each says so. The signer's name is made up. The texts are in `letters/`.
"""

import json
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from directives.rules.administrative_document import AdministrativeDocument, Article

_FILES = (
    "16-cv-bcd",
    "17-cv-bcd",
    "6383-bnv-tcbc",
    "878-qd-bnv",
    "183-kl-tw",
    "178-2024-nd-cp",
    "67-2025-nd-cp",
)


@cache
def example_letters() -> tuple[AdministrativeDocument, ...]:
    """Return the texts in the order of the facts; each number is that of a `DocumentFact`."""
    folder = resources.files("directives.example").joinpath("letters")
    return tuple(
        _document(json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8")))
        for name in _FILES
    )


def _document(row: dict[str, Any]) -> AdministrativeDocument:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    values["issued_on"] = date.fromisoformat(row["issued_on"])
    values["articles"] = tuple(
        Article(heading=article["heading"], paragraphs=tuple(article["paragraphs"]))
        for article in row.get("articles", ())
    )
    return AdministrativeDocument(**values)
