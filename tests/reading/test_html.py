"""Web pages are read as they print, whatever they call themselves."""

import base64

import pytest

from directives.errors import FileEmpty, FileNestedTooDeep, FileUnreadable
from directives.reading.extraction import Cell, Extraction
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.text.html import extract_html
from directives.reading.formats.text.mhtml import extract_mhtml
from directives.rules.legacy_encodings import Encoding
from tests.reading.code_pages import as_cp1258

PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><head>
<meta http-equiv=Content-Type content="text/html; charset={charset}"><title>Tên</title></head><body>
<!-- lời --><p style='text-align:center'>QUYẾT   ĐỊNH
 <span style='display:none'>ẩn</span>mới<del>xóa</del></p>
<script>x()</script>đuôi<br>  dòng</body></html>"""


def read(body: str) -> Extraction:
    return extract_html("a.html", body.encode())


def texts(extraction: Extraction) -> list[str]:
    return [block.text for block in extraction.blocks]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1258", "iso-8859-1", "no-such"])
def test_a_page_is_read_in_any_code_page_whatever_it_declares(codec: str, declared: str) -> None:
    page = PAGE.format(charset=declared)
    content = as_cp1258(page) if codec == "cp1258" else page.encode(codec)
    found = in_unicode(extract_html("a.doc", content))
    assert texts(found) == ["QUYẾT ĐỊNH mới", "đuôi\ndòng"]
    assert found.blocks[0].centred
    assert found.encoding is Encoding.UNICODE


def test_cells_are_told_apart() -> None:
    found = read(
        "<table><tr><td align=center>một<p>hai</p></td><th>ba</th></tr><tr><td>bốn</td></tr></table>"  # noqa: E501, a sample
        "<table><tr><td>năm<table><tr><td>trong</td></tr></table>sáu</td><td>bảy</table>hết"
    )
    cells = {block.text: block.cell for block in found.blocks}
    assert cells == {
        "một": Cell(0, 0, 0),
        "hai": Cell(0, 0, 0),
        "ba": Cell(0, 0, 1),
        "bốn": Cell(0, 1, 0),
        "năm": Cell(1, 0, 0),
        "trong": Cell(2, 0, 0),
        "sáu": Cell(1, 0, 0),
        "bảy": Cell(1, 0, 1),
        "hết": None,
    }
    assert [block.text for block in found.blocks if block.centred] == ["một", "hai"]


def test_lists_are_labelled() -> None:
    found = read(
        "<ul><li>a<li><p>b</p></ul><ol start=3><li>c<li value=7>d<ol type=I><li>e</ol><li>f</ol><li>g"  # noqa: E501, a sample
    )
    assert texts(found) == ["- a", "- b", "3. c", "7. d", "I. e", "8. f", "- g"]


def test_spaces_of_preformatted_text_and_notes_are_kept() -> None:
    found = read(
        "<center>giữa</center><pre>  Số: 1\n     hai</pre>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote'>[1] ghi</div></div>"  # noqa: E501, a sample
    )
    assert [(block.part, block.text) for block in found.blocks] == [
        ("body", "giữa"),
        ("body", "  Số: 1"),
        ("body", "     hai"),
        ("footnote", "[1] ghi"),
    ]


def test_legacy_text_is_converted_with_its_capitals() -> None:
    page = (
        "<p><font face='.VnTimeH'>quyÕt ®Þnh</font> <span style='font-family:.VnTime,serif'>cña"
        "</span> tØnh ngµy</p><p style='font-family:\".VnArialH\"'>c«ng b¸o</p>"
    )
    found = in_unicode(extract_html("a.doc", page.encode("cp1252")))
    assert texts(found) == ["QUYẾT ĐỊNH của tỉnh ngày", "CÔNG BÁO"]
    assert found.encoding is Encoding.TCVN3


def mail(*parts: bytes) -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    return head + b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--"


def test_a_single_file_web_page_gives_its_page() -> None:
    page = base64.encodebytes(PAGE.format(charset="utf-8").encode())
    content = mail(
        b"Content-Type: image/png\r\n\r\nx",
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + page,
    )
    assert texts(extract_mhtml("a.doc", content))[0] == "QUYẾT ĐỊNH mới"


@pytest.mark.parametrize(
    "content",
    [
        mail(b"Content-Type: image/png\r\n\r\nx"),
        mail(*[b"Content-Type: image/png\r\n\r\nx"] * 1100),
        mail(b"Content-Type: text/html\r\n\r\n"),
    ],
)
def test_a_mail_without_a_page_is_refused(content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        extract_mhtml("a.doc", content)


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", FileEmpty), (b"   ", FileUnreadable), (b"<div>" * 5000 + b"x", FileNestedTooDeep)],
)
def test_what_cannot_be_read_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        extract_html("a.html", content)
