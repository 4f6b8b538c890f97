"""Completion while typing: numbers and titles of published documents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.vietnamese import fold, nfc
from directives.store.documents import list_by_key_start, list_by_serial, list_documents_by_ids
from index.engine import IndexUnusable
from index.replica import Replica
from index.rights import readable
from index.terms import Passage

LONGEST = 100
"""Characters of an unfinished query that are read."""

_SHORTEST = 2
_DIGITS = re.compile(r"(?:so|số)?\s*(?P<digits>[0-9]{1,9})", re.IGNORECASE)
_ANOTHER = re.compile(r"\s$")


@dataclass(frozen=True, slots=True)
class Completion:
    """A document that an unfinished query may name."""

    document_id: int
    number: str  # empty for a document without one
    title: str

    @property
    def url(self) -> str:
        """The address of the document."""
        return f"/van-ban/{self.document_id}"


def complete(
    session: Session, replica: Replica, typed: str, *, limit: int = 8
) -> tuple[Completion, ...]:
    """Return published documents whose number or title begins as typed, numbers first.

    The last word of a title may be unfinished. Without an index only numbers are completed.
    """
    start = nfc(typed[:LONGEST]).lstrip()
    if len(start.strip()) < _SHORTEST:
        return ()
    found = {saved_id(document): document for document in _by_number(session, start, limit)}
    found |= {
        saved_id(document): document for document in _by_title(session, replica, start, limit)
    }
    shown = [document for document in found.values() if readable(document)]
    return tuple(
        Completion(saved_id(document), document.number or "", document.title)
        for document in shown[:limit]
    )


def _by_number(session: Session, start: str, limit: int) -> Sequence[Document]:
    digits = _DIGITS.fullmatch(start.strip())
    exact = list_by_serial(session, int(digits["digits"]), limit=limit) if digits else ()
    folded = fold(start.strip()).upper()
    return [*exact, *list_by_key_start(session, folded, limit=limit)]


def _by_title(session: Session, replica: Replica, start: str, limit: int) -> list[Document]:
    words = list(Passage.of(start).folded)
    unfinished = words.pop() if words and not _ANOTHER.search(start) else ""
    if not words and len(unfinished) < _SHORTEST:
        return []
    try:
        ids = replica.engine().list_titled(words, unfinished, limit=limit)
    except IndexUnusable:
        return []
    documents = {saved_id(one): one for one in list_documents_by_ids(session, ids)}
    return [documents[document_id] for document_id in ids if document_id in documents]
