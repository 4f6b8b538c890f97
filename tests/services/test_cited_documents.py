from datetime import date

import pytest
from sqlmodel import Session

from directives.errors import DraftNotVisible
from directives.models.base import saved_id
from directives.models.document import Document
from directives.reading.relation_found import RelationFound
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.relation_claims import Days
from directives.services import documents
from directives.services.cited_documents import record_relations
from directives.services.document_access import get_document
from directives.services.relation_decisions import change_days, reject_relation
from directives.services.relations import list_relation_views
from directives.store.reviews import list_relations_from
from directives.vocabulary import ProposalState, RecordState, RelationKind
from tests.factories import NOW, TODAY, make_actor, make_document


def cite(session: Session, actor: Actor, source: Document, *cited: str) -> list[Document]:
    found = [RelationFound(RelationKind.IMPLEMENTS, words, "Thực hiện") for words in cited]
    record_relations(session, actor, source, found, status=ProposalState.CONFIRMED, now=NOW)
    views = list_relation_views(session, actor, saved_id(source))
    return [view.other for view in views]


def test_a_citation_leads_to_the_document_that_is_held(session: Session) -> None:
    held = make_document(session, number_as_printed="70/BNV-VP")

    assert cite(session, make_actor(session), make_document(session), "70/BNV-VP") == [held]


def test_of_two_candidates_none_is_chosen_silently(session: Session) -> None:
    for year in (2024, 2025):
        make_document(session, number_as_printed="71/BNV-VP", issued_on=date(year, 3, 1))

    (stub,) = cite(session, make_actor(session), make_document(session), "71/BNV-VP")

    assert (stub.is_stub, stub.series) == (True, None)


def test_a_citation_is_recorded_once_and_never_of_itself(session: Session) -> None:
    source = make_document(session, number_as_printed="72/BNV-VP")
    actor = make_actor(session)
    cited = ("73/2025/NĐ-CP", "73/2025/NĐ-CP", "72/BNV-VP")

    assert len(cite(session, actor, source, *cited)) == 1
    assert len(cite(session, actor, source, *cited)) == 1


WINTER = (date(2025, 11, 1), date(2025, 12, 31))
SPRING = (date(2026, 3, 1), date(2026, 4, 30))


def suspend(
    session: Session, actor: Actor, source: Document, *days: Days, part: str = "dieu-5"
) -> list[tuple[date | None, date | None, ProposalState]]:
    kind = RelationKind.SUSPENDS_EFFECT
    found = [RelationFound(kind, "78/2025/NĐ-CP", "Ngưng", "", part, *one) for one in days]
    record_relations(session, actor, source, found, status=ProposalState.PROPOSED, now=NOW)
    known = list_relations_from(session, saved_id(source))
    return [(one.acts_from, one.acts_to, one.status) for one in known]


def test_two_suspensions_of_one_sentence_are_recorded_once_each(session: Session) -> None:
    actor = make_actor(session)
    source = make_document(session, actor)
    both = [(*WINTER, ProposalState.PROPOSED), (*SPRING, ProposalState.PROPOSED)]

    assert suspend(session, actor, source, WINTER, SPRING) == both
    assert suspend(session, actor, source, WINTER, SPRING) == both
    assert suspend(session, actor, source, (WINTER[0], None), (None, None)) == both


def test_the_suspension_that_was_rejected_does_not_return(session: Session) -> None:
    actor = make_actor(session)
    source = make_document(session, actor)
    suspend(session, actor, source, WINTER, SPRING)
    rejected = list_relations_from(session, saved_id(source))[0]
    reject_relation(session, actor, saved_id(rejected), reason="nhầm", now=NOW)

    known = suspend(session, actor, source, WINTER, SPRING, (None, None))

    assert known == [(*WINTER, ProposalState.REJECTED), (*SPRING, ProposalState.PROPOSED)]
    assert suspend(session, actor, source, WINTER, part="dieu-5__khoan-1") == known
    third = (date(2026, 9, 1), date(2026, 9, 30))
    assert suspend(session, actor, source, third)[2:] == [(*third, ProposalState.PROPOSED)]


@pytest.mark.parametrize("first", [WINTER, (WINTER[0], None), (None, WINTER[1])])
def test_a_suspension_whose_days_a_person_moved_is_known_by_those_it_had(
    session: Session, first: Days
) -> None:
    actor = make_actor(session)
    source = make_document(session, actor)
    suspend(session, actor, source, first)
    (one,) = list_relations_from(session, saved_id(source))
    later = (date(2027, 1, 1), date(2027, 2, 1))
    begins_on, ends_on = later
    change_days(
        session, actor, saved_id(one), acts_from=begins_on, acts_to=ends_on, reason="", now=NOW
    )

    assert suspend(session, actor, source, first) == [(*later, ProposalState.PROPOSED)]
    assert suspend(session, actor, source, later) == [(*later, ProposalState.PROPOSED)]
    reject_relation(session, actor, saved_id(one), reason="nhầm", now=NOW)
    assert suspend(session, actor, source, first) == [(*later, ProposalState.REJECTED)]


def test_a_law_cited_by_its_name_is_one_stub(session: Session) -> None:
    actor = make_actor(session)
    (first,) = cite(session, actor, make_document(session), "Luật Thử nghiệm")
    (again,) = cite(session, actor, make_document(session), "Luật Thử nghiệm")

    assert first is again
    assert first.title == "Luật Thử nghiệm"


def test_stubs_of_a_draft_are_hidden_until_it_is_published(session: Session) -> None:
    actor = make_actor(session)
    draft = make_document(session, actor, state=RecordState.DRAFT)
    (stub,) = cite(session, actor, draft, "74/2025/NĐ-CP")
    with pytest.raises(DraftNotVisible):
        get_document(session, PUBLIC, saved_id(stub))

    documents.publish(session, actor, saved_id(draft), now=NOW, today=TODAY)

    assert get_document(session, PUBLIC, saved_id(stub)) is stub


def test_withdrawing_a_draft_does_not_show_its_stubs(session: Session) -> None:
    actor = make_actor(session)
    draft = make_document(session, actor, state=RecordState.DRAFT)
    (stub,) = cite(session, actor, draft, "75/2025/NĐ-CP")

    documents.withdraw(session, actor, saved_id(draft), reason="nhầm", now=NOW, today=TODAY)

    assert stub.state is RecordState.DRAFT


def test_an_issuer_that_a_number_does_not_tell_is_left_open(session: Session) -> None:
    source = make_document(session, issuer_id=None)

    (stub,) = cite(session, make_actor(session), source, "15/QĐ-UBND")

    assert stub.issuer_id is None


def test_who_may_not_read_the_other_end_does_not_see_the_relation(session: Session) -> None:
    actor = make_actor(session)
    shown = make_document(session, number_as_printed="76/BNV-VP")
    cite(session, actor, make_document(session, actor, state=RecordState.DRAFT), "76/BNV-VP")

    assert list_relation_views(session, PUBLIC, saved_id(shown)) == []
    assert len(list_relation_views(session, actor, saved_id(shown))) == 1
