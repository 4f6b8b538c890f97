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
from directives.rules.succession import Heirs
from directives.services.places import place_heirs
from directives.store.agencies import find_place
from directives.store.territories import list_issuing_places


def territories(session: Session, documents: Sequence[Document], day: date) -> dict[int, Place]:
    """Return the former place of each document whose issuer's unit was merged or divided by a day.

    A unit that gave its name to the new one was merged as well: what it issued before that day
    stays in its own former territory.
    """
    issuer_ids = {document.issuer_id for document in documents if document.issuer_id}
    places = list_issuing_places(session, issuer_ids)
    heirs = place_heirs(session, day)
    found = {}
    for document in documents:
        place = places.get(document.issuer_id or 0)
        if place is not None and is_former(document.issued_on, place.code, heirs):
            found[saved_id(document)] = place
    return found


def is_former(issued_on: date | None, place_code: str, heirs: Heirs[str]) -> bool:
    """Tell whether the place of an issuer is a former one for what was issued on a day."""
    if not heirs.goes_on(place_code):
        return True
    grew_on = heirs.grew_on(place_code)
    return issued_on is not None and grew_on is not None and issued_on < grew_on


def places_of(session: Session, place_code: str, day: date) -> list[str]:
    """Return the codes of a place, its province, and the former places that either was or had."""
    place = find_place(session, place_code)
    if place is None:
        return []
    heirs = place_heirs(session, day)
    codes = [code for code in (place.code, place.province_code) if code]
    return [*codes, *(former for code in codes for former in heirs.origins(code))]
