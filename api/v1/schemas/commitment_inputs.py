"""The JSON in which something is said of a promise."""

from typing import Annotated

from pydantic import Field

from api.v1.schemas.values import Day, Key, Received, Words
from directives.models.commitment_title import LONGEST_TITLE
from directives.vocabulary import (
    CommitmentKind,
    DayUnit,
    MoveReason,
    Operator,
    Precision,
    Procedure,
    Stage,
    StepKind,
)

Title = Annotated[str, Field(min_length=3, max_length=LONGEST_TITLE)]


class DueIn(Received):
    """A due date as an interval with the words as written; left out where none was given.

    `due_phrase` alone is read against the day on which it was said: "trong tháng 12/2026".
    """

    due_from: Day | None = None
    due_to: Day | None = None
    due_operator: Operator | None = None
    due_precision: Precision = Precision.NONE
    due_phrase: str = Field(default="", max_length=500)


class CommitmentIn(DueIn):
    """What is said to record a promise.

    `lead_agency`: abbreviation, name or key of a body of the catalogue; `lead_words`: the words
    of the source where it names none. `coordinators`: abbreviations, names or words.
    `delay_reason`: why what is promised comes late, where that was said with the promise.
    """

    promise: str = Field(min_length=3, max_length=2_000)
    kind: CommitmentKind
    expected_type_code: str | None = Field(default=None, max_length=50)
    expected_title: Title | None = None
    lead_agency: str = Field(default="", max_length=500)
    lead_words: str = Field(default="", max_length=500)
    lead_is_inferred: bool = False
    source_document_id: Key | None = None
    source_provision_id: str = Field(default="", max_length=200)
    source_quote: str = Field(default="", max_length=5_000)
    sector: str = Field(default="", max_length=100)
    promised_on: Day
    delay_reason: str = Field(default="", max_length=2_000)
    gap_ids: list[Key] = Field(default_factory=list, max_length=100)
    coordinators: list[Words] = Field(default_factory=list, max_length=100)


class TitleIn(Received):
    """How the promised document is to be called."""

    title: Title


class MoveIn(DueIn):
    """What is said to move a promised date."""

    moved_on: Day
    reason: MoveReason
    reason_words: str = Field(default="", max_length=2_000)
    source_document_id: Key | None = None


class InternalDeadlineIn(Received):
    """By when the body wants to be done itself; without a day, it has no such deadline any more."""

    due_on: Day | None = None
    words: str = Field(default="", max_length=2_000)


class FulfilmentIn(Received):
    """What keeps a promise: a document, or words that show it."""

    held_on: Day
    document_id: Key | None = None
    evidence: str = Field(default="", max_length=5_000)


class CommitmentWithdrawalIn(Received):
    """When and why a promise was taken back."""

    held_on: Day
    reason: str = Field(min_length=3, max_length=2_000)


class StepIn(Received):
    """What is said of one step: the reason or what shows it; for a transfer, to which body.

    `agency`: abbreviation, name or key of a body of the catalogue.
    """

    kind: StepKind
    held_on: Day
    words: str = Field(default="", max_length=5_000)
    agency: str = Field(default="", max_length=500)
    document_id: Key | None = None


class StageIn(Received):
    """Which stage a promise entered; without a limit of its own, that of the procedure holds."""

    stage: Stage
    entered_on: Day
    procedure: Procedure = Procedure.NORMAL
    limit_days: int | None = Field(default=None, ge=1, le=1_000)
    limit_unit: DayUnit | None = None
    words: str = Field(default="", max_length=2_000)


class BlockIn(Received):
    """What a promise waits for, one of the two; `is_lifted`: it waits for it no longer."""

    by_commitment_id: Key | None = None
    by_document_id: Key | None = None
    is_lifted: bool = False
    held_on: Day
    words: str = Field(default="", max_length=2_000)


class GapTieIn(Received):
    """A further gap that a promise is to close."""

    gap_id: Key


class ExplanationIn(Received):
    """What the responsible body says, and on which day."""

    explained_on: Day
    words: str = Field(min_length=3, max_length=5_000)
