"""Read the text layer of a .pdf: the only reader that knows pypdfium2.

Only the words and the places of the first and last letter of each line are asked for, so that
reading costs little more than the text alone. Scripts in a PDF are never run.
"""

import ctypes
import re
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from directives.errors import FileEncrypted, FileTooManyPages, FileUnreadable
from directives.reading.formats.pages.printed_page import PrintedLine, PrintedPage

_LINE_BREAK: Final = "\r\n"
_HYPHENS: Final = re.compile("[\x02\ufffe]")  # that break a word, as PDFium says
_WIDE_LETTERS: Final = 0.5  # of the size: wider on average, and the line has a hole in it
_SAMPLE: Final = 5  # lines that show the size of a page's letters
_REAL_SIZE: Final = 4.0  # points; a smaller font is scaled by the page
_STRETCHED: Final = 1.15  # times the usual width, in a justified line
_HOLE: Final = 14.0  # points between two words of different columns
_BLANK: Final = 5.0  # points left open in the number or the day, to be stamped
_HAS_BLANK: Final = re.compile(r"(?:[Ss]ố\s*:|ngày|tháng)")
_SHORT: Final = 70  # letters of a line of the heading
_LONG: Final = 40  # letters of a line that shows how wide letters are
_MAX_MARK: Final = 3  # digits of a footnote's mark
_SMALL: Final = 0.8  # of the letters before: a raised mark of a footnote
_RENDER_DPI: Final = 300
_MAX_PIXELS: Final = 40_000_000  # a page may claim to be metres wide


@contextmanager
def open_pdf(name: str, content: bytes, *, max_pages: int) -> Iterator[Any]:
    """Yield the opened document; `name` is only for the messages.

    Raises:
        FileEncrypted: it opens with a password only.
        FileTooManyPages: it has more than `max_pages`.
        FileUnreadable: it is broken.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise FileEncrypted(name=name) from error
        raise FileUnreadable(name=name) from error
    try:
        if len(document) > max_pages:
            raise FileTooManyPages(name=name, pages=len(document), limit=max_pages)
        yield document
    except pypdfium2.PdfiumError as error:
        raise FileUnreadable(name=name) from error
    finally:
        document.close()


def first_page(document: Any) -> PrintedPage:
    """Return the lines of the first page, with what was stamped on it: number, day, signature."""
    page = document[0]
    if pdfium.FPDFPage_GetAnnotCount(page.raw):
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[0]
    return printed_page(page)


def printed_page(page: Any) -> PrintedPage:
    """Return the lines of the text layer of an opened page."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        lines = _Lines(text_page, width, height, page.get_rotation()).lines()
    finally:
        text_page.close()
    return PrintedPage(width, height, tuple(lines))


def page_image(page: Any) -> tuple[bytes, float]:
    """Return a page drawn in grey, without stamps, as a PGM image, and its pixels per point."""
    width, height = page.get_size()
    scale = _RENDER_DPI / 72
    pixels = width * height * scale * scale
    if pixels > _MAX_PIXELS:
        scale *= (_MAX_PIXELS / pixels) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True, draw_annots=False)
    try:
        data = bytes(bitmap.buffer)
        starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        rows = (data[start : start + bitmap.width] for start in starts)
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows), scale
    finally:
        bitmap.close()


class _Lines:
    """The lines of one text page; letters are counted as PDFium counts them."""

    def __init__(self, text_page: Any, width: float, height: float, rotation: int) -> None:
        self._text = text_page.get_text_range()
        self._page = text_page.raw
        self._is_straight = text_page.count_chars() == len(self._text)  # nothing left out
        self._page_size = (width, height)
        self._rotation = rotation
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = tuple(ctypes.c_double() for _ in range(4))

    def lines(self) -> list[PrintedLine]:
        found: list[tuple[int, str, PrintedLine]] = []
        offset = 0
        for printed in self._text.split(_LINE_BREAK):
            words = printed.strip()
            if words:
                start = offset + printed.index(words[0])
                found.append((start, words, self._line(words, start)))
            offset += len(printed) + len(_LINE_BREAK)
        widest = self._widest_letter(found)
        lines: list[PrintedLine] = []
        for start, words, line in found:
            if line.right - line.left > widest * len(words):
                lines.extend(self._split_at_holes(words, start))
            else:
                lines.append(line)
        return lines

    def _widest_letter(self, found: Sequence[tuple[int, str, PrintedLine]]) -> float:
        """Return the mean width of a letter above which a line must have a hole in it."""
        long = [(start, words, line) for start, words, line in found if len(words) > _LONG]
        if not long:
            return 0.0
        size = statistics.median(self._size(start) for start, _, _ in long[:_SAMPLE])
        if size > _REAL_SIZE:
            return size * _WIDE_LETTERS
        return statistics.median(line.width / len(words) for _, words, line in long) * _STRETCHED

    def _line(self, words: str, start: int) -> PrintedLine:
        left, baseline = self._origin(start)
        right = self._right(start + len(words) - 1)
        shown = _HYPHENS.sub("-", words)
        if shown[-1].isdigit():
            # A mark alone is smaller than the words before it.
            letter = self._size(start if len(shown) > 1 else max(start - len(_LINE_BREAK) - 1, 0))
            marks = self._raised_digits(shown, start, letter)
            if marks:
                shown = f"{shown[:-marks]}[{shown[-marks:]}]"
        return PrintedLine(shown, left, max(left, right), baseline)

    def _raised_digits(self, words: str, start: int, letter: float) -> int:
        """Return how many small digits, the mark of a footnote, end a line."""
        count = 0
        while count < min(len(words), _MAX_MARK) and words[-1 - count].isdigit():
            if self._size(start + len(words) - 1 - count) >= letter * _SMALL:
                break
            count += 1
        return count

    def _split_at_holes(self, words: str, start: int) -> Iterator[PrintedLine]:
        begin = 0
        is_heading = len(words) < _SHORT and _HAS_BLANK.search(words)
        hole = _BLANK if is_heading else _HOLE
        for index, char in enumerate(words):
            after = index + 1
            if char != " " or words[after] == " ":
                continue
            before = len(words[:index].rstrip(" "))
            if self._origin(start + after)[0] - self._right(start + before - 1) > hole:
                yield self._line(words[begin:before], start + begin)
                begin = after
        yield self._line(words[begin:], start + begin)

    def _index(self, position: int) -> int:
        """Return which letter of the page stands at `position` of its text."""
        if self._is_straight:
            return position
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, position))

    def _size(self, position: int) -> float:
        index = self._index(position)
        return float(pdfium.FPDFText_GetFontSize(self._page, index))

    def _origin(self, position: int) -> tuple[float, float]:
        index = self._index(position)
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        return self._turned(self._x.value, self._y.value)

    def _right(self, position: int) -> float:
        index = self._index(position)
        left, right, bottom, top = self._box
        pdfium.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        if not self._rotation:
            return right.value
        corners = (self._turned(left.value, bottom.value), self._turned(right.value, top.value))
        return max(x for x, _ in corners)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        """Turn a place as the file counts it into one on the page as it is shown, from the top."""
        width, height = self._page_size
        if not self._rotation:
            return x, height - y
        turns = {90: (y, x), 180: (width - x, y), 270: (width - y, height - x)}
        return turns[self._rotation]
