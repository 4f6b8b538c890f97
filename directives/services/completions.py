"""Numbers and titles that begin as somebody has begun to type; published documents only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlmodel import Session

from directives.errors import NotADocumentNumber
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.document_number import parse_all
from directives.rules.vietnamese import fold, nfc
from directives.store.documents import list_by_serial
from directives.store.title_words import list_by_key_prefix, list_by_title_words

MOST: Final = 8
SHORTEST: Final = 2
LONGEST: Final = 100  # longer words are a question, which nothing completes


@dataclass(frozen=True, slots=True)
class Completion:
    """What the words may become, and the document that is meant."""

    kind: Literal["number", "title"]
    text: str
    title: str
    document_id: int


def completions(session: Session, typed: str) -> list[Completion]:
    """Return what typed words may become, with marks or without: numbers, then titles."""
    words = " ".join(fold(nfc(typed)).split())
    if not SHORTEST <= len(words) <= LONGEST:
        return []
    numbered = [
        Completion("number", document.number, document.title, saved_id(document))
        for document in _by_number(session, words)
        if document.number
    ]
    titled: dict[str, Completion] = {}
    for document in list_by_title_words(session, words, limit=2 * MOST):
        said = Completion("title", document.title, document.title, saved_id(document))
        titled.setdefault(document.title_folded, said)
    unique = {completion.document_id: completion for completion in numbered}
    return [*unique.values(), *titled.values()][:MOST]


def _by_number(session: Session, words: str) -> Sequence[Document]:
    """Return the documents whose number begins so, or is the one that a short way names."""
    prefix = words.replace(" ", "").upper()
    found = list_by_key_prefix(session, prefix, limit=MOST) if words[0].isdigit() else []
    try:
        numbers = parse_all(words)
    except NotADocumentNumber:
        return found
    meant = [
        document
        for number in numbers
        if number.type
        for document in list_by_serial(session, number.number, type_code=number.type, limit=MOST)
    ]
    return [*found, *meant]
