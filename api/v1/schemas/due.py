"""The JSON of how a due date was computed."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import AwareDatetime, BaseModel

from api.v1.schemas.commitment_events import StageOut
from api.v1.schemas.commitments import DueOut
from directives.models.base import saved_id
from directives.services.due_explanations import Counting, DueExplanation, DueStep, ExplainedDay
from directives.services.stage_explanations import ExplainedStage, StageDue
from directives.vocabulary import CalendarDayKind, DueStart, MoveReason


class ExplainedDayOut(BaseModel):
    """A day passed over, or a weekend that was worked; no kind: an ordinary weekend."""

    day: date
    is_working: bool
    kind: CalendarDayKind | None
    name: str

    @classmethod
    def of(cls, one: ExplainedDay) -> Self:
        """Return the shape of a day."""
        special = one.special
        return cls(
            day=one.day,
            is_working=one.is_working,
            kind=special.kind if special else None,
            name=special.name if special else "",
        )


class CountingOut(BaseModel):
    """How the words gave the date; `working_days` is null where they count none."""

    rule: str
    starts: DueStart
    start: date | None
    working_days: int | None
    days: list[ExplainedDayOut]

    @classmethod
    def of(cls, counting: Counting) -> Self:
        """Return the shape of a counting."""
        return cls(
            rule=counting.rule,
            starts=counting.starts,
            start=counting.start,
            working_days=counting.working_days,
            days=[ExplainedDayOut.of(one) for one in counting.days],
        )


class DueStepOut(DueOut):
    """One due date; `counting` is null for a date that a person set.

    `calendar_version` is the number of the newest change of the working calendar then, 0 before
    any.
    """

    given_on: date
    reason: MoveReason | None
    reason_words: str
    counting: CountingOut | None
    calendar_version: int
    calendar_changed_at: AwareDatetime | None

    @classmethod
    def of_step(cls, step: DueStep) -> Self:
        """Return the shape of one due date."""
        return cls(
            **DueOut.of(step.due).model_dump(),
            given_on=step.given_on,
            reason=step.move.reason if step.move else None,
            reason_words=step.move.reason_words if step.move else "",
            counting=CountingOut.of(step.counting) if step.counting else None,
            calendar_version=step.calendar_version,
            calendar_changed_at=step.calendar_changed_at,
        )


class StageDueOut(BaseModel):
    """A due date of a stage by one state of the calendar, and the days that decided about it."""

    due_on: date
    days: list[ExplainedDayOut]
    calendar_version: int
    calendar_changed_at: AwareDatetime | None

    @classmethod
    def of(cls, due: StageDue) -> Self:
        """Return the shape of a stage's due date."""
        return cls(
            due_on=due.due_on,
            days=[ExplainedDayOut.of(one) for one in due.days],
            calendar_version=due.calendar_version,
            calendar_changed_at=due.calendar_changed_at,
        )


class ExplainedStageOut(StageOut):
    """A stage and its due dates in their order; the last one holds, none without a limit."""

    dues: list[StageDueOut]

    @classmethod
    def of_stage(cls, one: ExplainedStage) -> Self:
        """Return the shape of a stage."""
        stage = StageOut.of(one.standing).model_dump()
        return cls(**stage, dues=[StageDueOut.of(due) for due in one.dues])


class DueExplanationOut(BaseModel):
    """All due dates of a promise and of its stages, in their order; the last one holds."""

    commitment_id: int
    as_of: date
    steps: list[DueStepOut]
    stages: list[ExplainedStageOut]
    url: str

    @classmethod
    def of(cls, found: DueExplanation, stages: Sequence[ExplainedStage], as_of: date) -> Self:
        """Return the shape of an explanation."""
        key = saved_id(found.view.commitment)
        return cls(
            commitment_id=key,
            as_of=as_of,
            steps=[DueStepOut.of_step(step) for step in found.steps],
            stages=[ExplainedStageOut.of_stage(one) for one in stages],
            url=f"/cam-ket/{key}/cach-tinh",
        )
