"""Reminders before a due date and escalations after it are one ladder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directives.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Step:
    """From this many days after the due date (before, if negative), tell whom."""

    days_from_due: int
    audience: Audience


LADDER = (
    Step(-30, Audience.PERSON),
    Step(-7, Audience.PERSON),
    Step(-3, Audience.PERSON),
    Step(-1, Audience.PERSON),
    Step(0, Audience.PERSON),
    Step(1, Audience.UNIT_HEAD),
    Step(7, Audience.OFFICE),
    Step(15, Audience.OFFICE),
    Step(30, Audience.OVERSIGHT),
)


def current_step(due_on: date, today: date, ladder: Sequence[Step] = LADDER) -> Step | None:
    """Return the last step reached by `today`, or None before the first.

    The answer depends on the state, not on an exact day, so a day on which the scheduler did
    not run delays a notice and never loses it.

    Args:
        due_on: Last day that still counts as on time.
        today: Calendar day in Viet Nam.
        ladder: Steps in increasing order of days.
    """
    days_from_due = (today - due_on).days
    reached = [step for step in ladder if step.days_from_due <= days_from_due]
    return reached[-1] if reached else None
