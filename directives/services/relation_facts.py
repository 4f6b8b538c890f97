"""What was decided about a relation: facts, of which its column `status` is a projection.

This is the only writer of that column. What hangs on a relation (the effect of its target) and
must change in the same transaction is told from here.
"""

import json
from datetime import datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Relation
from directives.models.fact import Fact
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import ALWAYS
from directives.store.relations import STATUS, SUBJECT
from directives.store.stamps import next_stamp
from directives.vocabulary import ProposalState

AUTOMATIC, MANUAL = "automatic", "manual"


def record_relation(
    session: Session,
    actor: Actor,
    new: NewRelation,
    *,
    origin: str,
    status: ProposalState,
    now: datetime,
) -> Relation:
    """Add a relation, proposed or agreed with; the caller knows that it is new."""
    made = {"origin": origin, "status": status, "recorded_at": now}
    relation = Relation.model_validate(new, update=made)
    session.add(relation)
    session.flush()
    record_status(session, actor, relation, status, now=now)
    return relation


def record_status(
    session: Session,
    actor: Actor,
    relation: Relation,
    status: ProposalState,
    *,
    now: datetime,
    reason: str = "",
) -> None:
    """Say from now on that a relation is proposed, confirmed or rejected.

    A relation is right or wrong on all days, so the fact holds always; what was thought of it
    before stays known as of before (`store.relations.relation_statuses_at`).
    """
    session.add(
        Fact(
            subject_kind=SUBJECT,
            subject_id=saved_id(relation),
            field=STATUS,
            value=json.dumps(status.value),
            holds_on=ALWAYS,
            recorded_at=now,
            account_id=check_signed_in(actor),
            reason=reason,
        )
    )
    relation.status = status
    session.add(relation)
    target = session.get_one(Document, relation.target_id)
    target.change_stamp = next_stamp(session)  # its legal effect may be another now
    session.flush()
