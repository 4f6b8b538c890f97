"""OpenDocument files are read as they print."""

import pytest

from directives.errors import (
    FileEmpty,
    FileEncrypted,
    FileKindUnsupported,
    FileNestedTooDeep,
    FileUnpacksTooLarge,
    FileUnreadable,
    FileUnsafe,
)
from directives.reading.extraction import Cell
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.limits import Limits
from directives.reading.formats.open_document.odt import extract_odt
from tests.reading.odt_samples import document, odt


def body_texts(body: str) -> list[str]:
    found = extract_odt("a.odt", odt(body))
    return [block.text for block in found.blocks if block.part in {"body", "table"}]


def test_words_are_read_as_printed() -> None:
    body = """<text:tracked-changes><text:changed-region><text:deletion><text:p>xóa</text:p>
    </text:deletion></text:changed-region></text:tracked-changes>
    <text:section><text:p>một<text:s/><text:s text:c="2"/>hai<text:tab/>ba<text:line-break/>bốn
    <text:span text:style-name="Hidden">ẩn</text:span><text:span>năm</text:span>
    <office:annotation><text:p>lời</text:p></office:annotation><!-- x --></text:p></text:section>"""
    assert body_texts(body) == ["một   hai\tba\nbốn     năm"]


def test_lists_and_numbered_headings_are_labelled() -> None:
    item = "<text:list-item><text:p>x</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('')}<text:list-header><text:p>y</text:p></text:list-header></text:list>"  # noqa: E501, a sample
    deepest = f"<text:list>{item.format('')}</text:list>"
    deep = f"<text:list>{item.format(deepest)}</text:list>"
    body = (
        '<text:h text:outline-level="1">mở</text:h>'
        f'<text:list text:style-name="L1">{item.format(inner)}{item.format(deep)}</text:list>'
        f'<text:list text:style-name="L1">{item.format("")}</text:list>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{item.format("")}</text:list>'  # noqa: E501, a sample
        '<text:list><text:list-item><text:p text:style-name="Child">z</text:p></text:list-item></text:list>'  # noqa: E501, a sample
    )
    assert body_texts(body) == [
        "I. mở", "1. x", "1.a) x", "y", "2. x", "2.a) x", "- x", "1. x", "2. x", "1. z",
    ]  # fmt: skip


def test_cells_are_told_apart_also_in_headings_of_tables_and_tables_in_tables() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    inner = f"<table:table><table:table-row>{cell.format('trong')}</table:table-row></table:table>"
    body = (
        f"<table:table><table:table-header-rows><table:table-row>{cell.format('một')}"
        "<table:covered-table-cell/><table:table-cell><text:p text:style-name='Child'>hai</text:p>"
        f"{inner}</table:table-cell></table:table-row></table:table-header-rows>"
        f"<table:table-row>{cell.format('ba')}</table:table-row></table:table>"
    )
    found = extract_odt("a.odt", odt(body))
    cells = {block.text: block.cell for block in found.blocks if block.part == "table"}
    assert cells == {
        "một": Cell(0, 0, 0),
        "hai": Cell(0, 0, 2),
        "trong": Cell(1, 0, 0),
        "ba": Cell(0, 1, 0),
    }
    assert [block.text for block in found.blocks if block.centred] == ["hai"]


def test_notes_page_margins_and_boxes_stand_apart() -> None:
    box = "<draw:frame><draw:text-box><text:p>hộp<draw:frame><text:p>con</text:p></draw:frame></text:p></draw:text-box></draw:frame>"  # noqa: E501, a sample
    body = (
        f'<text:p text:style-name="Loop">thân<text:note><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>ghi chú</text:p></text:note-body></text:note> bài{box}</text:p>{box}"  # noqa: E501, a sample
    )
    found = extract_odt("a.odt", odt(body))
    assert [(block.part, block.text, block.floating) for block in found.blocks] == [
        ("body", "thân[1] bài", False),
        ("body", "hộp", True),
        ("body", "con", True),
        ("body", "hộp", True),
        ("body", "con", True),
        ("footnote", "[1] ghi chú", False),
        ("header", "đầu trang", False),
        ("footer", "chân trang", False),
    ]
    assert found.pages == 3


def test_legacy_text_is_converted_with_its_capitals() -> None:
    body = (
        '<text:p><text:span text:style-name="Caps">quyÕt ®Þnh</text:span> cña tØnh, ngµy</text:p>'
    )
    assert in_unicode(extract_odt("a.odt", odt(body))).blocks[0].text == "QUYẾT ĐỊNH của tỉnh, ngày"


def nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + f"</{tag}>" * depth


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileEmpty),
        (b"van ban", FileKindUnsupported),
        (odt("")[:300], FileUnreadable),
        (odt("", manifest="<encryption-data/>"), FileEncrypted),
        (odt("", content=b"<!DOCTYPE a><a/>"), FileUnsafe),
        (odt("", content=b"<a"), FileUnreadable),
        (odt("", content=document("content", "")), FileUnreadable),
        (odt(nested("text:section", 80)), FileNestedTooDeep),
        (odt(nested("text:section", 400)), FileNestedTooDeep),
        (odt("<text:p>" + nested("text:span", 80) + "</text:p>"), FileNestedTooDeep),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        extract_odt("a.odt", content)


def test_lists_too_deep_are_refused() -> None:
    opened = "<text:list><text:list-item>" * 70
    closed = "</text:list-item></text:list>" * 70
    with pytest.raises(FileNestedTooDeep):
        extract_odt("a.odt", odt(opened + closed))


def test_what_unpacks_too_large_is_refused() -> None:
    with pytest.raises(FileUnpacksTooLarge):
        extract_odt("a.odt", odt(""), limits=Limits(max_unpacked_bytes=100))
