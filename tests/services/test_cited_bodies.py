"""Numbers of local bodies repeat: the body and the day behind a number tell whose it is."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.reading.relation_found import RelationFound
from directives.rules.permissions import Actor
from directives.rules.vietnamese import fold
from directives.services.cited_documents import record_relations
from directives.services.relation_decisions import reject_relation
from directives.store.agencies import find_agency_by_name
from directives.store.documents import list_documents_by_ids
from directives.store.reviews import list_relations_from
from directives.vocabulary import ProposalState
from tests.factories import NOW, make_actor, make_document
from tests.statements import count_statements

NUMBER = "12/2024/QĐ-UBND"
DAY, OTHER_DAY = date(2024, 5, 10), date(2024, 4, 3)
LAO_CAI, YEN_BAI = "Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Yên Bái"
DISTRICT = "Ủy ban nhân dân huyện Trấn Yên tỉnh Yên Bái"
NAMED = RelationFound("replaces", NUMBER, "thay thế", issuer=YEN_BAI, issued_on=DAY)
BARE = replace(NAMED, issuer="")


_serial = count(20)


def held_of(session: Session, body: str, day: date | None, number: str = NUMBER) -> Document:
    agency = find_agency_by_name(session, body)
    assert agency is not None
    return make_document(
        session, issuer_id=agency.id, number_as_printed=number, issued_on=day, type_code="QĐ"
    )


def citing(session: Session, actor: Actor, *, by: str = LAO_CAI) -> Document:
    agency = find_agency_by_name(session, by)
    assert agency is not None
    number = f"{next(_serial)}/2025/QĐ-UBND"
    return make_document(session, actor, issuer_id=agency.id, number_as_printed=number)


def relate(
    session: Session, actor: Actor, source: Document, *found: RelationFound
) -> list[Document]:
    record_relations(session, actor, source, found, status=ProposalState.CONFIRMED, now=NOW)
    relations = list_relations_from(session, saved_id(source))
    by_id = {d.id: d for d in list_documents_by_ids(session, [r.target_id for r in relations])}
    return [by_id[relation.target_id] for relation in relations]


def cite(session: Session, *found: RelationFound, by: str = LAO_CAI) -> list[Document]:
    actor = make_actor(session)
    return relate(session, actor, citing(session, actor, by=by), *found)


def test_a_new_province_replaces_the_decision_of_the_one_that_it_names(session: Session) -> None:
    own, former = held_of(session, LAO_CAI, OTHER_DAY), held_of(session, YEN_BAI, DAY)

    assert cite(session, NAMED) == [former]
    assert cite(session, replace(NAMED, issuer=LAO_CAI, issued_on=None)) == [own]


def test_a_stub_is_of_the_body_that_is_named(session: Session) -> None:
    held_of(session, LAO_CAI, DAY)

    (stub,) = cite(session, NAMED)

    named = find_agency_by_name(session, YEN_BAI)
    assert named is not None
    assert (stub.is_stub, stub.issuer_id, stub.issued_on) == (True, named.id, None)
    assert cite(session, NAMED) == [stub]


def test_a_national_body_reaches_the_decision_of_the_province_that_it_names(
    session: Session,
) -> None:
    held = held_of(session, YEN_BAI, DAY)

    assert cite(session, NAMED, by="Thủ tướng Chính phủ") == [held]


def test_one_act_may_name_the_same_number_of_two_provinces(session: Session) -> None:
    both = [held_of(session, LAO_CAI, DAY), held_of(session, YEN_BAI, DAY)]

    assert cite(session, replace(NAMED, issuer=LAO_CAI), NAMED) == both


def test_a_slip_in_the_day_does_not_hide_the_decision_of_a_body_that_is_named(
    session: Session,
) -> None:
    held = held_of(session, YEN_BAI, OTHER_DAY)

    assert cite(session, NAMED) == [held]


def test_another_body_of_the_place_that_is_named_has_its_own_abbreviation(
    session: Session,
) -> None:
    held = held_of(session, "Hội đồng nhân dân tỉnh Yên Bái", DAY, "12/2024/NQ-HĐND")

    assert cite(session, replace(NAMED, target="12/2024/NQ-HĐND")) == [held]


def test_a_number_of_a_national_body_is_its_own_whoever_is_named(session: Session) -> None:
    held = make_document(session, number_as_printed="8/2024/TT-BNV")

    assert cite(session, replace(NAMED, target="08/2024/TT-BNV")) == [held]


@pytest.mark.parametrize("found", [replace(NAMED, issuer=DISTRICT), BARE])
def test_the_day_tells_the_decision_of_a_body_that_is_not_known(
    session: Session, found: RelationFound
) -> None:
    held_of(session, LAO_CAI, OTHER_DAY)
    held = held_of(session, YEN_BAI, DAY)

    assert cite(session, found) == [held]


def test_a_day_that_no_decision_has_leads_to_none_of_them(session: Session) -> None:
    held_of(session, LAO_CAI, OTHER_DAY)

    (stub,) = cite(session, BARE)

    assert (stub.is_stub, stub.issuer_id, stub.issued_on) == (True, None, DAY)
    assert cite(session, BARE) == [stub]


def test_two_districts_that_are_not_known_have_a_stub_each(session: Session) -> None:
    first = replace(NAMED, issuer=DISTRICT)
    second = replace(first, issuer="Ủy ban nhân dân huyện Lục Yên", issued_on=OTHER_DAY)

    stubs = cite(session, first, second)

    assert [stub.issued_on for stub in stubs] == [DAY, OTHER_DAY]
    assert cite(session, second, by=YEN_BAI) == [stubs[1]]


def test_without_a_name_the_number_is_of_the_place_that_cites(session: Session) -> None:
    held_of(session, YEN_BAI, DAY, "15/QĐ-UBND")  # the same low number on the same day
    (stub,) = cite(session, replace(BARE, target="15/QĐ-UBND"))

    own = find_agency_by_name(session, LAO_CAI)
    assert own is not None
    assert (stub.is_stub, stub.issuer_id) == (True, own.id)


def test_the_year_of_the_day_tells_numbers_without_a_year_apart(session: Session) -> None:
    before, after = (
        held_of(session, YEN_BAI, date(year, 1, 9), "15/QĐ-UBND") for year in (2023, 2024)
    )
    undated = held_of(session, YEN_BAI, None, "16/QĐ-UBND")
    named = replace(NAMED, target="15/QĐ-UBND")

    assert cite(session, named) == [after]
    assert cite(session, replace(named, issued_on=before.issued_on)) == [before]
    assert cite(session, replace(named, target="16/QĐ-UBND")) == [undated]


def test_a_commune_that_speaks_of_itself_leaves_its_province_out(session: Session) -> None:
    name = "Ủy ban nhân dân xã Thử Nghiệm"
    whole = f"{name} tỉnh Lào Cai"
    session.add(Agency(code="UBND", name=whole, name_folded=fold(whole), kind="other"))
    session.flush()
    held = held_of(session, whole, DAY)

    assert cite(session, replace(NAMED, issuer=name), by=whole) == [held]


def test_a_wrong_stub_that_was_rejected_does_not_hold_the_right_one_back(
    session: Session,
) -> None:
    actor = make_actor(session)
    source = citing(session, actor)
    (wrong,) = relate(session, actor, source, replace(BARE, issued_on=None))
    (relation,) = list_relations_from(session, saved_id(source))
    reject_relation(session, actor, saved_id(relation), reason="của tỉnh khác", now=NOW)

    assert relate(session, actor, source, replace(BARE, issued_on=None)) == [wrong]
    assert [one.issuer_id for one in relate(session, actor, source, NAMED)][1:] != [wrong.issuer_id]
    assert len(relate(session, actor, source, NAMED)) == 2


def test_what_a_name_led_to_before_is_left_where_another_body_is_printed(
    session: Session,
) -> None:
    actor = make_actor(session)
    source = citing(session, actor)
    (wrong,) = relate(session, actor, source, replace(BARE, issued_on=None))

    known, added = relate(session, actor, source, replace(NAMED, issuer=DISTRICT))

    assert known == wrong
    assert (added.issuer_id, added.issued_on) == (None, DAY)


def test_all_printed_names_are_looked_up_in_one_statement(session: Session) -> None:
    names = [YEN_BAI, LAO_CAI, "Ủy ban nhân dân tỉnh Quảng Ninh", DISTRICT]
    actor = make_actor(session)
    source = citing(session, actor)
    found = [replace(NAMED, issuer=name) for name in names]
    relate(session, actor, source, *found)

    with count_statements(session.connection()) as asked:
        relate(session, actor, source, *found)

    assert len([words for words in asked if "name_folded IN" in words]) == 1
