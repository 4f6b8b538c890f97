from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.effect import ActedUpon, EffectDates, validity_on
from directives.vocabulary import RelationKind, Validity

BEGINS, ENDS = date(2025, 7, 1), date(2027, 2, 28)
DATES = EffectDates(issued_on=date(2025, 6, 11), effective_on=BEGINS, expires_on=ENDS)


@pytest.mark.parametrize(
    ("day", "validity"),
    [
        (BEGINS - timedelta(days=1), Validity.NOT_YET_IN_FORCE),
        (BEGINS, Validity.IN_FORCE),
        (ENDS, Validity.IN_FORCE),
        (ENDS + timedelta(days=1), Validity.EXPIRED),
    ],
)
def test_effect_begins_and_ends_with_its_days(day: date, validity: Validity) -> None:
    assert validity_on(day, DATES, []) is validity


def test_a_letter_counts_from_its_issue() -> None:
    letter = EffectDates(issued_on=BEGINS, effective_on=None, expires_on=None)

    assert validity_on(BEGINS, letter, []) is Validity.IN_FORCE


def test_without_a_date_nothing_can_be_said() -> None:
    assert validity_on(BEGINS, EffectDates(None, None, None), []) is Validity.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "whole", "validity"),
    [
        (RelationKind.REPLACES, True, Validity.EXPIRED),
        (RelationKind.REPEALS, True, Validity.EXPIRED),
        (RelationKind.REPEALS, False, Validity.PARTLY_EXPIRED),
        (RelationKind.AMENDS, True, Validity.PARTLY_EXPIRED),
        (RelationKind.CITES, True, Validity.IN_FORCE),
    ],
)
def test_later_documents_act_on_this_one(
    kind: RelationKind, whole: bool, validity: Validity
) -> None:
    act = ActedUpon(kind, date(2025, 9, 1), whole=whole)

    assert validity_on(date(2025, 9, 1), DATES, [act]) is validity
    assert validity_on(date(2025, 8, 31), DATES, [act]) is Validity.IN_FORCE


def test_an_act_without_a_day_does_nothing_yet() -> None:
    act = ActedUpon(RelationKind.REPLACES, None, whole=True)

    assert validity_on(date(2026, 1, 1), DATES, [act]) is Validity.IN_FORCE


@given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(0, 500))
def test_what_has_begun_is_never_again_not_yet(day: date, more: int) -> None:
    if validity_on(day, DATES, []) is not Validity.NOT_YET_IN_FORCE:
        later = validity_on(day + timedelta(days=more), DATES, [])
        assert later is not Validity.NOT_YET_IN_FORCE
