"""Reminders before a due date and escalations after it are one ladder.

What is owed is a state and not an event: whatever days the job runs, it finds what each circle of
people should have been told by now.
"""

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

FIRST_CHASE_DAYS = 14
CHASE_EVERY_DAYS = 30
"""A promise without a date is asked for one after two weeks, then each month."""


def current_step(due_on: date, today: date, ladder: Sequence[Step] = LADDER) -> Step | None:
    """Return the last step reached by `today`, whoever it is for, or None before the first."""
    days_from_due = (today - due_on).days
    reached = [step for step in ladder if step.days_from_due <= days_from_due]
    return reached[-1] if reached else None


def steps_owed(due_on: date, today: date, ladder: Sequence[Step] = LADDER) -> list[Step]:
    """Return the last step that each circle of people has reached by `today`.

    The answer depends on the state, not on an exact day, so a day on which the scheduler did
    not run delays a notice and never loses it; what a later step of the same people says
    already is not said twice.

    Args:
        due_on: Last day that still counts as on time.
        today: Calendar day in Viet Nam.
        ladder: Steps in increasing order of days.
    """
    days_from_due = (today - due_on).days
    reached = {step.audience: step for step in ladder if step.days_from_due <= days_from_due}
    return list(reached.values())


def chase_owed(promised_on: date, today: date) -> list[Step]:
    """Return the step reached by a promise without a date: asked for one, each month anew.

    `days_from_due` counts from the promise here. From the second time on, the head of the unit
    is asked beside the person.
    """
    since = (today - promised_on).days - FIRST_CHASE_DAYS
    if since < 0:
        return []
    times = since // CHASE_EVERY_DAYS
    days = FIRST_CHASE_DAYS + times * CHASE_EVERY_DAYS
    asked = [Audience.PERSON, Audience.UNIT_HEAD] if times else [Audience.PERSON]
    return [Step(days, audience) for audience in asked]


def next_in_line(audience: Audience) -> Sequence[Audience]:
    """Return the circles of the same body to ask, in turn, where one has nobody."""
    if audience is Audience.OVERSIGHT:
        return (audience,)
    own = (Audience.PERSON, Audience.UNIT_HEAD, Audience.OFFICE)
    return own[own.index(audience) :]
