"""The JSON of what happened to a promise beside the moves of its date."""

from collections.abc import Collection
from datetime import date
from typing import Self

from pydantic import AwareDatetime, BaseModel

from directives.models.commitment import CommitmentEvent
from directives.models.commitment_step import CommitmentStep
from directives.models.commitment_title import CommitmentTitle
from directives.models.explanation import CommitmentExplanation
from directives.models.internal_deadline import InternalDeadline
from directives.rules.stages import StageStanding
from directives.vocabulary import CommitmentEventKind, DayUnit, Procedure, Stage, StepKind


class TitleOut(BaseModel):
    """How the promised document was said to be called, later than with the promise."""

    title: str
    recorded_at: AwareDatetime

    @classmethod
    def of(cls, said: CommitmentTitle) -> Self:
        """Return the shape of a correction."""
        return cls(title=said.title, recorded_at=said.recorded_at)


class EndOut(BaseModel):
    """What ended a promise: the document or words that keep it, or the reason it was taken back."""

    kind: CommitmentEventKind
    held_on: date
    document_id: int | None
    words: str

    @classmethod
    def of(cls, event: CommitmentEvent, readable: Collection[int]) -> Self:
        """Return the shape of an end; `readable` are the documents that may be named."""
        return cls(**event.model_dump(include=set(cls.model_fields)) | _named(event, readable))


class StepOut(BaseModel):
    """One step of a promise: accepted, rejected, transferred, paused, resumed, reported, returned.

    `words` are its reason, or what shows that the promise was kept; `agency_id` is the body to
    which it was transferred.
    """

    kind: StepKind
    held_on: date
    words: str
    agency_id: int | None
    document_id: int | None
    recorded_at: AwareDatetime

    @classmethod
    def of(cls, step: CommitmentStep, readable: Collection[int]) -> Self:
        """Return the shape of a step; `readable` are the documents that may be named."""
        return cls(**step.model_dump(include=set(cls.model_fields)) | _named(step, readable))


def _named(
    said: CommitmentEvent | CommitmentStep, readable: Collection[int]
) -> dict[str, int | None]:
    return {"document_id": said.document_id if said.document_id in readable else None}


class StageOut(BaseModel):
    """One stage: `due_on` is its last good day, null without a limit; `days_late` stay told.

    `limit_holds_from`: the limit was set by an administrator for stages entered from that day on.
    """

    stage: Stage
    procedure: Procedure
    entered_on: date
    limit_days: int | None
    limit_unit: DayUnit | None
    limit_holds_from: date | None
    due_on: date | None
    left_on: date | None
    days_late: int

    @classmethod
    def of(cls, one: StageStanding) -> Self:
        """Return the shape of a stage."""
        return cls(
            stage=one.entry.stage,
            procedure=one.entry.procedure,
            entered_on=one.entry.entered_on,
            limit_days=one.limit.days if one.limit else None,
            limit_unit=one.limit.unit if one.limit else None,
            limit_holds_from=one.set_by.holds_from if one.set_by else None,
            due_on=one.due_on,
            left_on=one.left_on,
            days_late=one.days_late,
        )


class ExplanationOut(BaseModel):
    """What the responsible body says of how its promise stands; no figure changes by it."""

    explained_on: date
    words: str
    recorded_at: AwareDatetime

    @classmethod
    def of(cls, explanation: CommitmentExplanation) -> Self:
        """Return the shape of an explanation."""
        return cls(**explanation.model_dump(include=set(cls.model_fields)))


class InternalDeadlineOut(BaseModel):
    """What a body set itself on a day: its last day, null where it took the deadline back."""

    due_on: date | None
    words: str
    recorded_at: AwareDatetime

    @classmethod
    def of(cls, row: InternalDeadline) -> Self:
        """Return the shape of an internal deadline."""
        return cls(**row.model_dump(include=set(cls.model_fields)))
