"""What two news reports of 2025 state about guidance for the two-tier government, as facts.

Every fact names the sentence it comes from; the sentences carry their Vietnamese and English.
Persons are named by their office. The tables are in `facts/`, one file for each kind.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from directives.example.kinds import (
    ActorFact,
    CommitmentFact,
    DeadlineFact,
    DirectiveFact,
    DocumentFact,
    DraftFact,
    EventFact,
    Fact,
    FigureFact,
    GapFact,
    Sentence,
    SourceFact,
    SunsetFact,
)

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class ExampleFacts:
    """All the facts, each kind in the order of its ids."""

    sentences: tuple[Sentence, ...]
    sources: tuple[SourceFact, ...]
    documents: tuple[DocumentFact, ...]
    drafts: tuple[DraftFact, ...]
    commitments: tuple[CommitmentFact, ...]
    sunsets: tuple[SunsetFact, ...]
    deadlines: tuple[DeadlineFact, ...]
    gaps: tuple[GapFact, ...]
    figures: tuple[FigureFact, ...]
    directives: tuple[DirectiveFact, ...]
    events: tuple[EventFact, ...]
    actors: tuple[ActorFact, ...]

    def all(self) -> tuple[Fact, ...]:
        """Return the facts of every kind; sentences are not facts but what facts come from."""
        return (
            *self.sources,
            *self.documents,
            *self.drafts,
            *self.commitments,
            *self.sunsets,
            *self.deadlines,
            *self.gaps,
            *self.figures,
            *self.directives,
            *self.events,
            *self.actors,
        )

    def sentence(self, sentence_id: str) -> Sentence:
        """Return the sentence of that id; every fact's `sentence` is one."""
        return next(sentence for sentence in self.sentences if sentence.id == sentence_id)


@cache
def example_facts() -> ExampleFacts:
    """Return the facts shipped with the package."""
    return ExampleFacts(
        sentences=_read("sentences", Sentence),
        sources=_read("sources", SourceFact),
        documents=_read("documents", DocumentFact),
        drafts=_read("drafts", DraftFact),
        commitments=_read("commitments", CommitmentFact),
        sunsets=_read("sunsets", SunsetFact),
        deadlines=_read("deadlines", DeadlineFact),
        gaps=_read("gaps", GapFact),
        figures=_read("figures", FigureFact),
        directives=_read("directives", DirectiveFact),
        events=_read("events", EventFact),
        actors=_read("actors", ActorFact),
    )


def _read(subject: str, kind: type[_Row]) -> tuple[_Row, ...]:
    file = resources.files("directives.example").joinpath("facts", f"{subject}.json")
    hints = get_type_hints(kind)
    return tuple(
        kind(**{name: _typed(value, hints[name]) for name, value in row.items()})
        for row in json.loads(file.read_text(encoding="utf-8"))
    )


def _typed(value: Any, hint: Any) -> Any:
    """Return a JSON value as the field wants it: ISO days become dates, lists become tuples."""
    if isinstance(value, list):
        return tuple(value)
    wanted = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return date.fromisoformat(value) if date in wanted else value
