"""What each step of the recipe brings: the same questions, one step more each time."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from index.engine import Filters
from index.query import SearchQuery
from index.terms import Passage, bigrams
from tests.benchmarks.search_contestants import OurEngine
from tests.benchmarks.search_data import Question
from tests.benchmarks.search_quality import DEPTH, mean, ndcg, recall

_NAMES = 0.3

Weighted = dict[tuple[str, str], float]
"""Weight by (field, term)."""


def ablation(ours: OurEngine, folder: Path, questions: list[Question]) -> Iterator[dict[str, Any]]:
    """Yield one line per recipe: those that lead to what we ship, then those that do not pay."""
    bare = _Bare(folder)
    recipes: dict[str, Callable[[str], list[str]]] = {
        "folded syllables": lambda text: bare.ranked(_syllables(text)),
        "folded bigrams, k1 0.6, names twice": lambda text: bare.ranked(_pairs(text)),
        "and names alone at 0.3": lambda text: bare.ranked(_pairs(text) | _names(text)),
        "and other spellings (ours)": ours.ranked,
        "ours without other spellings": lambda text: _plainly(ours, text),
        "not kept: syllables as written at 0.1": lambda text: bare.ranked(
            _pairs(text) | _names(text) | _written(text, 0.1)
        ),
        "not kept: folded syllables at 0.2": lambda text: bare.ranked(
            _pairs(text) | _names(text) | _syllables(text, 0.2)
        ),
        "not kept: three syllables in a row at 0.2": lambda text: bare.ranked(
            _pairs(text) | _names(text), in_a_row=0.2
        ),
    }
    for name, recipe in recipes.items():
        judged = [(recipe(one.text), one.relevant) for one in questions]
        yield {
            "measure": "search-ablation",
            "recipe": name,
            "queries": len(questions),
            "ndcg@10": round(mean([ndcg(*pair) for pair in judged]), 4),
            "recall@10": round(mean([recall(*pair) for pair in judged]), 4),
        }


def _plainly(ours: OurEngine, text: str) -> list[str]:
    query = replace(SearchQuery.parse(text), variants=())
    return [hit.key for hit in ours.engine.search(query, filters=Filters(), limit=DEPTH).hits]


def _syllables(text: str, weight: float = 1.0) -> Weighted:
    return {("f", term): weight * n for term, n in Counter(Passage.of(text).folded).items()}


def _pairs(text: str) -> Weighted:
    counts = Counter(bigrams(Passage.of(text).folded))
    return {("b", term): float(n) for term, n in counts.items()}


def _names(text: str) -> Weighted:
    return {("n", term): _NAMES * n for (_field, term), n in _pairs(text).items()}


def _written(text: str, weight: float) -> Weighted:
    return {("x", term): weight * n for term, n in Counter(Passage.of(text).exact).items()}


class _Bare:
    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema

    def ranked(self, terms: Weighted, in_a_row: float = 0.0) -> list[str]:
        queries = [
            Query.boost_query(self._term(field, term), weight)
            for (field, term), weight in terms.items()
        ]
        if in_a_row:
            pairs = [term.split("_") for field, term in terms if field == "b"]
            rows = [
                [*first, second[1]] for first, second in pairwise(pairs) if first[1] == second[0]
            ]
            queries += [
                Query.boost_query(Query.phrase_query(self._schema, "f", list(row)), in_a_row)
                for row in rows
            ]
        searcher = self._index.searcher()
        clauses = [(Occur.Should, query) for query in queries]
        hits = searcher.search(Query.boolean_query(clauses), limit=DEPTH, count=False).hits
        return [searcher.doc(address)["key"][0] for _score, address in hits]

    def _term(self, field: str, term: str) -> tantivy.Query:
        option = "basic" if field == "x" else "freq"
        return Query.term_query(self._schema, field, term, option)
