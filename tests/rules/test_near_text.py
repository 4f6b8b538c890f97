from hypothesis import given
from hypothesis import strategies as st

from directives.rules.near_text import NEAR_FROM, likeness

LETTER = " ".join(f"âm{n}" for n in range(200))


def test_the_same_words_without_marks_and_in_capitals_are_the_same_text() -> None:
    assert likeness("Đề nghị các xã báo cáo kết quả", "DE NGHI CAC XA BAO CAO KET QUA") == 1


def test_one_changed_syllable_of_a_letter_leaves_it_near() -> None:
    assert NEAR_FROM < likeness(LETTER, LETTER.replace("âm100 ", "khác ")) < 1


def test_half_a_letter_is_another_text() -> None:
    assert likeness(LETTER, LETTER[: len(LETTER) // 2]) < NEAR_FROM


def test_texts_without_words_are_like_nothing() -> None:
    assert likeness("", " … ") == 0


def test_short_texts_are_alike_only_when_equal() -> None:
    assert likeness("đã rõ", "Đã rõ.") == 1
    assert likeness("đã rõ", "chưa rõ") == 0


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_has_no_side_and_stays_between_none_and_whole(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
