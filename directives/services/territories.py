"""Within which former province or commune a document of a merged unit stays in force.

Source: Law 64/2025/QH15 Art. 54.2b: after a merger the documents of a merged unit stay in force
within its former territory until the new unit decides.
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.place import Place
from directives.store.territories import list_issuing_places, merger_days


def territories(session: Session, documents: Sequence[Document]) -> dict[int, Place]:
    """Return the former place of each document whose issuer's unit was merged since, by document.

    A unit that gave its name to the new one was merged as well: what it issued before that day
    stays in its own former territory.
    """
    issuer_ids = {document.issuer_id for document in documents if document.issuer_id}
    places = list_issuing_places(session, issuer_ids)
    merged_on = merger_days(session, {place.code for place in places.values()})
    found = {}
    for document in documents:
        place = places.get(document.issuer_id or 0)
        if place is not None and territory_of(document.issued_on, place, merged_on.get(place.code)):
            found[saved_id(document)] = place
    return found


def territory_of(issued_on: date | None, place: Place, merged_on: date | None) -> Place | None:
    """Return the place if it is a former one for what was issued on a day; None otherwise.

    Args:
        issued_on: The day of issue.
        place: Where the issuer sits.
        merged_on: Last day of those units that were merged into this place, if any were.
    """
    if place.successor_code is not None:
        return place
    is_older = issued_on is not None and merged_on is not None and issued_on <= merged_on
    return place if is_older else None
