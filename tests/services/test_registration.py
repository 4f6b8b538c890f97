import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from directives.errors import DocumentAlreadyRegistered, FileNotFound, QuoteNotFound, RightMissing
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.document import Document, DocumentSector
from directives.reading.reading import read_file
from directives.rules.administrative_document import AdministrativeDocument
from directives.rules.permissions import PUBLIC, Actor
from directives.services.document_access import get_file
from directives.services.documents import publish, view_document
from directives.services.names import sector_named
from directives.services.recalls import is_recalled
from directives.services.registration import Acceptance, NewRegistration, register
from directives.services.relation_decisions import confirm_relation
from directives.services.source_quotes import check_quoted
from directives.store.documents import list_by_key, list_provisions
from directives.store.files import FileStore
from directives.store.reviews import list_relations_from
from directives.vocabulary import ProposalState, RecordState, RelationKind, Role, Validity
from directives.writing.docx import write_document
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import relate

LETTER = AdministrativeDocument(
    agency="Bộ Nội vụ",
    number="7001/BNV-TCBC",
    place="Hà Nội",
    title="triển khai Nghị định số 178/2024/NĐ-CP",
    issued_on=date(2025, 8, 20),
    addressees=("Ủy ban nhân dân các tỉnh",),
    paragraphs=("Căn cứ tình hình, Bộ Nội vụ đề nghị rà soát.", "Báo cáo trước ngày 30/9/2025."),
    signer_title=("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    signer_name="Nguyễn Văn Thử",
    recipients=("Như trên", "Lưu: VT"),
)
DECISION = AdministrativeDocument(
    agency="Bộ Nội vụ",
    number="901/QĐ-BNV",
    place="Hà Nội",
    title="Ban hành quy chế làm việc của tổ công tác",
    issued_on=date(2025, 9, 1),
    type_name="Quyết định",
    authority="BỘ TRƯỞNG BỘ NỘI VỤ",
    bases=("Căn cứ Nghị định số 25/2025/NĐ-CP ngày 21 tháng 02 năm 2025 của Chính phủ",),
    resolves="QUYẾT ĐỊNH:",
    articles=(),
    paragraphs=(),
    signer_title=("BỘ TRƯỞNG",),
    signer_name="Nguyễn Văn Thử",
    recipients=("Như Điều 2", "Lưu: VT"),
)


def registration(
    document: AdministrativeDocument, acceptance: Acceptance = Acceptance.ACCEPTED
) -> NewRegistration:
    content = write_document(document)
    return NewRegistration(content, read_file("thu.docx", content), "{}", acceptance)


def register_one(
    session: Session,
    tmp_path: Path,
    document: AdministrativeDocument,
    *,
    actor: Actor | None = None,
    acceptance: Acceptance = Acceptance.ACCEPTED,
) -> Document:
    return register(
        session,
        actor or make_actor(session),
        registration(document, acceptance),
        FileStore(tmp_path),
        now=NOW,
        today=TODAY,
    )


def test_a_letter_is_registered_with_what_it_says(session: Session, tmp_path: Path) -> None:
    document = register_one(session, tmp_path, LETTER)

    assert (document.number, document.series) == ("7001/BNV-TCBC", "2025")
    assert document.issued_on == date(2025, 8, 20)
    assert document.title == "triển khai Nghị định số 178/2024/NĐ-CP"
    assert document.state is RecordState.PUBLISHED
    view = view_document(session, PUBLIC, saved_id(document), today=TODAY)
    assert view.issuer is not None
    assert view.issuer.code == "BNV"
    assert view.validity is Validity.IN_FORCE
    assert [provision.provision_id for provision in view.provisions][:1] == ["doan-1"]


def test_the_original_file_is_kept_by_its_hash(session: Session, tmp_path: Path) -> None:
    document = register_one(session, tmp_path, LETTER)

    (file,) = view_document(session, PUBLIC, saved_id(document), today=TODAY).files
    assert FileStore(tmp_path).read(file.sha256) == write_document(LETTER)


def test_a_cited_document_that_we_do_not_hold_becomes_a_stub(
    session: Session, tmp_path: Path
) -> None:
    document = register_one(session, tmp_path, LETTER)

    view = view_document(session, PUBLIC, saved_id(document), today=TODAY)
    relations = {(r.relation.kind, r.other.number, r.other.is_stub) for r in view.relations}
    assert (RelationKind.IMPLEMENTS, "178/2024/NĐ-CP", True) in relations


def test_a_stub_gets_its_file_and_keeps_its_relations(session: Session, tmp_path: Path) -> None:
    citing = register_one(session, tmp_path, LETTER)
    decree = AdministrativeDocument(
        agency="Chính phủ",
        number="178/2024/NĐ-CP",
        place="Hà Nội",
        title="Về chính sách đối với cán bộ",
        issued_on=date(2024, 12, 31),
        type_name="Nghị định",
        paragraphs=("Nội dung minh họa.",),
        signer_title=("TM. CHÍNH PHỦ", "THỦ TƯỚNG"),
        signer_name="Nguyễn Văn Thử",
    )

    registered = register_one(session, tmp_path, decree)

    assert not registered.is_stub
    assert len(list_by_key(session, "178/2024/NĐ-CP")) == 1
    view = view_document(session, PUBLIC, saved_id(registered), today=TODAY)
    assert [relation.other.id for relation in view.relations] == [citing.id]


def test_what_the_days_of_a_registered_stub_do_not_allow_is_proposed_anew(
    session: Session, tmp_path: Path
) -> None:
    """What others were confirmed to do to it, or it to them; what is possible stands."""
    stub = make_document(
        session, number_as_printed="901/QĐ-BNV", issued_on=None, is_stub=True, title=""
    )
    older = make_document(session, issued_on=date(2025, 1, 1))
    newer = make_document(session, issued_on=date(2025, 9, 20))
    onto = relate(session, older, RelationKind.REPEALS, stub)
    by = relate(session, stub, RelationKind.AMENDS, newer)
    stands = relate(session, newer, RelationKind.REPLACES, stub)
    cites = relate(session, older, RelationKind.CITES, stub)

    registered = register_one(session, tmp_path, DECISION)

    assert registered is stub
    assert [one.status for one in (onto, by, stands, cites)] == [
        ProposalState.PROPOSED,
        ProposalState.PROPOSED,
        ProposalState.CONFIRMED,
        ProposalState.CONFIRMED,
    ]
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "document.register")).one()
    assert json.loads(event.details)["set_back"] == [onto.id, by.id]


def test_the_same_file_again_is_a_duplicate(session: Session, tmp_path: Path) -> None:
    first = register_one(session, tmp_path, LETTER)

    with pytest.raises(DocumentAlreadyRegistered) as raised:
        register_one(session, tmp_path, LETTER)
    assert raised.value.values["document_id"] == first.id


def test_the_same_number_in_another_file_is_a_duplicate(session: Session, tmp_path: Path) -> None:
    register_one(session, tmp_path, LETTER)
    other = AdministrativeDocument(
        agency="Bộ Nội vụ",
        number="7001/BNV-TCBC",
        place="Hà Nội",
        title="nội dung khác",
        issued_on=date(2025, 11, 3),
        addressees=("Các bộ",),
        paragraphs=("Một đoạn khác hẳn.",),
    )

    with pytest.raises(DocumentAlreadyRegistered):
        register_one(session, tmp_path, other)


def test_a_draft_without_number_stays_a_draft(session: Session, tmp_path: Path) -> None:
    blank = AdministrativeDocument(
        agency="Bộ Nội vụ",
        number="",
        place="Hà Nội",
        title="Dự thảo hướng dẫn",
        addressees=("Các bộ",),
        paragraphs=("Nội dung đang soạn.",),
    )

    document = register_one(session, tmp_path, blank)

    assert document.number is None
    assert document.state is RecordState.DRAFT


def test_a_decision_is_based_on_what_it_names(session: Session, tmp_path: Path) -> None:
    document = register_one(session, tmp_path, DECISION)

    view = view_document(session, PUBLIC, saved_id(document), today=TODAY)
    bases = [r.other.number for r in view.relations if r.relation.kind is RelationKind.HAS_BASIS]
    assert bases == ["25/2025/NĐ-CP"]
    assert list_provisions(session, [saved_id(document)])


def test_an_officer_cannot_register(session: Session, tmp_path: Path) -> None:
    with pytest.raises(RightMissing):
        register_one(session, tmp_path, LETTER, actor=make_actor(session, Role.OFFICER))


def changed(new: NewRegistration, **fields: Any) -> NewRegistration:
    reading = replace(new.reading, fields=replace(new.reading.fields, **fields))
    return replace(new, reading=reading)


def test_a_type_that_the_file_does_not_name_follows_from_the_number(
    session: Session, tmp_path: Path
) -> None:
    new = changed(registration(DECISION), type=None)

    document = register(
        session, make_actor(session), new, FileStore(tmp_path), now=NOW, today=TODAY
    )

    assert (document.type_code, document.type_name) == ("QĐ", "Quyết định")


def test_words_that_are_no_number_are_kept_and_the_document_stays_a_draft(
    session: Session, tmp_path: Path
) -> None:
    read = registration(LETTER).reading.fields.number
    assert read is not None
    blurred = replace(read, value="mờ", source=replace(read.source, quote="mờ"))
    new = changed(registration(LETTER), number=blurred)

    document = register(
        session, make_actor(session), new, FileStore(tmp_path), now=NOW, today=TODAY
    )

    assert (document.number, document.number_as_printed) == (None, "mờ")
    assert document.state is RecordState.DRAFT


def test_a_stub_of_a_sector_gets_its_file_in_the_same_sector(
    session: Session, tmp_path: Path
) -> None:
    stub = make_document(session, number_as_printed="7001/BNV-TCBC", is_stub=True)
    sector = sector_named(session, "dat-dai", field="sector")
    session.add(DocumentSector(document_id=saved_id(stub), sector_id=saved_id(sector)))
    session.flush()
    new = replace(registration(LETTER), sector_codes=("dat-dai",))

    document = register(
        session, make_actor(session, Role.SYSTEM), new, FileStore(tmp_path), now=NOW, today=TODAY
    )

    assert document is stub
    view = view_document(session, PUBLIC, saved_id(document), today=TODAY)
    assert [shown.code for shown in view.sectors] == ["dat-dai"]


def test_a_file_is_given_to_those_who_may_read_its_document(
    session: Session, tmp_path: Path
) -> None:
    key = saved_id(register_one(session, tmp_path, LETTER))
    (file,) = view_document(session, PUBLIC, key, today=TODAY).files

    assert get_file(session, PUBLIC, key, file.sha256) is file
    with pytest.raises(FileNotFound):
        get_file(session, PUBLIC, key, "0" * 64)


def test_a_quote_is_sought_in_the_text_of_the_file(session: Session, tmp_path: Path) -> None:
    key = saved_id(register_one(session, tmp_path, LETTER))

    check_quoted(session, key, "", "đề nghị rà soát")
    with pytest.raises(QuoteNotFound):
        check_quoted(session, key, "", "thu hồi đất")


@pytest.mark.parametrize(("day", "is_it"), [(DECISION.issued_on, True), (date(2025, 9, 2), False)])
def test_a_stub_of_no_known_body_gets_the_file_of_its_day_only(
    session: Session, tmp_path: Path, day: date, is_it: bool
) -> None:
    stub = make_document(
        session,
        number_as_printed=DECISION.number,
        issuer_id=None,
        issued_on=day,
        is_stub=True,
        title="",
    )

    registered = register_one(session, tmp_path, DECISION)

    assert (registered is stub) == is_it


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("thu hồi Công văn số 1100/BNV-TCBC", RelationKind.REVOKES),
        ("trả lời Công văn số 1100/BNV-TCBC", RelationKind.RESPONDS_TO),
        ("đôn đốc thực hiện Công văn số 1100/BNV-TCBC", RelationKind.URGES),
    ],
)
def test_what_a_letter_does_to_another_acts_once_a_person_accepts_it(
    session: Session, tmp_path: Path, title: str, kind: RelationKind
) -> None:
    held = make_document(session, number_as_printed="1100/BNV-TCBC", issued_on=date(2025, 4, 15))
    letter = replace(LETTER, title=title)

    read = register_one(session, tmp_path, letter, acceptance=Acceptance.DRAFT)
    (relation,) = list_relations_from(session, saved_id(read))
    assert (relation.kind, relation.target_id) == (kind, held.id)
    assert relation.status is ProposalState.PROPOSED
    admin = make_actor(session, Role.SYSTEM)
    publish(session, admin, saved_id(read), now=NOW, today=TODAY)
    assert not is_recalled(session, held, now=NOW)
    confirm_relation(session, admin, saved_id(relation), now=NOW)
    assert is_recalled(session, held, now=NOW) is (kind is RelationKind.REVOKES)
