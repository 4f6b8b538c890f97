"""Where a promise sits on its way, and which stage is late.

The administrative letter and the action go fewer stages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from directives.rules.stage_limits import Limit, Limits, SetLimit
from directives.rules.two_times import AsOf, last_instant_of
from directives.rules.working_days import Calendar
from directives.vocabulary import CommitmentKind, DayUnit, Procedure, Stage


@dataclass(frozen=True, slots=True)
class StageEntry:
    """A stage that was entered on a day, with a limit of its own or that of the procedure."""

    stage: Stage
    entered_on: date
    procedure: Procedure = Procedure.NORMAL
    own_limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class StageStanding:
    """How a stage stands on a day.

    `due_on` is its last good day, none without a limit; `left_on` the day on which the next one
    was entered or the promise ended; `days_late` are calendar days, of a stage that was left, too.
    `set_by` is what an administrator set, where the limit comes from that.
    """

    entry: StageEntry
    limit: Limit | None
    due_on: date | None
    left_on: date | None
    days_late: int
    set_by: SetLimit | None = None


SHIPPED: Final = Limits()

_WITHOUT_APPRAISAL: Final = frozenset({"CV", "TB", "KH", "BC", "CĐ", "HD"})
_GUIDANCE: Final = (
    Stage.DRAFTING,
    Stage.COMMENTS,
    Stage.APPRAISAL,
    Stage.SUBMITTED,
    Stage.ISSUING,
)
_ACTION: Final = (Stage.DOING, Stage.REPORTING)


def stages_of(kind: CommitmentKind, expected_type_code: str | None) -> tuple[Stage, ...]:
    """Return the stages that a promise of this kind may go through, in their order."""
    if kind is CommitmentKind.ACTION:
        return _ACTION
    if expected_type_code in _WITHOUT_APPRAISAL:
        return tuple(stage for stage in _GUIDANCE if stage is not Stage.APPRAISAL)
    return _GUIDANCE


def stage_standings(
    day: date,
    entries: Sequence[StageEntry],
    *,
    ended_on: date | None,
    calendars: Sequence[Calendar],
    limits: Limits = SHIPPED,
) -> list[StageStanding]:
    """Return how each stage stands at the end of `day`, in the order of the entries.

    Args:
        day: Calendar day in Viet Nam.
        entries: In the order of recording, which is that of their days; later ones do not count.
        ended_on: The day on which the promise ended; after `day` it does not count yet.
        calendars: By which each entry is counted (see `counts_as_known_at`).
        limits: Those of the kind of document.
    """
    entered = [entry for entry in entries if entry.entered_on <= day]
    over = ended_on if ended_on and ended_on <= day else None
    left: list[date | None] = [*(entry.entered_on for entry in entered[1:]), over]
    return [
        _standing(entry, left_on, day, calendar=calendar, limits=limits)
        for entry, left_on, calendar in zip(entered, left, calendars, strict=False)
    ]


def counts_as_known_at(
    recorded_at: datetime, left: tuple[date, datetime] | None, at: AsOf
) -> datetime:
    """Return as of which instant the calendar counts a stage.

    A change of the calendar moves the date of a stage that somebody works on, as it moves that
    of a promise. What comes after the day on which the stage was left, or after that was
    recorded, moves nothing: whether it was left late stays said. What was known when the stage was
    recorded counts in any case: it never had another date.

    Args:
        recorded_at: When it was recorded that the stage was entered.
        left: On which day it was left, and since when that is known; None: it was not.
        at: The point in both times looked at.
    """
    day, known_at = left or (at.day, at.known_at)
    return max(recorded_at, min(known_at, at.known_at, last_instant_of(day)))


def stage_due_on(entry: StageEntry, limits: Limits, calendar: Calendar) -> date | None:
    """Return the last good day of a stage; None without a limit."""
    limit, _set_by = _limit_of(entry, limits)
    return due_after(entry.entered_on, limit, calendar) if limit else None


def _standing(
    entry: StageEntry, left_on: date | None, day: date, *, calendar: Calendar, limits: Limits
) -> StageStanding:
    limit, set_by = _limit_of(entry, limits)
    due_on = due_after(entry.entered_on, limit, calendar) if limit else None
    late = ((left_on or day) - due_on).days if due_on else 0
    return StageStanding(entry, limit, due_on, left_on, max(0, late), set_by)


def _limit_of(entry: StageEntry, limits: Limits) -> tuple[Limit | None, SetLimit | None]:
    """Return the limit of a stage, and what an administrator set where it comes from that."""
    if entry.own_limit:
        return entry.own_limit, None
    said = (entry.stage, entry.procedure, entry.entered_on)
    return limits.of(*said), limits.set_for(*said)


def due_after(entered_on: date, limit: Limit, calendar: Calendar) -> date:
    """Return the last good day; a term in calendar days that ends on a day off ends after it.

    Source: Civil Code 2015, Art. 147(1) and 148(5).
    """
    if limit.unit is DayUnit.WORKING:
        return calendar.add_working_days(entered_on, limit.days)
    return calendar.next_working_day(entered_on + timedelta(days=limit.days))
