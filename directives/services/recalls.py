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
from directives.store.documents import find_document
from directives.store.effects import list_acts, recall_days
from directives.store.outbox import list_known_keys
from directives.store.recalls import places_relying_on
from directives.vocabulary import RecordState, RelationKind

TOPIC = "document.recalled"


def check_not_recalled(session: Session, document: Document, *, now: datetime) -> None:
    """Check that a document may still be changed.

    Raises:
        DocumentRecalled: it is frozen.
    """
    if document.state is RecordState.WITHDRAWN:
        raise DocumentRecalled
    today = ha_noi_date(now)
    for act in list_acts(session, [saved_id(document)]):
        is_whole = act.kind is RelationKind.REVOKES and not act.target_provision
        if is_whole and act.from_on is not None and act.from_on <= today:
            raise DocumentRecalled


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
    """Owe word of these recalled documents to the places that rely on them, once for each.

    Returns how many messages are new; delivering them is another's work.
    """
    owed: dict[str, tuple[int, str]] = {}
    for document_id, place_code in places_relying_on(session, document_ids):
        owed[f"recall:{document_id}:{place_code}"] = (document_id, place_code)
    known = list_known_keys(session, list(owed)) if owed else set()
    fresh = {key: told for key, told in owed.items() if key not in known}
    for key, (document_id, place_code) in fresh.items():
        payload = json.dumps({"document_id": document_id, "place_code": place_code})
        session.add(OutboxMessage(key=key, topic=TOPIC, payload=payload, created_at=now))
    session.flush()
    return len(fresh)
