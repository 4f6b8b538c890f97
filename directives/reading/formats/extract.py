"""Extract the words of a file by the reader of its format, told from its bytes."""

from collections.abc import Callable
from typing import Final

from directives.errors import FileKindUnsupported
from directives.reading.extraction import Extraction
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.limits import Limits, check_size
from directives.reading.formats.open_document.odt import extract_odt
from directives.reading.formats.pages.paged import ScanNoted, extract_image, extract_pdf
from directives.reading.formats.rich_text.rtf import extract_rtf
from directives.reading.formats.sniff import Format, check_docx, format_of, kind_of
from directives.reading.formats.text.html import extract_html
from directives.reading.formats.text.markdown import extract_markdown
from directives.reading.formats.text.mhtml import extract_mhtml
from directives.reading.formats.text.plain_text import extract_plain_text
from directives.reading.formats.word.docx import extract_docx
from directives.reading.formats.word97.doc import extract_doc

_READERS: Final[dict[Format, Callable[..., Extraction]]] = {
    Format.DOC: extract_doc,
    Format.RTF: extract_rtf,
    Format.ODT: extract_odt,
    Format.HTML: extract_html,
    Format.MHTML: extract_mhtml,
    Format.TXT: extract_plain_text,
    Format.MD: extract_markdown,
}


def extract(
    name: str, content: bytes, *, limits: Limits, on_scan: ScanNoted
) -> tuple[Format, Extraction]:
    """Return the format and the words, in Unicode; raises what `reading.read_file` names."""
    check_size(name, content, limits)
    found = format_of(content)
    if found is None:
        raise FileKindUnsupported(name=name, kind=kind_of(content))
    if found is Format.DOCX:
        check_docx(name, content, limits=limits)
        extraction = extract_docx(name, content)
    elif found is Format.PDF:
        extraction = extract_pdf(name, content, limits=limits, on_scan=on_scan)
    elif found in {Format.PNG, Format.JPEG, Format.TIFF}:
        extraction = extract_image(name, content, limits=limits, on_scan=on_scan)
    else:
        extraction = _READERS[found](name, content, limits=limits)
    return found, in_unicode(extraction)
