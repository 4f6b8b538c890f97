"""What relations do to the effect of documents, as known now or at an instant."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.rules.acting import STOPS, ActRow
from directives.rules.effect import ActedUpon
from directives.services.document_facts import documents_known_at
from directives.services.relation_facts import RelationKnown, relations_known_at
from directives.store.divisions import counted
from directives.store.documents import list_documents_by_ids
from directives.store.effects import list_relations_onto
from directives.vocabulary import ProposalState, RecordState


def act_of(row: ActRow) -> ActedUpon:
    """Return what a relation does, as the rules see it."""
    return ActedUpon(
        row.kind,
        row.from_on,
        row.acts_to,
        row.target_provision,
        row.source_id,
        row.relation_id,
        row.inside,
        row.not_before,
    )


def act_known(relation: Relation, said: RelationKnown, source: Document) -> ActRow:
    """Return what a relation did as it was known at an instant, with its source as known then."""
    return ActRow(
        relation_id=saved_id(relation),
        kind=relation.kind,
        source_id=relation.source_id,
        target_id=relation.target_id,
        target_provision=relation.target_provision,
        acts_from=said.acts_from,
        acts_to=said.acts_to,
        recorded_at=relation.recorded_at,
        source_effective_on=source.effective_on,
        source_issued_on=source.issued_on,
        source_expires_on=source.expires_on,
        source_provision=relation.source_provision,
        source_type_code=source.type_code,
        source_key_exact=source.key_exact,
    )


def acts_by_target(rows: Sequence[ActRow]) -> dict[int, list[ActedUpon]]:
    """Return acts as the rules see them, by the document acted upon."""
    found: dict[int, list[ActedUpon]] = {}
    for row in rows:
        found.setdefault(row.target_id, []).append(act_of(row))
    return found


def acts_known_at(
    session: Session, document_ids: Collection[int], known_at: datetime
) -> dict[int, list[ActedUpon]]:
    """Return what was known, at an instant, to act on documents, by the document acted upon."""
    rows = _rows_known_at(session, document_ids, known_at)
    above: list[ActRow] = []
    looked_at: set[int] = set()
    latest = {row.source_id for row in rows}
    while latest:
        looked_at |= latest
        stops = [row for row in _rows_known_at(session, latest, known_at) if row.kind in STOPS]
        above += stops
        latest = {row.source_id for row in stops} - looked_at
    return acts_by_target(counted(session, rows, above))


def _rows_known_at(
    session: Session, document_ids: Collection[int], known_at: datetime
) -> list[ActRow]:
    relations = list_relations_onto(session, document_ids)
    if not relations:
        return []
    known = relations_known_at(session, relations, known_at)
    documents = list_documents_by_ids(session, sorted({r.source_id for r in relations}))
    sources = documents_known_at(session, documents, known_at)
    found = []
    for relation in relations:
        said, source = known.get(saved_id(relation)), sources.get(relation.source_id)
        if said is None or source is None or source.state is not RecordState.PUBLISHED:
            continue
        if said.status is ProposalState.CONFIRMED:
            found.append(act_known(relation, said, source))
    return found
