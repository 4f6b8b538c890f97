from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from index.ranking import (
    BLOCK,
    COMPLETE_FIRST,
    LITERAL_FIRST,
    MOST_OF_ONE_DOCUMENT,
    Candidate,
    cut_page,
    ordered,
)


def candidate(row: int, score: float = 10.0, **facts: object) -> Candidate[int]:
    known = {"document_id": row, "day": 20250101, "is_dead": False, "is_whole": False}
    return Candidate(row=row, score=score, **{**known, **facts})  # type: ignore[arg-type]


def rows(candidates: Sequence[Candidate[int]]) -> list[int]:
    return [one.row for one in candidates]


def test_what_fits_better_comes_first() -> None:
    assert rows(ordered([candidate(1, 8.0), candidate(2, 12.0)])) == [2, 1]


def test_what_is_in_force_comes_before_what_fits_only_a_little_better() -> None:
    near = [candidate(1, 10.5, is_dead=True), candidate(2, 10.0)]
    far = [candidate(1, 20.0, is_dead=True), candidate(2, 10.0)]

    assert rows(ordered(near)) == [2, 1]
    assert rows(ordered(far)) == [1, 2]


def test_the_article_comes_before_its_document_and_the_newer_breaks_ties() -> None:
    assert rows(ordered([candidate(1, is_whole=True), candidate(2)])) == [2, 1]
    assert rows(ordered([candidate(1, day=20100101), candidate(2, day=20250101)])) == [2, 1]
    assert rows(ordered([candidate(1, day=0), candidate(2, day=19910101)])) == [2, 1]


def test_the_very_words_come_first_even_where_they_hold_no_more() -> None:
    block = [candidate(1, 30.0), candidate(2, LITERAL_FIRST + 3.0, is_dead=True, is_whole=True)]

    assert rows(ordered(block)) == [2, 1]


def test_all_the_words_come_after_the_very_words_and_before_the_rest() -> None:
    block = [
        candidate(1, 30.0),
        candidate(2, COMPLETE_FIRST + 3.0),
        candidate(3, LITERAL_FIRST + 1.0),
        candidate(4, LITERAL_FIRST + COMPLETE_FIRST + 1.0, is_dead=True),
        candidate(5, COMPLETE_FIRST + 3.0, is_dead=True),
    ]

    assert rows(ordered(block)) == [4, 3, 2, 5, 1]


def fetch_from(found: list[Candidate[int]]) -> Callable[[int, int], Sequence[Candidate[int]]]:
    return lambda offset, limit: found[offset : offset + limit]


def test_a_document_has_three_hits_and_the_third_closes_it() -> None:
    found = [candidate(row, 100.0 - row, document_id=1 if row < 5 else row) for row in range(8)]

    page = cut_page(fetch_from(found), offset=0, limit=20, by_score=True, group=True)

    assert rows(page.shown) == [0, 1, 2, 5, 6, 7]
    assert (page.reachable, page.closing) == (6, frozenset({2}))


def test_one_document_alone_is_shown_whole() -> None:
    found = [candidate(row, document_id=1) for row in range(8)]

    page = cut_page(fetch_from(found), offset=0, limit=20, by_score=True, group=False)

    assert (len(page.shown), page.closing) == (8, frozenset())


def test_a_page_of_nothing_still_counts() -> None:
    page = cut_page(fetch_from([candidate(1)]), offset=0, limit=0, by_score=True, group=True)

    assert (page.shown, page.reachable) == ((), 1)


many = st.lists(
    st.tuples(
        st.integers(1, 12), st.floats(1, 50), st.integers(0, 20260101), st.booleans(), st.booleans()
    ),
    max_size=3 * BLOCK,
)


@given(many, st.integers(1, 25), st.booleans())
def test_pages_are_cut_from_one_order(
    facts: list[tuple[int, float, int, bool, bool]], size: int, group: bool
) -> None:
    found = sorted(
        (Candidate(row, *one) for row, one in enumerate(facts)), key=lambda one: -one.score
    )
    whole = cut_page(fetch_from(found), offset=0, limit=1_000, by_score=True, group=group)

    pages = [
        cut_page(fetch_from(found), offset=start, limit=size, by_score=True, group=group)
        for start in range(0, len(whole.shown), size)
    ]

    assert [row for page in pages for row in rows(page.shown)] == rows(whole.shown)
    assert whole.reachable == len(whole.shown)
    per_document = [sum(one.document_id == number for one in whole.shown) for number in range(13)]
    assert not group or max(per_document) <= MOST_OF_ONE_DOCUMENT
