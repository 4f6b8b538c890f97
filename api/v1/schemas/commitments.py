"""The JSON of promises."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Self

from pydantic import AwareDatetime, BaseModel

from api.v1.schemas.commitment_events import (
    EndOut,
    ExplanationOut,
    InternalDeadlineOut,
    StageOut,
    StepOut,
    TitleOut,
)
from directives.models.commitment import Due, Move
from directives.models.commitment_title import CommitmentTitle
from directives.models.explanation import CommitmentExplanation
from directives.rules.promises import official_state
from directives.rules.stages import StageStanding
from directives.services.commitment_views import CommitmentView
from directives.services.internal_deadlines import OwnDeadline
from directives.services.late_answer import PromiseDebt
from directives.services.reports import PromiseRow
from directives.vocabulary import (
    CommitmentKind,
    CommitmentState,
    MoveReason,
    Operator,
    Precision,
    Responsibility,
)


class PromiseSourceOut(BaseModel):
    """Where it was promised; null, and without a quote, while the document is not public."""

    document_id: int | None
    document: str | None
    provision_id: str | None
    quote: str

    @classmethod
    def of(cls, row: PromiseRow) -> Self:
        """Return the shape of where a promise was said."""
        return cls(
            document_id=row.source_document_id,
            document=row.source_document or None,
            provision_id=row.source_provision_id or None,
            quote=row.source_quote,
        )


class DueOut(BaseModel):
    """A due date as an interval; `due_to` is the last day on time, null when there is no date."""

    phrase: str
    due_from: date | None
    due_to: date | None
    precision: Precision
    operator: Operator | None

    @classmethod
    def of(cls, due: Due) -> Self:
        """Return the shape of a due date."""
        return cls(
            phrase=due.due_phrase,
            due_from=due.due_from,
            due_to=due.due_to,
            precision=due.due_precision,
            operator=due.due_operator,
        )


class CommitmentOut(BaseModel):
    """A promise and how it stands.

    `official_state` is that of the four official states as which it counts, null for others.
    `days_late` is 0 when on time or undated, and leaves out the days of a pause. It counts from
    `late_since`: the day after `due_to`; of what has ended, the day after the due date that had
    passed when it was put off. `moves` counts the changes of its date; `slip_days` is from the
    first due date to the present one.
    `expected_title` is how the promised document is to be called, as put right last.
    """

    id: int
    code: str | None
    kind: CommitmentKind
    state: CommitmentState
    official_state: CommitmentState | None
    lead: str
    lead_is_inferred: bool
    promised: str
    expected_type_code: str | None
    expected_title: str | None
    promised_on: date
    phrase: str
    due_from: date | None
    due_to: date | None
    precision: Precision
    operator: Operator | None
    days_late: int
    late_since: date | None
    moves: int
    slip_days: int | None
    ended_on: date | None
    source: PromiseSourceOut
    url: str

    @classmethod
    def of(cls, view: CommitmentView, row: PromiseRow) -> Self:
        """Return the shape of a promise and its line."""
        commitment, standing = view.commitment, view.standing
        return cls(
            id=row.id,
            code=commitment.code,
            kind=commitment.kind,
            state=standing.state,
            official_state=official_state(standing.state),
            lead=row.lead,
            lead_is_inferred=row.lead_is_inferred,
            promised=row.promised,
            expected_type_code=commitment.expected_type_code,
            expected_title=row.expected_title,
            promised_on=commitment.promised_on,
            phrase=row.phrase,
            due_from=row.due_from,
            due_to=row.due_to,
            precision=standing.due.precision,
            operator=standing.due.operator,
            days_late=row.days_late,
            late_since=standing.late_since,
            moves=row.moves,
            slip_days=standing.slip_days,
            ended_on=standing.ended_on,
            source=PromiseSourceOut.of(row),
            url=f"/cam-ket/{row.id}",
        )


class CommitmentListOut(BaseModel):
    """A page of the promises on a day, in the order of recording; `total` counts all of them."""

    as_of: date
    total: int
    commitments: list[CommitmentOut]


class MoveOut(DueOut):
    """One change of a promised date, with its reason."""

    moved_on: date
    reason: MoveReason
    reason_words: str
    recorded_at: AwareDatetime

    @classmethod
    def of_move(cls, move: Move) -> Self:
        """Return the shape of a move."""
        reasons = move.model_dump(include={"moved_on", "reason", "reason_words", "recorded_at"})
        return cls(**DueOut.of(move).model_dump(), **reasons)


class CommitmentDetailOut(CommitmentOut):
    """A promise with its whole history: the first due date, every move, the end.

    `moves_after_due` counts the moves made when the date before them had passed; `explanations`
    are the body's own, the newest first. `waiting_places` wait through its gaps, `debt_days` are
    those places × days late; of what has ended, on the day of its end. `answered_for_by` are the
    bodies (keys) that answer for it where it was transferred or its body taken over;
    `responsibility` is what they said; `steps` are in their order; `titles` put the title right;
    `delay_reason` was said with the promise.
    `internal_due_on` is the deadline that the body set itself, before the public one; it and
    `internal_history` are there for its drafters, oversight and administrators, and null and empty
    for everybody else. No figure counts by it.
    """

    first_due: DueOut
    history: list[MoveOut]
    steps: list[StepOut]
    stages: list[StageOut]
    titles: list[TitleOut]
    delay_reason: str
    waits_for_commitments: list[int]
    waits_for_documents: list[int]
    responsibility: Responsibility
    answered_for_by: list[int]
    end: EndOut | None
    coordinators: list[str]
    gap_ids: list[int]
    moves_after_due: int
    waiting_places: int
    debt_days: int
    explanations: list[ExplanationOut]
    internal_due_on: date | None
    internal_history: list[InternalDeadlineOut]

    @classmethod
    def of_view(
        cls,
        view: CommitmentView,
        row: PromiseRow,
        *,
        coordinators: Sequence[str],
        gap_ids: Sequence[int],
        explanations: Sequence[CommitmentExplanation],
        answered_for_by: Sequence[int],
        stages: Sequence[StageStanding],
        waits_for: tuple[Sequence[int], Sequence[int]],
        readable: Collection[int],
        own_deadline: OwnDeadline | None,
        titles: Sequence[CommitmentTitle],
        debt: PromiseDebt,
    ) -> Self:
        """Return the shape of a promise and all that was said of it; `readable` may be named."""
        own_history = own_deadline.history if own_deadline else ()
        return cls(
            **CommitmentOut.of(view, row).model_dump(),
            first_due=DueOut.of(view.commitment),
            history=[MoveOut.of_move(move) for move in view.moves],
            steps=[StepOut.of(step, readable) for step in view.steps],
            stages=[StageOut.of(one) for one in stages],
            titles=[TitleOut.of(one) for one in titles],
            delay_reason=view.commitment.delay_reason,
            waits_for_commitments=list(waits_for[0]),
            waits_for_documents=[one for one in waits_for[1] if one in readable],
            responsibility=view.standing.course.responsibility,
            answered_for_by=list(answered_for_by),
            end=EndOut.of(view.ended, readable) if view.ended else None,
            coordinators=list(coordinators),
            gap_ids=list(gap_ids),
            moves_after_due=view.standing.moves_after_due,
            waiting_places=debt.waiting,
            debt_days=debt.days,
            explanations=[ExplanationOut.of(one) for one in explanations],
            internal_due_on=own_deadline.due_on if own_deadline else None,
            internal_history=[InternalDeadlineOut.of(one) for one in own_history],
        )
