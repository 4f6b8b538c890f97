"""A law that is cited by its name is the law that is held."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.reading.relation_found import RelationFound
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services import documents
from directives.services.cited_documents import record_relations
from directives.services.law_stubs import join_law_stubs
from directives.services.missing_reports import not_held_report
from directives.services.relation_decisions import reject_relation
from directives.services.suspicions import settle
from directives.store.reviews import list_relations_from
from directives.store.suspicions import list_open
from directives.vocabulary import DraftingStage, ProposalState, RecordState, RelationKind
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import relate
from tests.statements import count_statements

PASSED_ON, BEFORE = date(2025, 6, 16), date(2015, 6, 19)
NAME = "Luật Tổ chức chính quyền thử nghiệm"
DATED = f"{NAME} ngày 16/6/2025"


def law_of(session: Session, day: date | None, number: str, **values: Any) -> Document:
    facts: dict[str, Any] = {
        "type_code": "L",
        "type_name": "Luật",
        "title": NAME.removeprefix("Luật ").upper(),
    }
    return make_document(
        session, number_as_printed=number, issuer_id=None, issued_on=day, **{**facts, **values}
    )


def cite(
    session: Session,
    *cited: str,
    day: date = date(2025, 8, 13),
    source: Document | None = None,
    actor: Actor | None = None,
) -> list[int]:
    actor = actor or make_actor(session)
    source = source or make_document(session, actor, issued_on=day)
    found = [RelationFound(RelationKind.HAS_BASIS, words, "Căn cứ") for words in cited]
    record_relations(session, actor, source, found, status=ProposalState.CONFIRMED, now=NOW)
    return [one.target_id for one in list_relations_from(session, saved_id(source))]


@pytest.mark.parametrize(
    "cited",
    [
        DATED,
        DATED.upper().replace("NGÀY", "ngày"),
        unicodedata.normalize("NFD", DATED),
        NAME,
    ],
)
def test_a_law_is_found_by_its_name_however_it_is_written(session: Session, cited: str) -> None:
    held = law_of(session, PASSED_ON, "72/2025/QH15")

    assert cite(session, cited) == [held.id]


def test_the_day_tells_laws_of_one_name_apart(session: Session) -> None:
    old, new = law_of(session, BEFORE, "77/2015/QH13"), law_of(session, PASSED_ON, "72/2025/QH15")

    assert cite(session, DATED) == [new.id]
    assert cite(session, f"{NAME} ngày 19/6/2015") == [old.id]
    (other,) = cite(session, f"{NAME} ngày 20/6/2025")
    assert other not in {old.id, new.id}
    assert cite(session, NAME, day=date(2020, 1, 1)) == [old.id]


def test_of_two_laws_of_one_name_none_is_chosen_silently(session: Session) -> None:
    held = [law_of(session, BEFORE, "77/2015/QH13"), law_of(session, PASSED_ON, "72/2025/QH15")]

    (stub,) = cite(session, NAME)

    assert stub not in {one.id for one in held}
    assert cite(session, NAME.upper()) == [stub]


def test_a_law_without_a_day_is_known_by_the_year_of_its_number(session: Session) -> None:
    law_of(session, None, "77/2015/QH13")
    held = law_of(session, None, "72/2025/QH15")

    assert cite(session, DATED) == [held.id]


@pytest.mark.parametrize("values", [{"title": f"Sửa đổi một số điều của {NAME}"}])
def test_a_law_that_amends_another_is_not_that_one(
    session: Session, values: dict[str, str]
) -> None:
    amending = law_of(session, PASSED_ON, "90/2025/QH15", **values)

    assert cite(session, DATED) != [amending.id]
    assert cite(session, f"Luật sửa đổi một số điều của {NAME} ngày 16/6/2025") == [amending.id]


@pytest.mark.parametrize(
    "values",
    [{"state": RecordState.WITHDRAWN}, {"drafting_stage": DraftingStage.SUBMITTED}],
)
def test_what_is_withdrawn_or_a_bill_is_no_law(session: Session, values: dict[str, object]) -> None:
    bill = law_of(session, PASSED_ON, "72/2025/QH15", **values)

    assert cite(session, DATED) != [bill.id]


def test_a_law_that_is_not_held_is_one_record_however_it_is_written(session: Session) -> None:
    first = cite(session, DATED, DATED.replace("Tổ chức", "tổ chức"))

    assert len(set(first)) == 1
    assert cite(session, unicodedata.normalize("NFD", DATED), NAME) == first
    assert cite(session, f"{NAME} ngày 19/6/2015") != first


def test_what_is_no_law_is_still_found_by_its_title(session: Session) -> None:
    plan = make_document(session, number_as_printed=None, title="Đề án thử nghiệm")

    assert cite(session, "Đề án thử nghiệm") == [plan.id]
    assert cite(session, "Đề án thử nghiệm", NAME, "900/2025/NĐ-CP", NAME)[0] == plan.id


def test_all_laws_are_looked_up_in_one_statement(session: Session) -> None:
    actor = make_actor(session)
    source = make_document(session, actor)
    cited = [f"{NAME} {figure}" for figure in ["một", "hai", "ba", "bốn"]]
    cite(session, *cited, source=source, actor=actor)

    with count_statements(session.connection()) as asked:
        cite(session, *cited, source=source, actor=actor)

    assert len([words for words in asked if "document.type_code IN" in words]) == 1


def test_a_published_law_takes_over_what_cited_it_by_name(session: Session) -> None:
    actor = make_actor(session)
    sources = [make_document(session, actor, issued_on=date(2025, 8, 13)) for _ in range(2)]
    (dated,) = cite(session, DATED, source=sources[0], actor=actor)
    (bare,) = cite(session, NAME, day=BEFORE, source=sources[1], actor=actor)
    (rejected,) = list_relations_from(session, saved_id(sources[1]))
    reject_relation(session, actor, saved_id(rejected), reason="nhầm", now=NOW)
    law = law_of(session, PASSED_ON, "72/2025/QH15", state=RecordState.DRAFT)
    law.owner_agency_id = actor.agency_id

    documents.publish(session, actor, saved_id(law), now=NOW, today=TODAY)

    (moved,) = list_relations_from(session, saved_id(sources[0]))
    assert (moved.target_id, moved.cited_as) == (law.id, DATED)
    assert (rejected.target_id, rejected.status) == (law.id, ProposalState.REJECTED)
    unknown = not_held_report(session, AsOf(TODAY, NOW)).rows
    assert {dated, bare}.isdisjoint(row.document.id for row in unknown)
    assert cite(session, DATED, source=sources[0], actor=actor) == [law.id]
    assert cite(session, NAME, source=sources[1], actor=actor) == [law.id]


def test_what_names_a_law_twice_leads_to_it_once(session: Session) -> None:
    actor = make_actor(session)
    source = make_document(session, actor, issued_on=date(2025, 8, 13))
    cite(session, DATED, f"{NAME} ngày 19/6/2015", source=source, actor=actor)
    law = law_of(session, PASSED_ON, "72/2025/QH15")
    relate(session, source, RelationKind.HAS_BASIS, law)

    assert join_law_stubs(session, actor, now=NOW) == 0


def test_joining_again_changes_nothing(session: Session) -> None:
    actor = make_actor(session)
    cite(session, DATED)
    law_of(session, PASSED_ON, "72/2025/QH15")

    assert join_law_stubs(session, actor, now=NOW) == 1
    assert join_law_stubs(session, actor, now=NOW) == 0


def test_what_rests_on_a_law_cited_by_name_is_suspect_when_the_law_ends(session: Session) -> None:
    actor = make_actor(session)
    source = make_document(session, actor, issued_on=date(2025, 8, 13))
    cite(session, DATED, source=source, actor=actor)
    law = law_of(session, PASSED_ON, "72/2025/QH15", effective_on=date(2025, 7, 1))
    join_law_stubs(session, actor, now=NOW)
    repealing = law_of(
        session, date(2025, 9, 1), "99/2025/QH15", title="KHÁC", effective_on=date(2025, 9, 2)
    )
    relate(session, repealing, RelationKind.REPEALS, law)

    settle(session, actor, now=NOW)

    assert source.id in {one.subject_id for one in list_open(session)}
