"""A second look at the best hits of a question: how much of it each of them covers.

BM25 of bigrams alone lets one rare pair of words outweigh all others. Among the first
candidates the share of the question that is there, its single syllables and its words in the
name count too. Weights are round numbers; what they bring is in `docs/benchmarks.md`.
"""

import math

import tantivy
from tantivy import Occur, Query

from index.plan import Words
from index.ranking import Candidate

_COVERED = 1.0  # of the best score, for a hit with every pair of the question
_SYLLABLES = 0.4  # of their BM25 score
_NAMES = 0.2  # of their BM25 score, on top of what names have already

Row = tantivy.DocAddress


def refined(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    words: Words,
    block: list[Candidate[Row]],
) -> list[Candidate[Row]]:
    """Return the candidates of a block with what a second look adds to their scores."""
    idf = {term: _idf(searcher, term) for term in words.terms}
    whole = sum(idf.values())
    if not block or not whole:
        return block
    per_idf = _COVERED * max(one.score for one in block) / whole
    clauses = [
        Query.const_score_query(_term(schema, "b", term), per_idf * worth)
        for term, worth in idf.items()
        if worth
    ]
    syllables = {syllable for term in words.terms for syllable in term.split("_")}
    clauses += [Query.boost_query(_term(schema, "f", one), _SYLLABLES) for one in syllables]
    clauses += [Query.boost_query(_term(schema, "n", one), _NAMES) for one in words.terms]
    rows = searcher.fast_field_values("row", [one.row for one in block])
    among = Query.const_score_query(Query.term_set_query(schema, "row", rows), 0.0)
    question = Query.boolean_query(
        [
            (Occur.Must, among),
            *((Occur.Should, clause) for clause in clauses),
        ]
    )
    found = searcher.search(question, limit=len(block), count=False)
    added = {(row.segment_ord, row.doc): float(score) for score, row in found.hits}
    return [
        one._replace(score=one.score + added.get((one.row.segment_ord, one.row.doc), 0.0))
        for one in block
    ]


def _idf(searcher: tantivy.Searcher, term: str) -> float:
    having = searcher.doc_freq("b", term)
    return math.log1p((searcher.num_docs - having + 0.5) / (having + 0.5)) if having else 0.0


def _term(schema: tantivy.Schema, field: str, term: str) -> tantivy.Query:
    return Query.term_query(schema, field, term, "freq")
