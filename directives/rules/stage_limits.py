"""How long a stage may take: as shipped, or as an administrator set it for a kind of document.

Source of what is shipped: practice. A provincial department gives 10 days for comments and 15 for
appraisal, 3 and 7 under the shortened procedure; no law names the days of the other stages, so
they have none until somebody sets one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from directives.vocabulary import DayUnit, Procedure, Stage


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a stage may take; the day on which it is entered is not counted."""

    days: int
    unit: DayUnit


@dataclass(frozen=True, slots=True)
class SetLimit:
    """What was set for a stage: a limit, or that it has none.

    It holds for stages entered on `holds_from` or later, so that no stage entered before gets
    another due date. Without a type it is of whatever is promised.
    """

    type_code: str
    stage: Stage
    procedure: Procedure
    limit: Limit | None
    holds_from: date


LIMITS: Final[Mapping[tuple[Stage, Procedure], Limit]] = MappingProxyType(
    {
        (Stage.COMMENTS, Procedure.NORMAL): Limit(10, DayUnit.WORKING),
        (Stage.COMMENTS, Procedure.SHORTENED): Limit(3, DayUnit.WORKING),
        (Stage.APPRAISAL, Procedure.NORMAL): Limit(15, DayUnit.WORKING),
        (Stage.APPRAISAL, Procedure.SHORTENED): Limit(7, DayUnit.WORKING),
    }
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the stages of one kind of document.

    Attributes:
        said: What was set, in the order of recording.
        type_code: Of the promised document; empty where none is named.
    """

    said: Sequence[SetLimit] = ()
    type_code: str = ""

    def of(self, stage: Stage, procedure: Procedure, entered_on: date) -> Limit | None:
        """Return how long a stage entered on a day may take; None: as long as it likes."""
        found = self.set_for(stage, procedure, entered_on)
        return found.limit if found else LIMITS.get((stage, procedure))

    def set_for(self, stage: Stage, procedure: Procedure, entered_on: date) -> SetLimit | None:
        """Return what was set that holds for a stage entered on a day; None: as shipped.

        What was set for the kind of document goes before what was set for all; among those the
        one that holds from the latest day, then the one recorded last.
        """
        found = [
            (one.type_code != "", one.holds_from, place, one)
            for place, one in enumerate(self.said)
            if (one.stage, one.procedure) == (stage, procedure)
            and one.type_code in ("", self.type_code)
            and one.holds_from <= entered_on
        ]
        return max(found, key=lambda one: one[:3])[-1] if found else None
