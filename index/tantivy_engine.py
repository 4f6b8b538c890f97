"""The default engine: tantivy, embedded, no server. The only module that knows tantivy.

Fields: `f` folded syllables with positions; `b` folded bigrams of names and text, each as often
as it counts; `n` bigrams of the names alone; `x` syllables and bigrams as written, each once.
No texts are stored: the database has them, and the index stays small.
"""

import contextlib
import threading
from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from index.engine import (
    FACETS,
    Filters,
    IndexBusy,
    IndexedProvision,
    IndexUnusable,
    SearchHit,
    SearchResult,
)
from index.plan import Phrase, Reading, readings
from index.query import SearchQuery
from index.terms import streams_of

_WRITER_BYTES = 100_000_000
_STAMP_KEY = "#stamp"
_FACET_VALUES = 1_000
_NAMES = 0.3  # weight of a name's bigram, on top of its count among all bigrams
_LITERAL_FIRST = 1_000.0  # above any sum of BM25 scores of a short query


def create(folder: Path) -> "TantivyEngine":
    """Start an empty index in an empty folder."""
    return TantivyEngine(folder, tantivy.Index(_schema(), path=str(folder), reuse=False))


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
        self._schema = index.schema
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
            writer.add_document(_fields_of(document_id, provision))

    def remove_document(self, document_id: int) -> None:
        """Take the document out of the index."""
        self._lock_writer().delete_documents_by_term("document_id", str(document_id))

    def commit(self, stamp: int) -> None:
        """Make all changes visible at once, together with the change stamp they reach."""
        writer = self._lock_writer()
        # The stamp is a row of the index, so one commit keeps both or neither.
        writer.delete_documents_by_term("key", _STAMP_KEY)
        row = tantivy.Document()
        row.add_text("key", _STAMP_KEY)
        row.add_unsigned("stamp", stamp)
        writer.add_document(row)
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
        with_facets: bool = False,
    ) -> SearchResult:
        """Return the provisions that answer `query` and pass `filters`, best first."""
        searcher = self._refresh()
        questions = _Questions(self._schema)
        for reading in readings(query):
            question = questions.of(reading, filters)
            found = searcher.search(question, limit=max(limit, 1), offset=offset)
            total: int = found.count  # type: ignore[attr-defined]  # its stub forgot it
            if total:
                return SearchResult(
                    hits=tuple(_hit(searcher, *scored) for scored in found.hits[:limit]),
                    total=total,
                    facets=_facets(searcher, question) if with_facets else {},
                )
        return SearchResult(facets={name: {} for name in FACETS} if with_facets else {})

    def close(self) -> None:
        """Let go of files and lock. Changes that were not committed are lost."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

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
        return _Questions(self._schema).term("key", _STAMP_KEY)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document_id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("provision_id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("stamp", stored=True)
    builder.add_text_field("f", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("b", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("n", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("x", tokenizer_name="whitespace", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def _fields_of(document_id: int, provision: IndexedProvision) -> tantivy.Document:
    streams = streams_of((provision.number, provision.title, provision.heading), provision.text)
    row = tantivy.Document()
    row.add_text("key", provision.key)
    row.add_text("document_id", str(document_id))
    row.add_text("provision_id", provision.provision_id)
    for part in streams.syllables:
        row.add_text("f", " ".join(part))
    row.add_text("b", " ".join(streams.bigrams))
    row.add_text("n", " ".join(streams.name_bigrams))
    row.add_text("x", " ".join(streams.literal))
    for facet, values in provision.facet_values().items():
        for value in values:
            row.add_text(facet, value)
    return row


class _Questions:
    """Builds tantivy queries for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def of(self, reading: Reading, filters: Filters) -> tantivy.Query:
        """Return the query for one reading, filtered."""
        clauses = [(Occur.Must, _unscored(self._phrase(one))) for one in reading.phrases]
        for facet, values in filters.by_facet().items():
            wanted = Query.term_set_query(self._schema, facet, values)
            clauses.append((Occur.Must, _unscored(wanted)))
        clauses += self._scored(reading, alone=not clauses)
        clauses += [
            (Occur.MustNot, self._excluded(one, literally=reading.exclude_literally))
            for one in reading.excluded
        ]
        if reading.literal:
            literal = self._all("x", reading.literal)
            clauses.append((Occur.Should, Query.const_score_query(literal, _LITERAL_FIRST)))
        if reading.matches_all:
            clauses.append((Occur.Must, _unscored(Query.all_query())))
            clauses.append((Occur.MustNot, self.term("key", _STAMP_KEY)))
        return Query.boolean_query(clauses)

    def term(self, field: str, term: str, times: float = 1) -> tantivy.Query:
        """Return the query for a term that counts so many times."""
        option = "freq" if field in {"f", "b", "n"} else "basic"
        query = Query.term_query(self._schema, field, term, option)
        return query if times == 1 else Query.boost_query(query, times)

    def _scored(self, reading: Reading, *, alone: bool) -> list[tuple[Occur, tantivy.Query]]:
        """Return the clauses that give the score; `alone` when no other clause must match."""
        found = [self.term("b", term, times) for term, times in reading.terms.items()]
        found += [self.term("f", syllable) for syllable in reading.syllables]
        names = [self.term("n", term, _NAMES * n) for term, n in reading.terms.items()]
        either = [(Occur.Should, query) for query in found]
        optional = [(Occur.Should, query) for query in names]
        if not reading.needed or (alone and reading.needed == 1):
            # One flat list lets tantivy skip what cannot reach the first ten.
            return either + optional
        if reading.needed == 1:
            return [(Occur.Must, Query.boolean_query(either + optional))]
        needed = Query.boolean_query(either, minimum_number_should_match=reading.needed)
        return [(Occur.Must, needed), *optional]

    def _phrase(self, phrase: Phrase) -> tantivy.Query:
        first, *more = phrase.folded
        if not more:
            return self.term("f", first)
        if len(more) == 1:
            return self.term("b", f"{first}_{more[0]}")
        return Query.phrase_query(self._schema, "f", list(phrase.folded))

    def _excluded(self, phrase: Phrase, *, literally: bool) -> tantivy.Query:
        if not literally:
            return self._phrase(phrase)
        if len(phrase.literal) == 1:
            return self.term("x", phrase.literal[0])
        return Query.boolean_query(
            [(Occur.Must, self._phrase(phrase)), (Occur.Must, self._all("x", phrase.literal))]
        )

    def _all(self, field: str, terms: tuple[str, ...]) -> tantivy.Query:
        return Query.boolean_query([(Occur.Must, self.term(field, term)) for term in terms])


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return Query.const_score_query(query, 0.0)


def _hit(searcher: tantivy.Searcher, score: float, address: tantivy.DocAddress) -> SearchHit:
    row = searcher.doc(address)
    return SearchHit(
        key=row["key"][0],
        document_id=int(row["document_id"][0]),
        provision_id=row["provision_id"][0],
        score=score,
    )


def _facets(searcher: tantivy.Searcher, question: tantivy.Query) -> dict[str, dict[str, int]]:
    asked = {name: {"terms": {"field": name, "size": _FACET_VALUES}} for name in FACETS}
    counted = searcher.aggregate(question, asked)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]}
        for name in FACETS
    }
