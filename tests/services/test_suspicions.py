import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document, NewRelation, Relation
from directives.models.suspicion import Suspicion
from directives.services.coverage_links import link_document
from directives.services.documents import correct, publish, withdraw
from directives.services.relation_decisions import change_days, confirm_relation, reject_relation
from directives.services.relation_facts import record_relation
from directives.services.relations import add_relation
from directives.services.suspicion_decisions import Ruling, decide_suspicion
from directives.services.suspicions import Settled, settle, settle_all
from directives.store.suspicions import list_open
from directives.vocabulary import (
    Extent,
    ProposalState,
    RecordState,
    RelationKind,
    Role,
    SuspectKind,
    SuspicionOutcome,
    SuspicionReason,
)
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap

A_DAY = timedelta(days=1)
BEFORE = date(2025, 1, 1)


def relate(
    session: Session, source: Document, kind: RelationKind, target: Document, **more: Any
) -> Relation:
    actor = make_actor(session, Role.SYSTEM)
    new = NewRelation(source_id=saved_id(source), kind=kind, target_id=saved_id(target), **more)
    return add_relation(session, actor, new, now=NOW)


def link(session: Session, document: Document, **more: Any) -> int:
    actor = make_actor(session, Role.SYSTEM)
    new = NewCoverageLink(
        gap_id=saved_id(make_gap(session)),
        document_id=saved_id(document),
        extent=Extent.FULL,
        **{"quote": "nguyên văn", "linked_on": BEFORE, **more},
    )
    return saved_id(link_document(session, actor, new, now=NOW - timedelta(days=30)))


def suspects(session: Session) -> list[tuple[SuspectKind, int, SuspicionReason]]:
    return [(one.subject_kind, one.subject_id, one.reason) for one in list_open(session)]


@pytest.fixture
def base(session: Session) -> Document:
    return make_document(session, issued_on=BEFORE - 400 * A_DAY)


@pytest.fixture
def guide(session: Session, base: Document) -> Document:
    made = make_document(session, issued_on=BEFORE)
    relate(session, made, RelationKind.IMPLEMENTS, base)
    return made


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (RelationKind.AMENDS, SuspicionReason.AMENDED),
        (RelationKind.REPLACES, SuspicionReason.REPLACED),
        (RelationKind.REPEALS, SuspicionReason.REPEALED),
        (RelationKind.SUSPENDS_EFFECT, SuspicionReason.SUSPENDED),
        (RelationKind.REVOKES, SuspicionReason.RECALLED),
    ],
)
def test_what_rests_on_a_changed_base_is_suspect_at_once(
    session: Session, base: Document, guide: Document, kind: RelationKind, reason: SuspicionReason
) -> None:
    act = make_document(session)

    relate(session, act, kind, base)

    (found,) = list_open(session)
    assert (found.subject_id, found.reason) == (guide.id, reason)
    assert (found.base_id, found.act_id) == (base.id, act.id)
    assert found.holds_on == act.issued_on


def test_a_suspicion_holds_since_the_day_on_which_its_cause_turns_out_to_hold(
    session: Session, base: Document, guide: Document
) -> None:
    actor, act = make_actor(session, Role.SYSTEM), make_document(session)
    relation = relate(session, act, RelationKind.AMENDS, base)
    (found,) = list_open(session)
    earlier = found.holds_on - A_DAY

    change_days(
        session, actor, saved_id(relation), acts_from=earlier, acts_to=None, reason="x", now=NOW
    )

    session.expire_all()
    (same,) = list_open(session)
    assert (same.id, same.subject_id, same.holds_on) == (found.id, guide.id, earlier)


def test_a_second_act_on_the_same_base_is_told_with_the_first_and_decided_with_it(
    session: Session, base: Document, guide: Document
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    acts = [make_document(session) for _ in range(3)]
    relate(session, acts[0], RelationKind.AMENDS, base)
    relate(session, acts[1], RelationKind.AMENDS, base)

    (found,) = list_open(session)
    (other,) = json.loads(found.also)
    assert (found.act_id, other["act_id"], other["reason"]) == (acts[0].id, acts[1].id, "amended")
    settled = select(AuditEvent).where(AuditEvent.action == "suspicion.settle")
    assert len(session.exec(settled).all()) == 2

    cleared = Ruling(SuspicionOutcome.CLEARED, "đã xem cả hai")
    decide_suspicion(session, actor, saved_id(found), cleared, now=NOW)
    assert list_open(session) == []
    relate(session, acts[2], RelationKind.REPEALS, base)
    (again,) = list_open(session)
    assert (again.act_id, again.also) == (acts[2].id, "[]")


def test_the_graver_of_two_acts_stands_first_and_the_other_is_kept(
    session: Session, base: Document, guide: Document
) -> None:
    amending, repealing = make_document(session), make_document(session)
    relate(session, amending, RelationKind.AMENDS, base)
    relate(session, repealing, RelationKind.REPEALS, base)

    (found,) = list_open(session)
    (other,) = json.loads(found.also)
    assert (found.reason, other["act_id"]) == (SuspicionReason.REPEALED, amending.id)


def test_a_correction_notice_makes_nothing_suspect(
    session: Session, base: Document, guide: Document
) -> None:
    relate(session, make_document(session), RelationKind.CORRECTS, base)

    assert suspects(session) == []


def test_the_chain_reaches_further_and_the_gaps_with_its_path(
    session: Session, base: Document, guide: Document
) -> None:
    further = make_document(session, issued_on=BEFORE + A_DAY)
    relate(session, further, RelationKind.GUIDES, guide)
    link_id = link(session, further)

    relate(session, make_document(session), RelationKind.AMENDS, base)

    assert suspects(session) == [
        (SuspectKind.DOCUMENT, guide.id, SuspicionReason.AMENDED),
        (SuspectKind.DOCUMENT, further.id, SuspicionReason.AMENDED),
        (SuspectKind.COVERAGE_LINK, link_id, SuspicionReason.AMENDED),
    ]
    (of_gap,) = list_open(session, kind=SuspectKind.COVERAGE_LINK)
    assert of_gap.path == list_open(session, subject_ids=[saved_id(further)])[0].path
    assert f'"document_id": {base.id}' in of_gap.path.split("}")[2]


def test_the_gaps_of_a_changed_document_are_suspect_though_it_itself_is_not(
    session: Session, base: Document
) -> None:
    link_id = link(session, base)
    gap_id = list_links_gap(session, link_id)

    relate(session, make_document(session), RelationKind.REPLACES, base)

    assert suspects(session) == [(SuspectKind.COVERAGE_LINK, link_id, SuspicionReason.REPLACED)]
    assert [one.subject_id for one in list_open(session, gap_ids=[gap_id])] == [link_id]


def list_links_gap(session: Session, link_id: int) -> int:
    statement = sa.text("SELECT gap_id FROM coverage_link WHERE id = :id")
    return int(session.execute(statement, {"id": link_id}).scalar_one())


def test_what_was_issued_after_the_change_was_made_knowing_it(
    session: Session, base: Document
) -> None:
    relate(session, make_document(session, issued_on=BEFORE), RelationKind.AMENDS, base)

    later = make_document(session, issued_on=BEFORE)
    relate(session, later, RelationKind.GUIDES, base)

    assert suspects(session) == []


def test_an_act_is_not_made_doubtful_by_itself(session: Session, base: Document) -> None:
    act = make_document(session, effective_on=date(2025, 9, 1))
    relate(session, act, RelationKind.HAS_BASIS, base)

    relate(session, act, RelationKind.AMENDS, base)

    assert suspects(session) == []


@pytest.mark.parametrize(
    ("rests_on", "changed", "is_suspect"),
    [
        ("dieu-5", "dieu-5__khoan-1", True),
        ("dieu-5", "dieu-6", False),
        ("", "dieu-6", True),
        ("dieu-5", "", True),
    ],
)
def test_only_what_rests_on_the_changed_provision_is_suspect(
    session: Session, base: Document, rests_on: str, changed: str, *, is_suspect: bool
) -> None:
    upper = make_document(session, issued_on=BEFORE)
    relate(session, upper, RelationKind.GUIDES, base, target_provision=rests_on)

    relate(session, make_document(session), RelationKind.AMENDS, base, target_provision=changed)

    assert bool(suspects(session)) is is_suspect


def test_a_proposal_an_unpublished_act_and_a_rejected_one_raise_nothing(
    session: Session, base: Document, guide: Document
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    draft = make_document(session, state=RecordState.DRAFT)
    relate(session, draft, RelationKind.REPLACES, base)
    new = NewRelation(
        source_id=saved_id(make_document(session)),
        kind=RelationKind.REPEALS,
        target_id=saved_id(base),
    )
    proposed = record_relation(
        session, actor, new, origin="automatic", status=ProposalState.PROPOSED, now=NOW
    )
    settle(session, actor, now=NOW)
    assert suspects(session) == []

    confirm_relation(session, actor, saved_id(proposed), now=NOW)
    assert len(suspects(session)) == 1
    reject_relation(session, actor, saved_id(proposed), reason="đọc sai", now=NOW)
    assert suspects(session) == []
    publish(session, actor, saved_id(draft), now=NOW, today=TODAY)
    assert len(suspects(session)) == 1
    withdraw(session, actor, saved_id(draft), reason="nhập nhầm", now=NOW, today=TODAY)
    assert suspects(session) == []


def test_a_corrected_day_takes_the_doubt_away_or_brings_it(
    session: Session, base: Document, guide: Document
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    act = make_document(session)
    relate(session, act, RelationKind.REPLACES, base)

    correct(session, actor, saved_id(act), {"effective_on": TODAY + A_DAY}, reason="sai", now=NOW)
    assert suspects(session) == []
    correct(session, actor, saved_id(act), {"effective_on": TODAY}, reason="sai", now=NOW)
    assert len(suspects(session)) == 1


def test_a_withdrawn_base_counts_as_recalled(
    session: Session, base: Document, guide: Document
) -> None:
    actor = make_actor(session, Role.SYSTEM)

    withdraw(session, actor, saved_id(base), reason="thu hồi", now=NOW, today=TODAY)

    assert [reason for *_, reason in suspects(session)] == [SuspicionReason.RECALLED]


def test_a_base_whose_term_ends_by_itself_is_found_as_days_pass(
    session: Session, base: Document, guide: Document
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    correct(session, actor, saved_id(base), {"expires_on": TODAY}, reason="bổ sung", now=NOW)

    assert settle_all(session, actor, now=NOW) == Settled()
    assert settle_all(session, actor, now=NOW + A_DAY) == Settled(raised=1)
    assert settle_all(session, actor, now=NOW + A_DAY) == Settled()
    (found,) = list_open(session)
    assert (found.reason, found.holds_on) == (SuspicionReason.EXPIRED, TODAY + A_DAY)


def test_a_suspension_that_ends_takes_its_doubt_with_it(
    session: Session, base: Document, guide: Document
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    days = {"acts_from": TODAY - 9 * A_DAY, "acts_to": TODAY}
    relate(session, make_document(session), RelationKind.SUSPENDS_EFFECT, base, **days)

    assert len(suspects(session)) == 1
    assert settle_all(session, actor, now=NOW + A_DAY) == Settled(lapsed=1)


def test_a_dead_document_is_not_suspect_and_its_own_end_is_what_counts_above_it(
    session: Session, base: Document, guide: Document
) -> None:
    further = make_document(session, issued_on=BEFORE + A_DAY)
    relate(session, further, RelationKind.GUIDES, guide)
    relate(session, make_document(session), RelationKind.AMENDS, base)
    assert len(suspects(session)) == 2

    relate(session, make_document(session), RelationKind.REPEALS, guide)

    (only,) = list_open(session)
    assert (only.subject_id, only.base_id) == (further.id, guide.id)


def test_a_shorter_path_takes_the_place_of_a_longer_one(
    session: Session, base: Document, guide: Document
) -> None:
    further = make_document(session, issued_on=BEFORE + A_DAY)
    relate(session, further, RelationKind.GUIDES, guide)
    relate(session, make_document(session), RelationKind.AMENDS, base)
    before = list_open(session, subject_ids=[saved_id(further)])[0].path

    relate(session, further, RelationKind.HAS_BASIS, base)
    session.expire_all()

    (after,) = list_open(session, subject_ids=[saved_id(further)])
    assert (before.count("document_id"), after.path.count("document_id")) == (3, 2)


def test_a_link_made_knowing_of_the_amendment_is_not_suspect(
    session: Session, base: Document
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    relate(session, make_document(session), RelationKind.AMENDS, base)
    new = NewCoverageLink(
        gap_id=saved_id(make_gap(session)),
        document_id=saved_id(base),
        extent=Extent.FULL,
        quote="nguyên văn",
        linked_on=TODAY,
    )
    link_document(session, actor, new, now=NOW + A_DAY)

    assert settle_all(session, actor, now=NOW + A_DAY) == Settled()
    relate(session, make_document(session), RelationKind.REPEALS, base)
    assert len(suspects(session)) == 1


def test_the_change_is_told_once_and_what_stays_the_same_is_not(
    session: Session, base: Document, guide: Document
) -> None:
    relate(session, make_document(session), RelationKind.AMENDS, base)
    told = "SELECT count(*) FROM outbox_message WHERE topic = 'suspicion.settle'"

    assert session.execute(sa.text(told)).scalar_one() == 1
    assert settle(session, make_actor(session, Role.SYSTEM), now=NOW) == Settled()
    settle_all(session, make_actor(session, Role.SYSTEM), now=NOW)
    assert session.execute(sa.text(told)).scalar_one() == 1


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    connection, statements = session.connection(), list[str]()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    sa.event.listen(connection, "before_cursor_execute", note)
    yield statements
    sa.event.remove(connection, "before_cursor_execute", note)


@pytest.mark.parametrize("dependants", [2, 60])
def test_one_amendment_takes_as_many_statements_for_many_dependants_as_for_few(
    session: Session, base: Document, dependants: int
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    for _ in range(dependants):
        upper = make_document(session, actor, issued_on=BEFORE)
        session.add(
            Relation(
                source_id=saved_id(upper),
                kind=RelationKind.GUIDES,
                target_id=saved_id(base),
                origin="manual",
                status=ProposalState.CONFIRMED,
                recorded_at=NOW,
            )
        )
    settle(session, actor, now=NOW)
    act = make_document(session, actor)
    relation = record_relation(
        session,
        actor,
        NewRelation(source_id=saved_id(act), kind=RelationKind.AMENDS, target_id=saved_id(base)),
        origin="manual",
        status=ProposalState.CONFIRMED,
        now=NOW,
    )
    with counted(session) as statements:
        settled = settle(session, actor, now=NOW)

    assert settled == Settled(raised=dependants)
    assert len(statements) <= 14
    stored = session.exec(select(Suspicion)).all()
    assert {(one.base_id, one.act_id, one.reason, one.also, one.raised_at) for one in stored} == {
        (relation.target_id, act.id, SuspicionReason.AMENDED, "[]", NOW)
    }
    assert [json.loads(one.path)[0]["document_id"] for one in stored] == [
        one.subject_id for one in stored
    ]
    assert len({one.subject_id for one in stored}) == dependants
    assert {one.holds_on for one in stored} == {act.effective_on or act.issued_on}
