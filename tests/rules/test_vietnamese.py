import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from directives.rules.vietnamese import fold, has_tone_marks, nfc, tokens


def test_folding_drops_tones_and_maps_d_with_stroke() -> None:
    assert fold("ĐIỀU ĐỘNG Công chức") == "dieu dong cong chuc"


def test_decomposed_and_composed_text_meet() -> None:
    assert nfc(unicodedata.normalize("NFD", "Nghị định")) == "Nghị định"


def test_icelandic_eth_is_taken_for_d_with_stroke() -> None:
    assert nfc("NÐ-CP") == "NĐ-CP"


def test_one_letter_and_number_tokens_are_kept() -> None:
    assert tokens("điểm a khoản 2, xã An_") == ["điểm", "a", "khoản", "2", "xã", "An"]


def test_a_text_typed_without_tones_has_no_tone_marks() -> None:
    assert not has_tone_marks("Dieu dong 2 cap")
    assert has_tone_marks("điều dong")


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(nfc(text))
    assert fold(once) == once
