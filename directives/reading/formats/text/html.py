"""Read a web page, also one that a word processor saved under the name of its own format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from directives.errors import DirectivesError, FileNestedTooDeep, FileUnreadable
from directives.reading.extraction import Extraction, ExtractionBuilder, Part
from directives.reading.formats.charset import text_of
from directives.reading.formats.limits import DEFAULT_LIMITS, Limits, check_size
from directives.reading.formats.list_labels import formatted
from directives.reading.formats.styled_text import StyledText, is_capitals_font
from directives.reading.formats.table_cells import TableCells

_MAX_DEPTH: Final = 255  # elements in each other, the limit of the parser
_MAX_EVENTS: Final = 1_000_000  # begins and ends of elements
_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_FONT: Final = re.compile(r"font-family\s*:\s*([^;,]{1,100})", re.IGNORECASE)
_CENTRED: Final = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_NOTE: Final = re.compile(r"mso-element\s*:\s*(?:foot|end)note\s*(?:;|$)", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_SILENT: Final = frozenset(
    (
        "head", "script", "style", "noscript", "template", "object", "iframe", "select", "textarea",
        "button", "svg", "del", "title", "audio", "video", "canvas",
    )
)  # fmt: skip
_LIST_FORMATS: Final = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip


def extract_html(
    name: str, content: bytes, *, declared: str = "", limits: Limits = DEFAULT_LIMITS
) -> Extraction:
    """Return the words of a page as its fonts store them; `encoding.in_unicode` comes after.

    `declared` is the charset named outside the page; `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is larger than `limits` allow.
        FileNestedTooDeep: its elements stand in each other too deep.
        FileUnreadable: it is broken.
    """
    check_size(name, content, limits)
    found = _DECLARED.search(content[:4096])
    claimed = found[1].decode("ascii", "replace") if found else declared
    try:
        return _Walk(_parsed(name, text_of(content, claimed))).extraction()
    except DirectivesError:
        raise
    # The parser raises several kinds of errors on what is no page at all.
    except Exception as error:
        raise FileUnreadable(name=name) from error


def _parsed(name: str, text: str) -> Any:
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    page = text.replace("\x00", "")
    declaration = _XML_DECLARATION.match(page)
    page = page[declaration.end() if declaration else 0 :]
    root = lxml_html.document_fromstring(page, parser=parser)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise FileNestedTooDeep(name=name, limit=_MAX_DEPTH)
    return root


@dataclass(slots=True)
class _Listing:
    number_format: str | None  # None: bullets
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an element hands on to what stands in it."""

    capitals: bool = False
    centred: bool = False
    kept_spaces: bool = False
    part: Part = "body"


@dataclass(slots=True)
class _Walk:
    """One pass over the elements of a page."""

    root: Any
    _builder: ExtractionBuilder = field(default_factory=ExtractionBuilder)
    _cells: TableCells = field(default_factory=TableCells)
    _words: StyledText = field(default_factory=StyledText)
    _last: str = ""
    _label: str = ""
    _depth: int = 0
    _settings: list[_Setting] = field(default_factory=lambda: [_Setting()])
    _lists: list[_Listing] = field(default_factory=list)

    def extraction(self) -> Extraction:
        walker = etree.iterwalk(self.root, events=("start", "end"))
        for count, (event, element) in enumerate(walker):
            if count > _MAX_EVENTS:
                raise ValueError("more elements than any document has")
            if not isinstance(element.tag, str):
                continue
            if event == "end":
                self._end(element)
            elif element.tag in _SILENT or _HIDDEN.search(element.get("style", "")):
                self._settings.append(self._settings[-1])
                walker.skip_subtree()
            else:
                self._start(element)
        self._end_paragraph()
        return self._builder.build()

    def _start(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._end_paragraph()
        self._settings.append(_setting(element, self._settings[-1]))
        if tag == "br":
            self._append("\n", is_break=True)
        elif tag == "table":
            self._depth += 1
            self._cells.cell(self._depth)
        elif tag in {"ol", "ul"}:
            self._lists.append(_listing(element))
        elif tag == "li":
            self._label = self._list_label(element)
        self._append(element.text)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in {"td", "th"}:
            self._cells.end_cell()
        elif tag == "tr":
            self._cells.end_row()
        elif tag == "table":
            self._depth -= 1
            self._cells.cell(self._depth)
        elif tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        self._settings.pop()
        self._append(element.tail)

    def _append(self, text: str | None, *, is_break: bool = False) -> None:
        setting = self._settings[-1]
        shown = text or ""
        if not (is_break or setting.kept_spaces):
            shown = _SPACE.sub(" ", shown)
            if self._last in {"", " ", "\n"}:
                shown = shown.lstrip(" ")
        if not shown or (is_break and not self._last):
            return
        if self._label and shown.strip():
            self._words.append(self._label)
            self._label = ""
        self._words.append(shown, capitals=setting.capitals)
        self._last = shown[-1]

    def _end_paragraph(self) -> None:
        setting = self._settings[-1]
        cell = self._cells.cell(self._depth)
        part = "table" if cell and setting.part == "body" else setting.part
        for text, spans in _lines(self._words, kept_spaces=setting.kept_spaces):
            self._builder.add(text, part, cell=cell, centred=setting.centred, capitals=spans)
        self._words = StyledText()
        self._last = ""

    def _list_label(self, element: Any) -> str:
        if not self._lists or self._lists[-1].number_format is None:
            return "- "
        listing = self._lists[-1]
        given = element.get("value", "")
        listing.count = int(given[:6]) if given.isdecimal() else listing.count + 1
        return f"{formatted(listing.count, listing.number_format or '')}. "


def _setting(element: Any, outer: _Setting) -> _Setting:
    style = element.get("style", "")
    font = _FONT.search(style)
    face = font[1] if font else element.get("face")
    align = _CENTRED.search(style)
    aligned = align[1] if align else element.get("align")
    centred = outer.centred if aligned is None else aligned.lower() == "center"
    return _Setting(
        capitals=outer.capitals if face is None else is_capitals_font(face.split(",")[0]),
        centred=centred or element.tag == "center",
        kept_spaces=outer.kept_spaces or element.tag == "pre",
        part="footnote" if _NOTE.search(style) else outer.part,
    )


def _listing(element: Any) -> _Listing:
    if element.tag == "ul":
        return _Listing(None)
    start = element.get("start", "")
    first = int(start[:6]) if start.isdecimal() else 1
    return _Listing(_LIST_FORMATS.get(element.get("type", ""), "decimal"), first - 1)


def _lines(
    words: StyledText, *, kept_spaces: bool
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the paragraphs of what was collected: one, or the lines of preformatted text."""
    if not kept_spaces:
        yield words.text, words.spans
        return
    for line in words.text.splitlines():
        yield line, ()
