"""What a .docx can hide: each sample is made by hand in WordprocessingML where Word would."""

import unicodedata
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from directives.reading.extraction import Extraction
from directives.reading.formats.word.docx import extract_docx
from directives.reading.reading import read_file
from tests.reading import samples
from tests.reading.code_pages import as_tcvn3

W = nsdecls("w")


def extracted(document: Any) -> Extraction:
    return extract_docx("mẫu.docx", samples.saved(document))


def add(document: Any, inner: str) -> None:
    """Append a paragraph whose XML is `inner`."""
    document.element.body.insert(-1, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    add(
        document,
        run("Giữ ")
        + f'<w:ins w:id="1" w:author="a">{run("thêm")}</w:ins>'
        + '<w:del w:id="2" w:author="a"><w:r><w:delText>bỏ</w:delText></w:r></w:del>'
        + f'<w:moveFrom w:id="3" w:author="a">{run("chuyển đi")}</w:moveFrom>'
        + f'<w:moveTo w:id="4" w:author="a">{run(" chuyển đến")}</w:moveTo>',
    )
    assert extracted(document).text == "Giữ thêm chuyển đến"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = docx.Document()
    add(
        document,
        f'<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>{run("Một ")}',
    )
    add(document, run("hai"))
    assert extracted(document).text == "Một hai"


def test_a_text_box_is_read_once_and_does_not_break_its_paragraph() -> None:
    document = docx.Document()
    box = f"<w:txbxContent><w:p>{run('Dự thảo')}</w:p></w:txbxContent>"
    add(
        document,
        run("Trước ") + "<w:r><mc:AlternateContent"
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        + run("sau"),
    )
    result = extracted(document)
    assert result.text == "Trước sau\nDự thảo"
    assert [block.floating for block in result.blocks] == [False, True]


def test_a_note_mark_stays_apart_from_the_number_it_is_glued_to() -> None:
    document = docx.Document()
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    add(document, run("Theo 30/2020/NĐ-CP") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    add(document, run("Theo 31/2020/NĐ-CP") + raised)
    add(document, run("rộng 15 m") + raised)
    reading = read_file("mẫu.docx", samples.saved(document))
    assert [one.number for one in reading.citations] == ["30/2020/NĐ-CP", "31/2020/NĐ-CP"]
    assert reading.text.split("\n") == [
        "Theo 30/2020/NĐ-CP[1]",
        "Theo 31/2020/NĐ-CP[2]",
        "rộng 15 m2",
    ]


def test_nested_tables_and_cells_are_joined_by_tabs() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).paragraphs[0].text = "trái"
    outer.cell(0, 1).paragraphs[0].text = "phải"
    inner = outer.cell(0, 1).add_table(rows=2, cols=2)
    for index, cell in enumerate([*inner.rows[0].cells, *inner.rows[1].cells]):
        cell.text = f"ô {index}"
    assert extracted(document).text == "trái\tphải\nô 0\tô 1\nô 2\tô 3"


def test_content_controls_links_and_special_hyphens_are_words() -> None:
    document = docx.Document()
    add(
        document,
        f"<w:sdt><w:sdtContent>{run('Số: 5')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{run('/QĐ')}</w:hyperlink><w:r><w:noBreakHyphen/></w:r>{run('BNV')}"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>",
    )
    assert extracted(document).text == "Số: 5/QĐ-BNV"


def test_page_headers_and_footers_are_parts_of_their_own() -> None:
    document = docx.Document()
    document.add_paragraph("Nội dung")
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Chân trang"
    result = extracted(document)
    assert [(block.part, block.text) for block in result.blocks] == [
        ("body", "Nội dung"),
        ("header", "Đầu trang"),
        ("footer", "Chân trang"),
    ]


def test_automatic_numbers_are_printed() -> None:
    document = docx.Document()
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Number")
    document.add_paragraph("Ba", style="List Bullet")
    assert extracted(document).text == "1. Một\n2. Hai\n- Ba"


@pytest.mark.parametrize("text", ["Điều", "Uỷ ban", "Công văn Ðặc biệt"])
def test_text_is_nfc_and_offsets_count_its_code_points(text: str) -> None:
    document = docx.Document()
    document.add_paragraph(unicodedata.normalize("NFD", text))
    document.add_paragraph("sau")
    result = extracted(document)
    assert result.text.split("\n")[0] == unicodedata.normalize("NFC", text).replace("Ð", "Đ")
    assert all(result.text[block.start : block.end] == block.text for block in result.blocks)


def legacy(text: str, font: str) -> str:
    shown = as_tcvn3(text).decode("latin-1")
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    return f'<w:r>{fonts}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def test_small_letters_in_a_font_of_capitals_become_capitals() -> None:
    document = docx.Document()
    add(document, legacy("bộ tài chính", ".VnTimeH"))
    add(document, legacy("về việc ", ".VnTime") + legacy("sửa đổi", ".VnTimeH"))
    for _ in range(4):
        add(document, legacy("căn cứ nghị định quy định chức năng của bộ tài chính", ".VnTime"))
    reading = read_file("a.docx", samples.saved(document))
    assert reading.file.encoding == "tcvn3"
    assert reading.text.split("\n")[:2] == ["BỘ TÀI CHÍNH", "về việc SỬA ĐỔI"]


def test_a_style_in_a_font_of_capitals_counts_and_unicode_text_is_left_alone() -> None:
    document = docx.Document()
    document.styles["Heading 1"].font.name = ".VnTimeH"
    heading = as_tcvn3("quyết định").decode("latin-1")
    add(document, f'<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run(heading)}')
    for _ in range(4):
        add(document, legacy("căn cứ nghị định quy định chức năng của bộ tài chính", ".VnTime"))
    add(document, run("chữ Unicode thường vẫn thường"))
    text = read_file("a.docx", samples.saved(document)).text
    assert text.startswith("QUYẾT ĐỊNH\n")
    assert text.endswith("chữ Unicode thường vẫn thường")
