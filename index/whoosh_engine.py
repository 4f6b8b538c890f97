"""The second engine: Whoosh, pure Python, where no native wheel may be installed.

Only this module and the two beside it for rows and postings know Whoosh. A phrase is all its
bigrams. Whoosh's own matchers turn into slow trees above 5,000 documents, so
`index.whoosh_match` adds up its postings.
"""

import contextlib
import heapq
import pickle
import struct
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import LockError, create_in, open_dir

from index.engine import (
    Filters,
    IndexBusy,
    IndexedProvision,
    IndexUnusable,
    Order,
    SearchHit,
    SearchResult,
    Stream,
)
from index.plan import readings
from index.query import SearchQuery
from index.ranking import MOST_OF_ONE_DOCUMENT, Candidate, Page, cut_page
from index.whoosh_match import find_matches
from index.whoosh_postings import OpenPostings
from index.whoosh_rows import STAMP_KEY, fields_of, schema

_BROKEN = (  # the last are what unpickling garbage may raise
    *(WhooshIndexError, OSError, EOFError, struct.error, ValueError),
    *(pickle.UnpicklingError, ArithmeticError, AssertionError, AttributeError, ImportError),
    *(LookupError, TypeError),
)
_WRITER_MEGABYTES = 128
_FIELDS: dict[Stream, str] = {"syllable": "f", "bigram": "b", "literal": "x"}


def create(folder: Path) -> "WhooshEngine":
    """Start an empty index in an empty folder."""
    return WhooshEngine(folder, create_in(str(folder), schema()))


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
        self._postings = OpenPostings(index)

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
        writer.delete_by_term("key", STAMP_KEY)
        writer.add_document(key=(STAMP_KEY,), stored={"stamp": stamp})
        for document_id, provisions in self._pending.items():
            writer.delete_by_term("document", str(document_id))
            for provision in provisions:
                writer.add_document(**fields_of(document_id, provision))
        writer.commit()
        self._writer = None
        self._pending.clear()

    def stamp(self) -> int:
        """Return the change stamp of the last commit; 0 before the first."""
        with self._fresh_postings() as postings:
            rows = postings.rows("key", STAMP_KEY)
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
        order: Order = "relevance",
        with_facets: bool = False,
    ) -> SearchResult:
        """Return the provisions that answer `query` and pass `filters`, in `order`."""
        by_score = order == "relevance"
        with self._fresh_postings() as postings:
            scores: dict[int, float] = {}
            for reading in readings(query, by_date=not by_score):
                scores = find_matches(reading, filters, postings)
                if scores:
                    break
            page = cut_page(
                _Found(postings, scores, order).fetch,
                offset=offset,
                limit=limit,
                by_score=by_score,
                group=not filters.names_one_document,
            )
            return SearchResult(
                hits=tuple(_hits(postings, page, scores)),
                total=len(scores),
                reachable=len(scores) if page.reachable is None else page.reachable,
                facets=postings.facets(scores.keys()) if with_facets else {},
            )

    def frequencies(self, stream: Stream, terms: Sequence[str]) -> list[int]:
        """Return about how many provisions have each term."""
        with self._fresh_postings() as postings:
            return [postings.frequency(_FIELDS[stream], term) for term in terms]

    def has_term(self, stream: Stream, term: str) -> bool:
        """Tell whether a provision that can be found has a term."""
        with self._fresh_postings() as postings:
            return bool(postings.rows(_FIELDS[stream], term))

    def list_titled(self, words: Sequence[str], start: str, *, limit: int) -> list[int]:
        """List documents with these words in the title, newest first."""
        with self._fresh_postings() as postings:
            demands = [postings.rows("t", word) for word in words]
            demands += [postings.starting("t", start)] if start else []
            rows = set.intersection(*map(set, demands)) if demands else set()
            days = postings.days()
            newest = heapq.nsmallest(limit, rows, key=lambda row: (-days[row], row))
            return [int(postings.stored(row)["document_id"]) for row in newest]

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
    def _fresh_postings(self) -> Iterator["OpenPostings"]:
        with self._searching:
            if not self._postings.is_fresh():
                self._postings.close()
                try:
                    self._postings = OpenPostings(self._index)
                except _BROKEN as error:
                    raise IndexUnusable(self._folder, repr(error)) from error
            yield self._postings


class _Found:
    """What a query found, in the order of Whoosh, fetched piece by piece."""

    def __init__(self, postings: OpenPostings, scores: Mapping[int, float], order: Order) -> None:
        self._postings = postings
        self._scores = scores
        self._order = order

    def fetch(self, offset: int, limit: int) -> list[Candidate[int]]:
        """Return candidates from `offset` on."""
        days = self._postings.days()
        keys = {
            "relevance": lambda row: (-self._scores[row], row),
            "newest": lambda row: (-days[row], row),
            "oldest": lambda row: (days[row], row),
        }
        rows = heapq.nsmallest(offset + limit, self._scores, key=keys[self._order])
        return [self._candidate(row, days[row]) for row in rows[offset:]]

    def _candidate(self, row: int, day: int) -> Candidate[int]:
        stored = self._postings.stored(row)
        return Candidate(
            row=row,
            document_id=stored["document_id"],
            score=self._scores[row],
            day=day,
            is_dead=stored["is_dead"],
            is_whole=not stored["provision_id"],
        )


def _hits(
    postings: OpenPostings, page: Page[int], scores: Mapping[int, float]
) -> Iterator[SearchHit]:
    for at, one in enumerate(page.shown):
        stored = postings.stored(one.row)
        more = 0
        if at in page.closing:
            inside = postings.rows("document", str(one.document_id)) & scores.keys()
            more = len(inside) - MOST_OF_ONE_DOCUMENT
        yield SearchHit(
            key=stored["key"],
            document_id=stored["document_id"],
            provision_id=stored["provision_id"],
            score=one.score,
            more=more,
        )
