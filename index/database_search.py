"""Search without an index: titles, numbers and provisions of the database, in bounded time.

What a reader gets while the index is missing, damaged or being rebuilt: fewer and simpler
answers, the newest first, but answers; and under the same rights and filters.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from threading import BoundedSemaphore
from time import monotonic

from sqlmodel import Session

from directives.store.documents import list_documents_by_ids
from directives.store.word_scan import Patterns, ScannedRow, scan_provisions, scan_titles
from index.engine import FACETS, Filters, SearchHit, SearchResult
from index.query import SearchQuery
from index.source import facet_values_of, is_unit
from index.words_in_text import WordsInText

SECONDS = 0.6
"""How long one search may look; what was found until then is the answer."""

MOST = 500
"""Hits that are kept; facets and the total count these."""

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
) -> SearchResult:
    """Return the provisions and documents that have the words, as an index would.

    When many search at once, provisions are looked through for a few of them only.
    """
    words = WordsInText(query)
    best = _best(session, words)
    facets = _facets(session, {document for _, document, _ in best}, today)
    wanted = filters.by_facet()
    passed = [row for row in best if _passes(facets.get(row[1], {}), wanted)]
    hits = [
        SearchHit(f"{document}#{provision}", document, provision, score)
        for score, document, provision in passed[offset : offset + limit]
    ]
    counted = Counter(document for _, document, _ in passed)
    counts = _counts(counted, facets)
    return SearchResult(tuple(hits), len(passed), len(passed), counts)


def _best(session: Session, words: WordsInText) -> list[_Row]:
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
    return heapq.nsmallest(MOST, found, key=lambda row: (-row[0], -row[1]))


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


def _facets(
    session: Session, ids: Iterable[int], today: date
) -> dict[int, dict[str, tuple[str, ...]]]:
    documents = list_documents_by_ids(session, sorted(ids))
    return facet_values_of(session, documents, today=today)


def _passes(values: Mapping[str, Sequence[str]], wanted: Mapping[str, Sequence[str]]) -> bool:
    return all(set(values.get(name, ())) & set(either) for name, either in wanted.items())


def _counts(
    documents: Mapping[int, int], facets: Mapping[int, Mapping[str, Sequence[str]]]
) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for document, times in documents.items():
        for name, values in facets.get(document, {}).items():
            counted[name].update(dict.fromkeys(values, times))
    return {name: dict(counts) for name, counts in counted.items()}
