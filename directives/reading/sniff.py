"""What a file is, told from its bytes, and whether it is safe to unpack.

A .docx is a zip of XML, so a small hostile file can unpack to gigabytes or name entities that
multiply. All of that is refused here, before any parser sees the content.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from directives.errors import (
    FileEmpty,
    FileKindUnsupported,
    FileTooLarge,
    FileUnpacksTooLarge,
    FileUnreadable,
    FileUnsafe,
)
from directives.translation import N_

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask of us. Sizes in bytes; `max_ratio` is unpacked ÷ packed.

    The ratio counts only for parts over a megabyte: small XML packs very well honestly.
    """

    max_bytes: int = 50 * MEGABYTE
    max_unpacked_bytes: int = 200 * MEGABYTE
    max_entries: int = 5_000
    max_ratio: int = 300


DEFAULT_LIMITS: Final = Limits()

# First bytes → what it is, in words fit for a message. The order matters only for readability.
_MAGIC: Final = (
    (b"%PDF", N_("PDF")),
    (b"{\\rtf", N_("RTF")),
    (b"\xff\xd8\xff", N_("ảnh JPEG")),
    (b"\x89PNG", N_("ảnh PNG")),
    (b"II*\x00", N_("ảnh TIFF")),
    (b"MM\x00*", N_("ảnh TIFF")),
    (b"GIF8", N_("ảnh GIF")),
    (b"7z\xbc\xaf", N_("tệp nén 7z")),
    (b"Rar!", N_("tệp nén RAR")),
    (b"\x1f\x8b", N_("tệp nén gzip")),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_WORD_MAIN: Final = b"wordprocessingml.document.main+xml"
_WORD_MACRO: Final = b"vnd.ms-word.document.macroEnabled.main+xml"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # an unknown compression method
    RuntimeError,  # an encrypted entry
    OSError,
    ValueError,
    LookupError,
    OverflowError,
)


def check_docx(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> None:
    """Return if `content` is a .docx that is safe to parse; `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is, or unpacks to, more than `limits` allow.
        FileKindUnsupported: the bytes are of another kind.
        FileUnsafe: a part declares a DTD or an entity.
        FileUnreadable: it is a broken zip.
    """
    check_size(name, content, limits)
    if not content.startswith(_ZIP):
        raise FileKindUnsupported(name=name, kind=kind_of(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(name, archive, limits)
            _check_is_word(name, archive)
            _check_declarations(name, archive)
    except _BROKEN_ZIP as error:
        raise FileUnreadable(name=name) from error


def check_size(name: str, content: bytes, limits: Limits) -> None:
    """Return if there are bytes and no more than allowed; `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: there are more than `limits` allow.
    """
    if not content:
        raise FileEmpty(name=name)
    if len(content) > limits.max_bytes:
        raise FileTooLarge(name=name, limit_mb=limits.max_bytes // MEGABYTE)


def kind_of(content: bytes) -> str:
    """Return what bytes that are no zip look like, in Vietnamese words."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if content.startswith(_OLE):
        encrypted = _ENCRYPTED in content
        return N_("tệp Office đặt mật khẩu") if encrypted else N_("Word đời cũ (.doc)")
    if re.match(rb"<(?:!doctype html|html|head|body)", head, re.IGNORECASE):
        return N_("trang HTML")
    if head.startswith(b"<?xml"):
        return N_("XML")
    return N_("tệp nhị phân") if b"\x00" in content[:4096] else N_("văn bản thường")


def _check_sizes(name: str, archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    limit_mb = limits.max_unpacked_bytes // MEGABYTE
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.max_entries or total > limits.max_unpacked_bytes:
        raise FileUnpacksTooLarge(name=name, limit_mb=limit_mb)
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > MEGABYTE and entry.file_size // packed > limits.max_ratio:
            raise FileUnpacksTooLarge(name=name, limit_mb=limit_mb)


def _check_is_word(name: str, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "mimetype" in names and _CONTENT_TYPES not in names:
        raise FileKindUnsupported(name=name, kind=N_("OpenDocument (.odt)"))
    if _CONTENT_TYPES not in names:
        raise FileKindUnsupported(name=name, kind=N_("tệp nén ZIP"))
    types = archive.read(_CONTENT_TYPES)
    if _WORD_MACRO in types:
        raise FileKindUnsupported(name=name, kind=N_("Word có macro (.docm)"))
    if b"spreadsheetml" in types:
        raise FileKindUnsupported(name=name, kind=N_("bảng tính Excel"))
    if b"presentationml" in types:
        raise FileKindUnsupported(name=name, kind=N_("bản trình chiếu PowerPoint"))
    if _WORD_MAIN not in types:
        raise FileKindUnsupported(name=name, kind=N_("tệp nén ZIP"))


def _check_declarations(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse DTDs and entities: a .docx needs none, and a parser may expand them without end."""
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        # UTF-16 would hide the declaration from a search of bytes, so the zeros are dropped.
        if _DECLARATION.search(archive.read(entry).replace(b"\x00", b"")):
            raise FileUnsafe(name=name)
