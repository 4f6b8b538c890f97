from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directives.rules.succession import Heirs, Succession

DAY = date(2025, 3, 1)


def test_before_the_day_a_body_answers_for_itself_and_then_its_successor() -> None:
    taken_over = [Succession(1, 2, DAY)]

    assert Heirs(DAY - timedelta(days=1), taken_over).of(1) == [1]
    assert Heirs(DAY, taken_over).of(1) == [2]
    assert Heirs(DAY, taken_over).of(2) == [2]


def test_an_heir_that_was_taken_over_in_turn_gives_way() -> None:
    assert Heirs(DAY, [Succession(1, 2, None), Succession(2, 3, DAY)]).of(1) == [3]


def test_a_divided_body_has_several_heirs_each_once() -> None:
    divided = [Succession(1, 2, DAY), Succession(1, 3, DAY), Succession(2, 3, DAY)]

    assert Heirs(DAY, divided).of(1) == [3]
    assert Heirs(DAY, divided[:2]).of(1) == [2, 3]


def test_bodies_that_succeed_each_other_in_a_circle_answer_for_themselves() -> None:
    assert Heirs(DAY, [Succession(1, 2, DAY), Succession(2, 1, DAY)]).of(1) == [1]


pairs = st.tuples(st.integers(1, 6), st.integers(1, 6))


@given(st.lists(pairs, max_size=12), st.integers(1, 6))
def test_somebody_always_answers_and_nobody_who_was_taken_over(
    said: list[tuple[int, int]], body: int
) -> None:
    found = Heirs(DAY, [Succession(one, heir, None) for one, heir in said]).of(body)

    assert found
    assert found == [body] or not {one for one, _ in said} & set(found)


def test_a_body_grows_and_ends_by_whole_bodies_and_by_parts_it_does_not() -> None:
    known = Heirs(DAY, [Succession(1, 2, DAY), Succession(3, 2, None, is_part=True)])

    assert (known.grew_on(2), known.ended_on(1)) == (DAY, DAY)
    assert (known.grew_on(1), known.ended_on(3)) == (None, None)
    assert [one.body for one in known.taken_over(2)] == [1, 3]
    assert known.origins(2) == [1]
    assert known.days == {DAY, date.min}


def test_one_body_stands_alone_for_what_became_part_of_it_and_for_no_part_of_a_divided_one() -> (
    None
):
    known = Heirs(DAY, [Succession(1, 3, DAY), Succession(2, 3, DAY), Succession(2, 4, DAY)])

    assert (known.only(1), known.only(2), known.only(3)) == (3, 2, 3)
    assert (known.origins(3), known.absorbed(3), known.absorbed(4)) == ([1, 2], [1], [])
