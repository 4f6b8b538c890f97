import io
import zipfile
from datetime import date
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from directives.rules.administrative_document import AdministrativeDocument, Article
from directives.writing.docx import write_document
from tests.administrative_documents import make_document

CENTER = WD_ALIGN_PARAGRAPH.CENTER


def make_decision(**overrides: Any) -> AdministrativeDocument:
    values: dict[str, Any] = {
        "agency": "Ủy ban nhân dân",
        "parent_agency": "Tỉnh Lào Cai",
        "number": "15/QĐ-UBND",
        "type_name": "Quyết định",
        "title": "Về việc cử công chức hỗ trợ cấp xã",
        "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
        "bases": ("Căn cứ Luật Tổ chức chính quyền địa phương",),
        "resolves": "QUYẾT ĐỊNH:",
        "articles": (Article(("Cử năm công chức.",)), Article(("1. Sở Nội vụ.",), "Thi hành")),
        "signer_title": ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "signer_name": "Họ Tên Minh Họa",
        "recipients": ("Như Điều 2", "Lưu: VT"),
    }
    return make_document(**(values | overrides))


def read_back(document: AdministrativeDocument) -> Document:
    return docx.Document(io.BytesIO(write_document(document)))


def cell_texts(page: Document, table: int) -> list[list[list[str]]]:
    return [
        [[p.text for p in cell.paragraphs if p.text] for cell in row.cells]
        for row in page.tables[table].rows
    ]


def texts(page: Document) -> list[str]:
    return [paragraph.text for paragraph in page.paragraphs if paragraph.text]


def find(page: Document, text: str) -> Paragraph:
    cells = [c for table in page.tables for row in table.rows for c in row.cells]
    paragraphs: list[Paragraph] = list(page.paragraphs)
    for cell in cells:
        paragraphs += cell.paragraphs
    return next(paragraph for paragraph in paragraphs if paragraph.text.startswith(text))


def test_the_paper_is_a4_with_the_margins_of_the_decree() -> None:
    section = read_back(make_decision()).sections[0]
    measures = (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 20),
        (section.bottom_margin, 20),
        (section.left_margin, 30),
        (section.right_margin, 15),
    )
    for length, millimetres in measures:
        assert length is not None
        assert abs(length - Mm(millimetres)) < Mm(0.1)


def test_every_alphabet_is_set_in_times_new_roman() -> None:
    page = read_back(make_decision())
    fonts = page.styles["Normal"].element.rPr.rFonts
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    assert all(p.style is not None and p.style.name == "Normal" for p in page.paragraphs)


def test_the_page_number_is_centred_on_top_and_hidden_on_the_first_page() -> None:
    section = read_back(make_decision()).sections[0]
    number = section.header.paragraphs[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in number.paragraph_format.element.xml
    assert number.alignment == CENTER
    assert not any(paragraph.text for paragraph in section.first_page_header.paragraphs)


def test_a_decision_has_the_heading_of_the_state() -> None:
    assert cell_texts(read_back(make_decision()), 0) == [
        [
            ["TỈNH LÀO CAI", "ỦY BAN NHÂN DÂN"],
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        ],
        [["Số: 15/QĐ-UBND"], ["Lào Cai, ngày 05 tháng 02 năm 2026"]],
    ]


def test_a_letter_has_its_abstract_under_its_number_and_no_title() -> None:
    page = read_back(make_document(addressees=("Bộ Nội vụ",), paragraphs=("Sở xin báo cáo.",)))
    assert cell_texts(page, 0)[1][0] == ["Số: 12/SNV-TCBC", "V/v rà soát biên chế"]
    assert texts(page) == ["Kính gửi: Bộ Nội vụ", "Sở xin báo cáo./."]


def test_several_addressees_stand_on_lines_of_their_own() -> None:
    page = read_back(make_document(addressees=("Các bộ", "Các tỉnh")))
    assert texts(page) == ["Kính gửi:", "- Các bộ;", "- Các tỉnh."]


def test_a_document_of_the_party_has_the_heading_of_the_party() -> None:
    page = read_back(
        make_document(
            agency="Ban Chấp hành Trung ương",
            number="7-KL/TW",
            type_name="Kết luận",
            is_party=True,
        )
    )
    heading = cell_texts(page, 0)
    assert heading[0] == [["BAN CHẤP HÀNH TRUNG ƯƠNG", "*"], ["ĐẢNG CỘNG SẢN VIỆT NAM"]]
    assert heading[1][0] == ["Số 7-KL/TW"]


@pytest.mark.parametrize(
    ("text", "look", "points"),
    [
        ("CỘNG HÒA", "bold", (12, 13)),
        ("Độc lập", "bold", (13, 14)),
        ("TỈNH LÀO CAI", "plain", (12, 13)),
        ("ỦY BAN NHÂN DÂN", "bold", (12, 13)),
        ("Số:", "plain", (13, 13)),
        ("Lào Cai, ngày", "italic", (13, 14)),
        ("QUYẾT ĐỊNH", "bold", (13, 14)),
        ("Về việc cử", "bold", (13, 14)),
        ("Căn cứ", "italic", (13, 14)),
        ("Điều 2. Thi hành", "bold", (13, 14)),
        ("1. Sở Nội vụ", "plain", (13, 14)),
        ("KT. CHỦ TỊCH", "bold", (13, 14)),
        ("Họ Tên", "bold", (13, 14)),
        ("Nơi nhận:", "bold italic", (12, 12)),
        ("- Như Điều 2", "plain", (11, 11)),
    ],
)
def test_each_element_has_the_letters_of_the_decree(
    text: str, look: str, points: tuple[float, float]
) -> None:
    font = find(read_back(make_decision()), text).runs[0].font
    assert bool(font.bold) == ("bold" in look)
    assert bool(font.italic) == ("italic" in look)
    assert font.size is not None
    assert Pt(points[0]) <= font.size <= Pt(points[1])


@pytest.mark.parametrize("text", ["QUYẾT ĐỊNH", "Về việc cử", "Số:", "Lào Cai, ngày", "KT."])
def test_titles_numbers_and_signatures_are_centred(text: str) -> None:
    assert find(read_back(make_decision()), text).alignment == CENTER


def test_the_body_is_justified_with_an_indented_first_line() -> None:
    paragraph = find(read_back(make_decision()), "1. Sở Nội vụ")
    shape = paragraph.paragraph_format
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert shape.first_line_indent is not None
    assert shape.space_before is not None
    assert Mm(10) <= shape.first_line_indent <= Mm(12.8)
    assert shape.space_before >= Pt(6)


def test_the_number_of_an_article_without_a_heading_is_bold_and_its_text_is_not() -> None:
    label, text = find(read_back(make_decision()), "Điều 1.").runs
    assert (label.text, label.font.bold) == ("Điều 1. ", True)
    assert (text.text, text.font.bold) == ("Cử năm công chức.", False)


def test_the_foot_holds_the_recipients_and_the_signature() -> None:
    assert cell_texts(read_back(make_decision()), 1) == [
        [
            ["Nơi nhận:", "- Như Điều 2;", "- Lưu: VT."],
            ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Họ Tên Minh Họa"],
        ]
    ]


def test_equal_documents_have_equal_bytes_whenever_they_are_written() -> None:
    written = write_document(make_decision())
    assert write_document(make_decision()) == written
    entries = zipfile.ZipFile(io.BytesIO(written)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_name_the_agency_and_the_day_of_signing() -> None:
    properties = read_back(make_decision()).core_properties
    assert properties.author == "Ủy ban nhân dân"
    assert properties.created is not None
    assert properties.created.date() == date(2026, 2, 5)


def test_a_draft_without_a_day_is_written_with_blanks() -> None:
    page = read_back(make_decision(issued_on=None, number="", recipients=()))
    assert cell_texts(page, 0)[1][0][0].strip() == "Số:"
    assert page.core_properties.created is not None
