"""Word 97-2003 files are read as they print."""

import struct

import pytest

from directives.errors import (
    FileEmpty,
    FileEncrypted,
    FileKindUnsupported,
    FileTooLarge,
    FileUnreadable,
)
from directives.reading.extraction import Cell, Extraction
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.limits import Limits
from directives.reading.formats.word97.doc import extract_doc
from directives.rules.legacy_encodings import Encoding
from tests.reading import doc_samples as word
from tests.reading.compound_files import compound_file
from tests.reading.doc_samples import Paragraph, Run, WordSample


def read(*paragraphs: Paragraph, **options: object) -> Extraction:
    sample = WordSample([list(paragraphs)], **options)  # type: ignore[arg-type]
    return extract_doc("a.doc", sample.saved())


def texts(extraction: Extraction) -> list[str]:
    return [block.text for block in extraction.blocks]


@pytest.mark.parametrize("wide", [True, False])
def test_paragraphs_of_both_widths_are_read(*, wide: bool) -> None:
    found = read(
        Paragraph.of("Số: 12/QĐ-XYZ" if wide else "So: 12"), Paragraph.of("“hai”"), wide=wide
    )
    assert texts(found) == ["Số: 12/QĐ-XYZ" if wide else "So: 12", "“hai”"]
    assert found.encoding is Encoding.UNICODE


def test_characters_beyond_16_bits_keep_their_place() -> None:
    found = read(Paragraph.of("a\U0001f600b"), Paragraph.of("hai"))
    assert texts(found)[1] == "hai"


def test_fields_show_their_results_and_hidden_or_deleted_words_are_left_out() -> None:
    found = read(
        Paragraph(
            [
                Run("trang \x13 PAGE \x13 x \x14y\x15 \x14"),
                Run("5\x15 một"),
                Run(" ẩn", word.HIDDEN),
                Run(" xóa", word.DELETED),
                Run(" hai\x1e\x0bba\x01\x08"),
                Run("(", word.SYMBOL),
            ]
        )
    )
    assert texts(found) == ["trang 5 một hai-\nba"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    found = read(Paragraph([Run("một ")], end_properties=word.DELETED), Paragraph.of("hai"))
    assert texts(found) == ["một hai"]


def test_a_raised_number_after_a_document_number_is_a_note() -> None:
    found = read(
        Paragraph([Run("Số 1/QĐ"), Run("2", word.RAISED)]),
        Paragraph([Run("10 m"), Run("2", word.RAISED)]),
    )
    assert texts(found) == ["Số 1/QĐ[2]", "10 m2"]


def test_cells_rows_and_tables_are_told_apart() -> None:
    cell, row = word.IN_TABLE, word.ROW_END
    found = read(
        Paragraph.of("một", "\r", cell),
        Paragraph.of("hai", "\x07", cell),
        Paragraph.of("ba", "\x07", cell + word.CENTRED),
        Paragraph.of("", "\x07", row),
        Paragraph.of("bốn", "\x07", cell),
        Paragraph.of("", "\x07", row),
        Paragraph.of("giữa"),
        Paragraph.of("năm", "\x07", cell),
        Paragraph.of("trong", "\r", word.INNER_CELL_END),
        Paragraph.of("bên", "\r", word.INNER_CELL_END),
        Paragraph.of("", "\r", word.INNER_ROW_END),
        Paragraph.of("sáu", "\x07", cell),
        Paragraph.of("", "\x07", row),
    )
    cells = {block.text: block.cell for block in found.blocks}
    assert cells == {
        "một": Cell(0, 0, 0),
        "hai": Cell(0, 0, 0),
        "ba": Cell(0, 0, 1),
        "bốn": Cell(0, 1, 0),
        "giữa": None,
        "năm": Cell(1, 0, 0),
        "trong": Cell(2, 0, 0),
        "bên": Cell(2, 0, 1),
        "sáu": Cell(1, 0, 1),
    }
    assert [block.text for block in found.blocks if block.centred] == ["ba"]
    assert "hai\tba\nbốn\ngiữa" in found.text
    assert {block.part for block in found.blocks} == {"table", "body"}


def test_styles_hand_on_alignment_and_fonts_of_capitals() -> None:
    sheet = word.style_sheet(
        [(0xFFF, b"", b""), (0, word.CENTRED, word.font(1)), (1, b"", b""), (3, b"", b"")]
    )
    found = in_unicode(
        read(
            Paragraph.of("QuyÕt ®Þnh"),
            Paragraph.of("ng­êi ®¹i diÖn", style=2),
            Paragraph([Run("c«ng"), Run(" b¸o", word.font(0))], style=1),
            Paragraph([Run("thi "), Run("hµnh ngay", word.font(1))], style=9),
            Paragraph.of("vßng trßn", style=3),
            fonts=[".VnTime", ".VnTimeH"],
            structures={1: sheet},
            wide=False,
        )
    )
    assert texts(found) == [
        "Quyết định",
        "NGƯỜI ĐẠI DIỆN",
        "CÔNG báo",
        "thi HÀNH NGAY",
        "vòng tròn",
    ]
    assert [block.centred for block in found.blocks] == [False, True, True, False, False]
    assert found.encoding is Encoding.TCVN3


def test_lists_are_labelled() -> None:
    nine = [word.level(0, "\x00."), word.level(4, "\x01)")] + [word.level(255, "")] * 7
    found = read(
        Paragraph.of("mở", properties=word.listed(1)),
        Paragraph.of("trong", properties=word.listed(1, 1)),
        Paragraph.of("tiếp", properties=word.listed(1)),
        Paragraph.of("gạch", properties=word.listed(2)),
        Paragraph.of("lại", properties=word.listed(3)),
        Paragraph.of("lạ", properties=word.listed(7)),
        structures={
            73: word.lists([(5, nine), (6, [word.level(23, "•")])]),
            74: word.numberings([5, 6, 5], restart=frozenset({2})),
        },
    )
    assert texts(found) == ["1. mở", "a) trong", "2. tiếp", "- gạch", "1. lại", "lạ"]


def test_broken_lists_give_no_labels() -> None:
    found = read(
        Paragraph.of("mở", properties=word.listed(1)),
        structures={73: struct.pack("<H", 900), 74: word.numberings([5])},
    )
    assert texts(found) == ["mở"]


def test_notes_and_page_margins_stand_apart() -> None:
    main = [Paragraph.of("thân\x02 bài")]
    notes = [Paragraph.of("\x02 ghi chú"), Paragraph.of("")]
    margins = [Paragraph.of("đầu"), Paragraph.of("đầu"), Paragraph.of("chân"), Paragraph.of("")]
    places = {
        2: word.positions([4, 10], b"\x00\x00"),
        3: word.positions([0, 11, 12]),
        11: word.positions([0, 0, 0, 0, 0, 0, 0, 4, 8, 13, 13, 13, 14]),
    }
    found = extract_doc("a.doc", WordSample([main, notes, margins], structures=places).saved())
    assert [(block.part, block.text) for block in found.blocks] == [
        ("body", "thân[1] bài"),
        ("footnote", "[1]  ghi chú"),
        ("header", "đầu"),
        ("footer", "chân"),
    ]


def test_text_boxes_float_beside_the_paragraph_they_hang_on() -> None:
    main = [Paragraph.of("một\x08"), Paragraph.of("hai")]
    stories: list[list[Paragraph]] = [
        main,
        [],
        [],
        [],
        [],
        [],
        [Paragraph.of("hộp"), Paragraph.of("")],
    ]
    shape = struct.pack("<I", 1025)
    places = {
        40: word.positions([3, 9], shape + bytes(22)),
        56: word.positions([0, 4, 5], bytes(14) + shape + bytes(4) + bytes(22)),
    }
    found = extract_doc("a.doc", WordSample(stories, structures=places).saved())
    assert [(block.text, block.floating) for block in found.blocks] == [
        ("một", False),
        ("hộp", True),
        ("hai", False),
    ]


def test_word_6_gives_its_words() -> None:
    text = "PhÇn mét\rc«ng b¸o\x07ngµy\x07\x07het\r".encode("cp1252")
    main = bytearray(2048)
    struct.pack_into("<2H", main, 0, 0xA5EC, 0x68)
    struct.pack_into("<I", main, 0x18, 1024)
    struct.pack_into("<i", main, 0x34, len(text))
    main[1024 : 1024 + len(text)] = text
    found = in_unicode(extract_doc("a.doc", compound_file({"WordDocument": bytes(main)})))
    assert texts(found) == ["Phần một", "công báo", "ngày", "het"]
    assert found.blocks[2].cell == Cell(0, 0, 1)


def test_word_6_saved_in_pieces_gives_its_words() -> None:
    text = b"mot hai\r"
    pieces = struct.pack("<2I", 0, len(text)) + struct.pack("<HIH", 0, 1024, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    main = bytearray(2048)
    struct.pack_into("<2H6xH", main, 0, 0xA5EC, 0x68, 0x0004)
    struct.pack_into("<i", main, 0x34, len(text))
    struct.pack_into("<2I", main, 0x160, 1200, len(clx))
    main[1024 : 1024 + len(text)] = text
    main[1200 : 1200 + len(clx)] = clx
    found = extract_doc("a.doc", compound_file({"WordDocument": bytes(main)}))
    assert texts(found) == ["mot hai"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileEmpty),
        (b"\xd0\xcf\x11\xe0" * 100, FileUnreadable),
        (compound_file({"EncryptedPackage": b""}), FileEncrypted),
        (WordSample([[Paragraph.of("a")]], flags=0x0300).saved(), FileEncrypted),
        (compound_file({"Workbook": b""}), FileKindUnsupported),
        (compound_file({"WordDocument": b"a" * 600, "Macros": b"Auto"}), FileKindUnsupported),
        (compound_file({"Any": b""}), FileKindUnsupported),
        (compound_file({"WordDocument": b""}), FileUnreadable),
        (WordSample([[Paragraph.of("a")]], flags=0).saved(), FileUnreadable),
        (WordSample([[Paragraph.of("a" * 4000)]]).saved()[:6000], FileUnreadable),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        extract_doc("a.doc", content)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(FileTooLarge):
        extract_doc("a.doc", bytes(11), limits=Limits(max_bytes=10))


def test_pieces_that_repeat_the_text_without_end_are_refused() -> None:
    sample = WordSample([[Paragraph.of("abc" * 100)]])
    streams = sample.streams()
    count = 200
    pieces = struct.pack(f"<{count + 1}I", *range(0, 300 * (count + 1), 300))
    pieces += struct.pack("<HIH", 0, 1024, 0) * count
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    main = bytearray(streams["WordDocument"])
    struct.pack_into("<2I", main, 32 + 30 + 90 + 2 + 8 * 33, len(streams["1Table"]), len(clx))
    table = streams["1Table"] + clx
    with pytest.raises(FileUnreadable):
        extract_doc("a.doc", compound_file({"WordDocument": bytes(main), "1Table": table}))
