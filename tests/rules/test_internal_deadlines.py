from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import EventTooEarly, InternalNotEarlier
from directives.rules.internal_deadlines import check_internal, counts

PROMISED, PUBLIC = date(2025, 10, 1), date(2025, 10, 14)


@pytest.mark.parametrize(
    ("day", "public"),
    [(PROMISED, PUBLIC), (date(2025, 10, 13), PUBLIC), (date(2030, 1, 1), None)],
)
def test_a_day_between_the_promise_and_its_public_date_will_do(
    day: date, public: date | None
) -> None:
    check_internal(day, promised_on=PROMISED, public=public)


def test_a_day_before_the_promise_is_refused() -> None:
    with pytest.raises(EventTooEarly):
        check_internal(date(2025, 9, 30), promised_on=PROMISED, public=PUBLIC)


@given(st.integers(-500, 500))
def test_it_is_refused_just_where_it_would_not_count(days: int) -> None:
    day = PUBLIC + timedelta(days)
    if counts(day, PUBLIC):
        check_internal(day, promised_on=date(2020, 1, 1), public=PUBLIC)
    else:
        with pytest.raises(InternalNotEarlier, match="14/10/2025"):
            check_internal(day, promised_on=date(2020, 1, 1), public=PUBLIC)
