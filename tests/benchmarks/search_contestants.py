"""What is compared: our engines, and bare libraries with the same analysis and nothing else."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import tantivy

from index.engine import Filters, IndexedProvision, create_engine
from index.query import SearchQuery
from index.terms import Passage, bigrams
from tests.benchmarks.search_data import Article
from tests.benchmarks.search_quality import DEPTH

EVERY_ISSUER = "CP"
"""The issuer of every article, so that a filter can be measured that all of them pass."""


class Contestant(Protocol):
    """Something that indexes articles in a folder and ranks their ids for a text."""

    def build(self, articles: Iterable[Article]) -> int:
        """Index the articles, make them searchable and return how many there were."""
        ...

    def ranked(self, text: str) -> list[str]:
        """Return the ids of the first ten, best first."""
        ...


class OurEngine:
    """One of our engines, from the text of the query to ids and scores; no database."""

    def __init__(self, name: str, folder: Path) -> None:
        self.engine = create_engine(name, folder / "index")

    def build(self, articles: Iterable[Article]) -> int:
        count = 0
        for count, one in enumerate(articles, start=1):
            self.engine.replace_document(count, [_provision(count, one)])
        self.engine.commit(count)
        return count

    def ranked(self, text: str) -> list[str]:
        query = SearchQuery.parse(text)
        found = self.engine.search(query, filters=Filters(), limit=DEPTH)
        return [hit.key for hit in found.hits]


class BareTantivy:
    """tantivy with one field of folded bigrams and one boolean query, no count."""

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("b", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))

    def build(self, articles: Iterable[Article]) -> int:
        writer = self._index.writer(100_000_000, 1)
        count = 0
        for one in articles:
            writer.add_document(tantivy.Document(id=one.id, b=" ".join(_terms(one))))
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        return count

    def ranked(self, text: str) -> list[str]:
        terms = bigrams(Passage.of(text).folded)
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "b", term, "freq"))
                for term in terms
            ]
        )
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=DEPTH, count=False).hits
        return [searcher.doc(address)["id"][0] for _score, address in hits]


class SqliteFullText:
    """SQLite's FTS5 with one column of folded bigrams, ranked by its bm25."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.db")
        self._connection.execute("CREATE TABLE article (id TEXT)")
        self._connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5"
            "(b, content='', tokenize=\"unicode61 tokenchars '_'\")"
        )

    def build(self, articles: Iterable[Article]) -> int:
        count = 0
        for count, one in enumerate(articles, start=1):
            self._connection.execute("INSERT INTO article (id) VALUES (?)", (one.id,))
            self._connection.execute(
                "INSERT INTO words (rowid, b) VALUES (?, ?)", (count, " ".join(_terms(one)))
            )
        self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._connection.commit()
        return count

    def ranked(self, text: str) -> list[str]:
        terms = dict.fromkeys(bigrams(Passage.of(text).folded))
        if not terms:
            return []
        rows = self._connection.execute(
            "SELECT article.id FROM words JOIN article ON article.rowid = words.rowid"
            " WHERE words MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{term}"' for term in terms), DEPTH),
        )
        return [row[0] for row in rows]


CONTESTANTS = ("tantivy", "whoosh", "bare-tantivy", "sqlite-fts5")


def contestant(name: str, folder: Path) -> Contestant:
    """Return the contestant of that name, with an empty index in `folder`."""
    if name == "bare-tantivy":
        return BareTantivy(folder)
    if name == "sqlite-fts5":
        return SqliteFullText(folder)
    return OurEngine(name, folder)


def _provision(number: int, article: Article) -> IndexedProvision:
    """Return an article with all that facets and filters look at, each a document of its own."""
    return IndexedProvision(
        key=article.id,
        document_id=number,
        provision_id="dieu-1",
        heading=article.title,
        text=article.text,
        type=article.type,
        agency=EVERY_ISSUER,
        sectors=(article.subject,) if article.subject else (),
        year=article.issued_on.year if article.issued_on else None,
        issued_on=article.issued_on,
    )


def _terms(article: Article) -> list[str]:
    return bigrams(Passage.of(article.title).folded) + bigrams(Passage.of(article.text).folded)
