"""tantivy's queries for a reading and filters."""

from dataclasses import replace

import tantivy
from tantivy import Occur, Query

from index.engine import Filters
from index.plan import LITERAL_PAIR, Phrase, Reading, Words
from index.ranking import COMPLETE_FIRST, LITERAL_FIRST
from index.tantivy_rows import FREQUENCIES, STAMP_KEY

_NAMES = 0.3  # weight of a name's bigram, on top of its count among all bigrams

Clause = tuple[Occur, tantivy.Query]


class Questions:
    """Builds tantivy queries for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def of(self, reading: Reading, filters: Filters, *, with_names: bool = True) -> tantivy.Query:
        """Return the query for one reading, filtered; names only add to the score."""
        clauses = [(Occur.Must, unscored(self._phrase(one))) for one in reading.phrases]
        clauses += self._filters(filters)
        clauses += self._scored(reading, alone=not clauses, with_names=with_names)
        clauses += [
            (Occur.MustNot, self._excluded(one, literally=reading.exclude_literally))
            for one in reading.excluded
        ]
        if reading.literal:
            literal = _either([self.all_of("x", terms) for terms in reading.literal])
            clauses.append((Occur.Should, Query.const_score_query(literal, LITERAL_FIRST)))
        for term in reading.toned:
            clauses.append(
                (Occur.Should, Query.const_score_query(self.term("x", term), LITERAL_PAIR))
            )
        if reading.complete:
            complete = self.all_of("b", reading.complete)
            clauses.append((Occur.Should, Query.const_score_query(complete, COMPLETE_FIRST)))
        if reading.matches_all:
            clauses.append((Occur.Must, unscored(Query.all_query())))
            clauses.append((Occur.MustNot, self.term("key", STAMP_KEY)))
        return Query.boolean_query(clauses)

    def counted(self, reading: Reading, filters: Filters) -> tantivy.Query:
        """Return the query that finds the same rows and scores less, to count their facets."""
        bare = replace(reading, literal=(), complete=(), toned=())
        return self.of(bare, filters, with_names=False)

    def term(self, field: str, term: str, times: float = 1) -> tantivy.Query:
        """Return the query for a term that counts so many times."""
        option = "freq" if field in FREQUENCIES else "basic"
        query = Query.term_query(self._schema, field, term, option)
        return query if times == 1 else Query.boost_query(query, times)

    def all_of(self, field: str, terms: tuple[str, ...]) -> tantivy.Query:
        """Return the query for rows with all the terms."""
        return Query.boolean_query([(Occur.Must, self.term(field, term)) for term in terms])

    def titled(self, words: tuple[str, ...], start: str) -> tantivy.Query:
        """Return the query for titles with these words and one that starts so."""
        clauses = [(Occur.Must, self.term("t", word)) for word in words]
        if start:
            # Syllables and numbers have no letter that means anything to a pattern.
            clauses.append((Occur.Must, Query.regex_query(self._schema, "t", f"{start}.*")))
        return Query.boolean_query(clauses)

    def in_document(self, counted: tantivy.Query, document_id: int) -> tantivy.Query:
        """Return what is `counted` within one document; twelve times faster for not scoring."""
        one = self.term("document_id", str(document_id))
        return Query.boolean_query([(Occur.Must, unscored(one)), (Occur.Must, unscored(counted))])

    def _filters(self, filters: Filters) -> list[Clause]:
        wanted = {facet: list(values) for facet, values in filters.by_facet().items()}
        if filters.documents is not None:
            wanted["document_id"] = [str(document_id) for document_id in filters.documents]
        found = [self._any(field, values) for field, values in wanted.items()]
        if filters.days:
            first, last = filters.days
            unsigned = tantivy.FieldType.Unsigned
            found.append(Query.range_query(self._schema, "day", unsigned, first, last))
        return [(Occur.Must, unscored(query)) for query in found]

    def _any(self, field: str, values: list[str]) -> tantivy.Query:
        # A set is collected from all its terms before the search; one term is walked beside it.
        if len(values) == 1:
            return self.term(field, values[0])
        return Query.term_set_query(self._schema, field, values)

    def _scored(self, reading: Reading, *, alone: bool, with_names: bool) -> list[Clause]:
        """Return the clauses that give the score; `alone` when no other clause must match."""
        typed, *others = reading.words
        if others:
            return [(Occur.Must, _either([self._group(words) for words in reading.words]))]
        either, optional = self._terms(typed)
        if not with_names:
            optional = []
        if not typed.needed or (alone and typed.needed == 1):
            # One flat list lets tantivy skip what cannot reach the first ten.
            return either + optional
        if typed.needed == 1:
            return [(Occur.Must, Query.boolean_query(either + optional))]
        return [(Occur.Must, self._group(typed))]

    def _group(self, words: Words) -> tantivy.Query:
        """Return the query for rows with as many of the words as are needed."""
        either, optional = self._terms(words)
        if words.needed <= 1:
            query = Query.boolean_query(either + optional)
        else:
            needed = Query.boolean_query(either, minimum_number_should_match=words.needed)
            query = Query.boolean_query([(Occur.Must, needed), *optional])
        return query if words.weight == 1 else Query.boost_query(query, words.weight)

    def _terms(self, words: Words) -> tuple[list[Clause], list[Clause]]:
        """Return what a row is found by, and what its name adds to the score."""
        found = [self.term("b", term, times) for term, times in words.terms.items()]
        found += [self.term("f", syllable) for syllable in words.syllables]
        names = [self.term("n", term, _NAMES * n) for term, n in words.terms.items()]
        return [(Occur.Should, one) for one in found], [(Occur.Should, one) for one in names]

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
            [(Occur.Must, self._phrase(phrase)), (Occur.Must, self.all_of("x", phrase.literal))]
        )


def unscored(query: tantivy.Query) -> tantivy.Query:
    """Return `query` as a demand that adds nothing to the score."""
    return Query.const_score_query(query, 0.0)


def _either(queries: list[tantivy.Query]) -> tantivy.Query:
    """Return what any of the queries finds, scored by the one that fits best."""
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)
