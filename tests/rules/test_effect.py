from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.effect import (
    ACTS,
    ALIVE,
    DEAD,
    ActedUpon,
    Effect,
    effect_intervals,
    effect_on,
    ended_since,
    interval_on,
    next_end,
    touches,
    validity_on,
)
from directives.rules.effect_dates import EffectDates
from directives.rules.relation_claims import UNNAMED_PART
from directives.vocabulary import Missing, RelationKind, Validity

BEGINS, ENDS = date(2025, 7, 1), date(2027, 2, 28)
DATES = EffectDates(issued_on=date(2025, 6, 11), effective_on=BEGINS, expires_on=ENDS)
LATER = date(2025, 9, 1)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "validity"),
    [
        (BEGINS - A_DAY, Validity.NOT_YET_IN_FORCE),
        (BEGINS, Validity.IN_FORCE),
        (ENDS, Validity.IN_FORCE),
        (ENDS + A_DAY, Validity.EXPIRED),
    ],
)
def test_effect_begins_and_ends_with_its_days(day: date, validity: Validity) -> None:
    assert validity_on(day, DATES, []) is validity


def test_a_letter_counts_from_its_issue() -> None:
    letter = EffectDates(issued_on=BEGINS, effective_on=None, expires_on=None)

    assert validity_on(BEGINS, letter, []) is Validity.IN_FORCE


def test_without_a_date_it_is_said_what_is_missing() -> None:
    effect = effect_on(BEGINS, EffectDates(None, None, None), [])

    assert effect == Effect(Validity.UNKNOWN, (), (Missing.ISSUE_DAY, Missing.EFFECT_DAY))


SILENT_DECREE = EffectDates(BEGINS, None, None, is_normative=True)


def test_a_normative_document_that_names_no_day_does_not_begin_with_its_issue() -> None:
    unsaid = (Missing.EFFECT_DAY,)

    assert effect_on(BEGINS, SILENT_DECREE, []) == Effect(Validity.UNKNOWN, (), unsaid)
    before = effect_on(BEGINS - A_DAY, SILENT_DECREE, [])
    assert before == Effect(Validity.NOT_YET_IN_FORCE, (), unsaid)


def test_what_ends_it_is_known_all_the_same() -> None:
    act = ActedUpon(RelationKind.REPEALS, LATER)

    assert validity_on(LATER, SILENT_DECREE, [act]) is Validity.REPEALED
    assert ended_since(SILENT_DECREE, [act], LATER) == LATER


def test_what_may_have_ended_is_in_force_until_the_act_could_begin_then_unknown() -> None:
    act = ActedUpon(RelationKind.REPLACES, None, not_before=LATER)

    assert validity_on(LATER - A_DAY, DATES, [act]) is Validity.IN_FORCE
    assert effect_on(LATER, DATES, [act]) == Effect(Validity.UNKNOWN, (act,), (Missing.ACT_DAY,))


def test_a_suspension_without_its_first_day_is_over_after_its_last() -> None:
    act = ActedUpon(RelationKind.SUSPENDS_EFFECT, None, LATER, not_before=BEGINS)

    assert effect_on(LATER, DATES, [act]) == Effect(Validity.IN_FORCE, (), (Missing.ACT_DAY,))
    assert effect_on(LATER + A_DAY, DATES, [act]) == Effect(Validity.IN_FORCE)
    assert LATER in {one.to_on for one in effect_intervals(DATES, [act])}


def test_what_is_replaced_has_ended_even_where_its_own_days_are_not_known() -> None:
    act = ActedUpon(RelationKind.REPLACES, LATER)

    assert validity_on(LATER, EffectDates(None, None, None), [act]) is Validity.SUPERSEDED


@pytest.mark.parametrize(
    ("kind", "provision", "validity"),
    [
        (RelationKind.REPLACES, "", Validity.SUPERSEDED),
        (RelationKind.REPEALS, "", Validity.REPEALED),
        (RelationKind.REVOKES, "", Validity.REPEALED),
        (RelationKind.REPEALS, "dieu-5", Validity.PARTLY_EXPIRED),
        (RelationKind.REPLACES, "dieu-5", Validity.PARTLY_EXPIRED),
        (RelationKind.AMENDS, "", Validity.PARTLY_EXPIRED),
        (RelationKind.SUSPENDS_EFFECT, "", Validity.SUSPENDED),
        (RelationKind.SUSPENDS_EXECUTION, "", Validity.SUSPENDED),
        (RelationKind.SUSPENDS_EFFECT, "dieu-5", Validity.PARTLY_SUSPENDED),
        (RelationKind.CITES, "", Validity.IN_FORCE),
        (RelationKind.CORRECTS, "", Validity.IN_FORCE),
        (RelationKind.CONSOLIDATES, "", Validity.IN_FORCE),
    ],
)
def test_later_documents_act_on_this_one(
    kind: RelationKind, provision: str, validity: Validity
) -> None:
    act = ActedUpon(kind, LATER, provision=provision)

    assert validity_on(LATER, DATES, [act]) is validity
    assert validity_on(LATER - A_DAY, DATES, [act]) is Validity.IN_FORCE


def test_a_suspension_ends_with_its_last_day_and_effect_returns() -> None:
    act = ActedUpon(RelationKind.SUSPENDS_EFFECT, LATER, LATER + 30 * A_DAY)

    found = [(one.from_on, one.effect.status) for one in effect_intervals(DATES, [act])]

    assert found == [
        (None, Validity.NOT_YET_IN_FORCE),
        (BEGINS, Validity.IN_FORCE),
        (LATER, Validity.SUSPENDED),
        (LATER + 31 * A_DAY, Validity.IN_FORCE),
        (ENDS + A_DAY, Validity.EXPIRED),
    ]


def test_a_suspended_article_is_suspended_and_its_document_in_part_until_it_returns() -> None:
    act = ActedUpon(RelationKind.SUSPENDS_EFFECT, LATER, LATER + A_DAY, provision="dieu-5")

    def standing(provision: str) -> list[Validity]:
        days = (LATER - A_DAY, LATER, LATER + A_DAY, LATER + 2 * A_DAY)
        return [effect_on(day, DATES, [act], provision=provision).status for day in days]

    whole, stands = Validity.IN_FORCE, [Validity.IN_FORCE] * 4
    assert standing("") == [whole, *[Validity.PARTLY_SUSPENDED] * 2, whole]
    assert standing("dieu-5") == [whole, *[Validity.SUSPENDED] * 2, whole]
    assert standing("dieu-6") == stands


@pytest.mark.parametrize("kind", [RelationKind.AMENDS, RelationKind.REPEALS])
def test_a_part_that_ended_outweighs_one_that_is_suspended(kind: RelationKind) -> None:
    acts = (
        ActedUpon(RelationKind.SUSPENDS_EXECUTION, LATER, provision="dieu-5"),
        ActedUpon(kind, LATER + A_DAY, provision="dieu-6"),
    )

    assert effect_on(LATER, DATES, acts) == Effect(Validity.PARTLY_SUSPENDED, acts[:1])
    assert effect_on(LATER + A_DAY, DATES, acts) == Effect(Validity.PARTLY_EXPIRED, acts)


def test_what_is_repealed_before_it_begins_is_not_yet_and_then_never_in_force() -> None:
    act = ActedUpon(RelationKind.REPEALS, BEGINS - 5 * A_DAY)

    assert validity_on(BEGINS - A_DAY, DATES, [act]) is Validity.NOT_YET_IN_FORCE
    assert validity_on(BEGINS, DATES, [act]) is Validity.REPEALED
    assert ended_since(DATES, [act], BEGINS) == BEGINS


def test_the_first_end_counts() -> None:
    acts = [
        ActedUpon(RelationKind.REPEALS, ENDS + 9 * A_DAY),
        ActedUpon(RelationKind.REPLACES, LATER),
    ]

    assert validity_on(ENDS + 10 * A_DAY, DATES, acts) is Validity.SUPERSEDED
    assert ended_since(DATES, acts, date(2030, 1, 1)) == LATER
    assert ended_since(DATES, acts[:1], date(2030, 1, 1)) == ENDS + A_DAY
    assert ended_since(DATES, [], ENDS) is None


def test_an_end_without_a_day_leaves_the_effect_unknown_and_says_what_is_missing() -> None:
    act = ActedUpon(RelationKind.REPLACES, None)

    assert effect_on(LATER, DATES, [act]) == Effect(Validity.UNKNOWN, (act,), (Missing.ACT_DAY,))
    assert validity_on(BEGINS - A_DAY, DATES, [act]) is Validity.NOT_YET_IN_FORCE


def test_a_change_without_a_day_is_named_as_missing() -> None:
    act = ActedUpon(RelationKind.AMENDS, None)

    assert effect_on(LATER, DATES, [act]) == Effect(Validity.IN_FORCE, (), (Missing.ACT_DAY,))


@pytest.mark.parametrize(
    ("provision", "validity"),
    [
        ("dieu-5", Validity.REPEALED),
        ("dieu-5__khoan-2", Validity.REPEALED),
        ("dieu-50", Validity.IN_FORCE),
        ("dieu-6", Validity.PARTLY_EXPIRED),
        ("dieu-6__khoan-1", Validity.PARTLY_EXPIRED),
        ("dieu-6__khoan-2", Validity.IN_FORCE),
        ("dieu-7", Validity.SUSPENDED),
    ],
)
def test_a_provision_follows_what_is_done_to_it(provision: str, validity: Validity) -> None:
    acts = [
        ActedUpon(RelationKind.REPEALS, LATER, provision="dieu-5"),
        ActedUpon(RelationKind.AMENDS, LATER, provision="dieu-6__khoan-1"),
        ActedUpon(RelationKind.SUSPENDS_EFFECT, LATER, provision="dieu-7"),
    ]

    assert effect_on(LATER, DATES, acts, provision=provision).status is validity


def test_an_amendment_that_names_no_provision_leaves_each_of_them_unknown() -> None:
    act = ActedUpon(RelationKind.AMENDS, LATER)

    effect = effect_on(LATER, DATES, [act], provision="dieu-5")

    assert effect == Effect(Validity.UNKNOWN, (act,), (Missing.AMENDED_PROVISIONS,))


@pytest.mark.parametrize("kind", sorted(ACTS))
def test_what_acts_on_a_part_that_it_does_not_name_leaves_open_which_provisions(
    kind: RelationKind,
) -> None:
    """What is left of a provision is in force; whether the part was in it, nobody said."""
    unnamed = ActedUpon(kind, LATER, provision=UNNAMED_PART)
    open_question = (Missing.AMENDED_PROVISIONS,)
    before, since = (
        effect_on(day, DATES, [unnamed], provision="dieu-5") for day in (LATER - A_DAY, LATER)
    )
    assert (before.status, before.missing) == (Validity.IN_FORCE, ())
    assert (since.status, since.missing) == (Validity.IN_FORCE, open_question)
    assert effect_on(LATER, DATES, [unnamed]).missing == ()
    undated = unnamed._replace(from_on=None, not_before=LATER)
    assert effect_on(LATER, DATES, [undated], provision="dieu-5").missing == open_question

    whole = ActedUpon(RelationKind.AMENDS, LATER)
    both = effect_on(LATER, DATES, [unnamed, whole], provision="dieu-5")
    assert (both.status, both.missing) == (Validity.UNKNOWN, open_question)
    repealed = ActedUpon(RelationKind.REPEALS, LATER, provision="dieu-5")
    ended = effect_on(LATER, DATES, [unnamed, repealed], provision="dieu-5")
    assert (ended.status, ended.missing) == (Validity.REPEALED, ())


def test_provisions_touch_where_one_lies_in_the_other() -> None:
    assert touches("", "dieu-1")
    assert touches("dieu-1__khoan-2", "dieu-1")
    assert not touches("dieu-1", "dieu-12")


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MAYBE = st.none() | DAYS
KINDS = st.sampled_from(RelationKind)
PROVISIONS = st.sampled_from(["", "dieu-1", "dieu-1__khoan-1", "dieu-2"])
ACT = st.builds(
    ActedUpon,
    kind=KINDS,
    from_on=MAYBE,
    to_on=MAYBE,
    provision=PROVISIONS | st.just(UNNAMED_PART),
    not_before=MAYBE,
)
DATED = st.builds(
    EffectDates,
    issued_on=MAYBE,
    effective_on=MAYBE,
    expires_on=MAYBE,
    is_normative=st.booleans(),
)


@given(DATED, st.lists(ACT, max_size=6), PROVISIONS)
def test_intervals_follow_one_another_without_overlap_or_hole_each_explained(
    dates: EffectDates, acts: list[ActedUpon], provision: str
) -> None:
    intervals = effect_intervals(dates, acts, provision=provision)

    assert intervals[0].from_on is None
    assert intervals[-1].to_on is None
    for one, following in pairwise(intervals):
        assert one.to_on is not None
        assert following.from_on == one.to_on + A_DAY
        assert one.effect != following.effect
    for one in intervals:
        own = one.effect.status in {
            Validity.NOT_YET_IN_FORCE,
            Validity.IN_FORCE,
            Validity.EXPIRED,
        }
        assert own or one.effect.because or one.effect.missing


@given(DATED, st.lists(ACT, max_size=6), PROVISIONS, DAYS)
def test_the_interval_of_a_day_says_what_the_day_says(
    dates: EffectDates, acts: list[ActedUpon], provision: str, day: date
) -> None:
    found = interval_on(day, effect_intervals(dates, acts, provision=provision))

    assert found.effect == effect_on(day, dates, acts, provision=provision)


@given(DATED, st.lists(ACT, max_size=6))
def test_not_yet_comes_only_before_the_beginning_and_what_ended_stays_ended(
    dates: EffectDates, acts: list[ActedUpon]
) -> None:
    states = [one.effect.status for one in effect_intervals(dates, acts)]

    assert Validity.NOT_YET_IN_FORCE not in states[1:]
    ended = [state in DEAD for state in states]
    assert ended == sorted(ended)


@given(DAYS, MAYBE, st.lists(ACT, max_size=6), PROVISIONS, DAYS)
def test_what_is_normative_and_names_no_day_is_never_said_to_be_in_force(
    issued_on: date, expires_on: date | None, acts: list[ActedUpon], provision: str, day: date
) -> None:
    dates = EffectDates(issued_on, None, expires_on, is_normative=True)

    effect = effect_on(day, dates, acts, provision=provision)

    assert effect.status not in ALIVE
    assert (effect.status is Validity.NOT_YET_IN_FORCE) == (day < issued_on)
    assert effect.status is not Validity.UNKNOWN or Missing.EFFECT_DAY in effect.missing


@pytest.mark.parametrize(("end", "last"), [(ENDS, ENDS), (None, None)])
def test_the_last_day_is_that_before_the_end_if_one_is_known(
    end: date | None, last: date | None
) -> None:
    intervals = effect_intervals(DATES._replace(expires_on=end), [])

    found = next_end(intervals, BEGINS)
    assert found == ((last, Effect(Validity.EXPIRED)) if last else None)
    assert next_end(intervals, ENDS + A_DAY) is None


class Registered(NamedTuple):
    type_code: str
    key_exact: str
    issued_on: date
    effective_on: date | None = None
    expires_on: date | None = None


def test_the_days_of_a_record_know_whether_it_had_to_name_one() -> None:
    assert EffectDates.of(Registered("NĐ", "9/2025/NĐ-CP", BEGINS)) == SILENT_DECREE
    assert EffectDates.of(Registered("QĐ", "9/QĐ-BNV", BEGINS)).begins_on == BEGINS
