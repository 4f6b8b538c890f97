import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.spellings import settle_spelling
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
    assert settle_spelling(written) == settled


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("kĩ thuật, kỹ thuật", "kỹ thuật, kỹ thuật"),
        ("lí do/quản lí", "lý do/quản lý"),
        ("quí i, qui định", "quý i, quy định"),
        ("hi vọng; mĩ; tỉ lệ; sĩ", "hy vọng; mỹ; tỷ lệ; sỹ"),
        ("công ti", "công ty"),
        ("thi, khi, mai, kia, tiền, quit, ti2, qti", "thi, khi, mai, kia, tiền, quit, ti2, qti"),
    ],
)
def test_y_stands_where_a_whole_syllable_is_written_with_either(written: str, settled: str) -> None:
    assert settle_spelling(written) == settled


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("hkmlstquiyíìýòà "))))
def test_settling_keeps_the_length_changes_i_to_y_alone_and_twice_is_once(text: str) -> None:
    lowered = nfc(text).lower()
    settled = settle_spelling(lowered)

    assert len(settled) == len(lowered)
    assert fold(settled).replace("y", "i") == fold(lowered).replace("y", "i")
    assert settle_spelling(settled) == settled
