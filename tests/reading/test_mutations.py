"""No change of bytes makes a reader do more than refuse, or take long."""

import random
from collections.abc import Callable

import pytest

from directives.errors import DirectivesError
from directives.reading.extraction import Extraction
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.open_document.odt import extract_odt
from directives.reading.formats.rich_text.rtf import extract_rtf
from directives.reading.formats.sniff import format_of, kind_of
from directives.reading.formats.text.html import extract_html
from directives.reading.formats.text.markdown import extract_markdown
from directives.reading.formats.text.mhtml import extract_mhtml
from directives.reading.formats.text.plain_text import extract_plain_text
from directives.reading.formats.word97.doc import extract_doc
from tests.reading import doc_samples as word
from tests.reading.code_pages import as_tcvn3
from tests.reading.doc_samples import Paragraph, WordSample
from tests.reading.odt_samples import odt

COPIES = 300
SENTENCE = "các tỉnh đã gửi kết quả; "


def doc_sample() -> bytes:
    sheet = word.style_sheet([(0xFFF, word.CENTRED, word.font(0)), (0, b"", word.font(1))])
    main = [
        Paragraph.of(SENTENCE * 3, style=1),
        Paragraph.of("danh mục", properties=word.listed(1)),
        Paragraph.of("ô", "\x07", word.IN_TABLE),
        Paragraph.of("", "\x07", word.ROW_END),
        Paragraph.of("chú\x02 \x13 PAGE \x145\x15 \x08"),
    ]
    notes = [Paragraph.of("\x02 ghi chú"), Paragraph.of("")]
    levels = [word.level(0, "\x00.")] * 9
    places = {
        1: sheet,
        2: word.positions([95, 120], bytes(2)),
        3: word.positions([0, 11, 12]),
        73: word.lists([(5, levels)]),
        74: word.numberings([5]),
    }
    return WordSample([main, notes], structures=places, fonts=[".VnTime", ".VnTimeH"]).saved()


RTF = (
    rb"{\rtf1\ansi{\fonttbl{\f0 .VnTimeH;}}\trowd\pard\intbl a\u7889?\cell b\cell\row\pard "
    rb"{\header x\par}{\footnote y}{\shp{\*\shpinst{\shptxt z}}}\f0 quy\'d5t \'ae\'denh\par}"
)
HTML = (
    f"<html><body><table><tr><td>{SENTENCE}<td>b</table><ol><li>c</ol><pre>d\ne</pre>"
    f"<p style='font-family:.VnTimeH'>{SENTENCE}</p></body></html>"
).encode()
MHTML = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n" + (
    b"Content-Type: text/html\n\n" + HTML + b"\n--x--"
)
MARKDOWN = (
    f"# a\n\n|\n**b\nc**\n|\nd\n|\n\n| e | f |\n|---|---|\n\n*g\nh* [i](j)\n{SENTENCE}".encode()
)
ODT = odt(
    '<text:list text:style-name="L1"><text:list-item><text:p>a</text:p></text:list-item></text:list>'  # noqa: E501, a sample
    "<table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)
SAMPLES: dict[str, tuple[Callable[[str, bytes], Extraction], bytes]] = {
    "doc": (extract_doc, doc_sample()),
    "rtf": (extract_rtf, RTF),
    "odt": (extract_odt, ODT),
    "html": (extract_html, HTML),
    "mhtml": (extract_mhtml, MHTML),
    "txt": (extract_plain_text, as_tcvn3(SENTENCE * 5)),
    "md": (extract_markdown, MARKDOWN),
}


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Change some bytes, cut a stretch out or off, or say it twice."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] = chance.choice((0, 0xFF, chance.randrange(256)))
    begin, end = sorted(chance.randrange(len(changed)) for _ in range(2))
    kind = chance.randrange(4)
    if kind == 1:
        del changed[begin:end]
    elif kind == 2:
        del changed[begin:]
    elif kind == 3:
        changed[begin:begin] = changed[begin:end]
    return bytes(changed)


@pytest.mark.parametrize("sample", SAMPLES)
def test_mutated_copies_are_read_or_refused(sample: str) -> None:
    extract, content = SAMPLES[sample]
    assert extract("a", content).text
    chance = random.Random(7)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(COPIES):
        changed = mutated(content, chance)
        format_of(changed)
        kind_of(changed)
        try:
            in_unicode(extract("a", changed))
            outcomes["read"] += 1
        except DirectivesError:
            outcomes["refused"] += 1
    assert outcomes["read"] > 0
