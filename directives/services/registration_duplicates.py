"""Whether a file is in the catalogue already: by its bytes, its text or its number."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.errors import DocumentAlreadyRegistered
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.reading.reading import Reading
from directives.rules.document_number import DocumentNumber
from directives.rules.identity import series_of
from directives.rules.near_text import NEAR_FROM, likeness
from directives.store.documents import find_by_file, find_text, list_by_key, list_files
from directives.store.reviews import find_current_file, list_alike
from directives.vocabulary import Sameness


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes a document the one it is."""

    number: DocumentNumber | None
    issuer: Agency | None
    issued_on: date | None

    @property
    def series(self) -> str | None:
        """The year, or the term of the Party, in which the number is unique."""
        return series_of(self.number, self.issued_on) if self.number else None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The document that a file seems to be, and in what it is the same."""

    document: Document
    same: Sameness

    def refusal(self) -> DocumentAlreadyRegistered:
        """Return the refusal that names the document."""
        named = self.document.number or self.document.title
        return DocumentAlreadyRegistered(
            number=named, document_id=saved_id(self.document), same=self.same
        )


def text_hash(reading: Reading) -> str:
    """Return the hash of the words of a reading, however they are spaced."""
    words = " ".join(reading.text.split())
    return hashlib.sha256(words.encode()).hexdigest()


def find_duplicate(session: Session, reading: Reading, identity: Identity) -> Duplicate | None:
    """Find the document that this file seems to be; the surest sameness is named."""
    return (
        _same_file(session, reading)
        or _same_number(session, identity)
        or _near_text(session, reading, identity)
    )


def _same_file(session: Session, reading: Reading) -> Duplicate | None:
    sha256 = reading.file.sha256
    # Scans without a text are all alike in that they have none.
    words = text_hash(reading) if reading.text.strip() else sha256
    known = find_by_file(session, sha256, words)
    if known is None:
        return None
    hashes = {file.sha256 for file in list_files(session, saved_id(known))}
    return Duplicate(known, Sameness.BYTES if sha256 in hashes else Sameness.TEXT)


def _same_number(session: Session, identity: Identity) -> Duplicate | None:
    if not (identity.number and identity.issuer and identity.series):
        return None
    for other in list_by_key(session, identity.number.key):
        ends = (other.issuer_id, other.series)
        if not other.is_stub and ends == (identity.issuer.id, identity.series):
            return Duplicate(other, Sameness.NUMBER)
    return None


def _near_text(session: Session, reading: Reading, identity: Identity) -> Duplicate | None:
    """Find a document that says nearly the same, unless both bear numbers of their own.

    A ministry sends one text under many numbers; those are documents of their own.
    """
    title = reading.fields.title.value if reading.fields.title else ""
    serial = identity.number.number if identity.number else None
    if not title and serial is None:
        return None
    key = identity.number.key if identity.number else None
    for other in list_alike(session, title, serial):
        if key and other.key_exact and key != other.key_exact:
            continue
        file = find_current_file(session, saved_id(other))
        text = find_text(session, saved_id(file)) if file else None
        if text and likeness(text.text, reading.text) >= NEAR_FROM:
            return Duplicate(other, Sameness.NEAR_TEXT)
    return None
