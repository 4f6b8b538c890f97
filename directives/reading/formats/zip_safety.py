"""Whether a zip of XML is safe to unpack.

A small hostile file can unpack to gigabytes or name entities that multiply. All of that is refused
here, before any parser sees the content.
"""

import re
import zipfile
import zlib
from typing import Final

from directives.errors import FileUnpacksTooLarge, FileUnsafe
from directives.reading.formats.limits import MEGABYTE, Limits

BROKEN_ZIP: Final = (
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
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_sizes(name: str, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Return if an archive unpacks to what is allowed.

    Raises:
        FileUnpacksTooLarge: it has too many parts, or they are too large.
    """
    entries = archive.infolist()
    limit_mb = limits.max_unpacked_bytes // MEGABYTE
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.max_entries or total > limits.max_unpacked_bytes:
        raise FileUnpacksTooLarge(name=name, limit_mb=limit_mb)
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > MEGABYTE and entry.file_size // packed > limits.max_ratio:
            raise FileUnpacksTooLarge(name=name, limit_mb=limit_mb)


def check_declarations(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse DTDs and entities: a document needs none, and a parser may expand them without end.

    Raises:
        FileUnsafe: a part declares one.
    """
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        # UTF-16 would hide the declaration from a search of bytes, so the zeros are dropped.
        if _DECLARATION.search(archive.read(entry).replace(b"\x00", b"")):
            raise FileUnsafe(name=name)
