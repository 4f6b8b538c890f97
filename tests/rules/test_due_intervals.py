from datetime import date

import pytest

from directives.rules.due_intervals import is_whole
from directives.vocabulary import Precision


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        (Precision.HALF_MONTH, date(2026, 6, 16), date(2026, 6, 30)),
        (Precision.MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (Precision.MONTH, None, date(2028, 2, 29)),
        (Precision.QUARTER, date(2026, 4, 1), date(2026, 9, 30)),
        (Precision.HALF, date(2026, 7, 1), date(2026, 12, 31)),
        (Precision.HALF, date(2026, 4, 1), date(2026, 5, 15)),
        (Precision.YEAR, date(2026, 1, 1), date.max),
        (Precision.DAY, date(2026, 7, 1), date(2026, 7, 10)),
    ],
)
def test_whole_periods_are_what_they_claim(
    precision: Precision, first: date | None, last: date
) -> None:
    assert is_whole(precision, first, last)


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        (Precision.HALF_MONTH, date(2026, 6, 2), date(2026, 6, 15)),
        (Precision.MONTH, date(2026, 2, 1), date(2026, 2, 27)),
        (Precision.QUARTER, date(2026, 8, 15), date(2027, 2, 3)),
        (Precision.QUARTER, date(2026, 5, 1), date(2026, 6, 30)),
        (Precision.YEAR, None, date(2026, 6, 30)),
    ],
)
def test_a_part_of_a_period_is_not_the_period(
    precision: Precision, first: date | None, last: date
) -> None:
    assert not is_whole(precision, first, last)
