"""Read an .odt: a zip of XML in the OpenDocument format."""

import io
import zipfile
from typing import Any, Final

from lxml import etree

from directives.errors import (
    DirectivesError,
    FileEncrypted,
    FileNestedTooDeep,
    FileUnreadable,
)
from directives.reading.extraction import Cell, Extraction, ExtractionBuilder, Part
from directives.reading.formats.limits import DEFAULT_LIMITS, Limits
from directives.reading.formats.open_document.odt_styles import (
    OUTLINE,
    STYLE,
    TEXT,
    OdtLists,
    OdtStyles,
)
from directives.reading.formats.sniff import check_odt
from directives.reading.formats.styled_text import StyledText

_OASIS: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE: Final = f"{_OASIS}office:1.0}}"
_TABLE: Final = f"{_OASIS}table:1.0}}"
_DRAW: Final = f"{_OASIS}drawing:1.0}}"
_META: Final = f"{_OASIS}meta:1.0}}"

_MAX_DEPTH: Final = 60
_PARAGRAPHS: Final = frozenset((f"{TEXT}p", f"{TEXT}h"))
_CELLS: Final = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
_DRAWN: Final = (f"{_DRAW}frame", f"{_DRAW}custom-shape")
_SILENT: Final = frozenset(
    (
        f"{TEXT}tracked-changes",
        f"{TEXT}ruby-text",
        f"{TEXT}hidden-text",
        f"{TEXT}note",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        *_DRAWN,
    )
)
_ENCRYPTION: Final = b"encryption-data"


def extract_odt(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Extraction:
    """Return the words of an .odt as its fonts store them; `encoding.in_unicode` comes after.

    Body, tables and text boxes come in reading order, then notes, then page headers and footers.
    Tracked changes are read as accepted. `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is, or unpacks to, more than `limits` allow.
        FileKindUnsupported: the bytes are of another kind.
        FileUnsafe: a part declares a DTD or an entity.
        FileEncrypted: a password protects it.
        FileNestedTooDeep: its elements stand in each other too deep.
        FileUnreadable: it is broken.
    """
    check_odt(name, content, limits=limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            _check_is_open(name, archive)
            parts = {
                part: _root(archive.read(f"{part}.xml"))
                for part in ("content", "styles", "meta")
                if f"{part}.xml" in names
            }
        return _Walk(name, parts).extraction()
    except DirectivesError:
        raise
    # Broken XML and zips raise errors of both libraries.
    except Exception as error:
        if "depth" in str(error).lower():
            raise FileNestedTooDeep(name=name, limit=_MAX_DEPTH) from error
        raise FileUnreadable(name=name) from error


def _check_is_open(name: str, archive: zipfile.ZipFile) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and _ENCRYPTION in archive.read(manifest):
        raise FileEncrypted(name=name)


def _root(xml: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)


class _Walk:
    """One pass over a document."""

    def __init__(self, name: str, parts: dict[str, Any]) -> None:
        self._name = name
        self._parts = parts
        self._builder = ExtractionBuilder()
        self._tables = 0
        self._styles = OdtStyles()
        for part in ("styles", "content"):
            if part in parts:
                self._styles.learn(parts[part])
        self._lists = OdtLists(self._styles)
        self._outline = self._lists.open(OUTLINE, continues=True)
        self._notes: list[StyledText] = []

    def extraction(self) -> Extraction:
        body = self._parts["content"].find(f"{_OFFICE}body/{_OFFICE}text")
        self._container(body, "body", None, 0)
        for note in self._notes:
            self._builder.add(note.text, "footnote", capitals=note.spans)
        self._margins()
        return self._builder.build(self._page_count())

    def _container(self, element: Any, part: Part, cell: Cell | None, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise FileNestedTooDeep(name=self._name, limit=_MAX_DEPTH)
        for child in element.iterchildren():
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, part, cell, self._heading_label(child))
            elif child.tag == f"{TEXT}list":
                self._list(child, part, cell, depth + 1)
            elif child.tag == f"{_TABLE}table":
                self._table(child, part, depth + 1)
            elif child.tag in _DRAWN:
                self._boxes(child, part, cell)
            elif _is_shown(child):
                self._container(child, part, cell, depth + 1)

    def _heading_label(self, paragraph: Any) -> str:
        level = paragraph.get(f"{TEXT}outline-level", "")
        is_numbered = paragraph.tag == f"{TEXT}h" and level.isdecimal()
        is_numbered = is_numbered and paragraph.get(f"{TEXT}is-list-header") != "true"
        return self._lists.label(self._outline, int(level[:2]) - 1) if is_numbered else ""

    def _list(self, element: Any, part: Part, cell: Cell | None, depth: int) -> None:
        """Read a list with all lists in it; `depth` counts the elements round it."""
        style = element.get(f"{TEXT}style-name") or self._style_of_first(element)
        continues = element.get(f"{TEXT}continue-numbering") == "true"
        continues = continues or element.get(f"{TEXT}continue-list") is not None
        name = self._lists.open(style, continues=continues)
        self._items(element, part, cell, (name, 0, depth))

    def _items(
        self, element: Any, part: Part, cell: Cell | None, place: tuple[str, int, int]
    ) -> None:
        name, level, depth = place
        if depth > _MAX_DEPTH:
            raise FileNestedTooDeep(name=self._name, limit=_MAX_DEPTH)
        for item in element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            is_first = item.tag == f"{TEXT}list-item"
            for child in item.iterchildren():
                if child.tag in _PARAGRAPHS:
                    label = self._lists.label(name, level) if is_first else ""
                    self._paragraph(child, part, cell, label)
                    is_first = False
                elif child.tag == f"{TEXT}list":
                    self._items(child, part, cell, (name, level + 1, depth + 1))

    def _style_of_first(self, element: Any) -> str:
        first = next(element.iter(*_PARAGRAPHS), None)
        return "" if first is None else self._styles.list_of(first.get(f"{TEXT}style-name", ""))

    def _table(self, element: Any, part: Part, depth: int) -> None:
        number = self._tables
        self._tables += 1
        inner: Part = "table" if part == "body" else part
        for row_number, row in enumerate(_rows(element, depth)):
            for column, cell in enumerate(row.iterchildren(*_CELLS)):
                self._container(cell, inner, Cell(number, row_number, column), depth)

    def _paragraph(self, element: Any, part: Part, cell: Cell | None, label: str) -> None:
        style = element.get(f"{TEXT}style-name", "")
        words = StyledText()
        words.append(label)
        capitals = bool(self._styles.is_capitals("paragraph", style))
        if not self._styles.is_hidden("paragraph", style):
            self._words(element, words, capitals=capitals, depth=0)
        self._builder.add(
            words.text,
            part,
            cell=cell,
            centred=self._styles.is_centred(style),
            capitals=words.spans,
        )
        for frame in element.iterdescendants(*_DRAWN):
            if next(frame.iterancestors(*_DRAWN), None) is None:  # boxes in boxes come with them
                self._boxes(frame, part, cell)

    def _boxes(self, frame: Any, part: Part, cell: Cell | None) -> None:
        for paragraph in frame.iter(*_PARAGRAPHS):
            words = StyledText()
            self._words(paragraph, words, capitals=False, depth=0)
            self._builder.add(words.text, part, cell=cell, floating=True, capitals=words.spans)

    def _words(self, element: Any, words: StyledText, *, capitals: bool, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise FileNestedTooDeep(name=self._name, limit=_MAX_DEPTH)
        words.append(_spaced(element.text), capitals=capitals)
        for child in element.iterchildren():
            style = child.get(f"{TEXT}style-name", "") if isinstance(child.tag, str) else ""
            own = self._styles.is_capitals("text", style) if style else None
            shown = capitals if own is None else own
            if child.tag == f"{TEXT}s":
                count = child.get(f"{TEXT}c", "1")
                words.append(" " * min(int(count[:4]) if count.isdecimal() else 1, 500))
            elif child.tag == f"{TEXT}tab":
                words.append("\t")
            elif child.tag == f"{TEXT}line-break":
                words.append("\n")
            elif child.tag == f"{TEXT}note":
                self._note(child, words, depth)
            elif _is_shown(child) and not self._styles.is_hidden("text", style):
                self._words(child, words, capitals=shown, depth=depth + 1)
            words.append(_spaced(child.tail), capitals=capitals)

    def _note(self, element: Any, words: StyledText, depth: int) -> None:
        mark = "".join(element.xpath("string(*[local-name()='note-citation'])")).strip()
        words.append(f"[{mark}]")
        note = StyledText()
        note.append(f"[{mark}]")
        for paragraph in element.iter(*_PARAGRAPHS):
            note.append(" ")
            self._words(paragraph, note, capitals=False, depth=depth + 1)
        self._notes.append(note)

    def _margins(self) -> None:
        seen: set[str] = set()
        pages = self._parts["styles"].iter(f"{STYLE}master-page") if "styles" in self._parts else ()
        for page in pages:
            for element in page.iterchildren():
                kind = str(element.tag).removeprefix(STYLE)
                words = "".join(element.itertext())
                if kind.startswith(("header", "footer")) and words not in seen:
                    seen.add(words)
                    self._container(element, "header" if kind[0] == "h" else "footer", None, 0)

    def _page_count(self) -> int | None:
        for statistic in self._parts["meta"].iter() if "meta" in self._parts else ():
            count = statistic.get(f"{_META}page-count", "")
            if count.isdecimal():
                return int(count[:6]) or None
        return None


def _is_shown(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag not in _SILENT


def _rows(element: Any, depth: int) -> list[Any]:
    """Return the rows of a table, also those in groups and headings, but not of tables in it."""
    rows = []
    for child in element.iterchildren():
        if child.tag == f"{_TABLE}table-row":
            rows.append(child)
        elif isinstance(child.tag, str) and "row" in child.tag and depth <= _MAX_DEPTH:
            rows.extend(_rows(child, depth + 1))
    return rows


def _spaced(text: str | None) -> str:
    """Return text with its line ends as spaces: in XML they are only layout."""
    return (text or "").replace("\n", " ").replace("\t", " ").replace("\r", " ")
