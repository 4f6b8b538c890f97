"""What tantivy keeps of a provision, and how it comes back.

Fields: `f` folded syllables with positions; `b` folded bigrams of names and text, each as often
as it counts; `n` bigrams of the names alone; `x` syllables and bigrams as written, each once;
`t` folded syllables of the title, for whole documents. `place` packs what orders hits beyond
their words. No texts are stored: the database has them, and the
index stays small.
"""

from collections.abc import Sequence
from typing import Any

import tantivy

from index.engine import IndexedProvision, SearchHit
from index.filters import FACETS
from index.ranking import DEAD, Candidate
from index.terms import Passage, streams_of

STAMP_KEY = "#stamp"
FREQUENCIES = frozenset({"f", "b", "n"})

_DAY_SHIFT, _DEAD_BIT, _WHOLE_BIT = 2, 2, 1

Scored = tuple[Any, tantivy.DocAddress]


def schema() -> tantivy.Schema:
    """Return the fields of an index."""
    builder = tantivy.SchemaBuilder()
    for name in ("key", "document_id", "provision_id"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("stamp", stored=True)
    builder.add_unsigned_field("document", fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_unsigned_field("place", fast=True)
    builder.add_text_field("f", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("b", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("n", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("x", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("t", tokenizer_name="whitespace", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def row_of(document_id: int, provision: IndexedProvision) -> tantivy.Document:
    """Return the row for a provision."""
    streams = streams_of((provision.number, provision.title, provision.heading), provision.text)
    row = tantivy.Document()
    row.add_text("key", provision.key)
    row.add_text("document_id", str(document_id))
    row.add_text("provision_id", provision.provision_id)
    row.add_unsigned("document", document_id)
    row.add_unsigned("day", provision.day)
    row.add_unsigned("place", _place(provision))
    for part in streams.syllables:
        row.add_text("f", " ".join(part))
    row.add_text("b", " ".join(streams.bigrams))
    row.add_text("n", " ".join(streams.name_bigrams))
    row.add_text("x", " ".join(streams.literal))
    if not provision.provision_id:
        row.add_text("t", " ".join(Passage.of(provision.title).folded))
    for facet, values in provision.facet_values().items():
        for value in values:
            row.add_text(facet, value)
    return row


def stamp_row(stamp: int) -> tantivy.Document:
    """Return the row that keeps the change stamp."""
    row = tantivy.Document()
    row.add_text("key", STAMP_KEY)
    row.add_unsigned("stamp", stamp)
    return row


def _place(provision: IndexedProvision) -> int:
    is_dead = provision.status in DEAD
    is_whole = not provision.provision_id
    return provision.day << _DAY_SHIFT | is_dead * _DEAD_BIT | is_whole * _WHOLE_BIT


def candidates(
    searcher: tantivy.Searcher, scored: Sequence[Scored]
) -> list[Candidate[tantivy.DocAddress]]:
    """Return what orders each row that was found, from the columns alone."""
    addresses = [address for _score, address in scored]
    documents = searcher.fast_field_values("document", addresses)
    places = searcher.fast_field_values("place", addresses)
    packed = [int(place or 0) for place in places]
    return [
        Candidate(
            address,
            int(document or 0),
            score,
            place >> _DAY_SHIFT,
            bool(place & _DEAD_BIT),
            bool(place & _WHOLE_BIT),
        )
        for (score, address), document, place in zip(scored, documents, packed, strict=True)
    ]


def hit_of(
    searcher: tantivy.Searcher, candidate: Candidate[tantivy.DocAddress], more: int
) -> SearchHit:
    """Return the hit for a row."""
    row = searcher.doc(candidate.row)
    return SearchHit(
        key=row["key"][0],
        document_id=int(row["document_id"][0]),
        provision_id=row["provision_id"][0],
        score=candidate.score,
        more=more,
    )
