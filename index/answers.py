"""A person's query answered: numbers jump to the document, words find provisions."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.effect import ActedUpon
from directives.services.validity import effect_bases
from directives.store.provisions import list_named_provisions
from directives.vocabulary import Validity
from index.database_search import search_database
from index.engine import Filters, IndexUnusable, Order, SearchHit, SearchResult
from index.hints import Hint
from index.query import SearchQuery
from index.ranking import MOST_OF_ONE_DOCUMENT
from index.replica import Replica
from index.rights import readable_with_issuers
from index.snippet import Snippets
from index.spelling import respelt
from index.suggestions import Suggestion
from index.wishes import documents_named, leads, wishes_of

_DEEP = 1_000  # nobody who pages so far looks for the number any more


@dataclass(frozen=True, slots=True)
class AnswerHit:
    """One hit: a document, or one of its provisions, with the words that were found."""

    document: Document
    issuer: Agency | None
    validity: Validity  # of the provision
    document_validity: Validity
    provision_id: str | None
    label: str
    score: float
    snippet_html: str  # escaped, with <mark>
    is_jump: bool = False  # the query names this document by its number
    more: int = 0  # further hits in this document; told with the last that is shown of it
    acts: Sequence[ActedUpon] = ()  # what ends, suspends or amends the document or parts of it

    @property
    def url(self) -> str:
        """The address of the very provision."""
        anchor = f"#{self.provision_id}" if self.provision_id else ""
        return f"/van-ban/{self.document.id}{anchor}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives.

    Attributes:
        total: How many provisions answer.
        reachable: How many of them the pages show, as far as is known; the rest stands behind
            "more from this document".
        degraded: There was no index: the database was looked through instead.
        suggestion: The query as it may have been meant ("ý bạn là …").
        leads: Narrower queries: the whole query names a number, a day, a body.
        hints: How the query was read where it may surprise.
    """

    query: str
    total: int
    engine: str
    degraded: bool
    suggestion: str | None
    hits: Sequence[AnswerHit]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    reachable: int = 0
    leads: Sequence[Suggestion] = ()
    hints: Sequence[Hint] = ()


def search(
    session: Session,
    replica: Replica,
    text: str,
    *,
    filters: Filters,
    today: date,
    limit: int = 20,
    offset: int = 0,
    order: Order = "relevance",
    with_other_choices: bool = False,
) -> Answer:
    """Answer a query from published documents only. Never raises for what was typed.

    A number, or a part of one, gives the documents that bear it first; no words, all that passes
    the filters, newest first. With `with_other_choices` each facet that `filters` names counts
    what would answer without its own filter.
    """
    query = SearchQuery.parse(text)
    wishes = wishes_of(session, query, filters)
    jumps = _jumps(session, query, filters) if offset < _DEEP else []
    skipped, wanted = _window(jumps, limit=limit, offset=offset)
    within = _Window(wishes.filters, order, limit=wanted, offset=skipped)
    found = _find(session, replica, query, within, today=today)
    choices = _other_choices(session, replica, query, filters) if with_other_choices else {}
    jumped = _keys_of(jumps)
    hits = _jumps_first(jumped, found.result.hits)[offset - skipped :][:limit]
    seen = offset + len(hits) if hits else 0  # a page behind the end tells nothing of the total
    return Answer(
        query=query.text,
        total=max(found.result.total, seen),
        engine=replica.engine_name,
        degraded=found.degraded,
        suggestion=found.suggestion,
        hits=_hydrate(session, query, hits, jumped, today=today),
        facets={**found.result.facets, **choices},
        reachable=max(found.result.reachable, seen),
        leads=leads(session, query),
        hints=wishes.hints,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What the index gave, and how the query may have been meant."""

    result: SearchResult
    suggestion: str | None
    degraded: bool = False


def _window(jumps: Sequence[Document], *, limit: int, offset: int) -> tuple[int, int]:
    """Return how many hits to skip and how many to fetch.

    With jumps the order is fetched from its beginning and cut later, so that what they push off
    one page stands on the next.
    """
    skipped = 0 if jumps else offset
    return skipped, offset - skipped + limit + len(jumps)


@dataclass(frozen=True, slots=True)
class _Window:
    """Which hits to fetch, in which order."""

    filters: Filters
    order: Order = "relevance"
    limit: int = 1
    offset: int = 0


def _find(
    session: Session, replica: Replica, query: SearchQuery, window: _Window, *, today: date
) -> _Found:
    """Return what the index gives, or what the database does when there is none."""
    found = _look_up(replica, query, window)
    if found is not None:
        return found
    limit, offset = window.limit, window.offset
    result = search_database(
        session,
        query,
        filters=window.filters,
        today=today,
        limit=limit,
        offset=offset,
        order=window.order,
    )
    return _Found(result, None, degraded=True)


def _look_up(replica: Replica, query: SearchQuery, window: _Window) -> _Found | None:
    """Return what the index gives; None when there is none."""
    order = window.order
    if not query.wanted and order == "relevance":
        order = "newest"
    try:
        engine = replica.engine()
        result = engine.search(
            query,
            filters=window.filters,
            limit=window.limit,
            offset=window.offset,
            order=order,
            with_facets=True,
        )
        return _Found(result, None if window.offset else respelt(query, engine))
    except IndexUnusable:
        return None


def _other_choices(
    session: Session, replica: Replica, query: SearchQuery, filters: Filters
) -> dict[str, Mapping[str, int]]:
    """Return the counts of each facet that is filtered, as they are without its own filter."""
    counts: dict[str, Mapping[str, int]] = {}
    for name in filters.by_facet():
        wider = wishes_of(session, query, filters.without(name)).filters
        found = _look_up(replica, query, _Window(wider))
        if found:
            counts[name] = found.result.facets[name]
    return counts


def best_of_documents(
    session: Session,
    replica: Replica,
    text: str,
    documents: Sequence[int],
    *,
    filters: Filters,
    today: date,
    limit: int,
) -> list[AnswerHit]:
    """Return the best hit of each of these documents that answers, in their order.

    At most `limit`, without jumps: what is asked is which of them answer.
    """
    query = SearchQuery.parse(text)
    these = filters.both(Filters(documents=tuple(documents)))
    wanted = wishes_of(session, query, these).filters
    window = _Window(wanted, limit=MOST_OF_ONE_DOCUMENT * len(documents))
    result = _find(session, replica, query, window, today=today).result
    best: dict[int, SearchHit] = {}
    for hit in result.hits:
        best.setdefault(hit.document_id, hit)
    ordered = [best[key] for key in documents if key in best][:limit]
    return _hydrate(session, query, ordered, (), today=today)


def _jumps(session: Session, query: SearchQuery, filters: Filters) -> list[Document]:
    """Return the documents that the query names by number, or that a part of one may mean."""
    if filters.chooses or query.filters.chooses:
        return []
    found: dict[int, Document] = {}
    for number in (*query.bearing, *query.numbers):
        named = documents_named(session, number)
        found |= {saved_id(document): document for document in named}
    return list(found.values())


def _keys_of(documents: Sequence[Document]) -> dict[str, int]:
    """Return the keys that the index has for documents as a whole."""
    return {f"{saved_id(document)}#": saved_id(document) for document in documents}


def _jumps_first(jumped: Mapping[str, int], hits: Sequence[SearchHit]) -> list[SearchHit]:
    top = max((hit.score for hit in hits), default=0.0) + 1.0
    named = [SearchHit(key, document_id, "", top) for key, document_id in jumped.items()]
    return [*named, *(hit for hit in hits if hit.key not in jumped)]


def _hydrate(
    session: Session,
    query: SearchQuery,
    hits: Sequence[SearchHit],
    jumped: Container[str],
    *,
    today: date,
) -> list[AnswerHit]:
    documents = readable_with_issuers(session, {hit.document_id for hit in hits})
    effect = effect_bases(session, [document for document, _issuer in documents.values()])
    wanted = [(hit.document_id, hit.provision_id) for hit in hits if hit.provision_id]
    provisions = {
        (p.document_id, p.provision_id): p for p in list_named_provisions(session, wanted)
    }
    snippets = Snippets(query)
    answers = []
    for hit in hits:
        if hit.document_id not in documents:
            continue
        document, issuer = documents[hit.document_id]
        provision = provisions.get((hit.document_id, hit.provision_id))
        text = provision.text if provision else document.title
        answers.append(
            AnswerHit(
                document=document,
                issuer=issuer,
                validity=effect[hit.document_id].status_of(hit.provision_id, today),
                document_validity=effect[hit.document_id].on(today).status,
                provision_id=hit.provision_id or None,
                label=provision.label if provision else "",
                score=hit.score,
                snippet_html=snippets.html(text),
                is_jump=hit.key in jumped,
                more=hit.more,
                acts=effect[hit.document_id].acting_on(today),
            )
        )
    return answers
