"""Rich Text Format is read as it prints."""

import pytest

from directives.errors import (
    FileEmpty,
    FileKindUnsupported,
    FileNestedTooDeep,
    FileUnpacksTooLarge,
    FileUnreadable,
)
from directives.reading.extraction import Cell, Extraction
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.rich_text import rtf
from directives.reading.formats.rich_text.rtf import extract_rtf
from directives.rules.legacy_encodings import Encoding

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times{\*\falt Roman};}"
    r"{\f1 .VnTime;}{\f2 .VnTimeH Tur;}{\f3\fcharset2 Symbol;}{\f4\fcharset163 Times;}"
    r"{\f5\cpg1251 Kyr;}}{\info{\title T\'eatre}{\author Ai}\nofpages7}"
)


def read(body: str) -> Extraction:
    return extract_rtf("a.rtf", (HEAD + body + "}").encode("latin-1"))


def texts(extraction: Extraction) -> list[str]:
    return [block.text for block in extraction.blocks]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"m\'f4t\par", "môt"),
        (r"S\u7889?\~\_\endash\tab x", "Số\u00a0-–\tx"),
        (r"\uc2\u7889??a \uc0\u7889 b", "ốa ốb"),
        (r"\u-10179?\u-8704?!", "\U0001f600!"),
        (r"\f4 \'f0\'f2ng", "đ\u0323ng"),
        (r"\f5 \'e4", "д"),
        (r"a{\v an}{\deleted xoa}{\*\bkmkstart x}{\*\unknown y}b", "ab"),
        (r"a\v an\v0 b\deleted xoa\deleted0 c", "abc"),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 5}} trang", "5 trang"),
        (r"a{\pict\bin3 }}}b}c", "ac"),
        (r"{\listtext\f3\'b7\tab}gach", "- \tgach"),
        ("hai\\\nba", "hai\nba"),
        (r"\{\}\\", "{}\\"),
        ("a\\line b", "a\nb"),
    ],
)
def test_words_are_read_as_printed(body: str, text: str) -> None:
    assert read(body).text == text


def test_half_a_character_says_nothing() -> None:
    assert read(r"a\u-10179?\u-10179?b\u-8704?\u-8704?c").text.replace("\U0001f600", "") == "abc"


def test_legacy_text_is_converted_with_its_capitals() -> None:
    found = in_unicode(
        read(r"\f2 quy\'d5t \'ae\'denh\par\f1 C\'a8n c\'f8 Ph\'b8p l\'d6nh ng\'adêi d\'a9n\par")
    )
    assert texts(found) == ["QUYẾT ĐỊNH", "Căn cứ Pháp lệnh người dân"]
    assert found.encoding is Encoding.TCVN3


def test_cells_rows_and_tables_are_told_apart() -> None:
    found = read(
        r"\trowd\pard\intbl\qc mot\par hai\cell\ql ba\cell\row bon\cell\row"
        r"\pard giua\par\pard\intbl nam\par\pard\intbl\itap2 trong\nestcell ben\nestcell"
        r"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl sau\cell\row\pard het"
    )
    cells = {block.text: block.cell for block in found.blocks}
    assert cells == {
        "mot": Cell(0, 0, 0),
        "hai": Cell(0, 0, 0),
        "ba": Cell(0, 0, 1),
        "bon": Cell(0, 1, 0),
        "giua": None,
        "nam": Cell(1, 0, 0),
        "trong": Cell(2, 0, 0),
        "ben": Cell(2, 0, 1),
        "sau": Cell(1, 0, 0),
        "het": None,
    }
    assert [block.text for block in found.blocks if block.centred] == ["mot", "hai"]
    assert found.pages == 7


def test_notes_page_margins_and_boxes_stand_apart() -> None:
    found = read(
        r"{\header dau\par}{\headerf dau\par}{\footer chan}than{\super\chftn}"
        r"{\footnote {\super\chftn} ghi\par chu} bai"
        r"{\shp{\*\shpinst{\sp{\sn x}}{\shptxt hop\par}}{\shprslt hop}}\par het\par"
    )
    assert [(block.part, block.text, block.floating) for block in found.blocks] == [
        ("body", "than[1] bai", False),
        ("body", "hop", True),
        ("body", "het", False),
        ("footnote", "[1]  ghi chu", False),
        ("header", "dau", False),
        ("footer", "chan", False),
    ]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileEmpty),
        (b"van ban", FileKindUnsupported),
        (b"{\\rtf1 a", FileUnreadable),
        (b"{\\rtf1 " + b"{" * 300 + b"a" + b"}" * 301, FileNestedTooDeep),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        extract_rtf("a.rtf", content)


def test_a_file_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "_MAX_TOKENS", 100)
    with pytest.raises(FileUnpacksTooLarge):
        read("{}" * 100)


@pytest.mark.parametrize("head", ["\\mac", "\\ansicpg10000", "\\ansicpg99999"])
def test_the_page_of_the_file_is_known(head: str) -> None:
    content = rb"{\rtf1" + head.encode() + rb" \'8e}"
    expected = "Ž" if head.endswith("99999") else "é"
    assert extract_rtf("a.rtf", content).text == expected


def test_bytes_that_a_page_leaves_open_stay() -> None:
    assert read(r"a\'81b").text == "a\x81b"
