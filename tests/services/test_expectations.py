import json
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from directives.errors import (
    DocumentNotFound,
    DraftNotVisible,
    ExpectationNotFound,
    RightMissing,
)
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.models.expectation import Expectation
from directives.rules.two_times import AsOf
from directives.services.delegation_views import ExpectationView, view_expectations
from directives.services.documents import correct, publish, withdraw
from directives.services.expectation_gaps import open_gap_for
from directives.services.expectations import (
    decide_expectation,
    propose_expectations,
    say_fulfilled,
)
from directives.services.relation_decisions import reject_relation
from directives.services.relations import add_relation
from directives.store.documents import list_relations
from directives.vocabulary import (
    DraftingStage,
    ExpectationStanding,
    ProposalState,
    RelationKind,
    Role,
)
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document
from tests.services.delegating import (
    CLAUSE,
    EFFECTIVE_ON,
    add_article,
    make_circular,
    make_decree,
)

NOW_AT = AsOf(TODAY, NOW)


def expectations(session: Session, document: Document) -> list[Expectation]:
    found = session.exec(
        select(Expectation)
        .where(Expectation.document_id == document.id)
        .order_by(col(Expectation.id))
    )
    return list(found.all())


def confirmed(session: Session, document: Document, position: int = 0) -> Expectation:
    found = expectations(session, document)[position]
    actor = make_actor(session, Role.OVERSIGHT)
    return decide_expectation(session, actor, saved_id(found), ProposalState.CONFIRMED, now=NOW)


def view(session: Session, document: Document, at: AsOf = NOW_AT) -> ExpectationView:
    return view_expectations(session, at, document_id=saved_id(document))[0]


def test_publishing_proposes_what_the_document_delegates_with_its_quote(session: Session) -> None:
    decree = make_decree(session, "Sổ gồm mười trang.", CLAUSE)

    (found,) = expectations(session, decree)
    assert (found.provision_id, found.quote) == ("dieu-5__khoan-2", CLAUSE)
    assert found.agency_id == agency_id(session, "BTC")
    assert found.expected_type_code == "TT"
    assert found.status is ProposalState.PROPOSED
    audit = session.exec(select(AuditEvent).where(AuditEvent.action == "expectation.propose")).all()
    assert [json.loads(event.details) for event in audit] == [{"count": 1}]


def test_a_draft_record_and_a_draft_law_delegate_nothing(session: Session) -> None:
    draft = make_decree(session, published=False)
    law = make_decree(
        session,
        number_as_printed=None,
        issued_on=None,
        drafting_stage=DraftingStage.SUBMITTED,
    )

    assert expectations(session, draft) == []
    assert expectations(session, law) == []


def test_a_published_draft_delegates_from_the_day_that_it_is_issued(session: Session) -> None:
    law = make_decree(
        session,
        number_as_printed=None,
        issued_on=None,
        effective_on=None,
        drafting_stage=DraftingStage.SUBMITTED,
    )
    actor, key = make_actor(session, Role.SYSTEM), saved_id(law)
    issued: dict[str, object] = {"number_as_printed": "901/2025/NĐ-CP", "issued_on": TODAY}

    correct(session, actor, key, {"title": "Quy định việc lập sổ"}, reason="sửa", now=NOW)
    assert expectations(session, law) == []
    correct(session, actor, key, issued, reason="đã ban hành", now=NOW)
    (found,) = expectations(session, law)
    assert (found.quote, found.status) == (CLAUSE, ProposalState.PROPOSED)
    correct(session, actor, key, {"issued_on": EFFECTIVE_ON}, reason="nhầm ngày", now=NOW)
    assert expectations(session, law) == [found]


def test_a_rejected_one_never_returns_when_the_document_is_read_again(session: Session) -> None:
    decree = make_decree(session)
    actor = make_actor(session, Role.DRAFTER)
    found = expectations(session, decree)[0]
    decide_expectation(
        session, actor, saved_id(found), ProposalState.REJECTED, now=NOW, reason="chỉ nhắc lại"
    )

    assert propose_expectations(session, actor, decree, now=NOW) == []
    assert view(session, decree).standing is ExpectationStanding.REJECTED


def test_reading_a_newer_version_proposes_only_what_is_new(session: Session) -> None:
    decree = make_decree(session)
    add_article(session, decree, "Chính phủ quy định.", "Bộ Y tế quy định mẫu sổ.", number=6)
    added = propose_expectations(session, make_actor(session), decree, now=NOW)

    assert [one.provision_id for one in added] == ["dieu-6__khoan-2"]


def test_a_body_that_nobody_knows_keeps_its_words(session: Session) -> None:
    clause = "Hội đồng nhân dân cấp tỉnh quy định mức hỗ trợ."
    (found,) = expectations(session, make_decree(session, clause))

    assert (found.agency_id, found.agency_words) == (None, "Hội đồng nhân dân cấp tỉnh")


def test_a_document_without_an_issuer_may_delegate(session: Session) -> None:
    decree = make_decree(session, issuer_id=None)

    assert len(expectations(session, decree)) == 1


def test_deciding_the_same_again_changes_nothing(session: Session) -> None:
    decree = make_decree(session)
    first = confirmed(session, decree)
    confirmed(session, decree)

    audit = session.exec(select(AuditEvent).where(AuditEvent.action == "expectation.decide"))
    assert len(audit.all()) == 1
    assert first.status is ProposalState.CONFIRMED


def test_only_drafters_and_oversight_decide(session: Session) -> None:
    found = expectations(session, make_decree(session))[0]
    officer = make_actor(session, Role.OFFICER)

    with pytest.raises(RightMissing):
        decide_expectation(session, officer, saved_id(found), ProposalState.CONFIRMED, now=NOW)
    with pytest.raises(ExpectationNotFound):
        decide_expectation(session, officer, 10**6, ProposalState.CONFIRMED, now=NOW)


def test_from_its_parents_day_of_effect_on_it_is_owed(session: Session) -> None:
    decree = make_decree(session)
    confirmed(session, decree)
    before = AsOf(EFFECTIVE_ON - timedelta(days=1), NOW)

    assert view(session, decree, before).standing is ExpectationStanding.WAITING
    owed = view(session, decree)
    assert (owed.standing, owed.due_on) == (ExpectationStanding.IN_DEBT, EFFECTIVE_ON)
    assert owed.days_owed == (TODAY - EFFECTIVE_ON).days + 1
    assert owed.agency is not None
    assert owed.agency.code == "BTC"


@pytest.mark.parametrize("clause", ["", "dieu-5", "dieu-5__khoan-2"])
@pytest.mark.parametrize("kind", [RelationKind.REPLACES, RelationKind.REPEALS])
def test_the_debt_ends_with_the_clause_itself(
    session: Session, kind: RelationKind, clause: str
) -> None:
    decree = make_decree(session, "Sổ gồm mười trang.", CLAUSE)
    confirmed(session, decree)
    end = EFFECTIVE_ON + timedelta(days=20)
    recorded = NOW + timedelta(hours=1)
    end_clause(session, decree, kind, clause, end, now=recorded)
    now = AsOf(TODAY, recorded)

    found = view(session, decree, now)
    assert (found.standing, found.days_owed) == (ExpectationStanding.LAPSED, 20)
    assert found.ended_on == end
    day_before = AsOf(end - timedelta(days=1), recorded)
    assert view(session, decree, day_before).standing is ExpectationStanding.IN_DEBT
    assert view(session, decree).standing is ExpectationStanding.IN_DEBT  # not yet known then


@pytest.mark.parametrize(
    ("kind", "clause"),
    [
        (RelationKind.REPEALS, "dieu-5__khoan-1"),  # another clause of the same article
        (RelationKind.AMENDS, "dieu-5__khoan-2"),
        (RelationKind.SUSPENDS_EFFECT, ""),  # it may return
    ],
)
def test_what_does_not_end_the_clause_leaves_the_debt(
    session: Session, kind: RelationKind, clause: str
) -> None:
    decree = make_decree(session, "Sổ gồm mười trang.", CLAUSE)
    confirmed(session, decree)
    end_clause(session, decree, kind, clause, EFFECTIVE_ON + timedelta(days=20), now=NOW)

    found = view(session, decree)
    assert (found.standing, found.ended_on) == (ExpectationStanding.IN_DEBT, None)
    assert found.days_owed == (TODAY - EFFECTIVE_ON).days + 1


def test_a_decree_whose_term_is_over_owes_nothing_more(session: Session) -> None:
    last_day = EFFECTIVE_ON + timedelta(days=9)
    decree = make_decree(session, expires_on=last_day)
    confirmed(session, decree)

    found = view(session, decree)
    assert (found.standing, found.days_owed) == (ExpectationStanding.LAPSED, 10)
    assert view(session, decree, AsOf(last_day, NOW)).standing is ExpectationStanding.IN_DEBT


def end_clause(
    session: Session,
    decree: Document,
    kind: RelationKind,
    clause: str,
    day: date,
    *,
    now: datetime,
) -> None:
    later = make_document(session, number_as_printed="950/2025/NĐ-CP", effective_on=day)
    new = NewRelation(
        source_id=saved_id(later),
        kind=kind,
        target_id=saved_id(decree),
        target_provision=clause,
        acts_from=day,
    )
    add_relation(session, make_actor(session, Role.SYSTEM), new, now=now)


def test_without_a_known_day_of_effect_nothing_is_owed_yet(session: Session) -> None:
    decree = make_decree(session, effective_on=None)
    confirmed(session, decree)

    assert view(session, decree).standing is ExpectationStanding.WAITING


@pytest.mark.parametrize(
    ("kind", "at", "names"),
    [
        (RelationKind.IMPLEMENTS, "dieu-5__khoan-1", ""),
        (RelationKind.GUIDES, "dieu-5", ""),
        (RelationKind.HAS_BASIS, "", "Điều 1. Thông tư này quy định chi tiết Điều 5."),
    ],
)
def test_who_details_that_clause_or_names_it_answers(
    session: Session, kind: RelationKind, at: str, names: str
) -> None:
    decree = make_decree(session)
    circular = make_circular(session, decree, kind=kind, at=at, names=names)
    confirmed(session, decree)

    found = view(session, decree)
    assert (found.standing, found.answered_by) == (ExpectationStanding.FULFILLED, [circular.id])
    assert found.possible == []


def test_what_is_issued_after_the_parents_effect_is_late(session: Session) -> None:
    decree = make_decree(session)
    make_circular(session, decree, at="dieu-5", issued_on=date(2025, 9, 20))

    found = view(session, decree)
    assert (found.standing, found.days_owed) == (ExpectationStanding.FULFILLED_LATE, 0)


@pytest.mark.parametrize(
    "overrides",
    [
        {"issuer": "BYT"},
        {"type_code": "QĐ"},
        {"issued_on": None},
        {"issued_on": TODAY + timedelta(days=1)},
        {"issuer_id": None},
    ],
)
def test_another_body_or_type_or_a_later_day_answers_nothing(
    session: Session, overrides: dict[str, object]
) -> None:
    decree = make_decree(session)
    make_circular(session, decree, at="dieu-5", **overrides)  # type: ignore[arg-type]  # by name
    confirmed(session, decree)

    found = view(session, decree)
    assert found.standing is ExpectationStanding.IN_DEBT
    assert found.possible == []


def test_who_details_the_decree_without_naming_the_clause_is_only_possible(
    session: Session,
) -> None:
    decree = make_decree(session)
    circular = make_circular(session, decree, names="Điều 1. Thông tư này có mẫu sổ.")
    confirmed(session, decree)

    found = view(session, decree)
    assert (found.answered_by, found.possible) == ([], [circular.id])
    assert found.standing is ExpectationStanding.IN_DEBT


def test_two_relations_of_one_document_are_read_together(session: Session) -> None:
    decree = make_decree(session)
    circular = make_circular(session, decree, at="dieu-9")
    more = {"source_id": circular.id, "target_id": decree.id, "target_provision": "dieu-5"}
    new = NewRelation.model_validate({**more, "kind": RelationKind.GUIDES})
    add_relation(session, make_actor(session, Role.SYSTEM), new, now=NOW)

    assert view(session, decree).answered_by == [circular.id]


def test_a_rejected_relation_answers_nothing_from_then_on(session: Session) -> None:
    decree = make_decree(session)
    circular = make_circular(session, decree, at="dieu-5")
    relation = list_relations(session, [saved_id(circular)])[0]
    later = NOW + timedelta(hours=1)
    admin = make_actor(session, Role.SYSTEM)
    reject_relation(session, admin, saved_id(relation), reason="nhầm", now=later)

    assert view(session, decree).answered_by == [circular.id]  # as was known then
    assert view(session, decree, AsOf(TODAY, later)).answered_by == []


def test_the_successor_of_a_ministry_answers_for_it(session: Session) -> None:
    clause = "Bộ trưởng Bộ Tài nguyên và Môi trường quy định chi tiết Điều này."
    decree = make_decree(session, clause)
    circular = make_circular(session, decree, at="dieu-5", issuer="BNNMT")

    assert view(session, decree).answered_by == [circular.id]


def test_one_province_does_not_answer_what_every_province_must_issue(session: Session) -> None:
    decree = make_decree(session, "Ủy ban nhân dân cấp tỉnh quy định mức chi.")
    make_circular(session, decree, at="dieu-5", type_code="QĐ")

    assert view(session, decree).answered_by == []


def test_a_person_says_which_document_answers_and_may_take_it_back(session: Session) -> None:
    decree = make_decree(session)
    circular = make_circular(session, decree)
    found = confirmed(session, decree)
    actor = make_actor(session, Role.OVERSIGHT)
    say_fulfilled(session, actor, saved_id(found), document_id=saved_id(circular), now=NOW)
    say_fulfilled(session, actor, saved_id(found), document_id=saved_id(circular), now=NOW)
    assert view(session, decree).answered_by == [circular.id]

    later = NOW + timedelta(hours=1)
    say_fulfilled(session, actor, saved_id(found), document_id=None, now=later)
    assert view(session, decree, AsOf(TODAY, later)).answered_by == []
    assert view(session, decree).answered_by == [circular.id]  # as was known before


def test_a_document_that_is_no_relation_may_answer_by_word_of_a_person(session: Session) -> None:
    decree = make_decree(session)
    other = make_decree(session, number_as_printed="901/2025/NĐ-CP")
    found = confirmed(session, decree)
    actor = make_actor(session, Role.OVERSIGHT)
    say_fulfilled(session, actor, saved_id(found), document_id=saved_id(other), now=NOW)

    assert view(session, decree).answered_by == [other.id]


def test_a_draft_of_others_cannot_be_said_to_answer(session: Session) -> None:
    decree = make_decree(session)
    found = expectations(session, decree)[0]
    draft = make_decree(session, published=False, number_as_printed="902/2025/NĐ-CP")
    actor = make_actor(session, Role.OVERSIGHT)

    with pytest.raises((DraftNotVisible, DocumentNotFound)):
        say_fulfilled(session, actor, saved_id(found), document_id=saved_id(draft), now=NOW)


def test_what_is_owed_opens_one_gap_with_the_quote_as_its_source(session: Session) -> None:
    decree = make_decree(session)
    found = confirmed(session, decree)
    actor = make_actor(session, Role.OVERSIGHT)
    title = "Chưa có thông tư quy định chi tiết Điều 5"
    gap = open_gap_for(session, actor, saved_id(found), title=title, now=NOW, today=TODAY)
    again = open_gap_for(session, actor, saved_id(found), title=title, now=NOW, today=TODAY)

    assert again.id == gap.id
    assert (gap.source_document_id, gap.source_quote) == (decree.id, CLAUSE)


def test_a_withdrawn_parent_expects_nothing(session: Session) -> None:
    decree = make_decree(session)
    admin = make_actor(session, Role.SYSTEM)
    withdraw(session, admin, saved_id(decree), reason="nhầm", now=NOW, today=TODAY)

    assert view_expectations(session, NOW_AT) == []


def test_a_past_instant_sees_what_was_decided_by_then(session: Session) -> None:
    decree = make_decree(session, published=False)
    publish(session, make_actor(session, Role.SYSTEM), saved_id(decree), now=NOW, today=TODAY)
    later = NOW + timedelta(days=1)
    found = expectations(session, decree)[0]
    actor = make_actor(session, Role.OVERSIGHT)
    decide_expectation(session, actor, saved_id(found), ProposalState.CONFIRMED, now=later)

    assert view(session, decree).standing is ExpectationStanding.PROPOSED
    assert view(session, decree, AsOf(TODAY, later)).standing is ExpectationStanding.IN_DEBT
    assert view_expectations(session, AsOf(TODAY, NOW - timedelta(days=1))) == []
