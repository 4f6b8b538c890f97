from hypothesis import given
from hypothesis import strategies as st

from index.terms import (
    LONGEST_TERM,
    NAME_WEIGHT,
    TEXT_WEIGHT,
    Passage,
    bigrams,
    streams_of,
)


def test_a_passage_keeps_the_tones_and_folds_them_side_by_side() -> None:
    passage = Passage.of("Điều 2. Đất đai, Nhà Ở")

    assert passage.exact == ("điều", "2", "đất", "đai", "nhà", "ở")
    assert passage.folded == ("dieu", "2", "dat", "dai", "nha", "o")


def test_no_word_is_too_short_or_too_common() -> None:
    assert Passage.of("2 cấp, điểm a; là và của").folded == (
        *("2", "cap", "diem", "a"),
        *("la", "va", "cua"),
    )


def test_decomposed_letters_and_other_tone_placement_meet() -> None:
    assert Passage.of("hoa\u0300 bi\u0300nh").exact == ("hòa", "bình")
    assert Passage.of("hòa bình").folded == Passage.of("hoà bình").folded


def test_a_token_without_end_is_cut() -> None:
    assert Passage.of("a" * 10_000).folded == ("a" * LONGEST_TERM,)


@given(st.text())
def test_both_lists_of_a_passage_are_as_long(text: str) -> None:
    passage = Passage.of(text)

    assert len(passage.exact) == len(passage.folded)
    assert all(passage.folded)


def test_bigrams_do_not_cross_from_one_part_to_the_next() -> None:
    streams = streams_of(["đất đai"], "An Giang")

    assert set(streams.bigrams) == {"dat_dai", "an_giang"}
    assert streams.syllables == (("dat", "dai"), ("an", "giang"))


def test_a_name_counts_more_than_the_text() -> None:
    streams = streams_of(["đất đai"], "đất đai xã")

    assert streams.bigrams.count("dat_dai") == NAME_WEIGHT + TEXT_WEIGHT
    assert streams.bigrams.count("dai_xa") == TEXT_WEIGHT
    assert streams.name_bigrams == ("dat_dai",)


def test_the_literal_stream_has_each_syllable_and_bigram_once() -> None:
    assert streams_of([], "Đất đai, đất").literal == ("đất", "đai", "đất_đai", "đai_đất")


def test_one_syllable_has_no_bigram() -> None:
    assert bigrams(["a"]) == bigrams([]) == []
