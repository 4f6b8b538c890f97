"""Which documents changed in a transaction in ways that what rests on them may have to follow.

The writers of facts note them here, in the session; the use case settles them at its end
(`services.suspicions.settle`), so that many changes cost one look.
"""

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.rules.chain import RESTS_ON
from directives.rules.effect import ACTS

_KEY = "unsettled_documents"


def note_document(session: Session, document: Document) -> None:
    """Note that the days, the state or the articles of a document may be others now."""
    _noted(session).add(saved_id(document))


def note_relation(session: Session, relation: Relation) -> None:
    """Note that a relation may count from now on, or no longer."""
    if relation.kind in RESTS_ON:
        _noted(session).add(relation.source_id)
    if relation.kind in ACTS:
        _noted(session).add(relation.target_id)


def take_noted(session: Session) -> set[int]:
    """Return the documents noted, and begin anew."""
    noted = set(_noted(session))
    _noted(session).clear()
    return noted


def _noted(session: Session) -> set[int]:
    noted: set[int] = session.info.setdefault(_KEY, set())
    return noted
