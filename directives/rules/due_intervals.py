"""Whether the days of a due date are those of the period that it claims to name."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from directives.vocabulary import Precision

_HALVES: Final = (1, 16)  # "nửa đầu" ends with the 15th
_MONTHS_OF_QUARTER: Final = 3

_BEGINS: Final[Mapping[Precision, Callable[[date], bool]]] = MappingProxyType(
    {
        Precision.HALF_MONTH: lambda day: day.day in _HALVES,
        Precision.MONTH: lambda day: day.day == 1,
        Precision.QUARTER: lambda day: day.day == 1 and day.month % _MONTHS_OF_QUARTER == 1,
        Precision.HALF: lambda day: day.day in _HALVES,  # of a year, or of a quarter
        Precision.YEAR: lambda day: (day.month, day.day) == (1, 1),
    }
)
"""Whether a period may begin on a day; one may end on the day before it."""

PERIODS: Final = frozenset(_BEGINS)
"""Precisions that name a period with known ends."""


def is_whole(precision: Precision, first: date | None, last: date) -> bool:
    """Tell whether a due date is one or several whole periods of its precision.

    What is exact to the day, or has no known ends, may have any.
    """
    begins = _BEGINS.get(precision)
    if begins is None:
        return True
    ends = last == date.max or begins(last + timedelta(days=1))
    return ends and (first is None or begins(first))
