"""Keep what a file consists of: its bytes, its text, its provisions."""

from datetime import datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, DocumentFile, ExtractedText
from directives.reading.reading import Reading
from directives.rules.permissions import Actor, check_signed_in
from directives.services.registration_duplicates import text_hash
from directives.services.unsettled import note_document
from directives.store.provisions import replace_provisions_of
from directives.store.stamps import next_stamp
from directives.vocabulary import FileStanding

UNKNOWN_MEDIA = "application/octet-stream"
# By the format that the reading told from the bytes; never by what the sender says.
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html",
    "txt": "text/plain",
    "md": "text/markdown",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "tiff": "image/tiff",
    "tif": "image/tiff",
}


def keep_file(
    session: Session,
    actor: Actor,
    document: Document,
    reading: Reading,
    *,
    reading_json: str,
    now: datetime,
    standing: FileStanding = FileStanding.CURRENT,
) -> DocumentFile:
    """Record a file, whose bytes are in the store already, and what was read from it."""
    file = DocumentFile(
        document_id=saved_id(document),
        sha256=reading.file.sha256,
        text_sha256=text_hash(reading),
        name=reading.file.name,
        media_type=MEDIA_TYPES.get(reading.file.format, UNKNOWN_MEDIA),
        byte_count=reading.file.bytes,
        received_at=now,
        account_id=check_signed_in(actor),
        standing=standing,
    )
    session.add(file)
    session.flush()
    text = ExtractedText(file_id=saved_id(file), text=reading.text, reading=reading_json)
    session.add(text)
    session.flush()
    return file


def replace_provisions(session: Session, document: Document, reading: Reading) -> None:
    """Let the provisions of a document be those of a reading, and copies see it.

    What is done to a chapter concerns the articles in it, which may be others now: the caller
    settles that.
    """
    key = saved_id(document)
    rows = [
        {
            "provision_id": node.id,
            "parent_provision_id": node.parent,
            "position": node.order,
            "label": node.label,
            "heading": node.heading,
            "text": node.text,
        }
        for node in reading.structure
    ]
    replace_provisions_of(session, key, rows)
    document.change_stamp = next_stamp(session)
    session.flush()
    note_document(session, document)
