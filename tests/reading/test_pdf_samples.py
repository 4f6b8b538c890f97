"""The composed PDF files say what was put into them, where it was put."""

import pypdfium2
import pytest

from tests.reading import pdf_samples
from tests.reading.pdf_samples import Placed


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


@pytest.mark.parametrize("compressed", [True, False])
def test_every_page_has_its_vietnamese_words(compressed: bool) -> None:
    words = ["Ủy ban nhân dân đặc khu", "Quyết định số 88/QĐ-UBND"]
    content = pdf_samples.pdf(*([Placed(72, 700, one)] for one in words), compressed=compressed)
    assert pages_of(content) == words


def test_words_stand_where_they_were_placed() -> None:
    content = pdf_samples.pdf([Placed(300, 500, "phải"), Placed(72, 100, "dưới")])
    document = pypdfium2.PdfDocument(content)
    text_page = document[0].get_textpage()
    left, bottom, right, top = text_page.get_charbox(0, loose=True)
    assert 299 <= left < right <= 312
    assert 490 <= bottom <= 500 < top <= 515
    assert text_page.get_text_bounded(left=60, bottom=90, right=200, top=120) == "dưới"


def test_the_letter_has_two_columns_and_two_pages() -> None:
    first, second = pages_of(pdf_samples.letter())
    assert "Số: 457/STC-QLCS" in first
    assert "Lâm Đồng, ngày 05 tháng 8 năm 2025" in first
    assert "Trần Văn Mẫu" in second
