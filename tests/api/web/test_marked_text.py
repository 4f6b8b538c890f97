"""The text beside a review: the right words are marked, and each address leads to them."""

from hypothesis import given
from hypothesis import strategies as st

from api.web.marked_text import Span, marked_paragraphs

TEXT = "Số: 12/QĐ-BNV\tHà Nội, ngày 05/8/2025\nĐiều 1. Giao Vụ trưởng thực hiện."


def marks(text: str, *spans: Span) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (piece.text, tuple(piece.ids))
        for paragraph in marked_paragraphs(text, spans)
        for piece in paragraph
        if piece.is_marked
    ]


def test_the_words_of_a_span_are_marked_under_its_address() -> None:
    assert marks(TEXT, Span(4, 13, "so")) == [("12/QĐ-BNV", ("so",))]


def test_a_row_of_two_cells_is_two_paragraphs() -> None:
    assert [p[0].text for p in marked_paragraphs(TEXT, [])] == [
        "Số: 12/QĐ-BNV",
        "Hà Nội, ngày 05/8/2025",
        "Điều 1. Giao Vụ trưởng thực hiện.",
    ]


def test_a_wider_row_stays_together() -> None:
    assert [p[0].text for p in marked_paragraphs("1\tPhường\t12", [])] == ["1\tPhường\t12"]


def test_overlapping_spans_share_a_mark_and_keep_their_addresses() -> None:
    assert marks("một hai ba bốn", Span(0, 7, "a"), Span(4, 10, "b"), Span(4, 7, "c")) == [
        ("một ", ("a",)),
        ("hai", ("b", "c")),
        (" ba", ()),
    ]


def test_a_span_over_two_lines_is_marked_in_both_and_found_once() -> None:
    assert marks("một hai\nba bốn", Span(4, 10, "a")) == [("hai", ("a",)), ("ba", ())]


def test_what_lies_outside_the_text_and_a_second_of_one_name_are_left_out() -> None:
    spans = (Span(0, 99, "x"), Span(3, 3, "y"), Span(0, 3, "z"), Span(4, 7, "z"))

    assert marks("một hai", *spans) == [("một", ("z",))]


LENGTHS = st.tuples(st.integers(0, 40), st.integers(0, 40))


@given(st.text("ab \n\t", max_size=40), st.lists(LENGTHS, max_size=6))
def test_marking_changes_no_word_and_names_each_span_once(
    text: str, ends: list[tuple[int, int]]
) -> None:
    spans = [Span(start, end, f"s{n}") for n, (start, end) in enumerate(ends)]
    paragraphs = marked_paragraphs(text, spans)
    ids = [one for paragraph in paragraphs for piece in paragraph for one in piece.ids]
    written = "".join(piece.text for paragraph in paragraphs for piece in paragraph)

    assert "".join(written.split()) == "".join(text.split())
    assert len(ids) == len(set(ids))
    inside = [piece for paragraph in paragraphs for piece in paragraph if piece.is_marked]
    for start, end in ends:
        if 0 <= start < end <= len(text) and text[start:end].strip():
            assert inside
