"""Which acts count when the document that acts has itself ended."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from directives.rules.acting import ActRow, counting
from directives.vocabulary import RelationKind

DAY = date(2025, 7, 1)
SAID = datetime(2025, 1, 1, tzinfo=UTC)


def act(
    number: int,
    kind: RelationKind,
    source: int,
    target: int,
    *,
    on: int | None = 0,
    provision: str = "",
    to: int | None = None,
    expires: int | None = None,
) -> ActRow:
    """Make an act; its days are counted from DAY."""
    return ActRow(
        number,
        kind,
        source,
        target,
        provision,
        _day(on),
        _day(to),
        SAID,
        None,
        None,
        _day(expires),
        "",
        None,
    )


def _day(after: int | None) -> date | None:
    return None if after is None else DAY + timedelta(days=after)


def numbers(rows: Sequence[ActRow]) -> list[int]:
    return [row.relation_id for row in rows]


def test_what_ended_before_its_effect_or_on_its_day_never_acts() -> None:
    for kind in (RelationKind.REPLACES, RelationKind.AMENDS, RelationKind.SUSPENDS_EFFECT):
        for ended in (-1, 0):
            replacing = act(1, kind, 2, 1)
            assert counting([replacing], [act(2, RelationKind.REPEALS, 3, 2, on=ended)]) == []
        expired = act(1, kind, 2, 1, expires=-1)
        assert counting([expired]) == []


def test_what_was_done_before_its_source_ended_stays_done() -> None:
    for kind in (RelationKind.REPLACES, RelationKind.AMENDS):
        done = act(1, kind, 2, 1, expires=90)
        assert counting([done], [act(2, RelationKind.REVOKES, 3, 2, on=1)]) == [done]


def test_a_suspension_ends_with_its_source() -> None:
    end = act(2, RelationKind.REPEALS, 3, 2, on=10)
    for said, last in ((None, 9), (5, 5), (30, 9)):
        (found,) = counting([act(1, RelationKind.SUSPENDS_EXECUTION, 2, 1, to=said)], [end])
        assert found.acts_to == _day(last)
    (found,) = counting([act(1, RelationKind.SUSPENDS_EFFECT, 2, 1, expires=3)])
    assert found.acts_to == _day(3)


def test_a_part_that_ends_and_a_day_not_known_leave_the_act_alone() -> None:
    replacing, undated = (
        act(1, RelationKind.REPLACES, 2, 1),
        act(4, RelationKind.AMENDS, 2, 1, on=None),
    )
    part = act(2, RelationKind.REPEALS, 3, 2, on=-1, provision="dieu-1")
    some_day = act(3, RelationKind.REPEALS, 3, 2, on=None)
    forever = act(5, RelationKind.AMENDS, 4, 1)._replace(source_expires_on=date.max)

    assert counting([replacing, forever], [part, some_day]) == [replacing, forever]
    assert counting([undated], [act(2, RelationKind.REPEALS, 3, 2, on=-1)]) == [undated]


def test_what_never_acted_on_a_source_does_not_end_it() -> None:
    replacing = act(1, RelationKind.REPLACES, 2, 1, on=9)
    repealing = act(2, RelationKind.REPEALS, 3, 2, on=8)
    recalling = act(3, RelationKind.REVOKES, 4, 3, on=7)

    assert counting([replacing], [repealing]) == []
    assert counting([replacing], [repealing, recalling]) == [replacing]


def test_acts_of_one_day_follow_what_ends_their_source_in_whatever_order_recorded() -> None:
    for first, second, third in permutations((1, 2, 3)):
        replacing = act(first, RelationKind.REPLACES, 2, 1)
        repealing = act(second, RelationKind.REPEALS, 3, 2)
        recalling = act(third, RelationKind.REVOKES, 4, 3)
        assert counting([replacing], [recalling, repealing]) == [replacing]


def test_in_a_circle_what_was_recorded_first_acts() -> None:
    one, other = act(1, RelationKind.REPEALS, 2, 1), act(2, RelationKind.REPEALS, 1, 2)

    assert numbers(counting([one, other])) == numbers(counting([other, one])) == [1]
