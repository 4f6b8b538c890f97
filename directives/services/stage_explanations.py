"""How the due date of each stage of a promise was computed, and what it was before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.rules.stage_limits import Limit
from directives.rules.stages import StageStanding, due_after
from directives.rules.two_times import AsOf
from directives.services.calendar import calendar_from
from directives.services.calendar_states import CalendarState, calendar_states, state_at
from directives.services.commitment_stages import counted_at, stages_on
from directives.services.commitment_views import CommitmentView
from directives.services.due_explanations import ExplainedDay, days_between, explained_days
from directives.store.commitment_stages import list_stages
from directives.vocabulary import DayUnit


@dataclass(frozen=True, slots=True)
class StageDue:
    """The due date of a stage by one state of the calendar.

    `days` are those that decided about it: passed over, or worked though a weekend.
    `calendar_version` is the number of the newest change of the calendar, 0: as shipped.
    """

    due_on: date
    days: Sequence[ExplainedDay]
    calendar_version: int
    calendar_changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExplainedStage:
    """A stage and its due dates since it was recorded, in their order; the last one holds.

    A change of the calendar after it was left gives none. Without a limit there are none.
    """

    standing: StageStanding
    dues: Sequence[StageDue]


def explain_stages(session: Session, view: CommitmentView, at: AsOf) -> list[ExplainedStage]:
    """Return how the due dates of a promise's stages were computed, in the order of its stages."""
    standings = stages_on(session, view, at)
    if not standings:
        return []
    rows = list_stages(session, at, [saved_id(view.commitment)])
    states = calendar_states(session, at.known_at)
    return [
        ExplainedStage(standing, list(_dues(standing, _since(states, row.recorded_at, last))))
        for standing, row, last in zip(standings, rows, counted_at(view, rows, at), strict=True)
    ]


def _since(
    states: Sequence[CalendarState], recorded_at: datetime, last: datetime
) -> Sequence[CalendarState]:
    """Return the states by which a stage was counted: from its recording on, until it was left."""
    return states[state_at(states, recorded_at) : state_at(states, last) + 1]


def _dues(standing: StageStanding, states: Sequence[CalendarState]) -> Iterator[StageDue]:
    if standing.limit is None:
        return
    last: date | None = None
    for state in states:
        due = _due_by(standing.limit, standing.entry.entered_on, state)
        if due.due_on != last:
            yield due
        last = due.due_on


def _due_by(limit: Limit, entered_on: date, state: CalendarState) -> StageDue:
    calendar = calendar_from(state.days)
    due_on = due_after(entered_on, limit, calendar)
    bare = entered_on + timedelta(days=limit.days - 1)
    passed = days_between(entered_on if limit.unit is DayUnit.WORKING else bare, due_on)
    return StageDue(
        due_on,
        explained_days(passed, calendar, state.days),
        saved_id(state.by) if state.by else 0,
        state.by.recorded_at if state.by else None,
    )
