import json
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from directives.errors import (
    ActsBeforeTarget,
    ActsOnNewer,
    DraftNotVisible,
    EndsBeforeActing,
    RelationNotFound,
    RelationOfOtherDays,
    RightMissing,
    ValueInvalid,
)
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Relation
from directives.models.outbox import OutboxMessage
from directives.reading.relation_found import RelationFound
from directives.rules.permissions import PUBLIC, Actor
from directives.services.cited_documents import record_relations
from directives.services.document_facts import record_facts
from directives.services.relation_decisions import change_days, confirm_relation, reject_relation
from directives.services.relations import add_relation, list_relation_views, propose_relation
from directives.services.validity import validities
from directives.store.facts import list_facts
from directives.store.relations import relation_statuses_at
from directives.vocabulary import ProposalState, RecordState, RelationKind, Role, Validity
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document

HOUR = timedelta(hours=1)
CONFIRMED, PROPOSED, REJECTED = (
    ProposalState.CONFIRMED,
    ProposalState.PROPOSED,
    ProposalState.REJECTED,
)


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def source(session: Session, actor: Actor) -> Document:
    return make_document(session, actor)


def read(session: Session, actor: Actor, source: Document, cited: str = "91/2025/NĐ-CP") -> None:
    found = [RelationFound(RelationKind.AMENDS, cited, "sửa đổi")]
    record_relations(session, actor, source, found, status=PROPOSED, now=NOW)


def proposed(session: Session, actor: Actor, source: Document) -> Relation:
    read(session, actor, source)
    (view,) = list_relation_views(session, actor, saved_id(source))
    return view.relation


def test_what_was_decided_is_known_as_of_every_instant(
    session: Session, actor: Actor, source: Document
) -> None:
    relation = proposed(session, actor, source)
    key = saved_id(relation)
    confirm_relation(session, actor, key, now=NOW + HOUR)
    reject_relation(session, actor, key, reason="Nhầm văn bản", now=NOW + 2 * HOUR)

    known = [
        relation_statuses_at(session, NOW + hours * HOUR, [key]).get(key) for hours in range(-1, 3)
    ]

    assert known == [None, PROPOSED, CONFIRMED, REJECTED]
    assert relation.status is REJECTED
    said = list_facts(session, "relation", key)
    assert [(fact.account_id, fact.reason) for fact in said] == [
        (actor.account_id, ""),
        (actor.account_id, ""),
        (actor.account_id, "Nhầm văn bản"),
    ]


def test_all_relations_can_be_asked_for_at_once(
    session: Session, actor: Actor, source: Document
) -> None:
    key = saved_id(proposed(session, actor, source))

    assert relation_statuses_at(session, NOW)[key] is PROPOSED
    assert key not in relation_statuses_at(session, NOW - HOUR)


def test_a_decision_is_audited_and_told(session: Session, actor: Actor, source: Document) -> None:
    key = saved_id(proposed(session, actor, source))
    reject_relation(session, actor, key, reason=" Nhầm ", now=NOW)

    event = session.exec(select(AuditEvent).where(AuditEvent.action == "relation.reject")).one()
    said = json.loads(event.details)
    assert (event.subject_id, said["before"], said["reason"]) == (key, "proposed", "Nhầm")
    told = session.exec(select(OutboxMessage).where(OutboxMessage.topic == "relation.reject"))
    assert len(told.all()) == 1


def test_deciding_the_same_again_changes_nothing(
    session: Session, actor: Actor, source: Document
) -> None:
    key = saved_id(proposed(session, actor, source))
    for _ in range(2):
        confirm_relation(session, actor, key, now=NOW)

    assert len(list_facts(session, "relation", key)) == 2  # proposed, confirmed


def test_a_rejection_needs_a_reason(session: Session, actor: Actor, source: Document) -> None:
    key = saved_id(proposed(session, actor, source))
    with pytest.raises(ValueInvalid) as refused:
        reject_relation(session, actor, key, reason="  ", now=NOW)

    assert refused.value.field == "reason"


def test_only_the_drafters_of_the_source_decide(
    session: Session, actor: Actor, source: Document
) -> None:
    key = saved_id(proposed(session, actor, source))
    session.get_one(
        Document, session.get_one(Relation, key).target_id
    ).state = RecordState.PUBLISHED
    for other in (
        make_actor(session, agency_id=agency_id(session, "BTC")),
        make_actor(session, Role.OFFICER),
    ):
        with pytest.raises(RightMissing):
            confirm_relation(session, other, key, now=NOW)


def test_a_relation_of_a_draft_is_not_told_of(session: Session, actor: Actor) -> None:
    draft = make_document(session, actor, state=RecordState.DRAFT)
    key = saved_id(proposed(session, actor, draft))

    with pytest.raises(DraftNotVisible):
        confirm_relation(session, PUBLIC, key, now=NOW)
    with pytest.raises(RelationNotFound):
        confirm_relation(session, actor, key + 1, now=NOW)


def test_a_rejected_relation_does_not_return_when_read_again(
    session: Session, actor: Actor, source: Document
) -> None:
    relation = proposed(session, actor, source)
    reject_relation(session, actor, saved_id(relation), reason="Nhầm", now=NOW)
    read(session, actor, source)

    assert list_relation_views(session, actor, saved_id(source)) == []
    assert relation.status is REJECTED


def test_adding_by_hand_what_was_rejected_confirms_it(
    session: Session, actor: Actor, source: Document
) -> None:
    relation = proposed(session, actor, source)
    reject_relation(session, actor, saved_id(relation), reason="Nhầm", now=NOW)
    same = NewRelation(
        source_id=relation.source_id, kind=relation.kind, target_id=relation.target_id
    )

    assert add_relation(session, actor, same, now=NOW).id == relation.id
    assert relation.status is CONFIRMED
    actions = session.exec(
        select(AuditEvent.action)
        .where(AuditEvent.subject_kind == "relation")
        .order_by(col(AuditEvent.id))
    ).all()
    assert list(actions) == ["relation.reject", "relation.add"]


def test_the_same_kind_at_another_provision_is_another_relation(
    session: Session, actor: Actor, source: Document
) -> None:
    target = make_document(session)
    whole = NewRelation(
        source_id=saved_id(source), kind=RelationKind.AMENDS, target_id=saved_id(target)
    )
    article = whole.model_copy(update={"target_provision": "dieu-5"})

    first, second = (add_relation(session, actor, new, now=NOW) for new in (whole, article))

    assert first.id != second.id
    assert add_relation(session, actor, article, now=NOW).id == second.id


def test_days_given_for_what_was_proposed_are_recorded(
    session: Session, actor: Actor, source: Document
) -> None:
    relation = proposed(session, actor, source)
    said = {"source_id": source.id, "kind": RelationKind.AMENDS, "target_id": relation.target_id}
    first, last = TODAY, TODAY + timedelta(days=9)
    days = NewRelation.model_validate({**said, "acts_from": first, "acts_to": last})
    others = NewRelation.model_validate({**said, "acts_from": last})

    assert add_relation(session, actor, days, now=NOW) is relation
    assert (relation.status, relation.acts_from, relation.acts_to) == (CONFIRMED, first, last)
    assert add_relation(session, actor, days, now=NOW) is relation
    assert add_relation(session, actor, NewRelation.model_validate(said), now=NOW) is relation
    with pytest.raises(RelationOfOtherDays):
        add_relation(session, actor, others, now=NOW)
    assert relation.acts_from == first


def test_an_older_document_is_not_confirmed_to_change_a_newer_one(
    session: Session, actor: Actor, source: Document
) -> None:
    relation = proposed(session, actor, source)
    newer = {"issued_on": TODAY, "title": "Nghị định mới"}
    target = session.get_one(Document, relation.target_id)
    record_facts(session, actor, target, newer, now=NOW)

    with pytest.raises(ActsOnNewer) as refused:
        confirm_relation(session, actor, saved_id(relation), now=NOW)
    assert refused.value.field == "relation"
    assert relation.status is PROPOSED
    reject_relation(session, actor, saved_id(relation), reason="Đảo chiều", now=NOW)
    assert relation.status is REJECTED


def test_neither_is_it_recorded_nor_proposed_by_hand(session: Session, actor: Actor) -> None:
    older = saved_id(make_document(session, actor, issued_on=TODAY - timedelta(days=900)))
    newer = saved_id(make_document(session, actor, issued_on=TODAY))
    said = NewRelation(source_id=older, kind=RelationKind.REPLACES, target_id=newer)

    for say in (add_relation, propose_relation):
        with pytest.raises(ActsOnNewer) as refused:
            say(session, actor, said, now=NOW)
        assert refused.value.field == "number"
    cites = NewRelation(source_id=older, kind=RelationKind.CITES, target_id=newer)
    assert add_relation(session, actor, cites, now=NOW).status is CONFIRMED


def test_nothing_acts_on_a_document_before_that_was_there(session: Session, actor: Actor) -> None:
    day = TODAY - timedelta(days=900)
    target = saved_id(make_document(session, actor, issued_on=day))
    source = saved_id(make_document(session, actor, issued_on=TODAY))
    early = day - timedelta(days=1)

    def replaces(acts_from: date) -> NewRelation:
        kind = RelationKind.REPLACES
        return NewRelation(source_id=source, kind=kind, target_id=target, acts_from=acts_from)

    with pytest.raises(ActsBeforeTarget) as refused:
        add_relation(session, actor, replaces(early), now=NOW)
    assert refused.value.field == "acts_from"
    relation = add_relation(session, actor, replaces(day), now=NOW)
    with pytest.raises(ActsBeforeTarget):
        change_days(
            session,
            actor,
            saved_id(relation),
            acts_from=early,
            acts_to=None,
            reason="",
            now=NOW,
        )


def test_a_suspension_over_before_it_begins_is_neither_recorded_nor_moved_there(
    session: Session, actor: Actor, source: Document
) -> None:
    target = make_document(session, issued_on=source.issued_on)
    record_facts(session, actor, source, {"effective_on": TODAY}, now=NOW)
    early = TODAY - timedelta(days=1)
    said = NewRelation(
        source_id=saved_id(source),
        kind=RelationKind.SUSPENDS_EFFECT,
        target_id=saved_id(target),
        acts_to=early,
    )

    with pytest.raises(EndsBeforeActing) as refused:
        add_relation(session, actor, said, now=NOW)
    assert refused.value.field == "acts_to"
    relation = add_relation(session, actor, said.model_copy(update={"acts_to": TODAY}), now=NOW)
    with pytest.raises(EndsBeforeActing):
        change_to(session, actor, relation, None, early)
    change_to(session, actor, relation, early, early)

    reject_relation(session, actor, saved_id(relation), reason="nhầm", now=NOW)
    relation.acts_from = None  # as an older version let it be said
    with pytest.raises(EndsBeforeActing):
        confirm_relation(session, actor, saved_id(relation), now=NOW)
    with pytest.raises(EndsBeforeActing):
        add_relation(session, actor, said.model_copy(update={"acts_to": None}), now=NOW)


def change_to(
    session: Session, actor: Actor, relation: Relation, first: date | None, last: date | None
) -> None:
    key, reason = saved_id(relation), "sửa ngày"
    change_days(session, actor, key, acts_from=first, acts_to=last, reason=reason, now=NOW)


def test_a_suspension_is_not_moved_onto_the_days_of_another_that_stands(
    session: Session, actor: Actor, source: Document
) -> None:
    said = NewRelation(
        source_id=saved_id(source),
        kind=RelationKind.SUSPENDS_EFFECT,
        target_id=saved_id(make_document(session)),
    )
    day = [TODAY + timedelta(days=days) for days in range(20)]

    def suspend(first: date, last: date) -> Relation:
        days = {"acts_from": first, "acts_to": last}
        return add_relation(session, actor, said.model_copy(update=days), now=NOW)

    one, other = suspend(day[1], day[5]), suspend(day[10], day[15])

    for first, last in ((day[1], day[10]), (day[10], day[15]), (day[15], None), (None, None)):
        with pytest.raises(RelationOfOtherDays) as refused:
            change_to(session, actor, one, first, last)
        assert refused.value.field == "acts_from"
    change_to(session, actor, one, day[1], day[9])
    reject_relation(session, actor, saved_id(other), reason="nhầm", now=NOW)
    change_to(session, actor, one, day[1], None)
    assert (one.acts_from, one.acts_to) == (day[1], None)


def test_a_document_suspends_another_for_as_many_times_as_are_said(
    session: Session, actor: Actor, source: Document
) -> None:
    target = make_document(session)
    said = {
        "source_id": source.id,
        "kind": RelationKind.SUSPENDS_EFFECT,
        "target_id": target.id,
    }

    def suspend(first: int, last: int) -> Relation:
        days = {
            "acts_from": TODAY + timedelta(days=first),
            "acts_to": TODAY + timedelta(days=last),
        }
        return add_relation(session, actor, NewRelation.model_validate(said | days), now=NOW)

    def status(day: int) -> Validity:
        on = TODAY + timedelta(days=day)
        return validities(session, [target], today=on)[saved_id(target)]

    one, other = suspend(1, 5), suspend(10, 15)

    assert one.id != other.id
    assert (suspend(1, 5).id, suspend(10, 15).id) == (one.id, other.id)
    assert [status(day) for day in (0, 1, 5, 6, 9, 10, 15, 16)] == [
        Validity.IN_FORCE,
        *[Validity.SUSPENDED] * 2,
        *[Validity.IN_FORCE] * 2,
        *[Validity.SUSPENDED] * 2,
        Validity.IN_FORCE,
    ]
    with pytest.raises(RelationOfOtherDays):
        suspend(14, 20)
    reject_relation(session, actor, saved_id(other), reason="nhầm", now=NOW)
    assert (status(4), status(12)) == (Validity.SUSPENDED, Validity.IN_FORCE)
    assert suspend(10, 15).id == other.id
    assert status(12) is Validity.SUSPENDED


def test_a_suspension_without_days_leaves_none_for_another(
    session: Session, actor: Actor, source: Document
) -> None:
    said = {
        "source_id": source.id,
        "kind": RelationKind.SUSPENDS_EFFECT,
        "target_id": make_document(session).id,
    }
    whole = add_relation(session, actor, NewRelation.model_validate(said), now=NOW)
    dated = NewRelation.model_validate(said | {"acts_from": TODAY})

    with pytest.raises(RelationOfOtherDays):
        add_relation(session, actor, dated, now=NOW)
    assert add_relation(session, actor, NewRelation.model_validate(said), now=NOW) is whole
