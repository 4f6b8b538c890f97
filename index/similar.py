"""Documents like another one, or like a text that is being written, such as a gap's title."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from sqlmodel import Session

from directives.models.document import Document
from directives.store.documents import list_provisions
from index.engine import Filters, IndexUnusable, SearchEngine
from index.query import SearchQuery
from index.replica import Replica
from index.rights import readable_documents
from index.terms import Passage, bigrams

_HEADINGS = 30  # headings of a document that say what it is about
_TERMS = 32  # bigrams that are looked for: the rarest in the index
_SEEN = 60
_LONGEST = 4_000  # characters of a text that are read
_SHARE = 0.1  # of the best score; below it two texts only share official phrases


@dataclass(frozen=True, slots=True)
class Similar:
    """A published document like what was asked about; scores compare within one answer only."""

    document: Document
    score: float


def similar(
    session: Session, replica: Replica, document_id: int, *, limit: int = 5
) -> tuple[Similar, ...]:
    """Return published documents like a published one; nothing for any other document."""
    document = readable_documents(session, [document_id]).get(document_id)
    if document is None:
        return ()
    provisions = list_provisions(session, [document_id])
    headings = (one.heading for one in provisions if one.heading)
    about = [document.title, *islice(headings, _HEADINGS)]
    if len(about) == 1:  # a letter without headings: its first words say what it is about
        about += [one.text for one in provisions[:1]]
    return _like(session, replica, ". ".join(about), limit=limit, other_than=document_id)


def similar_to_text(
    session: Session, replica: Replica, text: str, *, limit: int = 5
) -> tuple[Similar, ...]:
    """Return published documents like a text."""
    return _like(session, replica, text, limit=limit, other_than=None)


def _like(
    session: Session, replica: Replica, text: str, *, limit: int, other_than: int | None
) -> tuple[Similar, ...]:
    try:
        engine = replica.engine()
        query = _telling(engine, text)
        if not query.free:
            return ()
        found = engine.search(query, filters=Filters(), limit=_SEEN)
    except IndexUnusable:
        return ()
    scores: dict[int, float] = {}
    for hit in found.hits:
        if hit.document_id != other_than:
            scores[hit.document_id] = max(scores.get(hit.document_id, 0.0), hit.score)
    documents = readable_documents(session, scores)
    best = max(scores.values(), default=0.0)
    ordered = sorted(scores.items(), key=lambda row: (-row[1], row[0]))
    return tuple(
        Similar(documents[key], score)
        for key, score in ordered
        if key in documents and score > best * _SHARE
    )[:limit]


def _telling(engine: SearchEngine, text: str) -> SearchQuery:
    """Return a query for the pairs of words that tell a text from others."""
    passage = Passage.of(text[:_LONGEST])
    counts = Counter(bigrams(passage.folded))
    pairs = list(counts)
    frequency = dict(zip(pairs, engine.frequencies("bigram", pairs), strict=True))
    known = [pair for pair in counts if frequency[pair]]
    rarest = sorted(known, key=lambda pair: frequency[pair] / counts[pair])[:_TERMS]
    syllables = (tuple(pair.split("_")) for pair in rarest)
    return SearchQuery(text="", free=tuple(Passage(pair, pair) for pair in syllables))
