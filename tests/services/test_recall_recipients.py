import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.outbox import OutboxMessage
from directives.rules.vietnamese import fold
from directives.services.commitments import fulfil
from directives.services.documents import withdraw
from directives.services.recall_letters import TOPIC, write_recall_letters
from directives.services.recall_recipients import (
    RecallRecipient,
    recall_recipients,
    unknown_recipients,
)
from directives.services.recalls import tell_of_recalls
from directives.store.agencies import find_agency_by_name
from directives.store.outbox import list_messages
from directives.store.places import list_communes, list_provinces
from directives.vocabulary import RecordState, RelationKind, Role
from tests.factories import (
    NOW,
    TODAY,
    agency_id,
    make_actor,
    make_commitment,
    make_contact,
    make_document,
)
from tests.services.test_coverage_links import with_text
from tests.services.test_suspicions import link, relate


def told(session: Session, document: Document) -> set[str]:
    """The codes of the places, and the abbreviations or names of the bodies."""
    return set(_whom(session, recall_recipients(session, [saved_id(document)], TODAY)))


def _whom(session: Session, found: Sequence[RecallRecipient]) -> list[str]:
    names = {agency_id(session, code): code for code in ("BTC", "BYT", "BNV", "BTP", "VPQH")}
    return [one.place_code or names.get(one.agency_id, str(one.agency_id)) for one in found]


def copies(*entries: str) -> str:
    listed = "\n".join(f"- {entry};" for entry in entries)
    return f"Đề nghị thực hiện./.\nNơi nhận:\n{listed}\n- Lưu: VT."


def test_bodies_in_the_list_of_copies_received_it(session: Session) -> None:
    document = make_document(session)
    text = copies("Như trên", "Bộ Tài chính", "VP Quốc hội, Bộ Y tế", "UBND tỉnh Lào Cai (b/c)")
    with_text(session, document, text, reading=json.dumps({"recipients": ["Bộ Tư pháp", "Ai đó"]}))

    assert told(session, document) == {"BTC", "VPQH", "BYT", "15", "BTP"}


def test_who_issued_it_knows(session: Session) -> None:
    document = make_document(session)
    with_text(session, document, copies("Bộ Nội vụ", "Bộ Tài chính"))

    assert told(session, document) == {"BTC"}


def test_bodies_named_together_are_told_one_by_one(session: Session) -> None:
    central, local = (
        make_document(session),
        make_document(session, issuer_id=committee(session)),
    )
    with_text(session, central, copies("Các Bộ, cơ quan ngang Bộ", "UBND các tỉnh, thành phố"))
    with_text(session, local, copies("UBND các xã, phường", "UBND các tỉnh, thành phố"))

    found = recall_recipients(session, [saved_id(central)], TODAY)
    assert len([one for one in found if one.place_code]) == 34
    assert {"BTC", "BYT"} <= set(_whom(session, found))
    communes = recall_recipients(session, [saved_id(local)], TODAY)
    assert len(communes) > 50
    assert not [one for one in communes if one.agency_id]


def department(session: Session, name: str, place_code: str) -> int:
    body = Agency(name=name, name_folded=fold(name), kind="department", place_code=place_code)
    session.add(body)
    session.flush()
    return saved_id(body)


def test_departments_are_those_of_the_province_that_writes(session: Session) -> None:
    own = department(session, "Sở Y tế tỉnh Lào Cai", "15")
    department(session, "Sở Y tế thành phố Hà Nội", "01")
    local = make_document(session, issuer_id=committee(session))
    central = make_document(session)
    for document in (local, central):
        with_text(session, document, copies("Các sở, ban, ngành tỉnh", "Sở Y tế", "UBND tỉnh"))

    assert told(session, local) == {str(own), "15"}
    assert told(session, central) == set()
    assert unknown_recipients(session, saved_id(local), TODAY) == ["Các sở, ban, ngành tỉnh"]
    assert unknown_recipients(session, saved_id(central), TODAY) == [
        "Các sở, ban, ngành tỉnh",
        "Sở Y tế",
        "UBND tỉnh",
    ]


def test_the_groups_of_a_list_reach_as_far_as_who_issued_it(session: Session) -> None:
    central, local = (
        make_document(session),
        make_document(session, issuer_id=committee(session)),
    )
    with_text(session, central, copies("UBND các xã, phường", "Cơ quan thuộc Chính phủ"))
    with_text(session, local, copies("UBND các tỉnh, thành phố", "UBND các xã, phường"))

    of_centre = recall_recipients(session, [saved_id(central)], TODAY)
    of_province = {one.place_code for one in recall_recipients(session, [saved_id(local)], TODAY)}
    provinces = {one.code for one in list_provinces(session, TODAY)}
    assert {one.place_code for one in of_centre if one.place_code} == provinces
    assert [one.agency_id for one in of_centre if one.agency_id] == [agency_id(session, "BHXH")]
    assert of_province > provinces
    assert of_province - provinces == {one.code for one in list_communes(session, "15", TODAY)}


def test_what_is_not_known_is_kept_as_printed_for_a_person_to_tell(session: Session) -> None:
    document = make_document(session)
    entries = (
        "Như trên",
        "Bộ Tài chính",
        "Văn phòng Quốc hội, Báo Ai đó",
        "VP Quốc hội, Bộ Y tế",
        "Công báo",
        "Công báo",
    )
    with_text(session, document, copies(*entries))

    assert told(session, document) == {"BTC", "VPQH", "BYT"}
    unknown = ["Văn phòng Quốc hội, Báo Ai đó", "Công báo"]
    assert unknown_recipients(session, saved_id(document), TODAY) == unknown
    assert unknown_recipients(session, saved_id(make_document(session)), TODAY) == []


def test_a_commune_is_known_by_its_name_in_the_province_of_the_issuer(session: Session) -> None:
    document = make_document(session, issuer_id=committee(session, "thành phố Hà Nội"))
    with_text(session, document, copies("UBND phường Ba Đình", "UBND xã Không Có"))

    assert told(session, document) == {"00004"}


def committee(session: Session, of: str = "tỉnh Lào Cai") -> int:
    found = find_agency_by_name(session, f"Ủy ban nhân dân {of}")
    assert found is not None
    return saved_id(found)


def test_bodies_that_built_upon_it_are_told(session: Session) -> None:
    overseer = make_actor(session, Role.OVERSIGHT)
    document = make_document(session)
    guide = make_document(session, issuer_id=agency_id(session, "BTC"))
    relate(session, guide, RelationKind.GUIDES, document)
    citing = make_document(session, issuer_id=agency_id(session, "BYT"))
    relate(session, citing, RelationKind.CITES, document)
    link(session, document)
    promise = make_commitment(
        session, lead_agency_id=agency_id(session, "BTP"), promised_on=date(2025, 8, 1)
    )
    key = saved_id(document)
    fulfil(session, overseer, saved_id(promise), held_on=TODAY, document_id=key, now=NOW)

    assert told(session, document) == {"BTC", "BTP"}


def test_what_ended_before_is_not_told(session: Session) -> None:
    document = make_document(session)
    with_text(session, document, copies("Bộ Thông tin và Truyền thông"))

    assert told(session, document) == set()
    assert recall_recipients(session, [saved_id(document)], date(2024, 1, 1))


def letters(session: Session) -> list[OutboxMessage]:
    return list(list_messages(session, TOPIC))


def test_persons_get_one_letter_for_each_recalled_document(session: Session) -> None:
    document = make_document(session, title="Nội dung kín")
    with_text(session, document, copies("Bộ Tài chính", "Bộ Y tế", "UBND tỉnh Lào Cai"))
    both = {"name": "Người chung", "email": "Chung@bo.example"}
    make_contact(session, agency_id=agency_id(session, "BTC"), **both)
    make_contact(session, agency_id=agency_id(session, "BYT"), **both)
    place: dict[str, Any] = {"agency_id": None, "place_code": "15", "email": "lao-cai@tinh.example"}
    make_contact(session, **place)

    assert tell_of_recalls(session, [saved_id(document)], now=NOW) == 3
    assert tell_of_recalls(session, [saved_id(document)], now=NOW) == 0
    assert sorted(one.recipient for one in letters(session)) == [
        "chung@bo.example",
        "lao-cai@tinh.example",
    ]
    said = json.loads(letters(session)[0].payload)
    assert said["number"] == document.number
    assert "Nội dung kín" not in letters(session)[0].payload


def test_a_letter_that_is_owed_already_is_not_owed_twice(session: Session) -> None:
    document = make_document(session)
    whom = [RecallRecipient(saved_id(document), agency_id=agency_id(session, "BTC"))]
    make_contact(session, agency_id=agency_id(session, "BTC"))

    assert write_recall_letters(session, whom, day=TODAY, now=NOW) == 1
    assert write_recall_letters(session, whom, day=TODAY, now=NOW) == 0


@pytest.mark.parametrize("place_code", ["00004", "01"])
def test_a_place_without_persons_is_told_through_its_province(
    session: Session, place_code: str
) -> None:
    document = make_document(session)
    make_contact(session, agency_id=None, place_code="01", email="tinh@ha-noi.example")
    whom = [RecallRecipient(saved_id(document), place_code=place_code)]

    assert write_recall_letters(session, whom, day=TODAY, now=NOW) == 1
    assert letters(session)[0].recipient == "tinh@ha-noi.example"


def test_a_withdrawal_owes_the_letters_in_its_own_transaction(session: Session) -> None:
    system = make_actor(session, Role.SYSTEM)
    document, draft = make_document(session), make_document(session, state=RecordState.DRAFT)
    make_contact(session, agency_id=agency_id(session, "BTC"), email="tc@bo.example")
    for one in (document, draft):
        with_text(session, one, copies("Bộ Tài chính"))

    session.flush()
    transaction = session.begin_nested()
    for one in (document, draft):
        withdraw(session, system, saved_id(one), reason="thu hồi", now=NOW, today=TODAY)

    assert [one.recipient for one in letters(session)] == ["tc@bo.example"]
    transaction.rollback()
    assert letters(session) == []
