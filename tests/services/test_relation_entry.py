from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import (
    DocumentAmbiguous,
    NotADocumentNumber,
    QuoteNotFound,
    RelationToItself,
    RightMissing,
    ValueInvalid,
)
from directives.models.base import saved_id
from directives.models.document import Document, Provision, Relation
from directives.rules.permissions import PUBLIC, Actor
from directives.services.relation_entry import RelationEntry, record_entry
from directives.services.relation_history import relation_story
from directives.vocabulary import ProposalState, RecordState, RelationKind
from tests.factories import NOW, agency_id, make_actor, make_document


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def source(session: Session, actor: Actor) -> Document:
    document = make_document(session, actor, number_as_printed="500/BNV-VP")
    add_provision(session, document, "dieu-1", "Sửa đổi Điều 5 của văn bản kia.")
    return document


def add_provision(session: Session, document: Document, key: str, text: str = "") -> None:
    session.add(
        Provision(
            document_id=saved_id(document),
            provision_id=key,
            position=0,
            label="Điều",
            heading="",
            text=text,
        )
    )
    session.flush()


def enter(session: Session, actor: Actor, source: Document, **typed: Any) -> Relation:
    entry = RelationEntry(**{"kind": RelationKind.AMENDS, "number": "12/BNV-VP", **typed})
    return record_entry(session, actor, saved_id(source), entry, now=NOW)


def test_a_relation_is_recorded_as_confirmed_with_its_provisions(
    session: Session, actor: Actor, source: Document
) -> None:
    target = make_document(session, number_as_printed="12/BNV-VP")
    relation = enter(
        session,
        actor,
        source,
        source_provision="dieu-1",
        target_provision="khoản 2 Điều 5",
        quote="Sửa đổi Điều 5",
        acts_from=date(2026, 1, 1),
        acts_to=date(2026, 12, 31),
    )

    assert (relation.target_id, relation.status) == (target.id, ProposalState.CONFIRMED)
    assert (relation.source_provision, relation.target_provision) == ("dieu-1", "dieu-5__khoan-2")
    assert (relation.acts_from, relation.origin) == (date(2026, 1, 1), "manual")


def test_a_document_not_held_becomes_a_stub_as_public_as_its_source(
    session: Session, actor: Actor, source: Document
) -> None:
    draft = make_document(session, actor, state=RecordState.DRAFT, issuer_id=None)

    shown = session.get_one(Document, enter(session, actor, source).target_id)
    hidden = session.get_one(Document, enter(session, actor, draft, number="13/QĐ-UBND").target_id)

    assert (shown.is_stub, shown.state) == (True, RecordState.PUBLISHED)
    assert (hidden.state, hidden.issuer_id) == (RecordState.DRAFT, None)


def test_of_several_documents_a_person_chooses(
    session: Session, actor: Actor, source: Document
) -> None:
    alike = [
        make_document(session, number_as_printed="12/BNV-VP", issued_on=date(year, 1, 1))
        for year in (2024, 2025)
    ]
    with pytest.raises(DocumentAmbiguous) as refused:
        enter(session, actor, source)

    assert refused.value.values["document_ids"] == [one.id for one in alike]
    assert enter(session, actor, source, target_id=alike[1].id).target_id == alike[1].id


@pytest.mark.parametrize(
    ("typed", "error", "field"),
    [
        ({"number": "không phải số"}, NotADocumentNumber, "number"),
        ({"number": "6383"}, NotADocumentNumber, "number"),
        ({"number": "500/BNV-VP"}, RelationToItself, "number"),
        ({"source_provision": "điều gì đó"}, ValueInvalid, "source_provision"),
        ({"source_provision": "Điều 9"}, ValueInvalid, "source_provision"),
        ({"target_provision": "Điều 5, Điều 6"}, ValueInvalid, "target_provision"),
        (
            {"kind": RelationKind.REPEALS, "target_provision": "Điều 6"},
            ValueInvalid,
            "target_provision",
        ),
        ({"source_provision": "Điều 1", "quote": "không có câu này"}, QuoteNotFound, "quote"),
        ({"acts_from": date(2026, 2, 1), "acts_to": date(2026, 1, 1)}, ValueInvalid, "acts_to"),
    ],
)
def test_what_is_typed_wrongly_is_refused_with_its_field(
    session: Session,
    actor: Actor,
    source: Document,
    typed: dict[str, Any],
    error: type[Exception],
    field: str,
) -> None:
    add_provision(session, make_document(session, number_as_printed="12/BNV-VP"), "dieu-5")
    with pytest.raises(error) as refused:
        enter(session, actor, source, **typed)

    assert refused.value.field == field  # type: ignore[attr-defined]


def test_an_amendment_may_add_an_article_that_is_not_there(
    session: Session, actor: Actor, source: Document
) -> None:
    add_provision(session, make_document(session, number_as_printed="12/BNV-VP"), "dieu-5")

    assert enter(session, actor, source, target_provision="Điều 5a").target_provision == "dieu-5a"


def test_only_the_drafters_of_the_source_record(session: Session, source: Document) -> None:
    other = make_actor(session, agency_id=agency_id(session, "BTC"))
    with pytest.raises(RightMissing):
        enter(session, other, source)


def test_who_decided_is_told_to_those_who_signed_in(
    session: Session, actor: Actor, source: Document
) -> None:
    relation = enter(session, actor, source)

    (own,) = relation_story(session, actor, saved_id(relation)).decisions
    (others,) = relation_story(session, PUBLIC, saved_id(relation)).decisions

    assert (own.by, own.status) == ("Người soạn thảo", ProposalState.CONFIRMED)
    assert others.by == ""
