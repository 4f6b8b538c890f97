"""Words replaced, struck out or put in, inside a provision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.phrase_changes import changes_phrases, with_phrases_changed

BASE = "1. Ủy ban nhân dân cấp huyện bố trí kinh phí cho cấp\nhuyện."
TARGET = "dieu-3__khoan-1"


@pytest.mark.parametrize(
    ("instruction", "new"),
    [
        (
            "Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 1 Điều 3.",
            "1. Ủy ban nhân dân cấp xã bố trí kinh phí cho cấp xã.",
        ),
        (
            'Tại khoản 1 Điều 3, thay từ "kinh phí" bằng các từ "ngân sách".',
            "1. Ủy ban nhân dân cấp huyện bố trí ngân sách cho cấp\nhuyện.",
        ),
        (
            "Thay cụm từ “cấp huyện” tại Điều 3 bằng cụm từ “cấp xã”",
            "1. Ủy ban nhân dân cấp xã bố trí kinh phí cho cấp xã.",
        ),
        (
            "Thay các cụm từ sau đây: “cấp huyện” bằng “cấp xã”, “kinh phí” thành “tiền”",
            "1. Ủy ban nhân dân cấp xã bố trí tiền cho cấp xã.",
        ),
        (
            "Thay từ “kinh phí” bằng từ “tiền” tại Điều 4, “cấp huyện” bằng “cấp xã” tại Điều 3",
            "1. Ủy ban nhân dân cấp xã bố trí kinh phí cho cấp xã.",
        ),
        (
            "Thay cụm từ “cấp huyện” bằng cụm từ “kinh phí”, cụm từ “kinh phí” bằng từ “tiền”",
            "1. Ủy ban nhân dân kinh phí bố trí tiền cho kinh phí.",
        ),
        (
            "Bãi bỏ cụm từ “cấp huyện” tại khoản 1 Điều 3;",
            "1. Ủy ban nhân dân bố trí kinh phí cho.",
        ),
        (
            "Bổ sung cụm từ “và thiết bị” vào sau cụm từ “kinh phí” tại khoản 1 Điều 3.",
            "1. Ủy ban nhân dân cấp huyện bố trí kinh phí và thiết bị cho cấp\nhuyện.",
        ),
        (
            "Bổ sung cụm từ “, thiết bị” vào ngay sau cụm từ “kinh phí”.",
            "1. Ủy ban nhân dân cấp huyện bố trí kinh phí, thiết bị cho cấp\nhuyện.",
        ),
        (
            "Bổ sung từ “đủ” trước cụm từ “kinh phí” tại Điều 3",
            "1. Ủy ban nhân dân cấp huyện bố trí đủ kinh phí cho cấp\nhuyện.",
        ),
        (
            "Thay từ “bố trí” bằng từ “cấp” tại câu đầu khoản 1 Điều 3",
            "1. Ủy ban nhân dân cấp huyện cấp kinh phí cho cấp\nhuyện.",
        ),
    ],
)
def test_the_words_are_changed_where_the_instruction_says(instruction: str, new: str) -> None:
    assert changes_phrases(instruction)
    assert with_phrases_changed(instruction, BASE, TARGET) == new


@pytest.mark.parametrize(
    "instruction",
    [
        "Thay cụm từ “thôn” bằng cụm từ “xã” tại khoản 1 Điều 3",
        "Thay cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 2 Điều 3",
        "Thay cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại câu đầu khoản 1 Điều 3",
        "Thay cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 3, trừ khoản 1",
        "Thay các cụm từ “cấp huyện”, “kinh phí” tương ứng bằng “cấp xã”, “tiền”",
        "Tại khoản 1 Điều 3, thay từ “kinh phí” bằng “tiền”, thay “huyện” bằng “xã” tại Điều 4",
        "Cụm từ “kinh phí” tại khoản 1 Điều 3 được hiểu là tiền",
    ],
)
def test_what_cannot_be_told_is_not_changed(instruction: str) -> None:
    assert with_phrases_changed(instruction, BASE, TARGET) is None


def test_an_instruction_of_whole_provisions_changes_no_phrases() -> None:
    assert not changes_phrases("Sửa đổi khoản 1 Điều 3 như sau:")
    assert not changes_phrases("Bãi bỏ khoản 1 Điều 3")


WORDS = st.text(alphabet="abcđề ", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(old=WORDS, new=WORDS, before=WORDS, after=WORDS)
def test_a_phrase_between_other_words_is_replaced_and_they_stay(
    old: str, new: str, before: str, after: str
) -> None:
    base = f"{before} | {old} | {after}"
    instruction = f"Thay cụm từ “| {old} |” bằng cụm từ “| {new} |”"

    assert with_phrases_changed(instruction, base, TARGET) == f"{before} | {new} | {after}"
