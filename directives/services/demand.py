"""What people look for and do not find: their searches, gathered into needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import Session

from directives.errors import NotADocumentNumber
from directives.rules.document_number import parse_all
from directives.rules.permissions import Actor, check_can_see_demand
from directives.rules.word_overlap import cluster
from directives.store.searches import SearchCount, list_places_of_queries, list_unopened_queries

FEW_RESULTS: Final = 3
ASKED_OFTEN: Final = 3
_MOST_QUERIES: Final = 500
_LONGEST_NUMBER: Final = 60  # above it the words are a question that cites numbers


@dataclass(frozen=True, slots=True)
class Need:
    """Queries that look for the same thing, of which nobody opened a hit.

    Attributes:
        query: The most frequent of them.
        others: The other ways to ask, the most frequent first.
        searches: How often it was searched.
        without_result: How many of these searches found nothing at all.
        place_codes: The places whose officers asked, by code.
    """

    query: str
    others: Sequence[str]
    searches: int
    without_result: int
    place_codes: Sequence[str]


def list_needs(session: Session, actor: Actor, *, since: date) -> list[Need]:
    """Return what was searched since a day and not found, the most frequent first.

    A query counts if nobody opened any of its hits and it found few or none, or was asked
    often. Searches with filters are left out: there the filters may be what found nothing.

    Raises:
        NotSignedIn, RightMissing: the actor neither drafts nor oversees.
    """
    check_can_see_demand(actor)
    counted = list_unopened_queries(
        session, since, few=FEW_RESULTS, often=ASKED_OFTEN, limit=_MOST_QUERIES
    )
    asked = [one for one in counted if not (one.fewest_results and _is_number(one.query))]
    places: dict[str, set[str]] = {}
    folded = [one.query_folded for one in asked]
    for query, place in list_places_of_queries(session, since, folded):
        places.setdefault(query, set()).add(place)
    needs = [
        _need([asked[position] for position in group], places)
        for group in cluster([one.query for one in asked])
    ]
    return sorted(needs, key=lambda need: (-need.searches, need.query))


def _need(queries: Sequence[SearchCount], places: dict[str, set[str]]) -> Need:
    first, *others = queries
    codes = set[str]().union(*(places.get(one.query_folded, set()) for one in queries))
    return Need(
        query=first.query,
        others=[one.query for one in others],
        searches=sum(one.searches for one in queries),
        without_result=sum(one.without_result for one in queries),
        place_codes=sorted(codes),
    )


def _is_number(query: str) -> bool:
    """Tell whether a query names a document, so that its page of results is the answer."""
    if len(query) > _LONGEST_NUMBER:
        return False
    try:
        return bool(parse_all(query))
    except NotADocumentNumber:
        return False
