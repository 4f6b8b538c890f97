from dataclasses import dataclass
from datetime import date

import pytest

from directives.errors import ActsBeforeTarget, ActsOnNewer
from directives.rules.effect import ACTS
from directives.rules.possible_acts import check_possible
from directives.vocabulary import RelationKind


@dataclass(frozen=True)
class Signed:
    """A document of a day."""

    issued_on: date | None
    effective_on: date | None = None


OLD, NEW, UNDATED = Signed(date(2020, 3, 1)), Signed(date(2025, 3, 1)), Signed(None)


@pytest.mark.parametrize("kind", sorted(ACTS))
def test_what_changes_the_effect_of_another_is_not_older(kind: RelationKind) -> None:
    with pytest.raises(ActsOnNewer, match="01/03/2020") as refused:
        check_possible(kind, OLD, NEW, acts_from=None, field="number")
    assert refused.value.field == "number"
    for source, target in ((NEW, OLD), (NEW, NEW), (UNDATED, NEW), (OLD, UNDATED)):
        check_possible(kind, source, target, acts_from=None, field="number")


def test_an_act_begins_when_its_target_is_there_though_before_its_own_issue() -> None:
    replaces = RelationKind.REPLACES
    with pytest.raises(ActsBeforeTarget, match="29/02/2020") as refused:
        check_possible(replaces, NEW, OLD, acts_from=date(2020, 2, 29), field="number")
    assert refused.value.field == "acts_from"
    for day in (date(2020, 3, 1), date(2025, 1, 1)):
        check_possible(replaces, NEW, OLD, acts_from=day, field="number")


def test_of_what_was_issued_on_a_day_not_known_the_day_of_effect_counts() -> None:
    repeals = RelationKind.REPEALS
    with pytest.raises(ActsBeforeTarget, match="28/02/2025") as refused:
        check_possible(
            repeals, Signed(None, date(2025, 2, 28)), NEW, acts_from=None, field="number"
        )
    assert refused.value.field == "number"
    for source in (Signed(None, date(2025, 3, 1)), Signed(date(2025, 3, 2), date(2025, 2, 1))):
        check_possible(repeals, source, NEW, acts_from=None, field="number")


@pytest.mark.parametrize("kind", sorted(set(RelationKind) - ACTS))
def test_what_only_speaks_of_another_may_be_older(kind: RelationKind) -> None:
    check_possible(kind, OLD, NEW, acts_from=date(2019, 1, 1), field="number")
