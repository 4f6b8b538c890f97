"""Which ladders make sense, and how they are written down."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from directives.errors import ValueInvalid
from directives.rules.notices import (
    CHASE,
    LADDER,
    LONG_PAUSE,
    SETTLING,
    STAGE_LADDER,
    Chase,
    Step,
)
from directives.translation import N_
from directives.vocabulary import Audience, LadderKind, NoticeBasis

_MOST_STEPS: Final = 40
_EARLIEST, _LATEST = -365, 3_650
_LONGEST_REPEAT: Final = 365
_NO_STEP: Final = N_("Thang nhắc phải có ít nhất một lần báo cho người phụ trách.")
_TOO_MANY: Final = N_("Thang nhắc có nhiều nhất 40 lần báo.")
_OUT_OF_RANGE: Final = N_("Số ngày phải từ −365 đến 3650; với cam kết chưa có hạn thì từ 1.")
_TWICE: Final = N_("Một ngày được ghi hai lần cho cùng một nơi.")
_TOP_FIRST: Final = N_("Cấp trên không được báo trước người phụ trách.")
_NO_REPEAT: Final = N_("Phải ghi nhắc lại sau mỗi bao nhiêu ngày, từ 1 đến 365.")

FIXED: Final = {
    NoticeBasis.REPORT: SETTLING,
    NoticeBasis.REJECTION: SETTLING,
    NoticeBasis.PAUSE: LONG_PAUSE,
}
"""The ladders that nobody changes: how those who oversee are asked for what waits for them."""


@dataclass(frozen=True, slots=True)
class Ladders:
    """The ladders that hold: of promises with a date, of those chased for one, of stages."""

    dated: tuple[Step, ...] = LADDER
    undated: Chase = CHASE
    stage: tuple[Step, ...] = STAGE_LADDER

    def steps(self, kind: LadderKind) -> tuple[Step, ...]:
        """Return the steps of one ladder."""
        if kind is LadderKind.UNDATED:
            return self.undated.steps
        return self.dated if kind is LadderKind.DATED else self.stage

    def with_ladder(self, kind: LadderKind, steps: Sequence[Step], every: int | None) -> "Ladders":
        """Return these with one of them changed."""
        if kind is LadderKind.UNDATED:
            return replace(self, undated=Chase(tuple(steps), every or self.undated.every_days))
        if kind is LadderKind.DATED:
            return replace(self, dated=tuple(steps))
        return replace(self, stage=tuple(steps))


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Return steps by day, on one day from the desk to the top."""
    rank = {audience: place for place, audience in enumerate(Audience)}
    return sorted(steps, key=lambda step: (step.days_from_due, rank[step.audience]))


def check_ladder(kind: LadderKind, steps: Sequence[Step], every: int | None) -> None:
    """Check that a ladder can be climbed.

    Raises:
        ValueInvalid: nobody does the work is told, a circle is told before that, a day is said
            twice or out of range, or it is not said after how many days the last is repeated.
    """
    first_day = 1 if kind is LadderKind.UNDATED else _EARLIEST
    if any(not first_day <= step.days_from_due <= _LATEST for step in steps):
        raise ValueInvalid(field="steps", reason=_OUT_OF_RANGE)
    if len(set(steps)) < len(steps):
        raise ValueInvalid(field="steps", reason=_TWICE)
    if len(steps) > _MOST_STEPS:
        raise ValueInvalid(field="steps", reason=_TOO_MANY)
    people = [step.days_from_due for step in steps if step.audience is Audience.PERSON]
    if not people:
        raise ValueInvalid(field="steps", reason=_NO_STEP)
    if min(step.days_from_due for step in steps) < min(people):
        raise ValueInvalid(field="steps", reason=_TOP_FIRST)
    if kind is LadderKind.UNDATED and not 1 <= (every or 0) <= _LONGEST_REPEAT:
        raise ValueInvalid(field="every", reason=_NO_REPEAT)


def write_steps(steps: Iterable[Step]) -> str:
    """Write steps as they are stored: JSON of pairs of days and circle."""
    return json.dumps([[step.days_from_due, step.audience.value] for step in steps])


def read_steps(text: str) -> tuple[Step, ...]:
    """Return the steps that `write_steps` wrote."""
    return tuple(Step(days, Audience(audience)) for days, audience in json.loads(text))
