"""A recalled document is frozen, and those who received it or rely on it are told.

Source: Decree 30/2020/ND-CP Art. 18.4. A document is recalled when its record is withdrawn after
it was public, or when a document in effect revokes it as a whole.
"""

import json
from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import DocumentRecalled
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import ha_noi_date
from directives.services.recall_letters import write_recall_letters
from directives.services.recall_recipients import recall_recipients
from directives.store.documents import find_document
from directives.store.effects import list_acts, recall_days
from directives.store.outbox import list_known_keys
from directives.vocabulary import RecordState, RelationKind

TOPIC = "document.recalled"


def check_not_recalled(session: Session, document: Document, *, now: datetime) -> None:
    """Check that a document may still be changed.

    Raises:
        DocumentRecalled: it is frozen.
    """
    if document.state is RecordState.WITHDRAWN or _is_revoked(session, document, now=now):
        raise DocumentRecalled


def is_recalled(session: Session, document: Document, *, now: datetime) -> bool:
    """Tell whether a document was public and is recalled."""
    if document.state is RecordState.WITHDRAWN:
        return bool(recall_days(session, [saved_id(document)]))
    return _is_revoked(session, document, now=now)


def _is_revoked(session: Session, document: Document, *, now: datetime) -> bool:
    today = ha_noi_date(now)
    return any(
        act.kind is RelationKind.REVOKES
        and not act.target_provision
        and act.from_on is not None
        and act.from_on <= today
        for act in list_acts(session, [saved_id(document)])
    )


def find_recalled(session: Session, document_id: int) -> tuple[Document, date] | None:
    """Find a document whose record was withdrawn after it was public, and since when.

    Whoever has its address may know that it was recalled; its text is shown to nobody.
    """
    document = find_document(session, document_id)
    if document is None or document.state is not RecordState.WITHDRAWN:
        return None
    day = recall_days(session, [document_id]).get(document_id)
    return (document, day) if day else None


def tell_of_recalls(session: Session, document_ids: Collection[int], *, now: datetime) -> int:
    """Owe word of these recalled documents to all whom they reached or who rely on them, once.

    The news itself is for programs; the letters go to whoever is told for each body and place.
    Returns how many were not told before; delivering is another's work.
    """
    day = ha_noi_date(now)
    owed = {one.key: one for one in recall_recipients(session, document_ids, day)}
    known = list_known_keys(session, list(owed)) if owed else set()
    fresh = [one for key, one in owed.items() if key not in known]
    for one in fresh:
        whom = {"place_code": one.place_code} if one.place_code else {"agency_id": one.agency_id}
        payload = json.dumps({"document_id": one.document_id, **whom})
        session.add(OutboxMessage(key=one.key, topic=TOPIC, payload=payload, created_at=now))
    session.flush()
    if fresh:
        write_recall_letters(session, fresh, day=day, now=now)
    return len(fresh)
