"""The JSON of a search; made by `api.search_json`, which the command line shares."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel

from directives.vocabulary import Validity
from index.completion import Completion


class FoundDocumentOut(BaseModel):
    """The document of a hit: `agency` is a code or a full name, `status` the effect today."""

    id: int
    number: str | None
    type: str
    agency: str | None
    issued_on: date | None
    title: str
    status: Validity


class HitOut(BaseModel):
    """A hit; `snippet_html` is escaped, with <mark>. Scores compare within one answer only.

    `status` is the effect of the provision today: an article may be repealed while its document
    is in force.
    """

    document: FoundDocumentOut
    provision: str | None
    status: Validity
    score: float
    snippet_html: str
    url: str


class FacetsOut(BaseModel):
    """How many hits have which value."""

    type: dict[str, int]
    agency: dict[str, int]
    sector: dict[str, int]
    year: dict[str, int]
    status: dict[str, int]


class SearchOut(BaseModel):
    """What a search gives; `degraded`: there was no index, titles were looked at instead."""

    query: str
    total: int
    took_ms: float
    engine: str
    degraded: bool
    suggestion: str | None
    hits: list[HitOut]
    facets: FacetsOut


class CompletionOut(BaseModel):
    """What typed words may become: a number or a title; `title` is always the document's."""

    kind: Literal["number", "title"]
    text: str
    title: str
    url: str

    @classmethod
    def of(cls, found: Completion, typed: str) -> Self:
        """Return the shape of a completion; who types a digit first is told numbers."""
        is_number = bool(found.number) and typed.strip()[:1].isdigit()
        return cls(
            kind="number" if is_number else "title",
            text=found.number if is_number else found.title,
            title=found.title,
            url=found.url,
        )


class CompletionsOut(BaseModel):
    """What the words may become, the likeliest first."""

    query: str
    completions: list[CompletionOut]
