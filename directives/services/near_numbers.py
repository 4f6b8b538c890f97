"""Documents whose number comes near to one that the catalogue does not hold."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from directives.errors import NotADocumentNumber
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.document_number import parse_all
from directives.rules.slips import one_slip_away
from directives.store.documents import list_by_serial, list_by_serials

MOST: Final = 5
_LONGEST_NUMBER: Final = 60


def near_numbers(session: Session, typed: str) -> Sequence[Document]:
    """Return published documents with the same head of the number, then one slip away from it.

    None where what was typed is no number.
    """
    if len(typed) > _LONGEST_NUMBER:
        return []
    try:
        numbers = parse_all(typed)
    except NotADocumentNumber:
        return []
    found: dict[int, Document] = {}
    for number in numbers:
        same = list_by_serial(session, number.number, limit=MOST)
        slips = one_slip_away(number.number)
        close = list_by_serials(session, slips, type_code=number.type, limit=MOST)
        found |= {saved_id(document): document for document in [*same, *close]}
    return list(found.values())[:MOST]
