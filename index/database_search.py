"""Search without an index: titles, numbers and provisions of the database, in bounded time.

What a reader gets while the index is missing, damaged or being rebuilt: fewer and simpler
answers, the newest first, but answers; and under the same rights and filters.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from threading import BoundedSemaphore
from time import monotonic

from sqlmodel import Session

from directives.store.documents import list_documents_by_ids
from directives.store.word_scan import Patterns, ScannedRow, scan_provisions, scan_titles
from index.engine import FACETS, Filters, IndexedProvision, Order, SearchHit, SearchResult
from index.filters import day_number
from index.query import SearchQuery
from index.source import is_unit, whole_documents
from index.words_in_text import WordsInText

SECONDS = 0.6
"""How long one search may look; what was found until then is the answer."""

MOST = 500
"""Hits that are kept; facets and the total count these."""

_BEFORE_FILTERS = 2_000
_TITLE_SECONDS = 0.3
_SCANS_AT_ONCE = 2
_TITLE_FIRST = 0.5  # a title that has the words says more than a text that has them

_scans = BoundedSemaphore(_SCANS_AT_ONCE)

_Row = tuple[float, int, str]  # score, document, provision


def search_database(
    session: Session,
    query: SearchQuery,
    *,
    filters: Filters,
    today: date,
    limit: int,
    offset: int = 0,
    order: Order = "relevance",
) -> SearchResult:
    """Return the provisions and documents that have the words, as an index would.

    When many search at once, provisions are looked through for a few of them only.
    """
    words = WordsInText(query)
    best = _best(session, words, _BEFORE_FILTERS if filters.chooses else MOST)
    found = list_documents_by_ids(session, sorted({document for _, document, _ in best}))
    documents = whole_documents(session, found, today=today)
    passed = [row for row in best if _passes(documents.get(row[1]), filters)][:MOST]
    if order != "relevance":
        passed.sort(key=lambda row: _day_of(documents[row[1]]), reverse=order == "newest")
    hits = [
        SearchHit(f"{document}#{provision}", document, provision, score)
        for score, document, provision in passed[offset : offset + limit]
    ]
    facets = _counts(documents[document] for _, document, _ in passed)
    total = len(passed)
    return SearchResult(hits=tuple(hits), total=total, reachable=total, facets=facets)


def _best(session: Session, words: WordsInText, most: int) -> list[_Row]:
    """Return the best rows found in time, best first, then newest first."""
    started = monotonic()
    patterns = words.patterns() if words.asks_for_words else Patterns()
    titles = scan_titles(session, patterns)
    found = list(_scored(titles, words, _TITLE_FIRST, until=started + _TITLE_SECONDS))
    if words.asks_for_words and _scans.acquire(timeout=SECONDS / 2):
        try:
            provisions = scan_provisions(session, patterns)
            found += _scored(provisions, words, 0.0, until=started + SECONDS)
        finally:
            _scans.release()
    return heapq.nsmallest(most, found, key=lambda row: (-row[0], -row[1]))


def _scored(
    windows: Iterator[list[ScannedRow]], words: WordsInText, bonus: float, *, until: float
) -> Iterator[_Row]:
    for rows in windows:
        for row in rows:
            if row.provision_id and not is_unit(row.provision_id, row.parent_provision_id):
                continue
            score = words.score(row.text)
            if score is not None:
                yield score + bonus, row.document_id, row.provision_id
            if monotonic() > until:
                return
        if monotonic() > until:
            return


def _day_of(document: IndexedProvision) -> int:
    return day_number(document.issued_on) if document.issued_on else 0


def _passes(document: IndexedProvision | None, filters: Filters) -> bool:
    if document is None:
        return False
    if filters.documents is not None and document.document_id not in filters.documents:
        return False
    if filters.days and not filters.days[0] <= _day_of(document) <= filters.days[1]:
        return False
    values = document.facet_values()
    return all(set(values.get(name, ())) & set(any_) for name, any_ in filters.by_facet().items())


def _counts(documents: Iterable[IndexedProvision]) -> dict[str, dict[str, int]]:
    """Return how many hits have each value of each facet, given the document of each hit."""
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for document in documents:
        for name, values in document.facet_values().items():
            counted[name].update(values)
    return {name: dict(counts) for name, counts in counted.items()}
