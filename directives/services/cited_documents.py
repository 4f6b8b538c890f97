"""What a document does to others; others that we do not hold become stubs."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from directives.errors import NotADocumentNumber
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.reading.relations import RelationFound
from directives.rules.document_number import DocumentNumber
from directives.rules.identity import series_of
from directives.rules.permissions import Actor
from directives.services.document_facts import record_facts
from directives.services.issuers import find_issuer
from directives.services.relation_facts import AUTOMATIC, record_relation
from directives.store.documents import find_by_title, list_by_key
from directives.store.reviews import list_relations_from
from directives.vocabulary import ProposalState, RecordState, RelationKind


def record_relations(
    session: Session,
    actor: Actor,
    source: Document,
    found: Sequence[RelationFound],
    *,
    status: ProposalState,
    now: datetime,
) -> None:
    """Record the relations read from a document; one known already is not recorded again."""
    issuer = session.get(Agency, source.issuer_id) if source.issuer_id else None
    source_id = saved_id(source)
    # What a person rejected is known, too: reading a newer version does not propose it again.
    known = {(r.kind, r.target_id) for r in list_relations_from(session, source_id)}
    for relation in found:
        target = _find_or_add_target(session, actor, relation.target, near=issuer, now=now)
        kind = RelationKind(relation.predicate)
        if saved_id(target) == source_id or (kind, saved_id(target)) in known:
            continue
        known.add((kind, saved_id(target)))
        new = NewRelation(
            source_id=source_id, kind=kind, target_id=saved_id(target), quote=relation.quote
        )
        record_relation(session, actor, new, origin=AUTOMATIC, status=status, now=now)


def _find_or_add_target(
    session: Session, actor: Actor, cited: str, *, near: Agency | None, now: datetime
) -> Document:
    try:
        number = DocumentNumber.parse(cited)
    except NotADocumentNumber:
        found = find_by_title(session, cited)
        return found or add_stub(session, actor, {"title": cited}, now=now)
    issuer = find_issuer(session, number, near=near)
    series = series_of(number, None)
    candidates = [
        other
        for other in list_by_key(session, number.key)
        if other.issuer_id == (issuer.id if issuer else None)
        and (series is None or other.series == series)
        and not other.namesake
    ]
    if len(candidates) == 1:  # of several (another year, another term) none is chosen silently
        return candidates[0]
    facts: dict[str, object] = {
        "number_as_printed": number.display,
        "type_code": number.type,
        "issuer_id": issuer.id if issuer else None,
    }
    return add_stub(session, actor, facts, now=now)


def add_stub(
    session: Session, actor: Actor, facts: dict[str, object], *, now: datetime
) -> Document:
    """Add a document that is known of but has no file; it is seen when what cites it is."""
    stub = Document(
        recorded_at=now,
        change_stamp=0,
        owner_agency_id=actor.agency_id,
    )
    session.add(stub)
    session.flush()
    complete = {"title": "", **facts, "is_stub": True, "state": RecordState.DRAFT}
    record_facts(session, actor, stub, complete, now=now)
    return stub
