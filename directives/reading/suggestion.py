"""A value read from a document, with the words that prove it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from directives.reading.extraction import Block, Extraction, Part

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """The words of the document that a value was read from: `text[start:end] == quote`."""

    part: Part
    paragraph: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[T]):
    """A value proposed to the drafter. `confidence` runs from 0 to 1; 1 is never claimed."""

    value: T
    confidence: float
    source: Source


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should look at. `code` is stable, `message` is Vietnamese."""

    code: str
    message: str


def source(extraction: Extraction, block: Block, start: int, end: int) -> Source:
    """Return the source of the words from `start` to `end`, which begin in `block`."""
    return Source(block.part, block.paragraph, start, end, extraction.text[start:end])
