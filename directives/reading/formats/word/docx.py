"""Read a .docx: the only reader that knows python-docx, which opens the package and its parts.

The words are found by our own walk of the XML, because the library's paragraphs leave out tracked
insertions, content controls, text boxes, notes and nested tables.
"""

import io
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from directives.errors import DirectivesError, FileNestedTooDeep, FileUnreadable
from directives.reading.extraction import Cell, Extraction, ExtractionBuilder, Part
from directives.reading.formats.word.docx_fonts import CapitalFonts
from directives.reading.formats.word.docx_lists import ListLabels
from directives.reading.formats.word.docx_runs import paragraph_text, text_boxes

_MAX_DEPTH: Final = 40
_NOTE_PARTS: Final = ("footnotes", "endnotes")
_TRANSPARENT: Final = frozenset(
    qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
)
_PARAGRAPH: Final = qn("w:p")
_TABLE: Final = qn("w:tbl")
_ROW: Final = qn("w:tr")
_CELL: Final = qn("w:tc")
_PROPERTIES: Final = qn("w:pPr")
_ALIGNMENT: Final = qn("w:jc")
_STYLE: Final = qn("w:pStyle")
_VALUE: Final = qn("w:val")
_MARK: Final = qn("w:rPr")
_MARK_GONE: Final = (qn("w:del"), qn("w:moveFrom"))


def extract_docx(name: str, content: bytes) -> Extraction:
    """Return the words of a .docx that `sniff.check_docx` has let through.

    Body, tables and text boxes come in reading order, then notes, then page headers and footers.
    Tracked changes are read as accepted. `name` is only for the message.

    Raises:
        FileNestedTooDeep: tables stand inside each other further than any document needs.
        FileUnreadable: the package or its XML is broken.
    """
    try:
        document = docx.Document(io.BytesIO(content))
        return _Walk(name, document).extraction()
    except DirectivesError:
        raise
    # The library raises anything from KeyError to lxml's own errors on a broken package.
    except Exception as error:
        raise FileUnreadable(name=name) from error


class _Walk:
    """One pass over a document; holds the table counter and the list counters."""

    def __init__(self, name: str, document: Document) -> None:
        self._name = name
        self._document = document
        self._builder = ExtractionBuilder()
        self._tables = 0
        self._labels = ListLabels(_root(document, "numbering"), _root(document, "styles"))
        self._styles = _centred_styles(document)
        self._capitals = CapitalFonts(document.element.body, _root(document, "styles"))

    def extraction(self) -> Extraction:
        self._container(self._document.element.body, "body", None, 0)
        self._notes()
        self._page_margins()
        return self._builder.build(_page_count(self._document))

    def _container(self, element: Any, part: Part, cell: Cell | None, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise FileNestedTooDeep(name=self._name, limit=_MAX_DEPTH)
        merged = ""
        for child in element.iterchildren():
            if child.tag == _PARAGRAPH:
                text = merged + self._labels.label(child) + paragraph_text(child)
                if _mark_is_deleted(child):
                    merged = text  # the deleted mark joins this paragraph to the next
                    continue
                merged = ""
                self._paragraph(child, text, part, cell)
            elif child.tag == _TABLE:
                self._table(child, part, depth + 1)
            elif child.tag in _TRANSPARENT:
                self._container(child, part, cell, depth + 1)
        if merged:
            self._builder.add(merged, part, cell=cell)

    def _paragraph(self, element: Any, text: str, part: Part, cell: Cell | None) -> None:
        spans = self._capitals.spans(element)
        if spans:
            # Before it: a label, or a paragraph whose mark was deleted.
            shift = len(text) - len(paragraph_text(element))
            spans = tuple((start + shift, end + shift) for start, end in spans)
        self._builder.add(text, part, cell=cell, centred=self._is_centred(element), capitals=spans)
        for box in text_boxes(element):
            for inner in box.iter(_PARAGRAPH):
                self._builder.add(paragraph_text(inner), part, cell=cell, floating=True)

    def _table(self, table: Any, part: Part, depth: int) -> None:
        number = self._tables
        self._tables += 1
        inner: Part = "table" if part == "body" else part
        for row_number, row in enumerate(_through(table, _ROW)):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            for column, tc in enumerate(_through(row, _CELL)):
                self._container(tc, inner, Cell(number, row_number, column), depth)

    def _is_centred(self, element: Any) -> bool:
        properties = element.find(_PROPERTIES)
        if properties is None:
            return False
        alignment = properties.find(_ALIGNMENT)
        if alignment is not None:
            return bool(alignment.get(_VALUE) == "center")
        style = properties.find(_STYLE)
        return style is not None and style.get(_VALUE) in self._styles

    def _notes(self) -> None:
        for part in _related(self._document, _NOTE_PARTS):
            for note in parse_xml(part.blob):
                if note.get(qn("w:type")) is None:  # the others draw the separator line
                    number = note.get(qn("w:id"), "")
                    words = [paragraph_text(inner) for inner in note.iter(_PARAGRAPH)]
                    text = " ".join(word.strip() for word in words if word.strip())
                    if text:
                        self._builder.add(f"[{number}] {text}", "footnote")

    def _page_margins(self) -> None:
        seen: set[str] = set()
        for kind in ("header", "footer"):
            for part in _related(self._document, (kind,)):
                root = _element(part)
                words = "\n".join(paragraph_text(inner) for inner in root.iter(_PARAGRAPH))
                if words not in seen:
                    seen.add(words)
                    self._container(root, "header" if kind == "header" else "footer", None, 1)


def _through(element: Any, tag: str) -> Iterator[Any]:
    """Yield the children with `tag`, looking through content controls."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _through(child, tag)


def _mark_is_deleted(paragraph: Any) -> bool:
    properties = paragraph.find(_PROPERTIES)
    mark = None if properties is None else properties.find(_MARK)
    return mark is not None and any(mark.find(tag) is not None for tag in _MARK_GONE)


def _related(document: Document, kinds: tuple[str, ...]) -> list[Any]:
    """Return the parts of these kinds, in the order of their names, so that runs agree."""
    relations = document.part.rels.values()
    parts = [
        relation.target_part
        for relation in relations
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in kinds
    ]
    return sorted(parts, key=lambda part: str(part.partname))


def _root(document: Document, kind: str) -> Any | None:
    parts = _related(document, (kind,))
    return _element(parts[0]) if parts else None


def _element(part: Any) -> Any:
    """Return the root of a part, which the library has parsed already if it knows the kind."""
    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _centred_styles(document: Document) -> frozenset[str]:
    """Return the ids of the styles that centre by themselves."""
    centred = set()
    styles = _root(document, "styles")
    for style in () if styles is None else styles.iterchildren(qn("w:style")):
        alignment = style.find(f"{qn('w:pPr')}/{qn('w:jc')}")
        if alignment is not None and alignment.get(qn("w:val")) == "center":
            centred.add(style.get(qn("w:styleId"), ""))
    return frozenset(centred)


def _page_count(document: Document) -> int | None:
    """Return the page count that the writing program left in docProps/app.xml."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            for element in parse_xml(part.blob).iterchildren():
                if element.tag.endswith("}Pages") and (element.text or "").isdecimal():
                    return int(element.text[:6]) or None
    return None
