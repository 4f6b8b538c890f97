"""The working calendar between its changes: what a date was counted by at an instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.models.calendar import CalendarChange
from directives.services.calendar import SpecialDay, changed_days, shipped
from directives.store.calendar import list_calendar_changes


@dataclass(frozen=True, slots=True)
class CalendarState:
    """The special days from one change to the next; `by` is None as shipped."""

    days: Mapping[date, SpecialDay]
    by: CalendarChange | None

    def held_by(self, instant: datetime) -> bool:
        """Tell whether the calendar had come to this state by then."""
        return self.by is None or self.by.recorded_at <= instant


def calendar_states(session: Session, known_at: datetime) -> list[CalendarState]:
    """Return the states of the calendar in their order; both days of a swap make one."""
    days, changes = shipped(session), list_calendar_changes(session, known_at)
    states = [CalendarState(days, None)]
    for place, change in enumerate(changes, start=1):
        days = changed_days(days, [change])
        if place == len(changes) or changes[place].recorded_at != change.recorded_at:
            states.append(CalendarState(days, change))
    return states


def state_at(states: Sequence[CalendarState], instant: datetime) -> int:
    """Return the place of the state that the calendar was in at an instant."""
    return sum(one.held_by(instant) for one in states) - 1
