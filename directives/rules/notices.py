"""Reminders before a due date and escalations after it are one ladder.

What is owed is a state and not an event: whatever days the job runs, it finds what each circle of
people should have been told by now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from directives.vocabulary import Audience

EARLY_DAYS: Final = 3
"""A reminder to who does the work, more days before the due date than these, is optional mail."""


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


STAGE_LADDER = (
    Step(-1, Audience.PERSON),
    Step(0, Audience.PERSON),
    Step(1, Audience.UNIT_HEAD),
)
"""For the last good day of the stage in which a promise is."""


@dataclass(frozen=True, slots=True)
class Chase:
    """How an answer is asked for, in days since it is owed, such as the date of a promise without.

    The steps of the last day are repeated each so many days.
    """

    steps: tuple[Step, ...]
    every_days: int


CHASE = Chase(
    (Step(14, Audience.PERSON), Step(44, Audience.PERSON), Step(44, Audience.UNIT_HEAD)), 30
)
"""After two weeks, then each month, from the second time on with the head of the unit."""


SETTLING: Final = Chase(
    tuple(Step(days, Audience.OVERSIGHT) for days in (0, 7, 14, 30)), every_days=30
)
"""How those who oversee are asked for what waits for them, in days after it: to confirm or return
a report, to give a promise that its body rejected to another, or back."""


LONG_PAUSE: Final = Chase((Step(30, Audience.OVERSIGHT),), every_days=30)
"""How those who oversee are asked whether a pause is to go on, in days after it began."""


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


def chase_owed(asked_since: date, today: date, chase: Chase = CHASE) -> list[Step]:
    """Return the step that each circle has reached for an answer that is owed since a day.

    `days_from_due` counts from that day here.
    """
    since = (today - asked_since).days
    reached = {step.audience: step for step in chase.steps if step.days_from_due <= since}
    last = chase.steps[-1].days_from_due
    if since > last:
        days = last + (since - last) // chase.every_days * chase.every_days
        reached |= {
            step.audience: Step(days, step.audience)
            for step in chase.steps
            if step.days_from_due == last
        }
    return list(reached.values())


def next_in_line(audience: Audience) -> Sequence[Audience]:
    """Return the circles of the same body to ask, in turn, where one has nobody."""
    if audience is Audience.OVERSIGHT:
        return (audience,)
    own = (Audience.PERSON, Audience.UNIT_HEAD, Audience.OFFICE)
    return own[own.index(audience) :]


def is_optional(audience: Audience, days_from_due: int, due_on: date | None) -> bool:
    """Tell whether a notice is optional mail: early, and to who does the work.

    What asks for a date, comes near or after the due date, or goes above, is mandatory.
    """
    return audience is Audience.PERSON and due_on is not None and days_from_due < -EARLY_DAYS
