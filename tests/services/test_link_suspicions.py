"""What a decision about a link does to the suspicions that stand against it."""

from datetime import timedelta

from sqlmodel import Session

from directives.models.coverage_link import Answering, CoverageLink
from directives.rules.two_times import AsOf
from directives.services.coverage_links import confirm_link, reject_link
from directives.services.gap_views import get_gap
from directives.services.suspicions import Settled, settle_all
from directives.store.suspicions import list_decisions_of, list_open
from directives.vocabulary import (
    Extent,
    GapState,
    RelationKind,
    Role,
    SuspectKind,
    SuspicionOutcome,
)
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import BEFORE, link, relate

AT = AsOf(TODAY, NOW)


def test_a_rejected_link_is_suspect_no_longer(session: Session) -> None:
    document, actor = make_document(session, issued_on=BEFORE), make_actor(session, Role.SYSTEM)
    key = link(session, document)
    relate(session, make_document(session), RelationKind.AMENDS, document)
    assert [one.subject_id for one in list_open(session, kind=SuspectKind.COVERAGE_LINK)] == [key]

    reject_link(session, actor, key, reason="văn bản đã sửa đổi", at=AT)

    assert list_open(session) == []
    assert settle_all(session, actor, now=NOW) == Settled()


SAID = Answering(extent=Extent.FULL, quote="nguyên văn", rationale="vẫn đúng sau khi sửa đổi")
LATER = AsOf(TODAY + timedelta(days=1), NOW + timedelta(days=1))


def test_a_link_that_is_confirmed_again_is_suspect_no_longer(session: Session) -> None:
    drafter = make_actor(session)
    document = make_document(session, drafter, issued_on=BEFORE)
    key = link(session, document)
    gap_id = session.get_one(CoverageLink, key).gap_id
    for kind in (RelationKind.AMENDS, RelationKind.SUSPENDS_EFFECT):
        part = {"target_provision": "dieu-1"}
        relate(session, make_document(session), kind, document, **part)
    assert get_gap(session, gap_id, AT).state is GapState.SUSPECT
    (suspicion,) = list_open(session, kind=SuspectKind.COVERAGE_LINK)

    confirm_link(session, drafter, key, SAID, at=LATER)

    assert list_open(session) == []
    assert get_gap(session, gap_id, LATER).state is GapState.COVERED
    (decision,) = list_decisions_of(session, [suspicion.id or 0])
    assert (decision.outcome, decision.words) == (SuspicionOutcome.CLEARED, SAID.rationale)
    assert settle_all(session, drafter, now=LATER.known_at) == Settled()
    relate(session, make_document(session), RelationKind.AMENDS, document)
    assert get_gap(session, gap_id, LATER).state is GapState.SUSPECT


def test_what_a_document_rests_on_is_not_decided_with_its_link(session: Session) -> None:
    drafter, base = make_actor(session), make_document(session, issued_on=BEFORE)
    document = make_document(session, drafter, issued_on=BEFORE + timedelta(days=1))
    relate(session, document, RelationKind.GUIDES, base)
    key = link(session, document)
    gap_id = session.get_one(CoverageLink, key).gap_id
    relate(session, make_document(session), RelationKind.AMENDS, base)

    confirm_link(session, drafter, key, SAID, at=LATER)

    assert [one.subject_kind for one in list_open(session)] == [SuspectKind.DOCUMENT]
    assert get_gap(session, gap_id, LATER).state is GapState.SUSPECT


def test_who_may_not_decide_what_is_suspect_clears_nothing(session: Session) -> None:
    document = make_document(session, issued_on=BEFORE)
    key = link(session, document)
    relate(session, make_document(session), RelationKind.AMENDS, document)

    confirm_link(session, make_actor(session), key, SAID, at=LATER)

    assert [one.subject_id for one in list_open(session)] == [key]
