import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from directives.rules.quotes import Piece, find_piece, find_quote, holds_quote
from directives.rules.vietnamese import nfc

TEXT = (
    "Điều 1. Phạm vi điều chỉnh\n"
    "Thông tư này hướng dẫn việc cấp giấy chứng nhận quyền sử dụng đất ở cấp xã.\n"
    "Điều 2. Hồ sơ\n"
    "Hồ sơ gồm đơn đề nghị và bản sao giấy tờ. Thời hạn giải quyết là mười ngày làm việc."
)


def test_a_quote_is_found_whatever_its_white_space_case_and_marks() -> None:
    found = find_quote("huong dan viec cap\n GIẤY chứng nhận", TEXT)

    assert found is not None
    assert found.text == "hướng dẫn việc cấp giấy chứng nhận"
    assert (TEXT[found.start : found.end], found.likeness) == (found.text, 1.0)


def test_a_quote_may_be_composed_otherwise() -> None:
    quote = unicodedata.normalize("NFD", "Hồ sơ gồm đơn đề nghị")

    assert holds_quote(quote, TEXT)
    assert find_quote(f"{quote} và giấy tờ", TEXT) == find_quote(
        "Hồ sơ gồm đơn đề nghị và giấy tờ", TEXT
    )


def test_a_quote_that_was_reworded_is_found_by_its_nearest_sentence() -> None:
    found = find_quote("Thời hạn giải quyết là mười lăm ngày làm việc.", TEXT)

    assert found is not None
    assert found.text == "Thời hạn giải quyết là mười ngày làm việc."
    assert 0.6 <= found.likeness < 1


def test_the_same_words_in_another_order_are_no_better() -> None:
    text = "Xã lập danh sách hộ mới. Nghèo hộ sách danh lập xã."
    found = find_quote("xã lập danh sách hộ nghèo", text)

    assert found is not None
    assert found.text == "Xã lập danh sách hộ mới."


def test_two_sentences_are_found_together() -> None:
    quote = "Hồ sơ gồm đơn và bản sao giấy tờ. Thời hạn giải quyết là 10 ngày làm việc."
    found = find_quote(quote, TEXT)

    assert found is not None
    assert found.text.startswith("Hồ sơ gồm đơn đề nghị")
    assert found.text.endswith("mười ngày làm việc.")


def test_what_the_text_does_not_speak_of_is_not_found() -> None:
    assert find_quote("Mức thu phí hỏa táng do Hội đồng nhân dân quyết định", TEXT) is None
    assert find_quote("Mức thu phí", "") is None


def test_no_words_are_no_quote() -> None:
    assert not holds_quote("  ", TEXT)
    assert holds_quote("Phạm vi", TEXT)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 60))
def test_what_is_cut_out_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    text = nfc(text)
    quote = text[start : start + length]
    found = find_quote(quote, text)

    assert bool(quote.split()) == (found is not None and found.likeness == 1.0)


SAID = "Thời hạn giải quyết là mười ngày"


def test_a_quote_is_found_in_the_piece_of_the_same_kind_else_the_innermost() -> None:
    pieces = [
        Piece("chuong-1", None, "Chương I"),
        Piece("dieu-2", "chuong-1", f"Hồ sơ. {SAID}."),
        Piece("dieu-2__khoan-1", "dieu-2", "Hồ sơ."),
        Piece("dieu-2__khoan-2", "dieu-2", f"{SAID}."),
    ]

    assert find_piece(SAID, pieces, like="dieu-1") == "dieu-2"
    assert find_piece(SAID.lower(), pieces, like="dieu-1__khoan-4") == "dieu-2__khoan-2"
    assert find_piece(SAID, pieces, like="phu-luc-1") == "dieu-2__khoan-2"


def test_a_quote_in_two_pieces_or_in_none_is_in_no_piece() -> None:
    pieces = [Piece("dieu-2", None, SAID), Piece("dieu-3", None, f"{SAID}.")]

    assert find_piece(SAID, pieces, like="dieu-1") == ""
    assert find_piece("Việc khác", pieces, like="dieu-1") == ""
