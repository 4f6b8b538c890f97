from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import ActsBeforeTarget, ActsOnNewer, EndsBeforeActing, Invalid
from directives.rules.acting import ActRow, counting
from directives.rules.effect import ACTS, SUSPENDS
from directives.rules.possible_acts import check_possible
from directives.vocabulary import RelationKind
from tests.factories import NOW


@dataclass(frozen=True)
class Signed:
    """A document of a day."""

    issued_on: date | None
    effective_on: date | None = None


@dataclass(frozen=True)
class Act:
    """What a relation says is done."""

    kind: RelationKind
    acts_from: date | None = None
    acts_to: date | None = None


A_DAY = timedelta(days=1)
FIRST, LAST = date(2020, 3, 1), date(2025, 3, 1)
OLD, NEW, UNDATED = Signed(FIRST), Signed(LAST), Signed(None)
REPLACES = Act(RelationKind.REPLACES)


@pytest.mark.parametrize("kind", sorted(ACTS))
def test_what_changes_the_effect_of_another_is_not_older(kind: RelationKind) -> None:
    with pytest.raises(ActsOnNewer, match="01/03/2020") as refused:
        check_possible(Act(kind), OLD, NEW, field="number")
    assert refused.value.field == "number"
    for source, target in ((NEW, OLD), (NEW, NEW), (UNDATED, NEW), (OLD, UNDATED)):
        check_possible(Act(kind), source, target, field="number")


def test_an_act_begins_when_its_target_is_there_though_before_its_own_issue() -> None:
    with pytest.raises(ActsBeforeTarget, match="29/02/2020") as refused:
        check_possible(Act(RelationKind.REPLACES, FIRST - A_DAY), NEW, OLD, field="number")
    assert refused.value.field == "acts_from"
    for day in (FIRST, date(2025, 1, 1)):
        check_possible(Act(RelationKind.REPLACES, day), NEW, OLD, field="number")


@pytest.mark.parametrize("issued_on", [None, LAST, LAST + A_DAY])
def test_without_a_day_of_its_own_it_begins_with_the_effect_of_its_source(
    issued_on: date | None,
) -> None:
    early = Signed(issued_on, LAST - A_DAY)
    with pytest.raises(ActsBeforeTarget, match="28/02/2025") as refused:
        check_possible(REPLACES, early, NEW, field="number")
    assert refused.value.field == "number"
    check_possible(REPLACES, Signed(issued_on, LAST), NEW, field="number")
    check_possible(Act(RelationKind.REPLACES, LAST), early, NEW, field="number")


@pytest.mark.parametrize("source", [Signed(LAST), Signed(FIRST, LAST), Signed(None, LAST)])
@pytest.mark.parametrize("target", [OLD, UNDATED])
def test_a_suspension_is_not_over_before_it_begins(source: Signed, target: Signed) -> None:
    kind = RelationKind.SUSPENDS_EFFECT
    with pytest.raises(EndsBeforeActing, match="28/02/2025") as refused:
        check_possible(Act(kind, None, LAST - A_DAY), source, target, field="number")
    assert refused.value.field == "acts_to"
    check_possible(Act(kind, None, LAST), source, target, field="number")
    check_possible(Act(kind, FIRST, LAST - A_DAY), source, target, field="number")
    check_possible(Act(kind, None, FIRST), UNDATED, target, field="number")


@pytest.mark.parametrize("kind", sorted(set(RelationKind) - ACTS))
def test_what_only_speaks_of_another_may_be_older(kind: RelationKind) -> None:
    check_possible(Act(kind, date(2019, 1, 1)), OLD, NEW, field="number")


DAYS = st.none() | st.dates(LAST, LAST + 20 * A_DAY)


@given(st.sampled_from(sorted(SUSPENDS)), DAYS, DAYS, DAYS, DAYS)
def test_a_possible_suspension_of_what_nothing_stops_acts_on_a_day(
    kind: RelationKind,
    acts_from: date | None,
    acts_to: date | None,
    effective_on: date | None,
    issued_on: date | None,
) -> None:
    if acts_from and acts_to and acts_to < acts_from:
        return
    act = Act(kind, acts_from, acts_to)
    try:
        check_possible(act, Signed(issued_on, effective_on), UNDATED, field="number")
    except Invalid:
        return
    row = ActRow(
        1, kind, 2, 3, "", acts_from, acts_to, NOW, effective_on, issued_on, None, "CV", None
    )
    assert len(counting([row])) == 1
