"""The postings of a Whoosh index, as `index.whoosh_match` adds them up."""

import contextlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from whoosh.reading import TermNotFound
from whoosh.scoring import BM25F

from index.filters import FACETS
from index.whoosh_rows import STAMP_KEY


class OpenPostings:
    """The postings of one commit, with the sets that filters and facets ask for again."""

    def __init__(self, index: Any) -> None:
        self._index = index
        # Read before opening: a commit in between is then noticed by the next search.
        self._generation: int | None = index.latest_generation()
        self._searcher = index.searcher(weighting=BM25F(B=0.75, K1=1.2))
        self._reader = self._searcher.reader()
        self._kept: dict[tuple[str, str], AbstractSet[int]] = {}
        self._days: dict[int, int] | None = None
        self._all: AbstractSet[int] = frozenset(self._reader.all_doc_ids()) - self.rows(
            "key", STAMP_KEY
        )

    def is_fresh(self) -> bool:
        """Tell whether there was no commit since and the files are still open.

        While the folder is being replaced (no generation) what is open stays in use.
        """
        return self._index.latest_generation() in {self._generation, -1}

    def close(self) -> None:
        """Let go of the files."""
        self._searcher.close()
        self._generation = None

    def row_count(self) -> int:
        """Return how many rows can be found."""
        return len(self._all)

    def all_rows(self) -> AbstractSet[int]:
        """Return all rows that can be found."""
        return self._all

    def frequency(self, field: str, term: str) -> int:
        """Return how many rows have the term."""
        return int(self._reader.doc_frequency(field, term))

    def scored(self, field: str, term: str) -> Iterator[tuple[int, float]]:
        """Yield each row that has the term with its BM25 score."""
        for searcher, first in self._searcher.leaf_searchers():
            with contextlib.suppress(TermNotFound):
                matcher = searcher.postings(field, term)
                while matcher.is_active():
                    yield first + matcher.id(), matcher.score()
                    matcher.next()

    def rows(self, field: str, term: str) -> AbstractSet[int]:
        """Return the rows that have the term; those of facets are kept."""
        if (field, term) in self._kept:
            return self._kept[field, term]
        found: set[int] = set()
        for searcher, first in self._searcher.leaf_searchers():
            with contextlib.suppress(TermNotFound):
                matcher = searcher.reader().postings(field, term)
                found.update(first + row for row in matcher.all_ids())
        if field in FACETS:
            self._kept[field, term] = found
        return found

    def days(self) -> Mapping[int, int]:
        """Return the day of issue (YYYYMMDD, 0 when unknown) of each row."""
        if self._days is None:
            days = [value.decode() for value in self._reader.lexicon("day")]
            self._days = {row: int(day) for day in days for row in self.rows("day", day)}
        return self._days

    def rows_between(self, first: int, last: int) -> AbstractSet[int]:
        """Return the rows issued on these days or between."""
        return {row for row, day in self.days().items() if first <= day <= last}

    def starting(self, field: str, start: str) -> AbstractSet[int]:
        """Return the rows with a term that starts so."""
        terms = [term.decode() for term in self._reader.expand_prefix(field, start)]
        return set().union(*(self.rows(field, term) for term in terms))

    def facets(self, rows: AbstractSet[int]) -> dict[str, dict[str, int]]:
        """Return how many of `rows` have each value of each facet."""
        counted: dict[str, dict[str, int]] = {}
        for facet in FACETS:
            values = [value.decode() for value in self._reader.lexicon(facet)]
            counts = {value: len(self.rows(facet, value) & rows) for value in values}
            counted[facet] = {value: count for value, count in counts.items() if count}
        return counted

    def stored(self, row: int) -> dict[str, Any]:
        """Return what is stored with a row."""
        fields: dict[str, Any] = self._reader.stored_fields(row)["stored"]
        return fields
