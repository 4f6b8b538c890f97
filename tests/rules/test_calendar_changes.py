from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import ValueInvalid
from directives.rules.calendar_changes import check_change
from directives.vocabulary import CalendarDayKind

_K = CalendarDayKind
MONDAY, SATURDAY, SUNDAY = date(2025, 10, 13), date(2025, 10, 11), date(2025, 10, 12)


def refused(
    day: date,
    kind: CalendarDayKind | None,
    before: tuple[CalendarDayKind, str] | None = None,
    name: str = "",
) -> bool:
    try:
        check_change(day, kind, name=name, before=before)
    except ValueInvalid:
        return True
    return False


@pytest.mark.parametrize(
    ("day", "kind", "is_refused"),
    [
        (MONDAY, _K.HOLIDAY, False),
        (SUNDAY, _K.HOLIDAY, False),  # a holiday may fall on a Sunday
        (MONDAY, _K.SWAPPED_OFF, False),
        (SATURDAY, _K.SWAPPED_OFF, True),
        (SUNDAY, _K.COMPENSATORY, True),
        (SATURDAY, _K.PROPOSED_SWAP, True),
        (SATURDAY, _K.MAKEUP_WORKDAY, False),
        (SUNDAY, _K.MAKEUP_WORKDAY, False),
        (MONDAY, _K.MAKEUP_WORKDAY, True),
        (MONDAY, None, True),  # it is an ordinary day already
        (date(1999, 12, 31), _K.HOLIDAY, True),
        (date(2101, 1, 1), _K.HOLIDAY, True),
    ],
)
def test_a_day_can_become_what_the_law_allows(
    day: date, kind: CalendarDayKind | None, *, is_refused: bool
) -> None:
    assert refused(day, kind) is is_refused


def test_a_special_day_can_be_taken_back_or_named_anew_but_not_said_twice() -> None:
    known = (_K.HOLIDAY, "Lễ thử")

    assert not refused(MONDAY, None, known)
    assert not refused(MONDAY, _K.HOLIDAY, known, "Lễ khác")
    assert refused(MONDAY, _K.HOLIDAY, known, "Lễ thử")


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_is_swapped_off_or_worked_instead_and_never_both(day: date) -> None:
    assert refused(day, _K.SWAPPED_OFF) is not refused(day, _K.MAKEUP_WORKDAY)
