"""Which documents end or change others on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.rules.permissions import PUBLIC, allows, check_can_read_document
from directives.store.documents import list_documents_by_ids, list_relations
from directives.vocabulary import ProposalState, RelationKind

_ENDS_OR_CHANGES = {
    RelationKind.REPLACES,
    RelationKind.REPEALS,
    RelationKind.AMENDS,
    RelationKind.SUSPENDS_EFFECT,
    RelationKind.SUSPENDS_EXECUTION,
    RelationKind.REVOKES,
}


@dataclass(frozen=True, slots=True)
class Acting:
    """A document does something to another, or to one provision of it."""

    kind: RelationKind
    source: Document
    provision: str  # empty: the whole document


def acting_documents(
    session: Session, document_ids: Sequence[int], *, today: date
) -> dict[int, list[Acting]]:
    """Return, by document, what ends, suspends or amends it or parts of it; in two queries for all.

    Only confirmed relations of documents that everybody may read and that have taken effect.
    """
    relations = [
        relation
        for relation in list_relations(session, document_ids)
        if relation.target_id in document_ids
        and relation.kind in _ENDS_OR_CHANGES
        and relation.status is ProposalState.CONFIRMED
    ]
    if not relations:
        return {}
    sources = {
        saved_id(source): source
        for source in list_documents_by_ids(session, sorted({r.source_id for r in relations}))
        if allows(check_can_read_document, PUBLIC, source.state, source.owner_agency_id)
    }
    acting: dict[int, list[Acting]] = {}
    for relation in relations:
        source = sources.get(relation.source_id)
        if source is None or not _acts_on(relation, source, today):
            continue
        act = Acting(relation.kind, source, relation.target_provision)
        acting.setdefault(relation.target_id, []).append(act)
    return acting


def _acts_on(relation: Relation, source: Document, day: date) -> bool:
    begins_on = relation.acts_from or source.effective_on or source.issued_on
    has_begun = begins_on is not None and begins_on <= day
    return has_begun and (relation.acts_to is None or day <= relation.acts_to)
