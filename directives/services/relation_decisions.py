"""A person agrees with a relation, or says why it is wrong."""

from datetime import date, datetime

from sqlmodel import Session

from directives.errors import RelationNotFound, RelationOfOtherDays, ValueInvalid
from directives.models.base import Subject
from directives.models.document import NewRelation, Relation
from directives.rules.effect import SUSPENDS
from directives.rules.permissions import Actor, check_can_change_document
from directives.rules.possible_acts import check_possible
from directives.rules.relation_claims import is_of_further_days
from directives.services.changes import record_change
from directives.services.document_access import get_document
from directives.services.recalls import check_not_recalled
from directives.services.relation_facts import record_days, record_status
from directives.services.suspicions import settle
from directives.store.relations import find_relation, list_same_relations
from directives.translation import N_
from directives.vocabulary import ProposalState

ENDS_EARLY = N_("Ngày cuối đứng trước ngày đầu.")
NEEDS_REASON = N_("Hãy nêu lý do vì sao quan hệ này không đúng.")


def get_relation(session: Session, actor: Actor, relation_id: int) -> Relation:
    """Return a relation of which the actor may read both ends.

    Raises:
        NotFound: there is none, or the actor may not know of an end.
    """
    relation = find_relation(session, relation_id)
    if relation is None:
        raise RelationNotFound
    get_document(session, actor, relation.source_id)
    get_document(session, actor, relation.target_id)
    return relation


def confirm_relation(
    session: Session, actor: Actor, relation_id: int, *, now: datetime
) -> Relation:
    """Agree with a relation, also with one rejected before; agreeing again changes nothing.

    Raises:
        NotFound: there is none, or the actor may not know of an end.
        RightMissing: the source is another agency's record.
        DocumentRecalled: the source is frozen; what it says may only be rejected.
        ActsOnNewer, ActsBeforeTarget, EndsBeforeActing: days that are known do not allow it.
    """
    return _decide(session, actor, relation_id, ProposalState.CONFIRMED, now=now)


def reject_relation(
    session: Session, actor: Actor, relation_id: int, *, reason: str, now: datetime
) -> Relation:
    """Say that a relation is wrong, whoever recorded it; it is kept and never proposed again.

    Raises:
        NotFound: there is none, or the actor may not know of an end.
        RightMissing: the source is another agency's record.
        ValueInvalid: no reason is given.
    """
    said = reason.strip()
    if not said:
        raise ValueInvalid(field="reason", reason=NEEDS_REASON)
    return _decide(session, actor, relation_id, ProposalState.REJECTED, reason=said, now=now)


_ACTIONS = {
    ProposalState.CONFIRMED: "relation.confirm",
    ProposalState.REJECTED: "relation.reject",
}


def _decide(
    session: Session,
    actor: Actor,
    relation_id: int,
    status: ProposalState,
    *,
    now: datetime,
    reason: str = "",
) -> Relation:
    relation = get_relation(session, actor, relation_id)
    source = get_document(session, actor, relation.source_id)
    check_can_change_document(actor, source.owner_agency_id)
    if relation.status is status:
        return relation
    if status is ProposalState.CONFIRMED:
        check_not_recalled(session, source, now=now)
        target = get_document(session, actor, relation.target_id)
        check_possible(relation, source, target, field="relation")
    before = relation.status
    record_status(session, actor, relation, status, now=now, reason=reason)
    said = {"before": before.value, "source": relation.source_id, "target": relation.target_id}
    subject = Subject("relation", relation.id)
    record_change(session, actor, _ACTIONS[status], subject, now=now, reason=reason, **said)
    settle(session, actor, now=now)
    return relation


def change_days(
    session: Session,
    actor: Actor,
    relation_id: int,
    *,
    acts_from: date | None,
    acts_to: date | None,
    reason: str,
    now: datetime,
) -> Relation:
    """Say from which day to which a relation acts: a suspension is ended, or made longer.

    Without days it acts with the effect of its source, and a suspension until further notice.

    Raises:
        NotFound: there is none, or the actor may not know of an end.
        RightMissing: the source is another agency's record.
        DocumentRecalled: the source is frozen.
        ValueInvalid: it would end before it begins.
        ActsOnNewer, ActsBeforeTarget, EndsBeforeActing: days that are known do not allow it.
        RelationOfOtherDays: another suspension of the same has some of these days.
    """
    relation = get_relation(session, actor, relation_id)
    source = get_document(session, actor, relation.source_id)
    check_can_change_document(actor, source.owner_agency_id)
    check_not_recalled(session, source, now=now)
    if acts_from and acts_to and acts_to < acts_from:
        raise ValueInvalid(field="acts_to", reason=ENDS_EARLY)
    target = get_document(session, actor, relation.target_id)
    days = {"acts_from": acts_from, "acts_to": acts_to}
    asked = NewRelation.model_validate(relation, update=days)
    check_possible(asked, source, target, field="relation")
    _check_no_other_has(session, relation, asked)
    record_days(session, actor, relation, **days, now=now, reason=reason)
    subject = Subject("relation", relation.id)
    record_change(session, actor, "relation.days", subject, now=now, **days, reason=reason)
    settle(session, actor, now=now)
    return relation


def _check_no_other_has(session: Session, relation: Relation, asked: NewRelation) -> None:
    """Refuse days of one suspension that are, in part, those of another of the same."""
    if relation.kind not in SUSPENDS:
        return
    said = [
        (one.acts_from, one.acts_to)
        for one in list_same_relations(session, asked)
        if one.id != relation.id and one.status is not ProposalState.REJECTED
    ]
    if not is_of_further_days((asked.acts_from, asked.acts_to), said):
        raise RelationOfOtherDays(field="acts_from")
