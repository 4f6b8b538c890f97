"""What is said of a relation: facts, of which its status and its days are a projection.

This is the only writer of those columns. What hangs on a relation (the effect of its target) and
must change in the same transaction is told from here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Relation
from directives.models.fact import Fact
from directives.rules.acting import STOPS
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.relation_claims import Days
from directives.rules.two_times import ALWAYS
from directives.services.unsettled import note_relation
from directives.store.documents import list_documents_by_ids
from directives.store.effects import acted_upon_by
from directives.store.facts import list_facts_of_all
from directives.store.relations import STATUS, SUBJECT
from directives.store.stamps import take_stamps
from directives.vocabulary import ProposalState

AUTOMATIC, MANUAL = "automatic", "manual"
ACTS_FROM, ACTS_TO = "acts_from", "acts_to"


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
    (relation,) = record_new_relations(session, actor, [new], origin=origin, status=status, now=now)
    return relation


def record_new_relations(
    session: Session,
    actor: Actor,
    news: Sequence[NewRelation],
    *,
    origin: str,
    status: ProposalState,
    now: datetime,
) -> list[Relation]:
    """Add many relations as `record_relation` does one, in a few statements."""
    made = {"origin": origin, "status": status, "recorded_at": now}
    relations = []
    for new in news:
        cited_as = name_cited(session.get_one(Document, new.target_id))
        relations.append(Relation.model_validate(new, update={**made, "cited_as": cited_as}))
    session.add_all(relations)
    session.flush()
    said = []
    for new in news:
        days = {ACTS_FROM: new.acts_from, ACTS_TO: new.acts_to}
        said.append({STATUS: status, **{field: day for field, day in days.items() if day}})
    _record(session, actor, relations, said, now=now)
    return relations


def name_cited(target: Document) -> str:
    """Return what other documents name a document by: its exact number, else its title."""
    return target.key_exact or target.title


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
    _record(session, actor, [relation], [{STATUS: status}], now=now, reason=reason)


def record_days(
    session: Session,
    actor: Actor,
    relation: Relation,
    *,
    acts_from: date | None,
    acts_to: date | None,
    now: datetime,
    reason: str,
) -> None:
    """Say from which day to which a relation acts; what was said before stays known as such."""
    said: dict[str, object] = {ACTS_FROM: acts_from, ACTS_TO: acts_to}
    _record(session, actor, [relation], [said], now=now, reason=reason)


def lead_to(session: Session, relations: Sequence[Relation], target: Document) -> None:
    """Let relations lead to another record of the document that they name.

    What was decided about each stands, and so does the name by which it was cited.
    """
    _stamp_acted_upon(session, relations)
    for relation in relations:
        note_relation(session, relation)
        relation.target_id = saved_id(target)
        note_relation(session, relation)
    session.add_all(relations)
    session.flush()
    _stamp_acted_upon(session, relations)


def _record(
    session: Session,
    actor: Actor,
    relations: Sequence[Relation],
    said: Sequence[Mapping[str, object]],
    *,
    now: datetime,
    reason: str = "",
) -> None:
    for relation, values in zip(relations, said, strict=True):
        for field, value in values.items():
            session.add(
                Fact(
                    subject_kind=SUBJECT,
                    subject_id=saved_id(relation),
                    field=field,
                    value=None if value is None else json.dumps(str(value)),
                    holds_on=ALWAYS,
                    recorded_at=now,
                    account_id=check_signed_in(actor),
                    reason=reason,
                )
            )
            setattr(relation, field, value)
    session.add_all(relations)
    _stamp_acted_upon(session, relations)
    session.flush()
    for relation in relations:
        note_relation(session, relation)


def _stamp_acted_upon(session: Session, relations: Sequence[Relation]) -> None:
    """Let copies see the documents whose legal effect may be another now."""
    changed = {relation.target_id for relation in relations}
    stopped = {relation.target_id for relation in relations if relation.kind in STOPS}
    if stopped:
        changed |= acted_upon_by(session, stopped)
    documents = list_documents_by_ids(session, sorted(changed))
    for document, stamp in zip(documents, take_stamps(session, len(documents)), strict=True):
        document.change_stamp = stamp


@dataclass(frozen=True, slots=True)
class RelationKnown:
    """What was known of a relation at an instant."""

    status: ProposalState
    acts_from: date | None
    acts_to: date | None


def relations_known_at(
    session: Session, relations: Sequence[Relation], known_at: datetime
) -> dict[int, RelationKnown]:
    """Return what was known of relations at an instant; those not recorded then are left out."""
    said: dict[int, dict[str, str | None]] = {}
    ids = [saved_id(relation) for relation in relations]
    for fact in list_facts_of_all(session, SUBJECT, ids):  # in their order: the last word holds
        if fact.recorded_at <= known_at:
            value = json.loads(fact.value) if fact.value else None
            said.setdefault(fact.subject_id, {})[fact.field] = value
    return {
        key: RelationKnown(
            ProposalState(str(fields[STATUS])),
            _day(fields.get(ACTS_FROM)),
            _day(fields.get(ACTS_TO)),
        )
        for key, fields in said.items()
    }


def days_ever_said(session: Session, relations: Sequence[Relation]) -> dict[int, list[Days]]:
    """Return the days on which relations were said to act: as recorded, and after each change."""
    said: dict[int, list[dict[str, date | None]]] = {saved_id(one): [{}] for one in relations}
    for fact in list_facts_of_all(session, SUBJECT, list(said)) if said else ():
        if fact.field != STATUS:
            days = said[fact.subject_id]
            if fact.field in days[-1] or (fact.field == ACTS_FROM and days[-1]):
                days.append({})
            days[-1][fact.field] = _day(json.loads(fact.value) if fact.value else None)
    return {
        key: [(one.get(ACTS_FROM), one.get(ACTS_TO)) for one in days] for key, days in said.items()
    }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
