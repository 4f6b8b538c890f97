"""Extractions come out in Unicode with right offsets, whatever they were stored in."""

from directives.reading.extraction import Cell, Extraction, ExtractionBuilder
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.styled_text import StyledText, is_capitals_font
from directives.rules.legacy_encodings import Encoding


def extraction(*paragraphs: str) -> Extraction:
    builder = ExtractionBuilder()
    for text in paragraphs:
        builder.add(text, "body")
    return builder.build()


def test_passages_are_judged_one_by_one() -> None:
    found = in_unicode(
        extraction(
            "Ngh\u00de quyÕt vÒ tæ chøc", "Các tỉnh đã gửi kết quả", "Céng hßa x· héi chñ nghÜa"
        )
    )
    assert found.text == "Nghị quyết về tổ chức\nCác tỉnh đã gửi kết quả\nCộng hòa xã hội chủ nghĩa"
    assert found.encoding is Encoding.TCVN3


def test_offsets_count_in_the_new_text_and_the_rest_is_kept() -> None:
    builder = ExtractionBuilder()
    builder.add("Ñieàu ñoäng", "table", cell=Cell(0, 0, 0), centred=True)
    builder.add("caùn boä veà xaõ", "table", cell=Cell(0, 0, 1), floating=True)
    found = in_unicode(builder.build(4))
    assert found.text == "Điều động\tcán bộ về xã"
    assert all(found.text[block.start : block.end] == block.text for block in found.blocks)
    assert found.blocks[0].centred
    assert found.blocks[1].floating
    assert (found.pages, found.encoding) == (4, Encoding.VNI)


def test_invisible_characters_are_dropped_and_spaces_are_spaces() -> None:
    assert in_unicode(extraction("hướng\u00ad\u00a0dẫn\u200b \ufeffsố")).text == "hướng dẫn số"
    assert in_unicode(extraction("\u200b\u00ad", "hai")).text == "hai"


def test_fonts_of_capitals_count_only_in_tcvn3() -> None:
    for text, shown in (("tæng hîp kÕt qu¶", "TỔNG hợp kết quả"), ("tổng hợp", "tổng hợp")):
        builder = ExtractionBuilder()
        builder.add(text, "body", capitals=((0, 4),))
        assert in_unicode(builder.build()).text == shown


def test_capitals_keep_their_place_when_letters_are_composed() -> None:
    builder = ExtractionBuilder()
    builder.add("e\u0301a bc", "body", capitals=((3, 5),))
    assert builder.build().blocks[0].capitals == ((2, 4),)


def test_fonts_of_capitals_are_known_by_name() -> None:
    names = [
        ".VnTimeH",
        "VnArialH",
        "'.VnTimeH'",
        ".VnTimeH Tur",
        ".VnCentury SchoolbookH",
        " .VnAvantH ",
    ]
    others = [".VnTime", "VNI-Times", "Times New RomanH", "", ".VnTimeHx", "H"]
    assert [is_capitals_font(name) for name in names + others] == [True] * 6 + [False] * 6


def test_styled_text_joins_neighbours_and_forgets() -> None:
    words = StyledText()
    words.append("")
    words.append("a", capitals=True)
    words.append("b", capitals=True)
    words.append("c")
    other = StyledText()
    other.append("x")
    other.extend(words)
    other.append("d", capitals=True)
    assert (words.text, words.spans) == ("abc", ((0, 2),))
    assert (other.text, other.spans) == ("xabcd", ((1, 3), (4, 5)))
