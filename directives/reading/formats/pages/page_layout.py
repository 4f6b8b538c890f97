"""Put printed lines in reading order: the two columns of heading and signature, then paragraphs.

Layout: Decree 30/2020/NĐ-CP, Annex I: agency and number on the left, motto and day on the right;
at the end "Nơi nhận" on the left and the signer on the right. Everything between is one column.
"""

from collections.abc import Iterable, Sequence

from directives.reading.extraction import Cell, Extraction, ExtractionBuilder
from directives.reading.formats.pages.page_columns import Columns, split_heading, split_signature
from directives.reading.formats.pages.page_furniture import without_furniture
from directives.reading.formats.pages.paragraphs import Margins, Paragraph, paragraphs_of
from directives.reading.formats.pages.printed_page import PrintedLine, PrintedPage


def arrange(pages: Sequence[PrintedPage], *, shown_pages: int) -> Extraction:
    """Return the words of printed pages in reading order; `shown_pages` is the file's count."""
    clean, furniture = without_furniture(pages)
    arrangement = _Arrangement()
    for number, page in enumerate(clean):
        arrangement.page(page, is_first=number == 0)
    return arrangement.finish(furniture, shown_pages)


class _Arrangement:
    """Collects pages; keeps the paragraph, or the signature, that goes on over the page's end."""

    def __init__(self) -> None:
        self._builder = ExtractionBuilder()
        self._tables = 0
        self._open: Paragraph | None = None
        self._is_signing = False

    def page(self, page: PrintedPage, *, is_first: bool) -> None:
        lines = list(page.lines)
        if is_first:
            heading, lines = split_heading(page, lines)
            self._columns(heading)
        parts = split_signature(page, lines, goes_on=self._is_signing)
        self._text(page, parts.before)
        if parts.columns:
            self._columns(parts.columns, goes_on=self._is_signing)
            self._is_signing = not parts.after
            self._text(page, parts.after)
        else:
            self._is_signing = False

    def finish(self, furniture: Iterable[str], pages: int) -> Extraction:
        self._flush()
        for words in furniture:
            self._builder.add(words, "header")
        return self._builder.build(pages)

    def _text(self, page: PrintedPage, lines: Sequence[PrintedLine]) -> None:
        margins = Margins.of(page, lines)
        for paragraph in paragraphs_of(lines, margins, self._open):
            if paragraph is not self._open:
                self._flush()
            self._open = paragraph

    def _flush(self) -> None:
        if self._open is not None:
            self._builder.add(
                self._open.text,
                "body",
                centred=self._open.centred,
                confidence=self._open.confidence,
            )
            self._open = None

    def _columns(self, columns: Columns, *, goes_on: bool = False) -> None:
        """Add two columns as the cells of a table without borders, a line a paragraph."""
        self._flush()
        if not goes_on:
            self._tables += 1
        for column, lines in enumerate(columns):
            for line in lines:
                self._builder.add(
                    line.text,
                    "table",
                    cell=Cell(self._tables - 1, 0, column),
                    centred=True,
                    confidence=line.confidence,
                )
