"""The JSON of relations, and of what people decide about them."""

from datetime import date
from typing import Self

from pydantic import AwareDatetime, BaseModel, Field, model_validator

from api.v1.schemas.values import Day, Key, Received
from directives.models.base import saved_id
from directives.reference.tables import relation_kinds
from directives.services.relation_entry import RelationEntry
from directives.services.relation_history import Decision, RelationStory
from directives.vocabulary import ProposalState, RelationKind


class RelationEntryIn(Received):
    """What the document does to another, which is named by its number or its key.

    Provisions are addresses ("dieu-5__khoan-2") or words ("khoản 2 Điều 5").
    """

    kind: RelationKind
    number: str = Field(default="", max_length=200)
    target: Key | None = None
    source_provision: str = Field(default="", max_length=200)
    target_provision: str = Field(default="", max_length=200)
    quote: str = Field(default="", max_length=5_000)
    acts_from: Day | None = None
    acts_to: Day | None = None

    @model_validator(mode="after")
    def _names_the_other(self) -> Self:
        if not self.number and self.target is None:
            raise ValueError("number or target is needed")
        return self

    def entry(self) -> RelationEntry:
        """Return what the service takes."""
        return RelationEntry(
            kind=self.kind,
            number=self.number,
            target_id=self.target,
            source_provision=self.source_provision,
            target_provision=self.target_provision,
            quote=self.quote,
            acts_from=self.acts_from,
            acts_to=self.acts_to,
        )


class RejectionIn(Received):
    """Why a relation is wrong."""

    reason: str = Field(max_length=2_000)


class DecisionOut(BaseModel):
    """One word on a relation; the last one holds. `by` is told to those who signed in."""

    status: ProposalState
    at: AwareDatetime
    by: str | None
    reason: str

    @classmethod
    def of(cls, decision: Decision) -> Self:
        """Return the shape of a decision."""
        return cls(
            status=decision.status,
            at=decision.at,
            by=decision.by or None,
            reason=decision.reason,
        )


class RelationStoryOut(BaseModel):
    """A relation: the source acts on the target, in whole or at provisions."""

    id: int
    kind: RelationKind
    verb: str
    reverse_verb: str
    source: int
    target: int
    source_provision: str
    target_provision: str
    quote: str
    origin: str
    status: ProposalState
    acts_from: date | None
    acts_to: date | None
    recorded_at: AwareDatetime
    decisions: list[DecisionOut]

    @classmethod
    def of(cls, story: RelationStory) -> Self:
        """Return the shape of a relation and its history."""
        relation = story.relation
        words = next(kind for kind in relation_kinds() if kind.code == relation.kind.value)
        return cls(
            id=saved_id(relation),
            verb=words.verb,
            reverse_verb=words.reverse_verb,
            source=relation.source_id,
            target=relation.target_id,
            decisions=[DecisionOut.of(one) for one in story.decisions],
            **relation.model_dump(
                include={
                    "kind",
                    "source_provision",
                    "target_provision",
                    "quote",
                    "origin",
                    "status",
                    "acts_from",
                    "acts_to",
                    "recorded_at",
                }
            ),
        )
