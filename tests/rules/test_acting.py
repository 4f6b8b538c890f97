"""Which acts count when the document that acts has itself ended."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from directives.rules.acting import STOPS, ActRow, counting
from directives.rules.effect import ENDS, SUSPENDS
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
    clause: str = "",
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
        clause,
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


def test_what_its_own_clause_ends_before_it_acts_never_does() -> None:
    replacing = act(1, RelationKind.REPLACES, 2, 1, clause="dieu-3__khoan-2")
    for ended, left in (
        ("dieu-3", []),
        ("dieu-3__khoan-2", []),
        ("dieu-3__khoan-1", [replacing]),
        ("dieu-30", [replacing]),
        ("mot-phan", [replacing]),
    ):
        assert counting([replacing], [act(2, RelationKind.REPEALS, 3, 2, provision=ended)]) == left
    later = act(2, RelationKind.REPEALS, 3, 2, on=1, provision="dieu-3")
    assert counting([replacing], [later]) == [replacing]


def test_the_end_of_a_chapter_ends_the_clauses_of_its_articles() -> None:
    replacing = act(1, RelationKind.REPLACES, 2, 1, clause="dieu-3")
    chapter = act(2, RelationKind.REPEALS, 3, 2, provision="chuong-2")

    assert counting([replacing], [chapter]) == [replacing]
    assert counting([replacing], [chapter._replace(inside=("dieu-2", "dieu-3"))]) == []


def test_a_clause_that_is_a_chapter_ends_with_the_last_of_its_articles() -> None:
    replacing = act(1, RelationKind.REPLACES, 2, 1, clause="chuong-2")
    replacing = replacing._replace(clause_inside=("dieu-2", "dieu-3"))
    first = act(2, RelationKind.REPEALS, 3, 2, on=-9, provision="dieu-2")
    last = act(3, RelationKind.REPEALS, 4, 2, on=0, provision="dieu-3")
    chapter = act(4, RelationKind.REPEALS, 4, 2, on=0, provision="chuong-2")

    assert counting([replacing], [first]) == [replacing]
    assert counting([replacing], [first, last]) == []
    assert counting([replacing], [chapter._replace(inside=("dieu-2", "dieu-3"))]) == []
    suspending = replacing._replace(kind=RelationKind.SUSPENDS_EFFECT)
    (suspending,) = counting([suspending], [first, last._replace(acts_from=_day(7))])
    assert suspending.acts_to == _day(6)


def test_a_clause_that_is_a_chapter_waits_while_all_left_of_it_is_suspended() -> None:
    replacing = act(1, RelationKind.REPLACES, 2, 1, clause="chuong-2")
    replacing = replacing._replace(clause_inside=("dieu-2", "dieu-3"))
    repealed = act(2, RelationKind.REPEALS, 3, 2, on=-9, provision="dieu-2")
    held = act(3, RelationKind.SUSPENDS_EFFECT, 4, 2, on=-5, to=9, provision="dieu-3")
    longer = act(4, RelationKind.SUSPENDS_EFFECT, 5, 2, on=-5, to=19, provision="dieu-2")

    assert counting([replacing], [held]) == [replacing]
    for stopping in ([repealed, held], [longer, held]):
        assert counting([replacing], stopping)[0].from_on == _day(10)


def test_what_is_suspended_on_its_day_acts_when_the_suspension_ends() -> None:
    replacing = act(1, RelationKind.REPLACES, 2, 1, clause="dieu-3")
    for provision in ("", "dieu-3"):
        held = act(2, RelationKind.SUSPENDS_EFFECT, 3, 2, on=-5, to=9, provision=provision)
        (found,) = counting([replacing], [held])
        assert found == replacing._replace(acts_from=_day(10))
    elsewhere = act(2, RelationKind.SUSPENDS_EFFECT, 3, 2, on=-5, to=9, provision="dieu-4")
    assert counting([replacing], [elsewhere]) == [replacing]


def test_what_had_acted_before_its_suspension_is_not_undone() -> None:
    for kind in (RelationKind.REPLACES, RelationKind.SUSPENDS_EFFECT):
        done = act(1, kind, 2, 1)
        assert counting([done], [act(2, RelationKind.SUSPENDS_EFFECT, 3, 2, on=1, to=9)]) == [done]


def test_what_is_suspended_until_further_notice_waits_for_the_end_of_that() -> None:
    replacing = act(1, RelationKind.REPLACES, 2, 1)
    held = act(2, RelationKind.SUSPENDS_EXECUTION, 3, 2, on=-5)
    lifted = act(3, RelationKind.REPEALS, 4, 3, on=6)

    assert counting([replacing], [held]) == []
    for one in (held, held._replace(acts_to=_day(9))):
        assert counting([replacing], [one, lifted]) == [replacing._replace(acts_from=_day(6))]
    assert counting([replacing], [held._replace(source_expires_on=_day(6))]) == [
        replacing._replace(acts_from=_day(7))
    ]


def test_what_waits_is_looked_at_again_by_what_happens_meanwhile() -> None:
    replacing = act(1, RelationKind.REPLACES, 2, 1)
    first = act(2, RelationKind.SUSPENDS_EFFECT, 3, 2, on=-5, to=9)
    second = act(3, RelationKind.SUSPENDS_EFFECT, 4, 2, on=8, to=19)
    ended = act(4, RelationKind.REPEALS, 5, 2, on=15)

    assert counting([replacing], [first, second])[0].from_on == _day(20)
    assert counting([replacing], [first, second, ended]) == []


def test_a_suspension_that_waits_past_its_own_last_day_never_is_one() -> None:
    suspending = act(1, RelationKind.SUSPENDS_EFFECT, 2, 1, to=5)
    held = act(2, RelationKind.SUSPENDS_EFFECT, 3, 2, on=-5, to=9)

    assert counting([suspending], [held]) == []
    assert counting([suspending._replace(acts_to=None)], [held])[0].from_on == _day(10)


CLAUSES = ["", "dieu-1", "dieu-1__khoan-1", "dieu-2", "chuong-1"]
ARTICLES = {"chuong-1": ("dieu-1", "dieu-2")}
SAID_ACTS = st.lists(
    st.tuples(
        st.sampled_from(sorted({*STOPS, RelationKind.AMENDS})),
        st.integers(1, 3),
        st.integers(1, 2),
        st.integers(0, 12),
        st.sampled_from(CLAUSES),
        st.sampled_from(CLAUSES),
        st.one_of(st.none(), st.integers(0, 12)),
        st.sampled_from([None, None, 5, 10]),
    ),
    min_size=2,
    max_size=8,
)


@settings(max_examples=300)
@given(SAID_ACTS, st.randoms(use_true_random=False))
def test_each_day_on_which_an_act_does_not_act_is_explained_by_acts_that_do(
    said: list[tuple[RelationKind, int, int, int, str, str, int | None, int | None]], chance: Random
) -> None:
    rows = [
        act(
            number,
            kind,
            target + above,
            target,
            on=on,
            provision=provision,
            clause=clause,
            to=None if length is None or kind not in SUSPENDS else on + length,
            expires=expires,
        )._replace(inside=ARTICLES.get(provision, ()), clause_inside=ARTICLES.get(clause, ()))
        for number, (kind, target, above, on, provision, clause, length, expires) in enumerate(said)
    ]
    found = {row.relation_id: row for row in counting(rows)}
    shuffled = chance.sample(rows, len(rows))
    assert {row.relation_id: row for row in counting(shuffled)} == found

    for row in rows:
        acting = found.get(row.relation_id)
        for after in range(
            (row.from_on or DAY).toordinal(), (DAY + timedelta(days=40)).toordinal()
        ):
            day = date.fromordinal(after)
            stopped = _stopped(row, day, found.values())
            if acting and day == acting.from_on:
                assert not stopped
                break
            assert stopped or (row.acts_to and row.acts_to < day)
        if acting and row.kind in SUSPENDS:
            last_day = acting.acts_to or date.max
            ends = [one for one in found.values() if one.kind in ENDS]
            assert not _stopped(row._replace(source_expires_on=None), last_day, ends)
            assert last_day <= (row.acts_to or date.max)
            assert last_day <= (row.source_expires_on or date.max)


def _stopped(row: ActRow, day: date, acting: Iterable[ActRow]) -> bool:
    """Tell whether the source of an act, or its clause, has no effect on a day, from scratch."""
    if row.source_expires_on and row.source_expires_on < day:
        return True
    stopping = [
        one
        for one in acting
        if one.target_id == row.source_id
        and one.kind in STOPS
        and (one.from_on or day) <= day
        and (one.kind in ENDS or day <= (one.acts_to or date.max))
    ]
    return all(any(one.reaches(clause) for one in stopping) for clause in row.clauses)


def test_a_letter_acts_from_its_issue_and_a_decree_without_its_day_no_earlier() -> None:
    letter = act(1, RelationKind.AMENDS, 2, 1, on=None)._replace(source_issued_on=DAY)
    decree = letter._replace(source_type_code="NĐ", source_key_exact="9/2025/NĐ-CP")

    assert (letter.from_on, letter.not_before) == (DAY, None)
    assert (decree.from_on, decree.not_before) == (None, DAY)
    assert counting([decree], [act(2, RelationKind.REPEALS, 3, 2, on=9)]) == [decree]
