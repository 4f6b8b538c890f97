"""Scans: told from stamps, recognised where the program is installed, doubted as they must be."""

import pypdfium2
import pytest

from directives.errors import FileSecret, FileTooManyScannedPages, RecognitionMissing
from directives.reading.extraction import ExtractionBuilder
from directives.reading.formats.limits import Limits
from directives.reading.formats.pages import recognition
from directives.reading.formats.pages.fixed_words import mended
from directives.reading.formats.pages.page_furniture import has_text_layer
from directives.reading.formats.pages.pdf import page_image
from directives.reading.formats.pages.printed_page import PrintedLine, PrintedPage
from directives.reading.reading import FileFacts, Reading, read_extraction, read_file
from tests.reading.pdf_samples import Placed, pdf

needs_recognition = pytest.mark.skipif(
    not recognition.can_recognise(), reason="tesseract-ocr and tesseract-ocr-vie are not installed"
)
STAMP = [
    Placed(72, 800, "Người ký: CỔNG THÔNG TIN MẪU"),
    Placed(72, 788, "Email: mau@vidu.vn"),
    Placed(72, 776, "Thời gian ký: 11.04.2026 16:18:30 +07:00"),
]


def page_of(*texts: str) -> PrintedPage:
    lines = tuple(
        PrintedLine(text, 72, 72 + 5.0 * len(text), 60 + 14.0 * number)
        for number, text in enumerate(texts)
    )
    return PrintedPage(595, 842, lines)


def test_a_layer_of_nothing_but_a_stamp_is_none() -> None:
    stamp = page_of(
        "Người ký: CỔNG THÔNG TIN MẪU",
        "Email: mau@vidu.vn",
        "Cơ quan: VĂN PHÒNG MẪU CỦA CƠ QUAN BAN HÀNH VĂN BẢN",
        "Thời gian ký: 11.04.2026 16:18:30 +07:00",
    )
    assert not has_text_layer(stamp)
    assert has_text_layer(page_of("Điều 1. Quyết định này có hiệu lực kể từ ngày ký ban hành " * 2))


def test_without_the_program_the_message_names_its_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    recognition.can_recognise.cache_clear()
    try:
        with pytest.raises(RecognitionMissing, match="tesseract-ocr-vie"):
            read_file("quét.pdf", pdf(STAMP))
    finally:
        recognition.can_recognise.cache_clear()


def test_a_scan_of_too_many_pages_is_refused_before_any_is_recognised() -> None:
    noted: list[int] = []
    with pytest.raises(FileTooManyScannedPages, match="3 trang"):
        read_file(
            "quét.pdf", pdf(STAMP, [], []), limits=Limits(max_scanned_pages=2), on_scan=noted.append
        )
    assert noted == []


def test_a_page_of_metres_is_drawn_in_bounded_memory() -> None:
    document = pypdfium2.PdfDocument(pdf([Placed(72, 700, "chữ")]))
    page = document[0]
    page.set_mediabox(0, 0, 14_000, 14_000)
    image, scale = page_image(page)
    assert len(image) <= 41_000_000
    assert scale < 1
    document.close()


@needs_recognition
def test_an_empty_image_is_read_as_having_no_words() -> None:
    noted: list[int] = []
    reading = read_file("quét.pdf", pdf(STAMP), on_scan=noted.append)
    assert noted == [1]
    assert (reading.file.ocr, reading.file.text_layer) == (True, False)
    assert "recognised" in {warning.code for warning in reading.warnings}


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("THÔNG BẢO", "THÔNG BÁO"),
        ("KT. GIÁM ĐÓC", "KT. GIÁM ĐỐC"),
        ("Sô: 12/QĐ-UBND", "Số: 12/QĐ-UBND"),
        ("Só:12/QĐ-UBND", "Số: 12/QĐ-UBND"),
        ("Nơi nhân:", "Nơi nhận:"),
        ("Kinh gửi: Sở Nội vụ", "Kính gửi: Sở Nội vụ"),
        ("Độc lập — Tự đo - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("về việc thông bảo kết quả", "về việc thông bảo kết quả"),
        ("UBND TỈNH HUẾ", "UBND TỈNH HUẾ"),
    ],
)
def test_the_fixed_words_of_the_layout_are_mended(recognised: str, meant: str) -> None:
    assert mended(recognised) == meant


def scan_of(*lines: tuple[str, float]) -> Reading:
    builder = ExtractionBuilder()
    for words, confidence in lines:
        builder.add(words, "body", confidence=confidence)
    facts = FileFacts("quét.pdf", "", 1, "pdf", 1, text_layer=False, ocr=True, encoding="unicode")
    extraction = builder.build()
    return read_extraction(facts, type(extraction)(extraction.text, extraction.blocks, ocr=True))


def test_a_value_is_no_surer_than_its_recognition() -> None:
    reading = scan_of(
        ("BỘ NỘI VỤ", 0.9),
        ("Số: 12/QĐ-BNV", 0.4),
        ("Hà Nội, ngày 02 tháng 3 năm 2026", 0.3),
        ("QUYẾT ĐỊNH", 0.95),
        ("Về việc nêu ví dụ", 0.9),
    )
    number, day = reading.fields.number, reading.fields.issued_on
    assert number is not None
    assert day is not None
    assert number.confidence < 0.5
    assert {"uncertain_number", "uncertain_date"} <= {one.code for one in reading.warnings}


def test_a_mark_of_secrecy_with_a_lost_tone_is_a_mark() -> None:
    with pytest.raises(FileSecret):
        scan_of(("BỘ NỘI VỤ", 0.9), ("Số: 12/QĐ-BNV", 0.9), ("TÓI MÂT", 0.5), ("QUYẾT ĐỊNH", 0.9))
