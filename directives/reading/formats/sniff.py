"""What a file is, told from its bytes; the name is never trusted."""

import io
import re
import zipfile
from enum import StrEnum
from typing import Final

from directives.errors import FileKindUnsupported, FileUnreadable
from directives.reading.formats.limits import DEFAULT_LIMITS, Limits, check_size
from directives.reading.formats.zip_safety import BROKEN_ZIP, check_declarations, check_sizes
from directives.translation import N_


class Format(StrEnum):
    """The formats that have a reader; the values are those of `file.format`."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    HTML = "html"
    MHTML = "mhtml"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    TXT = "txt"
    MD = "md"


# First bytes → the format.
_MAGIC: Final = (
    (b"%PDF", Format.PDF),
    (b"{\\rtf", Format.RTF),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG", Format.PNG),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
)
# First bytes of what has no reader → what it is, in words fit for a message.
_OTHER_MAGIC: Final = (
    (b"GIF8", N_("ảnh GIF")),
    (b"7z\xbc\xaf", N_("tệp nén 7z")),
    (b"Rar!", N_("tệp nén RAR")),
    (b"\x1f\x8b", N_("tệp nén gzip")),
)
_NAMES: Final = {
    Format.DOCX: N_("Word (.docx)"),
    Format.DOC: N_("Word đời cũ (.doc)"),
    Format.RTF: N_("RTF"),
    Format.ODT: N_("OpenDocument (.odt)"),
    Format.HTML: N_("trang HTML"),
    Format.MHTML: N_("trang HTML lưu một tệp (MHTML)"),
    Format.PDF: N_("PDF"),
    Format.PNG: N_("ảnh PNG"),
    Format.JPEG: N_("ảnh JPEG"),
    Format.TIFF: N_("ảnh TIFF"),
    Format.TXT: N_("văn bản thường"),
    Format.MD: N_("văn bản thường"),
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_WORD_MAIN: Final = b"wordprocessingml.document.main+xml"
_WORD_MACRO: Final = b"vnd.ms-word.document.macroEnabled.main+xml"
_MACRO_PARTS: Final = frozenset({"word/vbaProject.bin", "word/vbaData.xml"})
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_BYTE_ORDER: Final = (b"\xff\xfe", b"\xfe\xff")
_HTML: Final = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|style|table|div|center|p|font|h[1-6])[\s>/:]",
    re.IGNORECASE | re.DOTALL,
)
_MHTML: Final = re.compile(
    rb"(?:[A-Za-z][A-Za-z-]{0,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,20}){0,30}?"
    rb"Content-Type:\s*(?:multipart/related|multipart/alternative|text/html)",
    re.IGNORECASE,
)
_MARKDOWN: Final = re.compile(
    r"^(?:#{1,6} +\S|---\n(?:.*\n){1,40}?---$|\|?[ \t]{0,9}:?-{3,}:?[ \t]{0,9}\||[-*+] +\[[ x]\] )"
    r"|\*\*[^\s*][^*\n]{0,200}\*\*|\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)",
    re.MULTILINE,
)
_HEAD: Final = 64 * 1024  # bytes that tell text from Markdown


def format_of(content: bytes) -> Format | None:
    """Return the format of `content`, None where it is of a kind that has no reader.

    Text is Markdown where it has its marks; a single mark may be chance only in plain text.
    """
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if any(head.startswith(magic) for magic, _ in _OTHER_MAGIC):
        return None
    if content.startswith(_OLE):
        return Format.DOC
    if content.startswith(_ZIP):
        return _format_of_zip(content)
    return _format_of_text(content)


def kind_of(content: bytes) -> str:
    """Return what bytes look like, in Vietnamese words."""
    for magic, kind in _OTHER_MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(_OLE) and _ENCRYPTED in content:
        return N_("tệp Office đặt mật khẩu")
    found = format_of(content)
    if found is not None:
        return _NAMES[found]
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    return N_("XML") if content.lstrip().startswith(b"<?xml") else N_("tệp nhị phân")


def check_docx(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> None:
    """Return if `content` is a .docx that is safe to parse; `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is, or unpacks to, more than `limits` allow.
        FileKindUnsupported: the bytes are of another kind.
        FileUnsafe: a part declares a DTD or an entity.
        FileUnreadable: it is a broken zip.
    """
    _check_zip(name, content, Format.DOCX, limits)


def check_odt(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> None:
    """Return if `content` is an .odt that is safe to parse; raises as `check_docx` does."""
    _check_zip(name, content, Format.ODT, limits)


def _check_zip(name: str, content: bytes, wanted: Format, limits: Limits) -> None:
    check_size(name, content, limits)
    if not content.startswith(_ZIP):
        raise FileKindUnsupported(name=name, kind=kind_of(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_sizes(name, archive, limits)
            if _format_in(archive) is not wanted:
                raise FileKindUnsupported(name=name, kind=kind_of(content))
            check_declarations(name, archive)
    except BROKEN_ZIP as error:
        raise FileUnreadable(name=name) from error


def _format_of_zip(content: bytes) -> Format | None:
    """Return the format of a zip; a broken one that begins like a package keeps its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _format_in(archive)
    except BROKEN_ZIP:
        return Format.ODT if _ODT in content[:200] else Format.DOCX


def _format_in(archive: zipfile.ZipFile) -> Format | None:
    names = set(archive.namelist())
    if _CONTENT_TYPES in names:
        types = _start_of(archive, _CONTENT_TYPES, 1024 * 1024)
        has_macro = _WORD_MACRO in types or not names.isdisjoint(_MACRO_PARTS)
        return Format.DOCX if _WORD_MAIN in types and not has_macro else None
    if "mimetype" in names and _start_of(archive, "mimetype", 100).startswith(_ODT):
        return Format.ODT
    return None


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            types = b""
            if _CONTENT_TYPES in names:
                types = _start_of(archive, _CONTENT_TYPES, 1024 * 1024)
    except BROKEN_ZIP:
        return N_("tệp nén ZIP")
    if "mimetype" in names and not types:
        return _NAMES[Format.ODT]
    if _WORD_MACRO in types or not names.isdisjoint(_MACRO_PARTS):
        return N_("Word có macro (.docm)")
    if b"spreadsheetml" in types:
        return N_("bảng tính Excel")
    if b"presentationml" in types:
        return N_("bản trình chiếu PowerPoint")
    return N_("tệp nén ZIP")


def _start_of(archive: zipfile.ZipFile, part: str, limit: int) -> bytes:
    with archive.open(part) as opened:
        return opened.read(limit)


def _format_of_text(content: bytes) -> Format | None:
    head = content[:_HEAD]
    if head.startswith(_BYTE_ORDER) or _is_utf_16(head):
        codec = "utf-16-be" if head[:1] in {b"\xfe", b"\x00"} else "utf-16-le"
        head = head[: len(head) // 2 * 2].decode(codec, "replace").encode()
    elif b"\x00" in head:
        return None
    head = head.replace(b"\xef\xbb\xbf", b"").lstrip().replace(b"\r\n", b"\n")
    if _HTML.match(head):
        return Format.HTML
    if head.startswith(b"<?xml"):
        return None
    if _MHTML.match(head):
        return Format.MHTML
    marks = len(_MARKDOWN.findall(head.decode("utf-8", "replace")))
    return Format.MD if marks > 1 or head.startswith(b"# ") else Format.TXT


def _is_utf_16(head: bytes) -> bool:
    """Tell whether text without a byte order mark is of two bytes each, by its many zeros."""
    sample = head[:2000]
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    fewer = min(sample[0::2].count(0), sample[1::2].count(0))
    return len(sample) > 8 and zeros > len(sample) // 8 and fewer == 0  # noqa: PLR2004, letters
