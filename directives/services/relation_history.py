"""What was decided about a relation, when and by whom."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.rules.permissions import Actor
from directives.services.account_names import told_names
from directives.services.document_access import get_document
from directives.services.relation_decisions import get_relation
from directives.store.facts import list_facts
from directives.store.relations import STATUS, SUBJECT
from directives.vocabulary import ProposalState


@dataclass(frozen=True, slots=True)
class Decision:
    """One word on a relation."""

    status: ProposalState
    at: datetime
    by: str  # "" to whom names of accounts are not told
    reason: str


@dataclass(frozen=True, slots=True)
class RelationStory:
    """A relation, its two ends, and all that was decided, the oldest first."""

    relation: Relation
    source: Document
    target: Document
    decisions: Sequence[Decision]


def relation_story(session: Session, actor: Actor, relation_id: int) -> RelationStory:
    """Return a relation with its history; who decided is told to those who signed in.

    Raises:
        NotFound: there is none, or the actor may not know of an end.
    """
    relation = get_relation(session, actor, relation_id)
    facts = [
        fact for fact in list_facts(session, SUBJECT, saved_id(relation)) if fact.field == STATUS
    ]
    names = told_names(session, actor, (fact.account_id for fact in facts))
    return RelationStory(
        relation=relation,
        source=get_document(session, actor, relation.source_id),
        target=get_document(session, actor, relation.target_id),
        decisions=[
            Decision(
                status=ProposalState(json.loads(fact.value or "null")),
                at=fact.recorded_at,
                by=names.get(fact.account_id, ""),
                reason=fact.reason,
            )
            for fact in facts
        ],
    )
