"""Make the bytes of a .docx depend on its content alone."""

import io
import zipfile

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip entry can carry
_UNIX = 3


def with_fixed_times(archive: bytes) -> bytes:
    """Return the zip `archive` with every entry's time fixed, its order and content kept.

    The library stamps each entry with the moment of writing; without it, equal documents
    have equal bytes and so equal hashes.
    """
    rewritten = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(rewritten, "w") as target,
    ):
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, date_time=_FIXED_TIME)
            fixed.create_system = _UNIX  # otherwise the platform of the writer
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(entry))
    return rewritten.getvalue()
