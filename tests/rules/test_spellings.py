import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.spellings import other_spelling, settle_tones
from directives.rules.vietnamese import fold, nfc


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("hoà giải", "hòa giải"),
        ("toà án, khoẻ", "tòa án, khỏe"),
        ("uỷ ban, thuỷ lợi", "ủy ban, thủy lợi"),
        ("quý, quỹ, quy", "quý, quỹ, quy"),
        ("hoàn thành, khoản", "hoàn thành, khoản"),
        ("xoè, xoèn", "xòe, xoèn"),
        ("hoà1", "hòa1"),
    ],
)
def test_the_tone_mark_of_an_open_syllable_stands_on_its_first_vowel(
    written: str, settled: str
) -> None:
    assert settle_tones(written) == settled


@given(st.text())
def test_settling_changes_neither_length_nor_folding_and_twice_is_once(text: str) -> None:
    lowered = nfc(text).lower()
    settled = settle_tones(lowered)

    assert len(settled) == len(lowered)
    assert fold(settled) == fold(lowered)
    assert settle_tones(settled) == settled


@pytest.mark.parametrize(
    ("syllable", "other"),
    [("ky", "ki"), ("qui", "quy"), ("ly", "li"), ("thi", None), ("y", None), ("kia", None)],
)
def test_i_and_y_are_exchanged_where_both_are_written(syllable: str, other: str | None) -> None:
    assert other_spelling(syllable) == other
    if other:
        assert other_spelling(other) == syllable
