"""What people search: recorded without who they are, opened hits marked, forgotten in time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from directives.models.search import SearchLog
from directives.rules.permissions import PUBLIC, allows, check_can_read_document
from directives.rules.vietnamese import fold
from directives.store.documents import find_document
from directives.store.searches import delete_searches, find_search

LONGEST_PROVISION_ID = 200
LAST_POSITION = 10_000


@dataclass(frozen=True, slots=True)
class Searched:
    """One search that was answered.

    Attributes:
        key: Random, by which an opened hit finds its search.
        query: The words as typed, in NFC.
        result_count: How many hits there are in all.
        place_code: The place of the account, if it has one.
        filters: The filters in force, by their names in the address: any of the values of each.
    """

    key: str
    query: str
    result_count: int
    place_code: str | None = None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)


def record_searches(session: Session, searches: Sequence[Searched], *, day: date) -> None:
    """Write what was searched on a day."""
    session.add_all(
        SearchLog(
            key=one.key,
            searched_on=day,
            query=one.query,
            query_folded=" ".join(fold(one.query).split()),
            filters=filters_json(one.filters),
            result_count=one.result_count,
            place_code=one.place_code,
        )
        for one in searches
    )
    session.flush()


def filters_json(filters: Mapping[str, Sequence[str]]) -> str:
    """Return filters as they are stored: equal filters, in any order, give equal text."""
    ordered = {name: sorted(values) for name, values in filters.items()}
    return json.dumps(ordered, ensure_ascii=False, sort_keys=True)


def record_opened(
    session: Session, key: str, *, document_id: int, provision_id: str, position: int
) -> None:
    """Note which hit of a search was opened first; what does not fit is passed over in silence.

    Args:
        session: The unit of work.
        key: The key of the search.
        document_id: The document of the hit; only what everybody may read is noted.
        provision_id: Its provision; empty for the document as a whole.
        position: 1 for the first hit.
    """
    search = find_search(session, key)
    document = find_document(session, document_id)
    if search is None or document is None or search.opened_document_id is not None:
        return
    if not allows(check_can_read_document, PUBLIC, document.state, document.owner_agency_id):
        return
    if not 1 <= position <= LAST_POSITION or len(provision_id) > LONGEST_PROVISION_ID:
        return
    search.opened_document_id = document_id
    search.opened_provision_id = provision_id
    search.opened_position = position
    session.add(search)
    session.flush()


def forget_searches(session: Session, *, before: date) -> int:
    """Delete what was searched before a day; returns how many searches that were."""
    return delete_searches(session, before)
