"""Corpora and judged questions: one JSON object per line, plain or .gz."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a corpus."""

    id: str
    title: str
    text: str
    type: str = ""
    subject: str = ""
    issued_on: date | None = None
    law_id: str = ""  # number of the document, where the corpus tells it


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the ids of the articles that answer it."""

    text: str
    relevant: frozenset[str]


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the articles of `{id, title, text}` lines."""
    for row in _rows(path):
        yield Article(
            id=str(row["id"]),
            title=row.get("title") or "",
            text=row.get("text") or "",
            type=row.get("type") or "",
            subject=row.get("demuc") or "",
            issued_on=_day(row.get("date") or ""),
            law_id=row.get("law_id") or "",
        )


def read_questions(path: Path) -> list[Question]:
    """Return the questions of `{qid, text, relevant: [ids]}` lines."""
    return [Question(row["text"], frozenset(map(str, row["relevant"]))) for row in _rows(path)]


def _day(written: str) -> date | None:
    """Return a day; None for one that no calendar has, as some corpora do."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    else:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
