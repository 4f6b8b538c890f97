from hypothesis import given
from hypothesis import strategies as st

from directives.rules.word_overlap import cluster, most_alike, words_of

TEXTS = st.lists(st.text("abđế 12", max_size=12), max_size=8)


def test_marks_case_and_order_are_left_aside() -> None:
    assert words_of("Đất ĐAI, đất") == {"dat", "dai"}


def test_queries_for_the_same_thing_come_together_under_the_first() -> None:
    asked = [
        "cấp giấy khai sinh",
        "phụ cấp thôn đội",
        "giay khai sinh cap lai",
        "cap giay khai sinh",
    ]

    assert cluster(asked) == [[0, 2, 3], [1]]


def test_queries_without_words_are_alike() -> None:
    assert cluster(["", "?!"]) == [[0, 1]]


@given(TEXTS)
def test_every_text_is_in_exactly_one_group(texts: list[str]) -> None:
    groups = cluster(texts)

    assert sorted(place for group in groups for place in group) == list(range(len(texts)))


def test_the_text_that_says_most_of_it_comes_first() -> None:
    gaps = [
        "Hướng dẫn chậm: đất đai",
        "Hướng dẫn chậm: hộ tịch",
        "Thủ tục cấp giấy chứng nhận đất đai",
    ]

    assert most_alike("thu tuc dat dai", gaps, limit=5) == [2, 0]
    assert most_alike("thu tuc dat dai", gaps, limit=1) == [2]


def test_what_all_say_and_what_none_says_make_nothing_alike() -> None:
    gaps = [f"Hướng dẫn chậm: {sector}" for sector in ("đất đai", "hộ tịch", "xây dựng", "y tế")]

    assert most_alike("hướng dẫn mức chi hỏa táng ngoài tỉnh", gaps, limit=5) == []
    assert most_alike("", gaps, limit=5) == []
    assert most_alike("đất đai", [], limit=5) == []
