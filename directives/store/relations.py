"""Relations between documents, and what was decided about them when."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, func, select

from directives.models.document import Document, NewRelation, Relation
from directives.models.fact import Fact
from directives.store.key_sets import among
from directives.vocabulary import ProposalState, RecordState, RelationKind

SUBJECT: Final = "relation"  # of the facts that hold what was decided
STATUS: Final = "status"


def find_relation(session: Session, relation_id: int) -> Relation | None:
    """Find a relation by its id, whatever was decided about it."""
    return session.get(Relation, relation_id)


def find_same_relation(session: Session, new: NewRelation) -> Relation | None:
    """Find the relation that says the same of the same provisions, a rejected one too.

    Of several suspensions, that of the same days, else the first.
    """
    same = list_same_relations(session, new)
    days = (new.acts_from, new.acts_to)
    exact = (one for one in same if (one.acts_from, one.acts_to) == days)
    return next(exact, same[0] if same else None)


def list_same_relations(session: Session, new: NewRelation) -> Sequence[Relation]:
    """List the relations that say the same of the same provisions: more than one only suspend."""
    return session.exec(
        select(Relation)
        .where(
            Relation.source_id == new.source_id,
            Relation.kind == new.kind,
            Relation.target_id == new.target_id,
            Relation.source_provision == new.source_provision,
            Relation.target_provision == new.target_provision,
        )
        .order_by(col(Relation.id))
    ).all()


def list_ends(session: Session, relation_ids: Collection[int]) -> set[int]:
    """Return the documents at either end of these relations."""
    rows = session.exec(
        select(Relation.source_id, Relation.target_id).where(among(col(Relation.id), relation_ids))
    )
    return {end for pair in rows for end in pair}


def list_target_provisions(session: Session, relation_ids: Collection[int]) -> dict[int, str]:
    """Return what of their targets these relations act on, "" for the whole."""
    rows = session.exec(
        select(Relation.id, Relation.target_provision).where(among(col(Relation.id), relation_ids))
    )
    return {key: provision for key, provision in rows if key is not None}


def relation_statuses_at(
    session: Session, known_at: datetime, relation_ids: Collection[int] | None = None
) -> dict[int, ProposalState]:
    """Return what had been decided about relations by an instant, by relation.

    Those that nobody had recorded by then are left out. Without `relation_ids`, all relations.
    What is said of a relation is said of all days, so the last word known is the one that holds.
    """
    last = select(func.max(Fact.id)).where(
        Fact.subject_kind == SUBJECT,
        Fact.field == STATUS,
        col(Fact.recorded_at) <= known_at,
        among(col(Fact.subject_id), relation_ids),
    )
    rows = session.exec(
        select(Fact.subject_id, Fact.value).where(
            col(Fact.id).in_(last.group_by(col(Fact.subject_id)))
        )
    )
    return {key: ProposalState(json.loads(value or "null")) for key, value in rows}


@dataclass(frozen=True, slots=True)
class Citation:
    """That a document names one that we do not hold."""

    relation_id: int
    source_id: int
    target_id: int
    kind: RelationKind


def list_onto_stubs(session: Session) -> Sequence[Citation]:
    """List the relations whose target has no file, in their order, rejected ones too."""
    rows = session.exec(
        select(Relation.id, Relation.source_id, Relation.target_id, Relation.kind)
        .join(Document, col(Document.id) == col(Relation.target_id))
        .where(col(Document.is_stub), Document.state != RecordState.WITHDRAWN)
        .order_by(col(Relation.id))
    )
    return [Citation(*row) for row in rows]
