"""Plain text and Markdown are read line by line, without their markup."""

import pytest

from directives.errors import FileEmpty, FileKindUnsupported
from directives.reading.extraction import Cell
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.text.markdown import extract_markdown
from directives.reading.formats.text.plain_text import extract_plain_text
from directives.rules.legacy_encodings import Encoding
from tests.reading.code_pages import as_cp1258, as_tcvn3, as_vni

TEXT = "Căn cứ Luật tổ chức chính quyền;\r\nđiều động cán bộ về xã, phường mới\r\n\r\nNgười ký"


def lines(content: bytes) -> list[str]:
    return [block.text for block in in_unicode(extract_plain_text("a.txt", content)).blocks]


def marked(text: str) -> list[str]:
    return [block.text for block in in_unicode(extract_markdown("a.md", text.encode())).blocks]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1258"])
def test_text_is_read_in_any_code_page(codec: str) -> None:
    content = as_cp1258(TEXT) if codec == "cp1258" else TEXT.encode(codec)
    assert lines(content) == [line for line in TEXT.split("\r\n") if line]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(as_tcvn3(TEXT), Encoding.TCVN3), (as_vni(TEXT), Encoding.VNI), (TEXT.encode(), "unicode")],
)
def test_legacy_text_is_told_and_converted(content: bytes, encoding: str) -> None:
    found = in_unicode(extract_plain_text("a.txt", content))
    assert found.encoding == encoding
    assert found.text == "\n".join(line for line in TEXT.split("\r\n") if line)


def test_a_few_broken_bytes_do_not_hide_utf_8() -> None:
    assert lines("Quyết định ".encode() * 100 + b"\xff")[0].startswith("Quyết định")


def test_western_text_stays_as_it_is() -> None:
    assert lines("Où est le ministère décidé".encode("cp1252")) == ["Où est le ministère décidé"]


def test_text_wrapped_at_a_narrow_width_is_joined() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH\n\nThực hiện Chỉ thị số\n16/CT-XYZ về việc sắp xếp các đơn vị sự nghiệp\n"  # noqa: E501, a sample
        "Trung tâm phục vụ.\na) một\n- hai\n1. ba:\nbốn"
    )
    assert lines(text.encode()) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH",
        "Thực hiện Chỉ thị số 16/CT-XYZ về việc sắp xếp các đơn vị sự nghiệp Trung tâm phục vụ.",
        "a) một",
        "- hai",
        "1. ba:",
        "bốn",
    ]


def test_text_of_long_lines_is_not_joined() -> None:
    long = "dài " * 40
    assert lines(f"{long}\nngắn".encode()) == [long.rstrip(), "ngắn"]


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 50, b"a\x00"])
def test_bytes_of_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(FileKindUnsupported):
        extract_plain_text("a.txt", content)
    with pytest.raises(FileKindUnsupported):
        extract_markdown("a.md", content)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileEmpty):
        extract_plain_text("a.txt", b"")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: x\n---\n# Quyết định #\n", ["Quyết định"]),
        ("**Điều 1. **Phạm vi *áp dụng* và __ngày__ _nay_", ["Điều 1. Phạm vi áp dụng và ngày nay"]),  # noqa: E501, a sample
        ("**NGHỊ ĐỊNH**Quy định", ["NGHỊ ĐỊNH", "Quy định"]),
        ("**LUẬT****VỀ ĐẤT**", ["LUẬT", "VỀ ĐẤT"]),
        ("[Luật](http://x) ![ảnh](y) `mã` ~~xóa~~ <b>đậm</b><br>dòng", ["Luật  mã  đậm", "dòng"]),
        ("> trích \\* &amp; (*)", ["trích * & (*)"]),
        ("* gạch\n+ cộng\n1. một", ["- gạch", "+ cộng", "1. một"]),
        ("```\nmã\n```\n---\n<!-- lời\n -->hết", ["mã", "hết"]),
        ("Tên cơ quan: <tên viết tắt>", ["Tên cơ quan: <tên viết tắt>"]),
        ("*Hà Nội, ngày 15\ntháng 11*\n\nNghị định số\n30/2020", ["Hà Nội, ngày 15 tháng 11", "Nghị định số 30/2020"]),  # noqa: E501, a sample
    ],
)  # fmt: skip
def test_markup_is_not_read(text: str, words: list[str]) -> None:
    assert marked(text) == words


def test_rows_of_pipes_are_cells() -> None:
    found = extract_markdown(
        "a.md", "| Số | Tên |\n|---|:-:|\n| 1 | a\\|b<br>c |\n\nsau\nx | y\n--|--\n2 | z".encode()
    )
    assert [(block.text, block.cell) for block in found.blocks] == [
        ("Số", Cell(0, 0, 0)),
        ("Tên", Cell(0, 0, 1)),
        ("1", Cell(0, 1, 0)),
        ("a|b", Cell(0, 1, 1)),
        ("c", Cell(0, 1, 1)),
        ("sau", None),
        ("x", Cell(1, 0, 0)),
        ("y", Cell(1, 0, 1)),
        ("2", Cell(1, 1, 0)),
        ("z", Cell(1, 1, 1)),
    ]  # fmt: skip


def test_single_pipes_on_lines_of_their_own_are_cells_too() -> None:
    text = (
        "|\n**BỘ NỘI\nVỤ**\n-----\n|\n**ĐỘC LẬP**\n|\n|\nSố: 1\n|\nngày 2 |\n|\n\nThân bài\n\n"
        "|\n\nNơi nhận:\n|\n**CHỦ TỊCH**\n|\n"
    )
    found = extract_markdown("a.md", text.encode())
    assert [(block.text, block.cell) for block in found.blocks] == [
        ("BỘ NỘI VỤ", Cell(0, 0, 0)),
        ("-----", Cell(0, 0, 0)),
        ("ĐỘC LẬP", Cell(0, 0, 1)),
        ("Số: 1", Cell(0, 1, 0)),
        ("ngày 2", Cell(0, 1, 1)),
        ("Thân bài", None),
        ("Nơi nhận:", Cell(1, 0, 0)),
        ("CHỦ TỊCH", Cell(1, 0, 1)),
    ]
