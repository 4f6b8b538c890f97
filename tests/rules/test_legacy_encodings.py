"""TCVN3 and VNI are told by their letters and become the text that was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.legacy_encodings import (
    Encoding,
    Reading,
    convert,
    detect,
    detect_in,
    detect_reading,
    vietnamese_share,
)
from directives.rules.legacy_encodings.syllables import is_syllable
from directives.rules.legacy_encodings.tables import TCVN3, VNI
from directives.rules.vietnamese import nfc
from tests.reading.code_pages import as_tcvn3, as_vni

SENTENCE = (
    "ủy ban nhân dân tỉnh đề nghị các xã, phường tổng hợp số người nghỉ việc, kể cả những "
    "trường hợp đã được phê duyệt; mỗi đơn vị gửi kết quả trước ngày quy định"
)
ALL_LETTERS = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
UNICODE, AS_TCVN3 = Reading(Encoding.UNICODE), Reading(Encoding.TCVN3)


def test_every_small_letter_is_in_both_tables_and_capitals_in_vni() -> None:
    assert set(ALL_LETTERS) <= set(TCVN3.values())
    assert set(ALL_LETTERS + ALL_LETTERS.upper()) == set(VNI.values())
    assert set(TCVN3.values()) == set(ALL_LETTERS) | set("ĂÂÊÔƠƯĐ")


@given(st.text(ALL_LETTERS + " bcdeghiklmnopqrstuvxy.,/-"))
def test_conversion_is_the_inverse_of_writing(text: str) -> None:
    assert convert(as_tcvn3(text).decode("latin-1"), Encoding.TCVN3) == text
    assert convert(text, Encoding.UNICODE) == text


@pytest.mark.parametrize("word", ["Quyết định", "ĐƯỜNG", "ngưỡng", "Ỷ lại", "uống rượu", "kỹ"])
def test_vni_is_converted_with_its_capitals(word: str) -> None:
    assert convert(as_vni(word).decode("latin-1"), Encoding.VNI) == word


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "mac_roman"])
@pytest.mark.parametrize(("write", "encoding"), [(as_tcvn3, "tcvn3"), (as_vni, "vni")])
def test_legacy_text_is_told_whatever_page_it_was_decoded_by(
    write: object, encoding: str, page: str
) -> None:
    assert callable(write)
    shown = nfc(write(SENTENCE).decode(page, "replace"))
    reading = detect_reading([shown])
    assert reading.encoding == encoding
    words = convert(shown, reading.encoding, reading.disguise).split()
    same = sum(one == other for one, other in zip(words, SENTENCE.split(), strict=True))
    # In Windows-1258 a few pairs of letters cannot be told from one letter with its mark.
    assert same >= len(words) - (2 if page == "cp1258" else 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain text, 12/2025",
        SENTENCE,
        SENTENCE.upper(),
        "Số 5",
        "Các cô chú, có lý do",
        "Le ministère a décidé que l'été où il était né là-bas, à côté, serait fêté",
        "Die Straße für schöne Mädchen, größer über Köln",
        "mañana el señor comió en São Paulo, ação",
        "§ 5, 20°C, 10 m², © ® ½",
        "«Nội vụ» điều 3·2",
        "in\u00ad visible hướng\u00ad dẫn",
    ],
)
def test_what_is_no_legacy_text_stays(text: str) -> None:
    assert detect(text) is Encoding.UNICODE


def test_a_code_of_two_letters_is_read_by_its_word() -> None:
    assert convert("kĐm, QĐ, Đp", Encoding.TCVN3) == "kém, QĐ, ép"
    assert convert("®Đm ®Đ¸", Encoding.TCVN3) == "đém đĐá"


def test_glyphs_that_a_pdf_names_by_their_signs_are_letters_again() -> None:
    assert convert("Thñ t\u2212íng b\u2219o", Encoding.TCVN3) == "Thủ tướng bão"


def test_a_passage_may_differ_from_its_document() -> None:
    assert detect_in("c¸c tØnh ®· göi kÕt qu¶", expected=UNICODE) == AS_TCVN3
    assert detect_in("các tỉnh đã gửi kết quả", expected=AS_TCVN3) == UNICODE
    assert detect_in("các tỉnh đã gửi kết quả", expected=UNICODE) == UNICODE


def test_a_word_alone_does_not_outweigh_its_document() -> None:
    assert detect_in("tØnh", expected=UNICODE) == UNICODE
    assert detect_in("Số", expected=AS_TCVN3) == AS_TCVN3
    assert detect_in("B1-§ONTC, §KKD", expected=AS_TCVN3) == AS_TCVN3


def test_only_the_first_words_of_a_long_text_are_weighed() -> None:
    many = [f"{chr(0x4E00 + number)}x" for number in range(3000)]
    assert detect_reading([" ".join(many), SENTENCE]) == UNICODE


def test_the_share_of_vietnamese_words_tells_pages_apart() -> None:
    assert vietnamese_share(SENTENCE) == 1
    assert vietnamese_share("Straße für Köln") == 0


@pytest.mark.parametrize("word", ["nghiêng", "quốc", "giếng", "khuya", "Hoàng", "yêu", "ỵ", "đắc"])
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["", "prộs", "cảc", "nghiêngg", "strong", "mât", "ửở"])
def test_what_is_no_syllable_is_not(word: str) -> None:
    assert not is_syllable(nfc(word))
