"""A PDF is read by where its words stand, not by the order in which it stores them."""

from datetime import date

import pypdfium2
import pytest

from directives.errors import FileTooManyPages, FileUnreadable, RecognitionMissing
from directives.reading.formats.limits import Limits
from directives.reading.formats.pages import pdf as pdf_reader
from directives.reading.reading import Reading, read_file
from tests.reading import pdf_samples
from tests.reading.pdf_samples import Placed, columns, lines_of_page, pdf

RIGHT = pdf_samples.PAGE_WIDTH / 2


def reading_of(content: bytes) -> Reading:
    return read_file("thư.pdf", content)


def value(reading: Reading, field: str) -> object:
    suggestion = getattr(reading.fields, field)
    return suggestion.value if suggestion else None


def test_a_letter_in_two_columns_gives_its_fields() -> None:
    reading = reading_of(pdf_samples.letter())
    assert (reading.file.format, reading.file.pages, reading.file.text_layer) == ("pdf", 2, True)
    assert value(reading, "number") == "457/STC-QLCS"
    assert value(reading, "issued_on") == date(2025, 8, 5)
    assert value(reading, "title") == "rà soát trụ sở dôi dư"
    assert value(reading, "agency") == "Sở Tài chính tỉnh Lâm Đồng"
    assert value(reading, "signer_title") == "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"
    assert value(reading, "signer_name") == "Trần Văn Mẫu"
    assert [one.number for one in reading.citations] == ["1234/BTC-QLCS", "186/2025/NĐ-CP"]


def test_every_quote_is_in_the_text() -> None:
    reading = reading_of(pdf_samples.letter())
    for citation in reading.citations:
        assert reading.text[citation.start : citation.end] == citation.quote
    source = reading.fields.number.source if reading.fields.number else None
    assert source is not None
    assert reading.text[source.start : source.end] == source.quote == "457/STC-QLCS"


def test_columns_stored_right_before_left_are_put_in_order() -> None:
    left = columns(["BỘ NỘI VỤ", "Số: 12/QĐ-BNV"], [])
    right = columns([], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Hà Nội, ngày 02 tháng 3 năm 2026"])
    body = [Placed(250, 600, "QUYẾT ĐỊNH"), Placed(200, 580, "Về việc thử nghiệm bố cục trang")]
    reading = reading_of(pdf(right + body + left))
    assert reading.text.startswith("BỘ NỘI VỤ\nSố: 12/QĐ-BNV\tCỘNG HÒA")
    assert value(reading, "title") == "Về việc thử nghiệm bố cục trang"


def test_a_number_stamped_into_its_blank_is_joined() -> None:
    page = [
        *columns(["SỞ NỘI VỤ"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        Placed(72, 730, "Số:"),
        Placed(140, 730, "/TTr-SNV"),
        Placed(RIGHT, 730, "Huế, ngày"),
        Placed(RIGHT + 90, 730, "tháng 4 năm 2026"),
        Placed(105, 732, "318"),
        Placed(RIGHT + 66, 732, "15"),
        Placed(250, 650, "TỜ TRÌNH"),
        Placed(200, 630, "Về việc đề nghị bổ sung biên chế năm nay"),
    ]
    reading = reading_of(pdf(page))
    assert value(reading, "number") == "318/TTr-SNV"
    assert value(reading, "issued_on") == date(2026, 4, 15)


def test_lines_become_paragraphs_again() -> None:
    lines = [
        "Điều 1. Các sở, ngành rà soát toàn bộ trụ sở dôi dư sau khi sắp xếp và gửi",
        "kết quả về Sở Tài chính theo Nghị định số 186/2025/NĐ-",
        "CP của Chính phủ.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    ]
    reading = reading_of(pdf(lines_of_page(lines)))
    paragraphs = reading.text.split("\n")
    assert len(paragraphs) == 2
    assert "186/2025/NĐ-CP của Chính phủ." in paragraphs[0]
    assert [node.id for node in reading.structure][:2] == ["dieu-1", "dieu-2"]


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_go() -> None:
    first = lines_of_page([*["Dòng thứ nhất của một đoạn văn rất dài chạy hết chiều ngang"] * 30])
    second = [Placed(290, 810, "2"), *lines_of_page(["còn tiếp ở trang sau cho hết đoạn này."])]
    reading = reading_of(pdf(first, second))
    assert "chiều ngang còn tiếp ở trang sau" in reading.text
    assert "\n2" not in reading.text


def test_a_running_head_is_said_once_and_apart() -> None:
    body = "Nội dung của trang này đủ dài để được coi là văn bản có lớp chữ, không phải quét."
    pages = [
        [Placed(72, 810, f"CÔNG BÁO/Số {10 + number}"), Placed(72, 600, body)]
        for number in range(4)
    ]
    reading = reading_of(pdf(*pages))
    assert reading.text.count("CÔNG BÁO/Số 10") == 1
    assert reading.text.index("CÔNG BÁO") > reading.text.rindex("Nội dung")


def test_the_raised_mark_of_a_footnote_is_kept_off_the_number() -> None:
    words = "Theo Luật Đường sắt số 95/2025/QH15"
    page = [
        Placed(72, 700, words),
        Placed(72 + 6 * len(words), 704, "1", size=7),
        Placed(72, 680, "và các văn bản khác có liên quan đến lĩnh vực đường sắt đô thị."),
    ]
    reading = reading_of(pdf(page))
    assert [one.number for one in reading.citations] == ["95/2025/QH15"]
    assert "QH15[1]" in reading.text.replace(" ", "")


def test_a_signer_on_the_next_page_is_found() -> None:
    body = lines_of_page(["Đề nghị các đơn vị thực hiện nghiêm túc nội dung của văn bản này./."])
    closing = [
        Placed(72, 120, "Nơi nhận:"),
        Placed(72, 100, "- Như trên;"),
        Placed(400, 120, "KT. BỘ TRƯỞNG"),
        Placed(400, 100, "THỨ TRƯỞNG"),
    ]
    rest = [Placed(72, 770, "- Lưu: VT."), Placed(400, 700, "Lê Thị Thử")]
    reading = reading_of(pdf(body + closing, rest))
    assert value(reading, "signer_name") == "Lê Thị Thử"
    assert value(reading, "signer_title") == "KT. BỘ TRƯỞNG THỨ TRƯỞNG"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_the_words_of_a_turned_page_stand_on_the_page_as_it_is_shown(rotation: int) -> None:
    document = pypdfium2.PdfDocument(pdf_samples.letter())
    page = document[0]
    words = sorted(" ".join(line.text for line in pdf_reader.printed_page(page).lines).split())
    page.set_rotation(rotation)
    turned = pdf_reader.printed_page(page)
    assert sorted(" ".join(line.text for line in turned.lines).split()) == words
    for line in turned.lines:
        assert 0 <= line.baseline <= turned.height
        assert 0 <= line.left <= line.right <= turned.width
    document.close()


def test_a_file_of_too_many_pages_is_refused_at_once() -> None:
    content = pdf(*([Placed(72, 700, "trang")] for _ in range(6)))
    with pytest.raises(FileTooManyPages, match="6 trang") as refused:
        read_file("dài.pdf", content, limits=Limits(max_pages=5))
    assert refused.value.values["limit"] == 5


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_a_truncated_pdf_is_refused_or_read(share: float) -> None:
    content = pdf_samples.letter()
    try:
        reading = reading_of(content[: int(len(content) * share)])
    except (FileUnreadable, RecognitionMissing):
        return
    assert reading.file.format == "pdf"
