"""Who received a document, as far as is recorded: addressed, given a copy, or building upon it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.services.named_recipients import Bodies, Whom, named_in_texts
from directives.services.places import place_heirs
from directives.store.documents import list_documents_by_ids
from directives.store.recalls import bodies_relying_on, places_relying_on


@dataclass(frozen=True, slots=True, order=True)
class RecallRecipient:
    """A place, or else a body, that is to be told of the recall of a document."""

    document_id: int
    place_code: str = ""
    agency_id: int = 0

    @property
    def key(self) -> str:
        """What names the message: each is told once of each document."""
        whom = self.place_code or f"agency:{self.agency_id}"
        return f"recall:{self.document_id}:{whom}"


def recall_recipients(
    session: Session, document_ids: Collection[int], day: date
) -> list[RecallRecipient]:
    """List whom these documents reached or who relies on them, each once, in a fixed order.

    A people's committee is told as its place, a former place as what it has become. Who issued a
    document knows of its recall.
    """
    relying = places_relying_on(session, document_ids)
    heirs = place_heirs(session, day)
    found = {
        RecallRecipient(key, place_code=heir) for key, code in relying for heir in heirs.of(code)
    }
    bodies = Bodies.read(session, day)
    named = named_in_texts(session, document_ids, bodies, day).found
    built_upon: set[tuple[int, Whom]] = set(bodies_relying_on(session, document_ids))
    issuers = {
        saved_id(one): one.issuer_id for one in list_documents_by_ids(session, sorted(document_ids))
    }
    for key, one in built_upon | named:
        place = one if isinstance(one, str) else bodies.place_of(one)
        if place:
            found.add(RecallRecipient(key, place_code=place))
        elif isinstance(one, int) and issuers.get(key) != one:
            found.add(RecallRecipient(key, agency_id=one))
    return sorted(found)


def unknown_recipients(session: Session, document_id: int, day: date) -> list[str]:
    """List what the document names and the catalogue does not know, or not in full, as printed.

    A person tells them of its recall.
    """
    named = named_in_texts(session, [document_id], Bodies.read(session, day), day)
    return list(named.unknown.get(document_id, ()))
