"""The days, acts and chains of the whole catalogue, as known at an instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.rules.chain import RESTS_ON, Edge
from directives.rules.effect import ACTS, ActedUpon
from directives.rules.effect_dates import EffectDates
from directives.services.acts import act_known, acts_by_target
from directives.services.document_facts import documents_known_at
from directives.services.relation_facts import relations_known_at
from directives.services.validity import EffectBasis, fixed_validity
from directives.store.divisions import counted
from directives.store.effects import (
    NodeRow,
    list_acts,
    list_all_documents,
    list_all_relations,
    list_edges,
    list_nodes,
)
from directives.store.facts import is_known_since
from directives.store.read_once import read_once
from directives.vocabulary import ProposalState, RecordState


@dataclass(frozen=True, slots=True)
class CatalogueAt:
    """What decides the effect of every document, and what rests on what."""

    nodes: Mapping[int, NodeRow]
    acts: Mapping[int, Sequence[ActedUpon]]
    edges: Sequence[Edge]

    def basis(self, document_id: int) -> EffectBasis:
        """Return what decides how a document stands."""
        row = self.nodes[document_id]
        dates = EffectDates.of(row)
        fixed = fixed_validity(row.type_code, row.drafting_stage, row.issued_on)
        return EffectBasis(dates, self.acts.get(document_id, ()), fixed)


@read_once
def catalogue_at(session: Session, known_at: datetime) -> CatalogueAt:
    """Return the catalogue as it was known at an instant.

    Where nothing was said since, the columns hold just that and are read; else the facts are.
    """
    if not is_known_since(session, known_at):
        acts = acts_by_target(list_acts(session))
        return CatalogueAt({row.id: row for row in list_nodes(session)}, acts, list_edges(session))
    return _from_facts(session, known_at)


def _from_facts(session: Session, known_at: datetime) -> CatalogueAt:
    documents = documents_known_at(session, list_all_documents(session), known_at)
    relations = list_all_relations(session, ACTS | RESTS_ON)
    known = relations_known_at(session, relations, known_at)
    acts, edges = [], []
    for relation in relations:
        said, source = known.get(saved_id(relation)), documents.get(relation.source_id)
        if said is None or source is None or said.status is not ProposalState.CONFIRMED:
            continue
        if relation.kind in RESTS_ON:
            edges.append(_edge(relation))
        elif source.state is RecordState.PUBLISHED:
            acts.append(act_known(relation, said, source))
    nodes = {key: _node(one) for key, one in documents.items()}
    return CatalogueAt(nodes, acts_by_target(counted(session, acts)), edges)


def _node(one: Document) -> NodeRow:
    return NodeRow(
        saved_id(one),
        one.state,
        one.type_code,
        one.key_exact,
        one.drafting_stage,
        one.issued_on,
        one.effective_on,
        one.expires_on,
    )


def _edge(relation: Relation) -> Edge:
    return Edge(
        saved_id(relation),
        relation.source_id,
        relation.target_id,
        relation.kind,
        relation.source_provision,
        relation.target_provision,
    )
