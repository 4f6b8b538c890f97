"""A chapter or section stands as the articles in it do."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.effect import (
    DEAD,
    ActedUpon,
    Effect,
    effect_intervals,
    effect_on,
    ended_since,
)
from directives.rules.effect_dates import EffectDates
from directives.vocabulary import Missing, RelationKind, Validity
from tests.rules.test_effect import ACT, DATED, DATES, DAYS, ENDS, LATER

A_DAY = timedelta(days=1)
CHAPTER, INSIDE = "chuong-2", ("dieu-1", "dieu-2")
FIRST = ActedUpon(RelationKind.REPLACES, LATER, provision="dieu-1", relation_id=1)
LAST = ActedUpon(RelationKind.REPEALS, LATER + A_DAY, provision="dieu-2", relation_id=2)


def on(day: date, *acts: ActedUpon, dates: EffectDates = DATES) -> Effect:
    return effect_on(day, dates, acts, provision=CHAPTER, inside=INSIDE)


def test_it_is_partly_expired_until_the_last_article_ends_and_then_ended_as_that_one() -> None:
    assert on(LATER - A_DAY, FIRST, LAST) == Effect(Validity.IN_FORCE)
    assert on(LATER, FIRST, LAST) == Effect(Validity.PARTLY_EXPIRED, (FIRST,))
    assert on(LATER + A_DAY, FIRST, LAST) == Effect(Validity.REPEALED, (LAST, FIRST))
    since = ended_since(DATES, [FIRST, LAST], ENDS, provision=CHAPTER, inside=INSIDE)
    assert since == LATER + A_DAY


def test_the_rest_of_it_expires_with_its_document() -> None:
    assert on(ENDS + A_DAY, FIRST) == Effect(Validity.EXPIRED)
    since = ended_since(DATES, [FIRST], ENDS + A_DAY, provision=CHAPTER, inside=INSIDE)
    assert since == ENDS + A_DAY


def test_what_ends_a_clause_or_an_article_elsewhere_does_not_end_it() -> None:
    clause = LAST._replace(provision="dieu-2__khoan-1")
    elsewhere = LAST._replace(provision="dieu-3")

    assert on(ENDS, FIRST, clause) == Effect(Validity.PARTLY_EXPIRED, (FIRST, clause))
    assert on(ENDS, elsewhere) == Effect(Validity.IN_FORCE)


@pytest.mark.parametrize(
    ("provision", "status"),
    [("dieu-2", Validity.SUSPENDED), ("dieu-2__khoan-1", Validity.PARTLY_EXPIRED)],
)
def test_it_is_suspended_where_all_that_is_left_of_it_is(provision: str, status: Validity) -> None:
    held = ActedUpon(RelationKind.SUSPENDS_EFFECT, LATER, provision=provision)

    assert on(LATER, FIRST, held).status is status


def test_where_the_day_of_the_last_end_is_not_known_neither_is_its_effect() -> None:
    undated = LAST._replace(from_on=None)

    assert on(ENDS, FIRST, undated) == Effect(Validity.UNKNOWN, (undated,), (Missing.ACT_DAY,))
    assert on(ENDS, undated) == Effect(Validity.IN_FORCE, (), (Missing.ACT_DAY,))


@given(DATED, st.lists(ACT, max_size=6), DAYS)
def test_it_has_ended_on_the_days_on_which_each_article_has(
    dates: EffectDates, acts: list[ActedUpon], day: date
) -> None:
    articles = [effect_on(day, dates, acts, provision=one).status for one in INSIDE]

    effect = effect_on(day, dates, acts, provision=CHAPTER, inside=INSIDE)

    assert (effect.status in DEAD) == all(one in DEAD for one in articles)
    if effect.status in DEAD:
        assert effect.status in articles


@given(DATED, st.lists(ACT, max_size=6))
def test_what_has_ended_stays_ended_and_since_one_day(
    dates: EffectDates, acts: list[ActedUpon]
) -> None:
    intervals = effect_intervals(dates, acts, provision=CHAPTER, inside=INSIDE)

    ended = [one.effect.status in DEAD for one in intervals]
    assert ended == sorted(ended)
    firsts = [one.from_on for one in intervals if one.effect.status in DEAD]
    since = ended_since(dates, acts, date(2029, 1, 1), provision=CHAPTER, inside=INSIDE)
    assert since == (firsts[0] if firsts else None)
