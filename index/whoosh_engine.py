"""The second engine: Whoosh, pure Python, where no native wheel may be installed.

The only module that knows Whoosh. Fields as in the default engine, without positions: a
phrase is all its bigrams. Whoosh's own matchers turn into slow trees above 5,000 documents,
so `index.whoosh_match` adds up its postings.
"""

import contextlib
import heapq
import pickle
import struct
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Frequency
from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import LockError, create_in, open_dir
from whoosh.reading import TermNotFound
from whoosh.scoring import BM25F
from whoosh.system import pack_uint

from index.engine import (
    FACETS,
    Filters,
    IndexBusy,
    IndexedProvision,
    IndexUnusable,
    SearchHit,
    SearchResult,
)
from index.plan import readings
from index.query import SearchQuery
from index.terms import streams_of
from index.whoosh_match import find_matches

_BROKEN = (  # the last are what unpickling garbage may raise
    *(WhooshIndexError, OSError, EOFError, struct.error, ValueError),
    *(pickle.UnpicklingError, ArithmeticError, AssertionError, AttributeError, ImportError),
    *(LookupError, TypeError),
)
_STAMP_KEY = "#stamp"
_WRITER_MEGABYTES = 128


def create(folder: Path) -> "WhooshEngine":
    """Start an empty index in an empty folder."""
    return WhooshEngine(folder, create_in(str(folder), _schema()))


def open_existing(folder: Path) -> "WhooshEngine":
    """Open the index of `folder`.

    Raises:
        IndexUnusable: Whoosh cannot read it.
    """
    try:
        return WhooshEngine(folder, open_dir(str(folder)))
    except _BROKEN as error:
        raise IndexUnusable(folder, repr(error)) from error


class WhooshEngine:
    """A Whoosh index. One thread at a time searches; the others wait."""

    name = "whoosh"

    def __init__(self, folder: Path, index: Any) -> None:
        self._folder = folder
        self._index = index
        self._writer: Any = None
        # Whoosh cannot take back what was added since the last commit, so it waits here.
        self._pending: dict[int, tuple[IndexedProvision, ...]] = {}
        self._searching = threading.Lock()
        self._postings = _OpenPostings(index)

    def replace_document(self, document_id: int, provisions: Iterable[IndexedProvision]) -> None:
        """Put these provisions in the place of all that the document has in the index."""
        self._lock_writer()
        self._pending[document_id] = tuple(provisions)

    def remove_document(self, document_id: int) -> None:
        """Take the document out of the index."""
        self.replace_document(document_id, ())

    def commit(self, stamp: int) -> None:
        """Make all changes visible at once, together with the change stamp they reach."""
        writer = self._lock_writer()
        # The stamp is a row of the index, so one commit keeps both or neither.
        writer.delete_by_term("key", _STAMP_KEY)
        writer.add_document(key=(_STAMP_KEY,), stored={"stamp": stamp})
        for document_id, provisions in self._pending.items():
            writer.delete_by_term("document", str(document_id))
            for provision in provisions:
                writer.add_document(**_fields_of(document_id, provision))
        writer.commit()
        self._writer = None
        self._pending.clear()

    def stamp(self) -> int:
        """Return the change stamp of the last commit; 0 before the first."""
        with self._fresh_postings() as postings:
            rows = postings.rows("key", _STAMP_KEY)
            return max((int(postings.stored(row)["stamp"]) for row in rows), default=0)

    def count(self) -> int:
        """Return the number of provisions that can be found."""
        with self._fresh_postings() as postings:
            return len(postings.all_rows())

    def search(
        self,
        query: SearchQuery,
        *,
        filters: Filters,
        limit: int,
        offset: int = 0,
        with_facets: bool = False,
    ) -> SearchResult:
        """Return the provisions that answer `query` and pass `filters`, best first."""
        with self._fresh_postings() as postings:
            scores: dict[int, float] = {}
            for reading in readings(query):
                scores = find_matches(reading, filters, postings)
                if scores:
                    break
            best = heapq.nsmallest(offset + limit, scores, key=lambda row: (-scores[row], row))
            return SearchResult(
                hits=tuple(_hit(postings, row, scores[row]) for row in best[offset:]),
                total=len(scores),
                facets=postings.facets(scores.keys()) if with_facets else {},
            )

    def close(self) -> None:
        """Let go of files and lock. Changes that were not committed are lost."""
        self._pending.clear()
        writer, self._writer = self._writer, None
        for let_go in (writer.cancel, writer.writelock.release) if writer else ():
            with contextlib.suppress(Exception):  # a full disk breaks the first, not the second
                let_go()
        with self._searching:
            self._postings.close()

    def _lock_writer(self) -> Any:
        if self._writer is None:
            try:
                self._writer = self._index.writer(limitmb=_WRITER_MEGABYTES)
            except LockError as error:
                raise IndexBusy(self._folder) from error
        return self._writer

    @contextlib.contextmanager
    def _fresh_postings(self) -> Iterator["_OpenPostings"]:
        with self._searching:
            if not self._postings.is_fresh():
                self._postings.close()
                try:
                    self._postings = _OpenPostings(self._index)
                except _BROKEN as error:
                    raise IndexUnusable(self._folder, repr(error)) from error
            yield self._postings


class _OpenPostings:
    """The postings of one commit, with the sets that filters and facets ask for again."""

    def __init__(self, index: Any) -> None:
        self._index = index
        # Read before opening: a commit in between is then noticed by the next search.
        self._generation: int | None = index.latest_generation()
        self._searcher = index.searcher(weighting=BM25F(B=0.75, K1=1.2))
        self._reader = self._searcher.reader()
        self._kept: dict[tuple[str, str], AbstractSet[int]] = {}
        self._all: AbstractSet[int] = frozenset(self._reader.all_doc_ids()) - self.rows(
            "key", _STAMP_KEY
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


class _Counted(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Takes terms already cut and counts them, faster than an analyzer would."""

    def __init__(self) -> None:
        super().__init__(format=Frequency(), analyzer=None, scorable=True)

    def index(self, value: Iterable[str], **_options: Any) -> Iterator[tuple[Any, ...]]:
        """Yield (term, count, weight, encoded count)."""
        for term, count in Counter(value).items():
            yield term.encode(), count, float(count), pack_uint(count)


class _Present(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Takes terms already cut and keeps only which there are."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=False)

    def index(self, value: Iterable[str], **_options: Any) -> Iterator[tuple[Any, ...]]:
        """Yield (term, 1, weight, nothing)."""
        for term in dict.fromkeys(value):
            yield term.encode(), 1, 1.0, b""


def _schema() -> Any:
    schema = Schema(stored=STORED())
    for name in ("f", "b", "n"):
        schema.add(name, _Counted())
    for name in ("x", "key", "document", *FACETS):
        schema.add(name, _Present())
    return schema


def _fields_of(document_id: int, provision: IndexedProvision) -> dict[str, Any]:
    streams = streams_of((provision.number, provision.title, provision.heading), provision.text)
    return {
        "key": (provision.key,),
        "document": (str(document_id),),
        "stored": {
            "key": provision.key,
            "document_id": document_id,
            "provision_id": provision.provision_id,
        },
        "f": [syllable for part in streams.syllables for syllable in part],
        "b": streams.bigrams,
        "n": streams.name_bigrams,
        "x": streams.literal,
    } | dict(provision.facet_values())


def _hit(postings: _OpenPostings, row: int, score: float) -> SearchHit:
    stored = postings.stored(row)
    return SearchHit(
        key=stored["key"],
        document_id=stored["document_id"],
        provision_id=stored["provision_id"],
        score=score,
    )
