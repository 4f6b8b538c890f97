from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import DocumentRecalled
from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import NewRelation
from directives.models.feedback import Receipt
from directives.models.gap_report import GapReport
from directives.rules.two_times import AsOf
from directives.services.coverage_links import confirm_link, link_document
from directives.services.documents import correct, withdraw
from directives.services.recalls import check_not_recalled, find_recalled, is_recalled
from directives.services.relation_decisions import (
    change_days,
    confirm_relation,
    reject_relation,
)
from directives.services.relation_facts import record_relation
from directives.services.relations import add_relation
from directives.services.suspicions import settle_all
from directives.store.outbox import list_messages
from directives.vocabulary import Extent, ProposalState, RecordState, RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap
from tests.services.test_suspicions import link, relate


def test_a_recalled_document_is_frozen(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    document, other = make_document(session), make_document(session)
    relate(session, make_document(session), RelationKind.REVOKES, document)

    with pytest.raises(DocumentRecalled):
        correct(session, actor, saved_id(document), {"title": "Khác"}, reason="sửa", now=NOW)
    new = NewRelation(
        source_id=saved_id(document), kind=RelationKind.CITES, target_id=saved_id(other)
    )
    with pytest.raises(DocumentRecalled):
        add_relation(session, actor, new, now=NOW)


def test_a_withdrawn_one_is_frozen_and_known_as_recalled_if_it_was_public(
    session: Session,
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    document = make_document(session)
    draft = make_document(session, state=RecordState.DRAFT)
    assert find_recalled(session, saved_id(document)) is None
    for one in (document, draft):
        withdraw(session, actor, saved_id(one), reason="thu hồi", now=NOW, today=TODAY)

    assert find_recalled(session, saved_id(document)) == (document, TODAY)
    assert find_recalled(session, saved_id(draft)) is None
    assert [is_recalled(session, one, now=NOW) for one in (document, draft)] == [True, False]
    with pytest.raises(DocumentRecalled):
        check_not_recalled(session, document, now=NOW)


def test_what_is_revoked_in_part_or_later_is_not_frozen(session: Session) -> None:
    document = make_document(session)
    tomorrow = TODAY + timedelta(days=1)
    act = make_document(session, effective_on=tomorrow)
    relate(
        session, make_document(session), RelationKind.REVOKES, document, target_provision="dieu-1"
    )
    relate(session, act, RelationKind.REVOKES, document)

    check_not_recalled(session, document, now=NOW)
    assert not is_recalled(session, document, now=NOW)
    assert is_recalled(session, document, now=NOW + timedelta(days=1))
    with pytest.raises(DocumentRecalled):
        check_not_recalled(session, document, now=NOW + timedelta(days=1))


def test_those_who_received_it_or_rely_on_it_are_told_once(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    officer = make_actor(session, Role.OFFICER)
    document, gap = make_document(session), make_gap(session)
    new = NewCoverageLink(
        gap_id=saved_id(gap),
        document_id=saved_id(document),
        extent=Extent.FULL,
        quote="nguyên văn",
        linked_on=TODAY,
    )
    link_document(session, actor, new, now=NOW)
    session.add(
        Receipt(
            document_id=saved_id(document),
            place_code="01",
            received_on=TODAY,
            account_id=officer.account_id or 0,
            recorded_at=NOW,
        )
    )
    session.add(
        GapReport(
            gap_id=saved_id(gap),
            place_code="15",
            reported_on=TODAY,
            state_on=TODAY,
            account_id=officer.account_id or 0,
            recorded_at=NOW,
        )
    )
    session.flush()

    relate(session, make_document(session), RelationKind.REVOKES, document)
    settle_all(session, actor, now=NOW)

    told = [message.key for message in list_messages(session, "document.recalled")]
    assert told == [f"recall:{document.id}:01", f"recall:{document.id}:15"]


@pytest.mark.parametrize(
    ("kind", "is_refused"),
    [
        (RelationKind.GUIDES, True),
        (RelationKind.AMENDS, True),
        (RelationKind.CORRECTS, False),
        (RelationKind.REPLACES, False),
    ],
)
def test_of_a_recalled_document_only_its_correction_and_its_place_are_still_told(
    session: Session, kind: RelationKind, is_refused: bool
) -> None:
    document, other = make_document(session), make_document(session)
    relate(session, make_document(session), RelationKind.REVOKES, document)

    if is_refused:
        with pytest.raises(DocumentRecalled):
            relate(session, other, kind, document)
    else:
        assert relate(session, other, kind, document).id


def test_a_recalled_document_answers_no_further_gap(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    document, gap = make_document(session), make_gap(session)
    before = link(session, document)
    relate(session, make_document(session), RelationKind.REVOKES, document)
    new = NewCoverageLink(
        gap_id=saved_id(gap),
        document_id=saved_id(document),
        extent=Extent.FULL,
        quote="nguyên văn",
        linked_on=TODAY,
    )

    with pytest.raises(DocumentRecalled):
        link_document(session, actor, new, now=NOW)
    with pytest.raises(DocumentRecalled):
        confirm_link(session, actor, before, new, at=AsOf(TODAY, NOW))


def test_what_a_recalled_document_says_of_others_may_only_be_rejected(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    document, other = make_document(session), make_document(session)
    found = NewRelation(
        source_id=saved_id(document), kind=RelationKind.SUSPENDS_EFFECT, target_id=saved_id(other)
    )
    relation = record_relation(
        session, actor, found, origin="reading", status=ProposalState.PROPOSED, now=NOW
    )
    key = saved_id(relation)
    relate(session, make_document(session), RelationKind.REVOKES, document)

    with pytest.raises(DocumentRecalled):
        confirm_relation(session, actor, key, now=NOW)
    with pytest.raises(DocumentRecalled):
        change_days(session, actor, key, acts_from=None, acts_to=TODAY, reason="", now=NOW)
    rejected = reject_relation(session, actor, key, reason="đã thu hồi", now=NOW)
    assert rejected.status is ProposalState.REJECTED
