"""How the answer to a place's report goes on, and by when each step is due.

Source: practice of the daily table of reported difficulties (mới, đã chuyển, đang xử lý, đã trả
lời, trùng). No law names the days of each step; those here are our proposal, and the
administrator's to change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from directives.rules.working_days import Calendar
from directives.vocabulary import ReportState

_R = ReportState

NEXT: Final[Mapping[ReportState, frozenset[ReportState]]] = MappingProxyType(
    {
        _R.RECEIVED: frozenset(
            {_R.FORWARDED, _R.IN_PROGRESS, _R.ANSWERED, _R.DUPLICATE, _R.WITHDRAWN}
        ),
        _R.FORWARDED: frozenset(
            {_R.FORWARDED, _R.IN_PROGRESS, _R.ANSWERED, _R.DUPLICATE, _R.WITHDRAWN}
        ),
        _R.IN_PROGRESS: frozenset({_R.FORWARDED, _R.ANSWERED, _R.DUPLICATE, _R.WITHDRAWN}),
        _R.ANSWERED: frozenset({_R.RECEIVED, _R.IN_PROGRESS}),  # the answer was not enough
        _R.DUPLICATE: frozenset({_R.RECEIVED}),
        _R.WITHDRAWN: frozenset({_R.RECEIVED}),  # the place waits again
    }
)

WAITING: Final = frozenset({_R.RECEIVED, _R.FORWARDED, _R.IN_PROGRESS})
"""States in which the place has no answer yet; each has a limit."""

REPORTED: Final = WAITING | {_R.ANSWERED}
"""States in which the place counts as having reported the gap."""

ENDED: Final = frozenset({_R.ANSWERED, _R.DUPLICATE})
"""States in which the place was told what became of its report."""

SHIPPED_LIMITS: Final[Mapping[ReportState, int]] = MappingProxyType(
    {_R.RECEIVED: 3, _R.FORWARDED: 5, _R.IN_PROGRESS: 15}
)
"""Working days that a report may stay in a state, until an administrator says otherwise."""


@dataclass(frozen=True, slots=True)
class StepStanding:
    """How a report stands: since when, by when the next step is due, and how late it is.

    `due_on` is the last good day; none where nothing is due. `days_late` are calendar days.
    """

    state: ReportState
    since: date
    limit_working_days: int | None = None
    due_on: date | None = None
    days_late: int = 0


def step_standing(
    state: ReportState,
    since: date,
    limits: Mapping[ReportState, int],
    *,
    day: date,
    calendar: Calendar,
) -> StepStanding:
    """Return how a report stands on a day; the day on which a state began is not counted."""
    limit = limits.get(state) if state in WAITING else None
    if limit is None:
        return StepStanding(state, since)
    due_on = calendar.add_working_days(since, limit)
    return StepStanding(state, since, limit, due_on, max(0, (day - due_on).days))
