from hypothesis import given
from hypothesis import strategies as st

from directives.rules.sentences import LONGEST, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_sentences_end_at_their_marks_and_at_line_ends() -> None:
    text = "Các xã báo cáo ngay. Tỉnh tổng hợp; gửi Bộ!\nNơi nhận:\t- Như trên"

    assert sentences(text) == [
        "Các xã báo cáo ngay.",
        "Tỉnh tổng hợp;",
        "gửi Bộ!",
        "Nơi nhận:",
        "- Như trên",
    ]


def test_numbers_of_lists_dates_and_shortened_words_end_no_sentence() -> None:
    for whole in (
        "1. Lập danh mục",
        "UBND TP. Huế báo cáo",
        "đạt 4.386.106 hồ sơ",
        "ngày 01.8.2025",
    ):
        assert sentences(whole) == [whole]


def test_a_sentence_without_end_is_cut() -> None:
    assert [len(one) for one in sentences("a" * (LONGEST + 1))] == [LONGEST, 1]


@given(st.text("aĐộ .;\n\t1!", max_size=60))
def test_sentences_keep_every_word_in_its_order(text: str) -> None:
    spans = sentence_spans(text)

    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(start < end for start, end in spans)
    assert spans == sorted(spans)
