"""Extract the words of a file by the reader of its format, told from its bytes."""

from directives.reading.docx import extract_docx
from directives.reading.extraction import Extraction
from directives.reading.paged import ScanNoted, extract_image, extract_pdf
from directives.reading.sniff import Limits, check_docx


def extract(
    name: str, content: bytes, *, limits: Limits, on_scan: ScanNoted
) -> tuple[str, Extraction]:
    """Return the format and the words; raises what `reading.read_file` names."""
    if content.startswith(b"%PDF"):
        return "pdf", extract_pdf(name, content, limits=limits, on_scan=on_scan)
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")):
        return "image", extract_image(name, content, limits=limits, on_scan=on_scan)
    check_docx(name, content, limits=limits)
    return "docx", extract_docx(name, content)
