"""Read what consists of pages: a .pdf with a text layer, a scanned .pdf, an image.

A page whose layer holds nothing but the stamp of a portal counts as a scan and is recognised.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from directives.errors import FileTooManyScannedPages
from directives.reading.extraction import Extraction
from directives.reading.formats.limits import Limits
from directives.reading.formats.pages.page_furniture import has_text_layer
from directives.reading.formats.pages.page_layout import arrange
from directives.reading.formats.pages.pdf import first_page, open_pdf, page_image, printed_page
from directives.reading.formats.pages.printed_page import PrintedPage
from directives.reading.formats.pages.recognition import recognise

ScanNoted = Callable[[int], None]
"""Told how many pages will be recognised, before the first of them."""


def extract_pdf(name: str, content: bytes, *, limits: Limits, on_scan: ScanNoted) -> Extraction:
    """Return the words of a .pdf; pages without words of their own are recognised.

    Raises:
        FileEncrypted, FileTooManyPages, FileUnreadable: as `open_pdf` says.
        FileTooManyScannedPages: more pages must be recognised than `limits` allow.
        RecognitionMissing, RecognitionFailed: as `recognise` says.
    """
    with open_pdf(name, content, max_pages=limits.max_pages) as document:
        pages = [first_page(document)]
        pages += [printed_page(document[number]) for number in range(1, len(document))]
    scanned = [number for number, page in enumerate(pages) if not has_text_layer(page)]
    # The last page of a printed document may hold little more than its stamp, or be blank.
    is_scan = len(scanned) * 2 > len(pages)
    if is_scan:
        if len(scanned) > limits.max_scanned_pages:
            raise FileTooManyScannedPages(
                name=name, pages=len(scanned), limit=limits.max_scanned_pages
            )
        on_scan(len(scanned))
        # Opened again, because the stamps have been drawn into the first page.
        with open_pdf(name, content, max_pages=limits.max_pages) as document:
            for number in scanned:
                stamped = pages[number].lines
                page = _recognised(name, document, number, limits=limits)
                # What was stamped on the page, such as its number, is text already.
                pages[number] = replace(page, lines=page.lines + stamped)
    extraction = arrange(pages, shown_pages=len(pages))
    return replace(extraction, text_layer=not is_scan, ocr=is_scan)


def extract_image(name: str, content: bytes, *, limits: Limits, on_scan: ScanNoted) -> Extraction:
    """Return the words of an image: PNG, JPEG or TIFF.

    Raises:
        RecognitionMissing, RecognitionFailed: as `recognise` says.
    """
    on_scan(1)
    pages = recognise(name, content, number=1, scale=None, seconds=limits.page_seconds)
    extraction = arrange(pages, shown_pages=len(pages))
    return replace(extraction, text_layer=False, ocr=True)


def _recognised(name: str, document: Any, number: int, *, limits: Limits) -> PrintedPage:
    image, scale = page_image(document[number])
    (page,) = recognise(name, image, number=number + 1, scale=scale, seconds=limits.page_seconds)
    return page
