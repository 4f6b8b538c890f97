"""Promises counted as the Government counts its tasks: four figures and one rate.

Source: Decision 42/2014/QĐ-TTg (amended by 23/2018/QĐ-TTg); the rate as in the reports of the
Prime Minister's task force, such as 1270/BC-TCTTTg of 2017.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from directives.rules.promises import official_state
from directives.vocabulary import CommitmentState

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class OfficialFigures:
    """How many promises stand in each of the four official states."""

    done_on_time: int = 0
    done_late: int = 0
    in_time: int = 0  # not done, and not late
    overdue: int = 0  # not done, and late

    @property
    def done(self) -> int:
        """Those that were kept, late or not."""
        return self.done_on_time + self.done_late

    @property
    def not_done(self) -> int:
        """Those that are still to be kept."""
        return self.in_time + self.overdue

    @property
    def total(self) -> int:
        """All four."""
        return self.done + self.not_done

    @property
    def due(self) -> int:
        """Those that had to be done by now: done, or overdue."""
        return self.done + self.overdue

    @property
    def percent_done(self) -> Decimal | None:
        """Done of due in per cent, to two places; None where nothing was due."""
        if not self.due:
            return None
        return (Decimal(100 * self.done) / self.due).quantize(_HUNDREDTH, ROUND_HALF_UP)


def figures_of(states: Iterable[CommitmentState]) -> OfficialFigures:
    """Count promises by official state; what has none is left out.

    Such are promises that are undated (also once they are kept), paused, or withdrawn.
    """
    counts = Counter(official_state(state) for state in states)
    return OfficialFigures(
        done_on_time=counts[CommitmentState.DONE_ON_TIME],
        done_late=counts[CommitmentState.DONE_LATE],
        in_time=counts[CommitmentState.IN_TIME],
        overdue=counts[CommitmentState.OVERDUE],
    )
