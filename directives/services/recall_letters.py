"""Letters of a recall: to the persons of each body and place that is to know of it."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.outbox import OutboxMessage
from directives.services.recall_recipients import RecallRecipient
from directives.services.recipients import Directory, Reached
from directives.store.agencies import list_agencies, list_places
from directives.store.documents import list_documents_by_ids
from directives.store.outbox import list_known_keys
from directives.vocabulary import Audience

TOPIC = "mail.recall"


def write_recall_letters(
    session: Session, recipients: Sequence[RecallRecipient], *, day: date, now: datetime
) -> int:
    """Owe a letter to whoever is told for these bodies and places; returns how many.

    Who answers for several of them gets one letter for each document. The letter names the
    document and says nothing of what it said.
    """
    directory = Directory(session, day)
    codes = sorted({one.place_code for one in recipients if one.place_code})
    places = {one.code: one for one in list_places(session, codes)}
    bodies = {saved_id(one): one.name for one in list_agencies(session)}
    ids = sorted({one.document_id for one in recipients})
    documents = {saved_id(one): one for one in list_documents_by_ids(session, ids)}
    letters: dict[str, OutboxMessage] = {}
    for one in recipients:
        if one.place_code:
            place = places[one.place_code]
            told = directory.told_at(place.code, place.province_code, Audience.PERSON)
            name = place.name
        else:
            told = directory.told(one.agency_id, Audience.PERSON)
            name = bodies[one.agency_id]
        for letter in _letters(documents[one.document_id], told, name, day=day, now=now):
            letters.setdefault(letter.key, letter)
    known = list_known_keys(session, list(letters))
    fresh = [letter for key, letter in letters.items() if key not in known]
    session.add_all(fresh)
    session.flush()
    return len(fresh)


def _letters(
    document: Document, told: Reached, body: str, *, day: date, now: datetime
) -> list[OutboxMessage]:
    found = []
    for contact in told.contacts:
        said = {
            "name": contact.name,
            "email": contact.email,
            "day": day,
            "body": body,
            "document_id": document.id,
            "type_code": document.type_code,
            "type_name": document.type_name,
            "number": document.number or document.number_as_printed,
        }
        address = contact.email.casefold()
        found.append(
            OutboxMessage(
                key=f"recall-letter:{document.id}:{address}",
                topic=TOPIC,
                recipient=address,
                payload=json.dumps(said, ensure_ascii=False, default=str, sort_keys=True),
                created_at=now,
            )
        )
    return found
