"""What a provision becomes by the words with which another document amends or repeals it."""

import pytest

from directives.rules.amended_words import Wording, amended

BASE = "1. Hạn nộp là 15 ngày."


def told(words: str, target: str = "dieu-2__khoan-1", base: str | None = BASE) -> Wording:
    return amended(words, "", base, target, repeals=False)


@pytest.mark.parametrize(
    "quoted",
    ["“{}”", '"{}"', "«{}»", "“{}”.", '"{}";'],
)
def test_the_instruction_is_not_law_of_the_amended_document(quoted: str) -> None:
    new = '1. Hạn nộp là 10 ngày, gọi là "hạn ngắn".'
    words = f"3. Sửa đổi, bổ sung khoản 1 Điều 2 như sau:\n{quoted.format(new)}"

    assert told(words) == Wording(BASE, new)


@pytest.mark.parametrize(
    "block",
    [
        "“1. Một.\na) Ý.\n3. Ba.”",
        "“1. Một.\na) Ý.”\n“3. Ba.”",
        "“1. Một.\na) Ý.”; và “3. Ba.”",
        '"1. Một.\na) Ý.\n3. Ba."',
        "1. Một.\na) Ý.\n3. Ba.",
    ],
)
def test_each_clause_stands_beside_its_own(block: str) -> None:
    words = f"Sửa đổi khoản 1 và khoản 3 Điều 2 như sau: {block}"

    assert told(words) == Wording(BASE, "1. Một.\na) Ý.")
    assert told(words, "dieu-2__khoan-3", "3. Cũ") == Wording("3. Cũ", "3. Ba.")
    assert not told(words, "dieu-2__khoan-2").is_sure


def test_a_clause_and_a_point_are_found_in_the_article_that_is_given_anew() -> None:
    words = "Sửa đổi Điều 2 như sau:\n“Điều 2. Hạn\n1. Một:\na) Ý a;\nđ) Ý đ.\n2. Hai.”"

    assert told(words).new == "1. Một:\na) Ý a;\nđ) Ý đ."
    assert told(words, "dieu-2__khoan-1__diem-dd").new == "đ) Ý đ."
    assert told(words, "kem-theo-1__dieu-2__khoan-2").new == "2. Hai."


def test_what_has_no_label_of_its_own_is_given_whole() -> None:
    words = "Sửa đổi Phụ lục I như sau: “Mẫu mới”"

    assert told(words, "phu-luc-1", "Mẫu cũ") == Wording("Mẫu cũ", "Mẫu mới")
    both = "Sửa đổi Phụ lục I và Phụ lục II như sau: “Mẫu mới”"
    assert not told(both, "phu-luc-1", "Mẫu cũ").is_sure


def test_only_the_sentence_that_acts_on_the_provision_is_read() -> None:
    said = "bãi bỏ khoản 1 Điều 2."
    words = f"Sửa đổi khoản 3 Điều 2 như sau: “3. Ba.” Và {said}"

    assert amended(words, said, BASE, "dieu-2__khoan-1", repeals=False) == Wording(BASE, None)
    assert not told(words).is_sure


@pytest.mark.parametrize("repeals", [True, False])
@pytest.mark.parametrize(
    "words", ["4. Bãi bỏ khoản 1 Điều 2.", "Hủy bỏ Điều 2", "b) Bỏ khoản 1, khoản 2 Điều 2;"]
)
def test_a_repeal_leaves_no_words(words: str, *, repeals: bool) -> None:
    assert amended(words, words, BASE, "dieu-2__khoan-1", repeals=repeals) == Wording(BASE, None)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Bổ sung khoản 4 vào sau khoản 1 Điều 2 như sau: “4. Bốn.”", "dieu-2__khoan-4"),
        ("Bổ sung khoản 4 Điều 2 như sau: “4. Bốn.”", "dieu-2__khoan-4"),
        ("Sửa đổi khoản 1, bổ sung khoản 4 Điều 2 như sau: “1. A\n4. Bốn.”", "dieu-2__khoan-4"),
    ],
)
def test_what_is_added_has_no_older_words(words: str, target: str) -> None:
    assert told(words, target, None) == Wording(None, "4. Bốn.")


def test_what_is_put_beside_a_clause_does_not_change_it() -> None:
    words = "Bổ sung khoản 1a vào sau khoản 1 Điều 2 như sau: “1a. Một a.”"

    assert told(words) == Wording(None, "1a. Một a.")
    assert not told("Bổ sung khoản 1a vào sau khoản 1 Điều 2").is_sure


def test_a_clause_may_be_amended_by_adding_to_it() -> None:
    words = "Bổ sung khoản 1 Điều 2 như sau: “1. Hạn nộp là 15 ngày làm việc.”"

    assert told(words) == Wording(BASE, "1. Hạn nộp là 15 ngày làm việc.")


@pytest.mark.parametrize(
    "words",
    [
        "Sửa đổi đoạn đầu khoản 1 Điều 2 như sau: “1. Mới.”",
        "Bãi bỏ câu cuối khoản 1 Điều 2.",
        "Sửa đổi khoản 1 Điều 2 như sau: “1. Mới",
        "Sửa đổi khoản 1 Điều 2 như sau: “Mới.”",
        "Sửa đổi khoản 1 Điều 2 như sau: “1. Một.” “1. Hai.”",
        "Sửa đổi khoản 1 Điều 3 như sau: “1. Mới.”",
        "Sửa đổi khoản 1 Điều 2 như sau:\n1. Mới.\nb) Bãi bỏ Điều 3",
        "Sửa đổi khoản 1 Điều 2 như sau:\n1. Mới “A”",
        "Sửa đổi khoản 1 Điều 2.",
        "Hạn nộp là 10 ngày.",
    ],
)
def test_what_cannot_be_told_is_not_guessed(words: str) -> None:
    assert told(words) == Wording(BASE, words, is_sure=False)


def test_new_words_for_what_is_not_held_are_not_an_addition() -> None:
    words = "Sửa đổi khoản 1 Điều 2 như sau: “1. Mới.”"

    assert told(words, base=None) == Wording(None, words, is_sure=False)


def test_phrases_are_changed_in_the_base() -> None:
    words = "Thay thế cụm từ “15 ngày” bằng cụm từ “10 ngày” tại khoản 1 Điều 2."

    assert told(words) == Wording(BASE, "1. Hạn nộp là 10 ngày.")
    assert not told(words, base=None).is_sure
    assert not told(words, "dieu-3__khoan-1").is_sure
