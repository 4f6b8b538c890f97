"""What people look for and do not find: their searches, gathered into needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import Session

from directives.errors import NeedNotFound, NotADocumentNumber
from directives.models.gap import Gap, NewGap
from directives.rules.document_number import parse_all
from directives.rules.permissions import Actor, check_can_see_demand
from directives.rules.two_times import AsOf
from directives.rules.vietnamese import fold
from directives.rules.word_overlap import cluster
from directives.services.gaps import open_gap_of_searches
from directives.store.gaps import list_gap_queries, list_gaps
from directives.store.searches import SearchCount, list_places_of_queries, list_unopened_queries
from directives.translation import N_

FEW_RESULTS: Final = 3
ASKED_OFTEN: Final = 3
_MOST_QUERIES: Final = 500
_SHORTEST_TITLE: Final = 3
_LONGEST_TITLE: Final = 500
_LONGEST_DESCRIPTION: Final = 10_000
_SEARCHERS: Final = N_("Người tìm kiếm")  # who raised it: kept as said
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


def open_gap_of_need(session: Session, actor: Actor, query: str, *, since: date, at: AsOf) -> Gap:
    """Open the gap that a need speaks of, named by its most frequent query.

    Raises:
        NotSignedIn, RightMissing: the actor neither drafts nor oversees.
        NeedNotFound: nobody looks for that, or it was found meanwhile.
    """
    needs = list_needs(session, actor, since=since)
    need = next((one for one in needs if one.query == query), None)
    if need is None:
        raise NeedNotFound
    title = need.query[:1].upper() + need.query[1:]
    new = NewGap(
        title=title.ljust(_SHORTEST_TITLE, "…")[:_LONGEST_TITLE],
        description="; ".join([need.query, *need.others])[:_LONGEST_DESCRIPTION],
        raised_by=_SEARCHERS,
        raised_on=at.day,
    )
    queries = [need.query, *need.others]
    return open_gap_of_searches(session, actor, new, queries, now=at.known_at)


def gaps_of_needs(session: Session, needs: Sequence[Need]) -> dict[str, Gap]:
    """Return the gaps that needs became, by the most frequent query of each."""
    queries = {fold(query): need.query for need in needs for query in (need.query, *need.others)}
    rows = list_gap_queries(session, sorted(queries)) if queries else []
    gaps = {gap.id: gap for gap in list_gaps(session, ids=[row.gap_id for row in rows])}
    return {queries[row.query_folded]: gaps[row.gap_id] for row in rows}


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
