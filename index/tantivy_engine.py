"""The default engine: tantivy, embedded, no server.

Only this module and the two beside it that begin with its name know tantivy.
"""

import contextlib
import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import tantivy

from index.engine import (
    FACETS,
    Filters,
    IndexBusy,
    IndexedProvision,
    IndexUnusable,
    Order,
    SearchHit,
    SearchResult,
    Stream,
)
from index.plan import Reading, readings
from index.query import SearchQuery
from index.ranking import MOST_OF_ONE_DOCUMENT, Candidate, Page, cut_page
from index.tantivy_questions import Questions
from index.tantivy_rows import STAMP_KEY, candidates, hit_of, row_of, schema, stamp_row

_WRITER_BYTES = 100_000_000
_FACET_VALUES = 100  # of each facet, the commonest

# tantivy lets go of the interpreter while it works, so facets are counted on another core. Shared
# by all engines and never closed: a search may still go on in an engine that was closed.
_COUNTERS = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="facets")

Block = list[Candidate[tantivy.DocAddress]]

_FIELDS: dict[Stream, str] = {"syllable": "f", "bigram": "b", "literal": "x"}


def create(folder: Path) -> "TantivyEngine":
    """Start an empty index in an empty folder."""
    return TantivyEngine(folder, tantivy.Index(schema(), path=str(folder), reuse=False))


def open_existing(folder: Path) -> "TantivyEngine":
    """Open the index of `folder`.

    Raises:
        IndexUnusable: tantivy cannot read it.
    """
    try:
        return TantivyEngine(folder, tantivy.Index.open(str(folder)))
    except (OSError, ValueError) as error:
        raise IndexUnusable(folder, str(error)) from error


class TantivyEngine:
    """A tantivy index. Searching is safe from any thread; writing is for one thread at a time."""

    name = "tantivy"

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index
        self._questions = Questions(index.schema)
        self._writer: tantivy.IndexWriter | None = None
        self._reloading = threading.Lock()
        # We look at the commit file before each search instead of waiting for a watcher thread:
        # what was committed, here or by another process, is seen by the next search.
        index.config_reader(reload_policy="manual")
        self._seen = self._committed()
        self._searcher = index.searcher()

    def replace_document(self, document_id: int, provisions: Iterable[IndexedProvision]) -> None:
        """Put these provisions in the place of all that the document has in the index."""
        self.remove_document(document_id)
        writer = self._lock_writer()
        for provision in provisions:
            writer.add_document(row_of(document_id, provision))

    def remove_document(self, document_id: int) -> None:
        """Take the document out of the index."""
        self._lock_writer().delete_documents_by_term("document_id", str(document_id))

    def commit(self, stamp: int) -> None:
        """Make all changes visible at once, together with the change stamp they reach."""
        writer = self._lock_writer()
        # The stamp is a row of the index, so one commit keeps both or neither.
        writer.delete_documents_by_term("key", STAMP_KEY)
        writer.add_document(stamp_row(stamp))
        writer.commit()
        # Old segments can only be collected when our own reader has let go of them.
        self._refresh()
        writer.garbage_collect_files()

    def stamp(self) -> int:
        """Return the change stamp of the last commit; 0 before the first."""
        searcher = self._refresh()
        row = searcher.search(self._stamp_row(), limit=1, count=False).hits
        if not row:
            return 0
        return int(searcher.doc(row[0][1])["stamp"][0])

    def count(self) -> int:
        """Return the number of provisions that can be found."""
        searcher = self._refresh()
        stamps = searcher.search(self._stamp_row(), limit=1, count=False).hits
        return searcher.num_docs - len(stamps)

    def search(
        self,
        query: SearchQuery,
        *,
        filters: Filters,
        limit: int,
        offset: int = 0,
        order: Order = "relevance",
        with_facets: bool = False,
    ) -> SearchResult:
        """Return the provisions that answer `query` and pass `filters`, in `order`."""
        searcher = self._refresh()
        for reading in readings(query, by_date=order != "relevance"):
            question = self._questions.of(self._worth_asking(searcher, reading), filters)
            found = _Found(searcher, question, order)
            counted = self._questions.counted(reading, filters)
            counting = _COUNTERS.submit(_counts, searcher, counted) if with_facets else None
            page = cut_page(
                found.fetch,
                offset=offset,
                limit=limit,
                by_score=order == "relevance",
                group=not filters.names_one_document,
            )
            if found.total:
                return SearchResult(
                    hits=tuple(self._hits(searcher, counted, page)),
                    total=found.total,
                    reachable=found.total if page.reachable is None else page.reachable,
                    facets=counting.result() if counting else {},
                )
        return SearchResult(facets={name: {} for name in FACETS} if with_facets else {})

    def frequencies(self, stream: Stream, terms: Sequence[str]) -> list[int]:
        """Return about how many provisions have each term."""
        searcher, field = self._refresh(), _FIELDS[stream]
        return [int(searcher.doc_freq(field, term)) for term in terms]

    def has_term(self, stream: Stream, term: str) -> bool:
        """Tell whether a provision that can be found has a term."""
        # The dictionary also counts what was removed since; a word of a withdrawn document
        # must not be told.
        return _count(self._refresh(), self._questions.term(_FIELDS[stream], term)) > 0

    def list_titled(self, words: Sequence[str], start: str, *, limit: int) -> list[int]:
        """List documents with these words in the title, newest first."""
        searcher = self._refresh()
        question = self._questions.titled(tuple(words), start)
        found = searcher.search(question, limit=limit, count=False, order_by_field="place")
        return [one.document_id for one in candidates(searcher, found.hits)]

    def close(self) -> None:
        """Let go of files and lock. Changes that were not committed are lost."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

    def _worth_asking(self, searcher: tantivy.Searcher, reading: Reading) -> Reading:
        """Leave out very words that no row has all of: such a clause takes a third of the time."""
        literal = (
            terms
            for terms in reading.literal
            if searcher.search(self._questions.all_of("x", terms), limit=1, count=False).hits
        )
        return replace(reading, literal=tuple(literal))

    def _hits(
        self,
        searcher: tantivy.Searcher,
        counted: tantivy.Query,
        page: Page[tantivy.DocAddress],
    ) -> list[SearchHit]:
        """Return the hits of a page; the third of a document tells how many more it has."""
        hits = []
        for at, one in enumerate(page.shown):
            more = 0
            if at in page.closing:
                inside = self._questions.in_document(counted, one.document_id)
                more = _count(searcher, inside) - MOST_OF_ONE_DOCUMENT
            hits.append(hit_of(searcher, one, more))
        return hits

    def _lock_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(_WRITER_BYTES, 1)
            except ValueError as error:
                raise IndexBusy(self._folder) from error
        return self._writer

    def _refresh(self) -> tantivy.Searcher:
        committed = self._committed()
        if committed != self._seen:
            with self._reloading:
                try:
                    self._index.reload()
                except (OSError, ValueError) as error:
                    raise IndexUnusable(self._folder, str(error)) from error
                self._searcher = self._index.searcher()
                self._seen = committed
        return self._searcher

    def _committed(self) -> tuple[int, ...]:
        """Return what tells one commit file from the next; the last seen while it is missing."""
        with contextlib.suppress(FileNotFoundError):
            status = (self._folder / "meta.json").stat()
            return status.st_ino, status.st_mtime_ns, status.st_size
        return self._seen

    def _stamp_row(self) -> tantivy.Query:
        return self._questions.term("key", STAMP_KEY)


class _Found:
    """What a question finds, fetched piece by piece."""

    def __init__(self, searcher: tantivy.Searcher, question: tantivy.Query, order: Order) -> None:
        self._searcher = searcher
        self._question = question
        self._order = order
        self.total = 0

    def fetch(self, offset: int, limit: int) -> Block:
        """Return candidates from `offset` on, as tantivy orders them."""
        direction = tantivy.Order.Asc if self._order == "oldest" else tantivy.Order.Desc
        found = self._searcher.search(
            self._question,
            limit=limit,
            offset=offset,
            count=not offset,
            order_by_field=None if self._order == "relevance" else "place",
            order=direction,
        )
        if not offset:
            self.total = found.count  # type: ignore[attr-defined]  # its stub forgot it
        return candidates(self._searcher, found.hits)


def _count(searcher: tantivy.Searcher, question: tantivy.Query) -> int:
    found = searcher.search(question, limit=1)
    return found.count  # type: ignore[attr-defined, no-any-return]  # its stub forgot it


def _counts(searcher: tantivy.Searcher, question: tantivy.Query) -> dict[str, dict[str, int]]:
    asked = {name: {"terms": {"field": name, "size": _FACET_VALUES}} for name in FACETS}
    counted = searcher.aggregate(question, asked)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]}
        for name in FACETS
    }
