"""A promise enters its stages one by one; each entry is appended and has its limit."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import StageNotOfKind, StepOutOfTurn, StepTooEarly
from directives.models.base import Subject, saved_id
from directives.models.commitment import Commitment
from directives.models.commitment_stage import CommitmentStage, NewStage
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.stage_limits import Limit, Limits, SetLimit
from directives.rules.stages import (
    StageEntry,
    StageStanding,
    counts_as_known_at,
    stage_standings,
    stages_of,
)
from directives.rules.two_times import AsOf
from directives.services.calendar import calendar_from
from directives.services.calendar_states import calendar_states, state_at
from directives.services.changes import record_change
from directives.services.commitment_views import CommitmentView
from directives.services.open_promises import check_day, open_promise
from directives.services.stage_limits import stage_limits
from directives.store.commitment_stages import StageRow, list_stages


def enter_stage(
    session: Session, actor: Actor, commitment_id: int, new: NewStage, *, now: datetime
) -> CommitmentStage:
    """Say that a promise entered a stage; it may go back to an earlier one, and that stays seen.

    Raises:
        CommitmentNotFound: there is no such promise.
        RightMissing: another body answers for it.
        CommitmentClosed: it was fulfilled or withdrawn before.
        StageNotOfKind: what was promised does not go through such a stage.
        StepOutOfTurn: it is in that stage already.
        EventTooEarly, StepTooEarly: it predates the promise, or the stage before it.
        EventTooLate: it is of a day to come.
    """
    commitment = open_promise(session, actor, commitment_id, now=now).commitment
    check_day(commitment, new.entered_on, field="entered_on", now=now)
    _check_entry(commitment, list_stages(session, AsOf(date.max, now), [commitment_id]), new)
    entered = CommitmentStage.model_validate(
        new,
        update={
            "commitment_id": commitment_id,
            "account_id": check_signed_in(actor),
            "recorded_at": now,
        },
    )
    session.add(entered)
    session.flush()
    record_change(
        session,
        actor,
        "commitment.stage",
        Subject("commitment", commitment_id),
        now=now,
        stage=new.stage.value,
        entered_on=new.entered_on,
    )
    return entered


def _check_entry(commitment: Commitment, before: Sequence[CommitmentStage], new: NewStage) -> None:
    """Check that a promise can enter a stage after those it entered before."""
    if new.stage not in stages_of(commitment.kind, commitment.expected_type_code):
        raise StageNotOfKind(field="stage")
    if before and before[-1].stage is new.stage:
        raise StepOutOfTurn
    if before and new.entered_on < before[-1].entered_on:
        raise StepTooEarly(field="entered_on", day=new.entered_on, last_on=before[-1].entered_on)


def stages_on(session: Session, view: CommitmentView, at: AsOf) -> Sequence[StageStanding]:
    """Return how the stages of a promise stand at a point in both times, in their order."""
    rows = list_stages(session, at, [saved_id(view.commitment)])
    if not rows:
        return []
    states = calendar_states(session, at.known_at)
    return stage_standings(
        at.day,
        [stage_entry(row) for row in rows],
        ended_on=view.standing.ended_on,
        calendars=[
            calendar_from(states[state_at(states, instant)].days)
            for instant in counted_at(view, rows, at)
        ],
        limits=limits_of(view.commitment, stage_limits(session, at.known_at)),
    )


def counted_at(view: CommitmentView, rows: Sequence[CommitmentStage], at: AsOf) -> list[datetime]:
    """Return as of which instants the calendar counts the stages of a promise."""
    after = [*((row.entered_on, row.recorded_at) for row in rows[1:]), _end_of(view)]
    return [
        counts_as_known_at(row.recorded_at, left, at) for row, left in zip(rows, after, strict=True)
    ]


def _end_of(view: CommitmentView) -> tuple[date, datetime] | None:
    """Return on which day a promise ended and since when that is known, if it did by then."""
    if view.ended is None or view.standing.ended_on is None:
        return None
    return view.ended.held_on, view.ended.recorded_at


def limits_of(commitment: Commitment, said: Sequence[SetLimit]) -> Limits:
    """Return how long the stages of what was promised may take, of all that was set."""
    return Limits(said, commitment.expected_type_code or "")


def stage_entry(row: CommitmentStage | StageRow) -> StageEntry:
    """Return what a recorded entry into a stage says."""
    own = Limit(row.limit_days, row.limit_unit) if row.limit_days and row.limit_unit else None
    return StageEntry(row.stage, row.entered_on, row.procedure, own)
