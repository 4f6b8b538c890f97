"""What becomes of the relations that a reading found, and of those that were rejected."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.reading.reading import Reading
from directives.rules.permissions import Actor
from directives.rules.relation_claims import UNNAMED_PART
from directives.services.cited_documents import record_relations
from directives.services.documents import correct
from directives.services.relation_decisions import confirm_relation, reject_relation
from directives.services.relations_read import relations_read
from directives.vocabulary import ProposalState, RelationKind, Role
from tests.factories import NOW, make_actor, make_document
from tests.reading.test_relations import reading_of

TITLE = "Sửa đổi, bổ sung một số điều của Thông tư số 01/2020/TT-BNV"
AMENDING = reading_of(
    "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 01/2020/TT-BNV như sau:",
    "1. Sửa đổi khoản 2 Điều 5 như sau: “2. Mới.”",
    "2. Bãi bỏ Điều 6.",
    "Điều 2. Hồ sơ nộp theo Nghị định số 61/2018/NĐ-CP.",
    title=TITLE,
)


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def source(session: Session, actor: Actor) -> Document:
    return make_document(session, actor, number_as_printed="05/2026/TT-BNV")


def take(session: Session, actor: Actor, source: Document, reading: Reading) -> list[Relation]:
    found = relations_read(reading)
    record_relations(session, actor, source, found, status=ProposalState.PROPOSED, now=NOW)
    rows = select(Relation).where(Relation.source_id == source.id).order_by(col(Relation.id))
    return list(session.exec(rows).all())


def said(relations: list[Relation]) -> list[tuple[str, str, str]]:
    return [(r.kind.value, r.source_provision, r.target_provision) for r in relations]


def test_provisions_stand_in_the_place_of_the_whole_document(
    session: Session, actor: Actor, source: Document
) -> None:
    assert said(take(session, actor, source, AMENDING)) == [
        ("has_basis", "", ""),
        ("amends", "dieu-1__khoan-1", "dieu-5__khoan-2"),
        ("repeals", "dieu-1__khoan-2", "dieu-6"),
        ("cites", "", ""),
    ]


def test_an_amendment_without_provisions_is_of_the_whole(
    session: Session, actor: Actor, source: Document
) -> None:
    reading = reading_of("Điều 1. Tổ chức thực hiện.", title=TITLE)

    assert ("amends", "", "") in said(take(session, actor, source, reading))


def test_a_document_whose_articles_end_is_not_ended(
    session: Session, actor: Actor, source: Document
) -> None:
    title = "Bãi bỏ một số điều của Thông tư số 01/2020/TT-BNV"
    relations = said(take(session, actor, source, reading_of(title=title)))

    assert relations == [("has_basis", "", ""), ("repeals", "", UNNAMED_PART)]


def test_the_articles_that_end_stand_in_the_place_of_some_articles(
    session: Session, actor: Actor, source: Document
) -> None:
    title = "Bãi bỏ một số điều của Thông tư số 01/2020/TT-BNV"
    reading = reading_of(f"Điều 1. {title} như sau:", "1. Bãi bỏ Điều 6.", title=title)

    assert said(take(session, actor, source, reading))[1:] == [
        ("repeals", "dieu-1__khoan-1", "dieu-6")
    ]


def test_repealing_an_article_does_not_repeal_the_document(
    session: Session, actor: Actor, source: Document
) -> None:
    reading = reading_of("Điều 3. Bãi bỏ Điều 2 Thông tư số 05/2019/TT-BNV.")

    assert said(take(session, actor, source, reading))[1:] == [("repeals", "dieu-3", "dieu-2")]


def test_the_days_that_a_clause_names_are_those_of_the_relation(
    session: Session, actor: Actor, source: Document
) -> None:
    line = "Điều 2. Ngưng hiệu lực Thông tư số 01/2020/TT-BNV từ ngày 01/7/2026 đến hết năm 2026."
    _, suspends = take(session, actor, source, reading_of(line))

    assert (suspends.kind, suspends.acts_from, suspends.acts_to) == (
        RelationKind.SUSPENDS_EFFECT,
        date(2026, 7, 1),
        date(2026, 12, 31),
    )


def test_reading_again_adds_nothing(session: Session, actor: Actor, source: Document) -> None:
    first = take(session, actor, source, AMENDING)

    assert take(session, actor, source, AMENDING) == first


def test_what_was_rejected_does_not_return_from_another_place_of_a_newer_version(
    session: Session, actor: Actor, source: Document
) -> None:
    first = take(session, actor, source, AMENDING)
    reject_relation(session, actor, saved_id(first[1]), reason="Nhầm điều", now=NOW)
    newer = reading_of(
        "Điều 1. Phạm vi điều chỉnh.",
        "Điều 2. Sửa đổi, bổ sung một số điều của Thông tư số 01/2020/TT-BNV như sau:",
        "1. Sửa đổi khoản 2 Điều 5 như sau: “2. Mới.”",
        "2. Sửa đổi điểm a khoản 2 Điều 5 như sau: “a) Mới.”",
        "3. Sửa đổi khoản 3 Điều 5 như sau: “3. Mới.”",
        title=TITLE,
    )

    added = take(session, actor, source, newer)[len(first) :]

    assert said(added) == [("amends", "dieu-2__khoan-3", "dieu-5__khoan-3")]


def test_what_was_rejected_does_not_return_with_another_record_of_its_document(
    session: Session, actor: Actor, source: Document
) -> None:
    reading = reading_of("Điều 1. Bãi bỏ Thông tư số 05/2019/TT-BNV.")
    first = take(session, actor, source, reading)
    reject_relation(session, actor, saved_id(first[1]), reason="Nhầm", now=NOW)
    for issuer in (None, None):
        make_document(session, number_as_printed="05/2019/TT-BNV", issuer_id=issuer, is_stub=True)

    assert take(session, actor, source, reading) == first


@pytest.mark.parametrize(
    ("line", "corrected"),
    [
        ("Điều 1. Bãi bỏ Thông tư số 05/2019/TT-BNV.", {"number_as_printed": "06/2019/TT-BNV"}),
        ("Căn cứ Luật Đất đai;", {"number_as_printed": "31/2024/QH15"}),
        (
            "Căn cứ Luật Đất đai;",
            {"number_as_printed": "31/2024/QH15", "title": "Luật Đất đai năm 2024"},
        ),
        ("Căn cứ Luật Đất đai;", {"title": "Luật Đất đai năm 2024"}),
    ],
)
def test_what_was_rejected_does_not_return_when_its_document_was_corrected(
    session: Session, actor: Actor, source: Document, line: str, corrected: dict[str, object]
) -> None:
    reading = reading_of(line)
    first = take(session, actor, source, reading)
    reject_relation(session, actor, saved_id(first[1]), reason="Nhầm", now=NOW)
    admin = make_actor(session, Role.ADMINISTRATOR)
    correct(session, admin, first[1].target_id, corrected, reason="Gõ nhầm", now=NOW)

    assert take(session, actor, source, reading) == first


def test_a_corrected_number_that_is_cited_now_was_rejected_too(
    session: Session, actor: Actor, source: Document
) -> None:
    first = take(session, actor, source, reading_of("Điều 1. Bãi bỏ Thông tư số 05/2019/TT-BNV."))
    reject_relation(session, actor, saved_id(first[1]), reason="Nhầm", now=NOW)
    admin = make_actor(session, Role.ADMINISTRATOR)
    corrected: dict[str, object] = {"number_as_printed": "06/2019/TT-BNV"}
    correct(session, admin, first[1].target_id, corrected, reason="Gõ nhầm", now=NOW)
    newer = reading_of("Điều 1. Bãi bỏ Thông tư số 06/2019/TT-BNV.")

    assert take(session, actor, source, newer) == first


@pytest.mark.parametrize("is_confirmed", [True, False])
@pytest.mark.parametrize(
    ("line", "corrected"),
    [
        ("Điều 1. Bãi bỏ Thông tư số 05/2019/TT-BNV.", {"number_as_printed": "06/2019/TT-BNV"}),
        ("Căn cứ Luật Đất đai;", {"title": "Luật Đất đai năm 2024"}),
    ],
)
def test_what_is_known_is_not_proposed_onto_a_stub_when_its_document_was_corrected(
    session: Session,
    actor: Actor,
    source: Document,
    line: str,
    corrected: dict[str, object],
    is_confirmed: bool,
) -> None:
    reading = reading_of(line)
    first = take(session, actor, source, reading)
    if is_confirmed:
        confirm_relation(session, actor, saved_id(first[1]), now=NOW)
    admin = make_actor(session, Role.ADMINISTRATOR)
    correct(session, admin, first[1].target_id, corrected, reason="Gõ nhầm", now=NOW)

    assert take(session, actor, source, reading) == first


def test_a_name_that_another_document_has_by_now_leads_there(
    session: Session, actor: Actor, source: Document
) -> None:
    reading = reading_of("Điều 1. Bãi bỏ Thông tư số 05/2019/TT-BNV.")
    first = take(session, actor, source, reading)
    admin = make_actor(session, Role.ADMINISTRATOR)
    corrected: dict[str, object] = {"number_as_printed": "06/2019/TT-BNV"}
    correct(session, admin, first[1].target_id, corrected, reason="Gõ nhầm", now=NOW)
    held = make_document(session, number_as_printed="05/2019/TT-BNV")

    (added,) = take(session, actor, source, reading)[len(first) :]

    assert added.target_id == saved_id(held)


def test_an_ambiguous_citation_stays_one_stub(
    session: Session, actor: Actor, source: Document
) -> None:
    for day in ("2024-05-02", "2025-05-02"):
        make_document(session, number_as_printed="66/BNV-VP", issued_on=day)
    reading = reading_of("Điều 1. Thực hiện Công văn số 66/BNV-VP.")

    first = take(session, actor, source, reading)
    assert take(session, actor, source, reading) == first
    target = session.get_one(Document, first[-1].target_id)
    assert (target.is_stub, target.series) == (True, None)
