"""A second look at the best hits of a question: how much of it each of them covers.

BM25 of bigrams alone lets one rare pair of words outweigh all others. Among the first
candidates the share of the question that is there counts too, and its words in the name a
little more. Weights are round numbers; what they bring is in `docs/benchmarks.md`.
"""

import math

import tantivy
from tantivy import Occur, Query

from index.plan import Words
from index.ranking import Candidate

AGAIN = 20
"""Candidates that are looked at again; more of them change nothing among the first ten."""

_COVERED = 0.75  # of the best score, for a hit with every pair of the question
_NAMES = 0.2  # of their BM25 score, on top of what names have already

Block = list[Candidate[tantivy.DocAddress]]


def refined(searcher: tantivy.Searcher, schema: tantivy.Schema, words: Words, best: Block) -> Block:
    """Return the best candidates with what a second look adds to their scores."""
    idf = {term: _idf(searcher, term) for term in words.terms}
    whole = sum(idf.values())
    if not best or not whole:
        return best
    per_idf = _COVERED * max(one.score for one in best) / whole
    clauses = [
        Query.const_score_query(_term(schema, "b", term), per_idf * worth)
        for term, worth in idf.items()
        if worth
    ]
    clauses += [Query.boost_query(_term(schema, "n", term), _NAMES) for term in words.terms]
    keys = [searcher.doc(one.row)["key"][0] for one in best]
    # Twenty look-ups; a set of terms would be an automaton run over the whole dictionary.
    each = [(Occur.Should, Query.term_query(schema, "key", key, "basic")) for key in keys]
    among = Query.const_score_query(Query.boolean_query(each), 0.0)
    question = [(Occur.Must, among), *((Occur.Should, clause) for clause in clauses)]
    found = searcher.search(Query.boolean_query(question), limit=len(best), count=False)
    added = {(row.segment_ord, row.doc): float(score) for score, row in found.hits}
    return [
        one._replace(score=one.score + added.get((one.row.segment_ord, one.row.doc), 0.0))
        for one in best
    ]


def _idf(searcher: tantivy.Searcher, term: str) -> float:
    having = searcher.doc_freq("b", term)
    return math.log1p((searcher.num_docs - having + 0.5) / (having + 0.5)) if having else 0.0


def _term(schema: tantivy.Schema, field: str, term: str) -> tantivy.Query:
    return Query.term_query(schema, field, term, "freq")
