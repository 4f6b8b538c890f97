"""A person's query answered: numbers jump to the document, words find provisions."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.permissions import PUBLIC, allows, check_can_read_document
from directives.services.documents import validities
from directives.store.agencies import list_agencies
from directives.store.documents import (
    list_by_folded_key,
    list_by_serial,
    list_documents_by_ids,
    list_named_provisions,
)
from directives.vocabulary import Validity
from index.database_search import search_database
from index.engine import Filters, IndexUnusable, SearchHit, SearchResult
from index.query import SearchQuery
from index.replica import Replica
from index.snippet import snippet_html

_DEEP = 1_000  # nobody who pages so far looks for the number any more


@dataclass(frozen=True, slots=True)
class AnswerHit:
    """One hit: a document, or one of its provisions, with the words that were found."""

    document: Document
    issuer: Agency | None
    validity: Validity
    provision_id: str | None
    label: str
    score: float
    snippet_html: str  # escaped, with <mark>
    is_jump: bool = False  # the query names this document by its number

    @property
    def url(self) -> str:
        """The address of the very provision."""
        anchor = f"#{self.provision_id}" if self.provision_id else ""
        return f"/van-ban/{self.document.id}{anchor}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives."""

    query: str
    total: int
    engine: str
    degraded: bool  # there was no index: the database was looked through instead
    suggestion: str | None
    hits: Sequence[AnswerHit]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def search(
    session: Session,
    replica: Replica,
    text: str,
    *,
    filters: Filters,
    today: date,
    limit: int = 20,
    offset: int = 0,
) -> Answer:
    """Answer a query from published documents only.

    A query that is a number, or a part of one, gives the documents that bear it first. Never
    raises for what was typed.
    """
    query = SearchQuery.parse(text)
    jumps = _jumps(session, query) if not filters.by_facet() and offset < _DEEP else []
    # With jumps the order is fetched from its beginning and cut here, so that what they push
    # off one page stands on the next.
    skipped = 0 if jumps else offset
    wanted = offset - skipped + limit + len(jumps)
    found, degraded = _find(
        session, replica, query, filters=filters, today=today, limit=wanted, offset=skipped
    )
    jumped = {f"{saved_id(document)}#": saved_id(document) for document in jumps}
    hits = _jumps_first(jumped, found.hits)[offset - skipped :][:limit]
    return Answer(
        query=query.text,
        total=max(found.total, offset + len(hits)),
        engine=replica.engine_name,
        degraded=degraded,
        suggestion=None,
        hits=_hydrate(session, query, hits, jumped, today=today),
        facets=found.facets,
    )


def _find(
    session: Session,
    replica: Replica,
    query: SearchQuery,
    *,
    filters: Filters,
    today: date,
    limit: int,
    offset: int,
) -> tuple[SearchResult, bool]:
    """Ask the index, or the database while there is none; tell which (True: degraded)."""
    try:
        found = replica.engine().search(
            query, filters=filters, limit=limit, offset=offset, with_facets=True
        )
    except IndexUnusable:
        found = search_database(
            session, query, filters=filters, today=today, limit=limit, offset=offset
        )
        return found, True
    return found, False


def _jumps(session: Session, query: SearchQuery) -> list[Document]:
    """Return the documents that the query names by number, or that a part of one may mean."""
    found: dict[int, Document] = {}
    for number in query.numbers:
        if number.complete is False:
            named = list_by_serial(session, number.number, type_code=number.type, year=number.year)
        else:
            named = list_by_folded_key(session, number.key_folded)
        found |= {saved_id(document): document for document in named}
    return list(found.values())


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
    documents = _public_documents(session, {hit.document_id for hit in hits})
    issuer_ids = sorted({d.issuer_id for d in documents.values() if d.issuer_id})
    issuers = {saved_id(agency): agency for agency in list_agencies(session, issuer_ids)}
    effect = validities(session, list(documents.values()), today=today)
    wanted = [(hit.document_id, hit.provision_id) for hit in hits if hit.provision_id]
    provisions = {
        (p.document_id, p.provision_id): p for p in list_named_provisions(session, wanted)
    }
    answers = []
    for hit in hits:
        document = documents.get(hit.document_id)
        if document is None:
            continue
        provision = provisions.get((hit.document_id, hit.provision_id))
        text = provision.text if provision else document.title
        answers.append(
            AnswerHit(
                document=document,
                issuer=issuers.get(document.issuer_id or 0),
                validity=effect[hit.document_id],
                provision_id=hit.provision_id or None,
                label=provision.label if provision else "",
                score=hit.score,
                snippet_html=snippet_html(text, query),
                is_jump=hit.key in jumped,
            )
        )
    return answers


def _public_documents(session: Session, ids: Collection[int]) -> dict[int, Document]:
    """Return the documents that everybody may see, by id.

    The index may lag behind a withdrawal; the database decides.
    """
    return {
        saved_id(document): document
        for document in list_documents_by_ids(session, sorted(ids))
        if allows(check_can_read_document, PUBLIC, document.state, document.owner_agency_id)
    }
