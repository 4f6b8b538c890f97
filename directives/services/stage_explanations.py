"""How the due date of each stage of a promise was computed, and what it was before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.calendar import CalendarChange
from directives.rules.stage_limits import Limit
from directives.rules.stages import StageStanding, due_after
from directives.rules.two_times import AsOf
from directives.services.calendar import SpecialDay, calendar_from, changed_days, shipped
from directives.services.commitment_stages import stages_on
from directives.services.commitment_views import CommitmentView
from directives.services.due_explanations import ExplainedDay, days_between, explained_days
from directives.store.calendar import list_calendar_changes
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

    Without a limit there are none.
    """

    standing: StageStanding
    dues: Sequence[StageDue]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """A state of the calendar, and the change that made it; None: as shipped."""

    days: Mapping[date, SpecialDay]
    by: CalendarChange | None


def explain_stages(session: Session, view: CommitmentView, at: AsOf) -> list[ExplainedStage]:
    """Return how the due dates of a promise's stages were computed, in the order of its stages."""
    standings = stages_on(session, view, at)
    if not standings:
        return []
    recorded = [row.recorded_at for row in list_stages(session, at, [saved_id(view.commitment)])]
    states = list(_states(session, at))
    return [
        ExplainedStage(standing, list(_dues(standing, recorded_at, states)))
        for standing, recorded_at in zip(standings, recorded, strict=True)
    ]


def _states(session: Session, at: AsOf) -> Iterator[_Calendar]:
    """Give the states of the calendar in their order; both days of a swap make one."""
    days, changes = shipped(session), list_calendar_changes(session, at.known_at)
    yield _Calendar(days, None)
    for place, change in enumerate(changes, start=1):
        days = changed_days(days, [change])
        if place == len(changes) or changes[place].recorded_at != change.recorded_at:
            yield _Calendar(days, change)


def _dues(
    standing: StageStanding, recorded_at: datetime, states: Sequence[_Calendar]
) -> Iterator[StageDue]:
    """Give the due dates of a stage, from the calendar on that held when it was recorded."""
    if standing.limit is None:
        return
    earlier = [one for one in states if one.by is None or one.by.recorded_at <= recorded_at]
    last: date | None = None
    for state in states[len(earlier) - 1 :]:
        due = _due_by(standing.limit, standing.entry.entered_on, state)
        if due.due_on != last:
            yield due
        last = due.due_on


def _due_by(limit: Limit, entered_on: date, state: _Calendar) -> StageDue:
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
