"""What documents do to one another, seen from either end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import RelationOfOtherDays
from directives.models.base import Subject, saved_id
from directives.models.document import Document, NewRelation, Relation
from directives.rules.effect import SUSPENDS
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_change_document,
    check_can_read_document,
)
from directives.rules.possible_acts import check_possible
from directives.rules.relation_claims import is_of_further_days
from directives.services.changes import record_change
from directives.services.document_access import get_document
from directives.services.recalls import check_not_recalled
from directives.services.relation_facts import (
    MANUAL,
    record_days,
    record_relation,
    record_status,
    relations_known_at,
)
from directives.services.suspicions import settle
from directives.store.documents import list_documents_by_ids, list_relations
from directives.store.relations import find_same_relation, list_same_relations
from directives.vocabulary import ProposalState, RelationKind

SAID_OF_RECALLED = frozenset(
    {RelationKind.CORRECTS, RelationKind.REVOKES, RelationKind.REPLACES, RelationKind.CITES}
)
"""What may still be said of a recalled document: what corrects, recalls, replaces or names it."""


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation seen from one of its ends."""

    relation: Relation
    other: Document
    outgoing: bool  # true: the document seen acts on the other


def add_relation(session: Session, actor: Actor, new: NewRelation, *, now: datetime) -> Relation:
    """Record by hand that the source acts on the target; recording it again changes nothing.

    What was proposed, or rejected before, counts as confirmed from now on, with the days that are
    given. A suspension for days that no other one of the same has is one of its own.

    Raises:
        NotFound: an end is missing, or the actor may not know of it.
        RightMissing: the source is another agency's record.
        DocumentRecalled: the source is frozen, or the target is, and more is said of it than
            `SAID_OF_RECALLED`.
        RelationOfOtherDays: it is known, and acts on other days than those given; of a
            suspension, on some of them.
        ActsOnNewer, ActsBeforeTarget, EndsBeforeActing: days that are known do not allow it.
    """
    source = get_document(session, actor, new.source_id)
    target = get_document(session, actor, new.target_id)
    check_can_change_document(actor, source.owner_agency_id)
    check_not_recalled(session, source, now=now)
    if new.kind not in SAID_OF_RECALLED:
        check_not_recalled(session, target, now=now)
    known = None if _is_further_suspension(session, new) else find_same_relation(session, new)
    if known is not None and known.status is ProposalState.CONFIRMED:
        _check_days(known, new)
        return known
    said = new if known is None or _days(new) else known
    check_possible(said, source, target, field="number")
    if known is not None:
        relation = known
        _confirm(session, actor, relation, new, now=now)
    else:
        relation = record_relation(
            session, actor, new, origin=MANUAL, status=ProposalState.CONFIRMED, now=now
        )
    subject = Subject("relation", relation.id)
    record_change(
        session, actor, "relation.add", subject, now=now, kind=new.kind.value, target=target.number
    )
    settle(session, actor, now=now)
    return relation


def _confirm(
    session: Session, actor: Actor, known: Relation, new: NewRelation, *, now: datetime
) -> None:
    """Confirm what was proposed or rejected, with the days that are given."""
    record_status(session, actor, known, ProposalState.CONFIRMED, now=now)
    if _days(new):
        acts_from, acts_to = new.acts_from, new.acts_to
        record_days(session, actor, known, acts_from=acts_from, acts_to=acts_to, now=now, reason="")


def _is_further_suspension(session: Session, new: NewRelation) -> bool:
    """Tell whether a document suspends another, which it suspends already, for further days."""
    if new.kind not in SUSPENDS:
        return False
    said = [(one.acts_from, one.acts_to) for one in list_same_relations(session, new)]
    return is_of_further_days((new.acts_from, new.acts_to), said)


def _days(relation: NewRelation) -> tuple[date | None, date | None] | None:
    """Return the days on which a relation acts, as far as they are said; none are."""
    days = (relation.acts_from, relation.acts_to)
    return days if any(days) else None


def _check_days(known: Relation, new: NewRelation) -> None:
    """Refuse days that would be lost: the same is not said of two intervals."""
    if _days(new) not in (None, _days(known)):
        raise RelationOfOtherDays(field="acts_from")


def propose_relation(session: Session, actor: Actor, new: NewRelation, *, now: datetime) -> None:
    """Propose that the source acts on the target: the drafters of its agency decide.

    What was said of it before stands: what they rejected is not proposed again.

    Raises:
        NotFound: an end is missing, or the actor may not know of it.
        DocumentRecalled: the source is frozen.
        ActsOnNewer, ActsBeforeTarget, EndsBeforeActing: days that are known do not allow it.
    """
    source = get_document(session, actor, new.source_id)
    target = get_document(session, actor, new.target_id)
    check_not_recalled(session, source, now=now)
    check_possible(new, source, target, field="number")
    if find_same_relation(session, new) is not None:
        return
    relation = record_relation(
        session, actor, new, origin=MANUAL, status=ProposalState.PROPOSED, now=now
    )
    subject = Subject("relation", relation.id)
    said = {"kind": new.kind.value, "target": target.number}
    record_change(session, actor, "relation.propose", subject, now=now, **said)


def list_relation_views(
    session: Session, actor: Actor, document_id: int, *, known_at: datetime | None = None
) -> Sequence[RelationView]:
    """List the relations of a document whose other end the actor may read.

    With `known_at` those that had been recorded and not rejected by then, as they were.
    """
    relations = list_relations(session, [document_id], with_rejected=known_at is not None)
    if known_at is not None:
        relations = _as_known(session, relations, known_at)
    ends = {r.source_id for r in relations} | {r.target_id for r in relations}
    others = {saved_id(other): other for other in list_documents_by_ids(session, list(ends))}
    views = []
    for relation in relations:
        outgoing = relation.source_id == document_id
        other = others[relation.target_id if outgoing else relation.source_id]
        if allows(check_can_read_document, actor, other.state, other.owner_agency_id):
            views.append(RelationView(relation, other, outgoing=outgoing))
    return views


def _as_known(
    session: Session, relations: Sequence[Relation], known_at: datetime
) -> list[Relation]:
    said = relations_known_at(session, relations, known_at)
    return [
        Relation(**(one.model_dump() | {"status": said[saved_id(one)].status}))
        for one in relations
        if saved_id(one) in said and said[saved_id(one)].status is not ProposalState.REJECTED
    ]
