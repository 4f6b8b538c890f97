"""What our engine call costs over a bare tantivy query of the same terms on the same index."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import tantivy

from index.engine import Filters
from index.query import SearchQuery
from index.snippet import Snippets
from index.terms import Passage, bigrams
from tests.benchmarks.search_contestants import EVERY_ISSUER, OurEngine
from tests.benchmarks.search_data import Question
from tests.benchmarks.search_quality import DEPTH, percentile

RUNS = 5

_FILTERS = Filters(agency=(EVERY_ISSUER,))


def measure_ratio(
    ours: OurEngine,
    folder: Path,
    questions: list[Question],
    texts: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return medians of five interleaved runs over all questions.

    Ours: the text of the query in; ids, scores and the count of all hits out. With `texts` also
    a filter that everything passes, the counts of all facets and the ten snippets. Bare:
    terms already cut; query built, first ten without a count, ids read.
    """
    bare = BareQuery(folder)
    cut = [terms_of(question.text) for question in questions]
    runs = []
    for run in range(RUNS + 1):
        our_times: list[float] = []
        bare_times: list[float] = []
        for question, terms in zip(questions, cut, strict=True):
            pair: list[tuple[list[float], Callable[[], object]]] = [
                (our_times, partial(_answer, ours, question.text, texts)),
                (bare_times, partial(bare.ranked, terms)),
            ]
            for times, call in pair if run % 2 else reversed(pair):
                times.append(_milliseconds(call))
        if run:  # the first only warms up
            runs.append((our_times, bare_times))
    return {
        "measure": "search-ratio" if texts is None else "search-ratio-full",
        "runs": RUNS,
        "queries": len(questions),
        "p50_ms": _median_of(runs, 0, 0.5),
        "p95_ms": _median_of(runs, 0, 0.95),
        "bare_p50_ms": _median_of(runs, 1, 0.5),
        "bare_p95_ms": _median_of(runs, 1, 0.95),
        "p50_ratio": round(median(_ratio(run, 0.5) for run in runs), 2),
        "p95_ratio": round(median(_ratio(run, 0.95) for run in runs), 2),
    }


def terms_of(text: str) -> Counter[str]:
    """Return the terms of a question, and how often each was said."""
    return Counter(bigrams(Passage.of(text).folded))


def _answer(ours: OurEngine, text: str, texts: Mapping[str, str] | None) -> None:
    if texts is None:
        ours.ranked(text)
        return
    query = SearchQuery.parse(text)
    found = ours.engine.search(query, filters=_FILTERS, limit=DEPTH, with_facets=True)
    snippets = Snippets(query)
    for hit in found.hits:
        snippets.html(texts[hit.key])


class BareQuery:
    """tantivy alone on an index of ours: ten hits of already cut terms, uncounted, ids read."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema

    def ranked(self, terms: Counter[str]) -> list[str]:
        """Return the keys of the hits."""
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, field, term, "freq"))
                for field in ("b", "n")
                for term in terms
            ]
        )
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=DEPTH, count=False).hits
        return [searcher.doc(address)["key"][0] for _score, address in hits]


Run = tuple[list[float], list[float]]


def _milliseconds(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return (perf_counter() - started) * 1000


def _median_of(runs: list[Run], side: int, share: float) -> float:
    return round(median(percentile(run[side], share) for run in runs), 3)


def _ratio(run: Run, share: float) -> float:
    return percentile(run[0], share) / (percentile(run[1], share) or 1)
