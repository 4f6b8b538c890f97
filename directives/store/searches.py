"""What was searched, and the searches that accounts keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, case, col, delete, func, select

from directives.models.place import Place
from directives.models.search import SavedSearch, SearchLog

NO_FILTERS = "{}"


@dataclass(frozen=True, slots=True)
class SearchCount:
    """A query without filters, however typed: how often, and with what success."""

    query: str  # one way in which it was typed
    query_folded: str
    searches: int
    fewest_results: int
    without_result: int
    opened: int


def find_search(session: Session, key: str) -> SearchLog | None:
    """Find a search by its random key."""
    return session.exec(select(SearchLog).where(SearchLog.key == key)).one_or_none()


def list_unopened_queries(
    session: Session, since: date, *, few: int, often: int, limit: int
) -> list[SearchCount]:
    """List the queries since a day of which nobody opened a hit, the most frequent first.

    Only those that found at most `few` hits, or were asked at least `often` times.
    """
    searches = func.count(col(SearchLog.id))
    fewest = func.min(SearchLog.result_count)
    nothing = func.sum(case((col(SearchLog.result_count) == 0, 1), else_=0))
    opened = func.count(col(SearchLog.opened_document_id))
    # Of several ways of typing, the one with marks comes last in most orders.
    typed = func.max(SearchLog.query)
    rows = session.execute(
        sa.select(typed, col(SearchLog.query_folded), searches, fewest, nothing, opened)
        .where(col(SearchLog.searched_on) >= since, col(SearchLog.filters) == NO_FILTERS)
        .group_by(col(SearchLog.query_folded))
        .having(opened == 0, (fewest <= few) | (searches >= often))
        .order_by(searches.desc(), col(SearchLog.query_folded))
        .limit(limit)
    ).all()
    return [SearchCount(*row) for row in rows]


def list_places_of_queries(
    session: Session, since: date, queries_folded: Sequence[str]
) -> Sequence[tuple[str, str]]:
    """List which places asked which of these queries (folded) since a day, each pair once."""
    return session.exec(
        select(SearchLog.query_folded, Place.code)
        .join(Place, col(Place.code) == col(SearchLog.place_code))
        .where(
            SearchLog.searched_on >= since,
            SearchLog.filters == NO_FILTERS,
            col(SearchLog.query_folded).in_(queries_folded),
        )
        .distinct()
        .order_by(col(SearchLog.query_folded), col(Place.code))
    ).all()


def delete_searches(session: Session, before: date) -> int:
    """Delete what was searched before a day; returns how many."""
    old = select(func.count(col(SearchLog.id))).where(SearchLog.searched_on < before)
    count = session.exec(old).one()
    session.execute(delete(SearchLog).where(col(SearchLog.searched_on) < before))
    return count


def list_saved(session: Session, account_id: int) -> Sequence[SavedSearch]:
    """List the searches that an account keeps, the newest first."""
    return session.exec(
        select(SavedSearch)
        .where(SavedSearch.account_id == account_id)
        .order_by(col(SavedSearch.id).desc())
    ).all()


def find_saved(session: Session, saved_id: int) -> SavedSearch | None:
    """Find a saved search by its id."""
    return session.get(SavedSearch, saved_id)


def find_same_saved(
    session: Session, account_id: int, query: str, filters: str
) -> SavedSearch | None:
    """Find the search that an account keeps with these very words and filters."""
    return session.exec(
        select(SavedSearch).where(
            SavedSearch.account_id == account_id,
            SavedSearch.query == query,
            SavedSearch.filters == filters,
        )
    ).one_or_none()
