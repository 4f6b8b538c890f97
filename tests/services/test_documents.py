from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from directives.errors import (
    DocumentNotDraft,
    DocumentNotFound,
    DraftNotVisible,
    FileNotFound,
    RightMissing,
    StubNotPublished,
    UnknownField,
)
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.models.fact import Fact
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services import documents
from directives.services.document_access import get_document, get_file
from directives.services.document_facts import FIELDS, project, record_facts, values_at
from directives.services.relations import add_relation
from directives.services.validity import validities
from directives.store.session import unit_of_work
from directives.vocabulary import (
    PRESS_TYPE,
    DraftingStage,
    RecordState,
    RelationKind,
    Role,
    Validity,
)
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document

LATER = NOW + timedelta(days=5)
DRAFT_LAW: dict[str, Any] = {
    "number_as_printed": None,
    "issued_on": None,
    "drafting_stage": DraftingStage.PREPARING,
}


def test_a_corrected_date_is_known_from_its_correction_on(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    key = saved_id(make_document(session, issued_on=date(2025, 8, 13)))
    documents.correct(
        session, actor, key, {"issued_on": date(2025, 8, 31)}, reason="đọc nhầm", now=LATER
    )

    before = values_at(session, key, AsOf(date.max, LATER - timedelta(seconds=1)))
    after = values_at(session, key, AsOf(date.max, LATER))

    assert (before["issued_on"], after["issued_on"]) == (date(2025, 8, 13), date(2025, 8, 31))
    assert get_document(session, PUBLIC, key).issued_on == date(2025, 8, 31)


def test_a_corrected_year_gives_the_document_its_right_identity(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    document = make_document(session, issued_on=date(2024, 8, 13))
    documents.correct(
        session,
        actor,
        saved_id(document),
        {"issued_on": date(2025, 8, 13)},
        reason="nhầm năm",
        now=LATER,
    )

    assert document.series == "2025"


def test_the_columns_equal_what_the_facts_say(session: Session) -> None:
    random = Random(178)
    actor = make_actor(session, Role.SYSTEM)
    document = make_document(session)
    for step in range(20):
        field = random.choice(["title", "issued_on", "place", "effective_on"])
        day = date(2025, 1, 1) + timedelta(days=random.randrange(200))
        value = day if field.endswith("_on") else f"giá trị {step}"
        moment = NOW + timedelta(hours=step)
        if random.random() < 0.5:
            record_facts(session, actor, document, {field: value}, now=moment)
        else:
            documents.correct(
                session, actor, saved_id(document), {field: value}, reason="sửa", now=moment
            )
    columns = {field: getattr(document, field) for field in FIELDS}

    for field in ("title", "issued_on", "place", "effective_on"):
        setattr(document, field, None if field != "title" else "")
    project(session, [document])

    assert {field: getattr(document, field) for field in FIELDS} == columns


@pytest.mark.parametrize("field", ["id", "state", "is_stub"])
def test_only_descriptions_are_corrected(session: Session, field: str) -> None:
    key = saved_id(make_document(session))

    with pytest.raises(UnknownField):
        documents.correct(
            session, make_actor(session, Role.SYSTEM), key, {field: None}, reason="", now=LATER
        )


def test_a_draft_is_published_by_its_own_agency(session: Session) -> None:
    actor = make_actor(session)
    key = saved_id(make_document(session, actor, state=RecordState.DRAFT))
    with pytest.raises(DraftNotVisible):
        get_document(session, PUBLIC, key)

    documents.publish(session, actor, key, now=LATER, today=TODAY)

    assert get_document(session, PUBLIC, key).state is RecordState.PUBLISHED
    with pytest.raises(DocumentNotDraft):
        documents.publish(session, actor, key, now=LATER, today=TODAY)


def test_another_agencys_drafter_knows_no_draft_and_changes_no_record(session: Session) -> None:
    other = make_actor(session, agency_id=agency_id(session, "BTC"))
    draft = saved_id(make_document(session, make_actor(session), state=RecordState.DRAFT))
    shown = saved_id(make_document(session, make_actor(session)))

    with pytest.raises(DraftNotVisible):
        documents.publish(session, other, draft, now=LATER, today=TODAY)
    with pytest.raises(RightMissing):
        documents.withdraw(session, other, shown, reason="", now=LATER, today=TODAY)


def test_what_lacks_number_or_date_is_not_published(session: Session) -> None:
    actor = make_actor(session)
    lacking: dict[str, Any] = {
        "number_as_printed": None,
        "issued_on": None,
        "state": RecordState.DRAFT,
    }
    key = saved_id(make_document(session, actor, **lacking))

    with pytest.raises(StubNotPublished, match="số, ký hiệu"):
        documents.publish(session, actor, key, now=LATER, today=TODAY)


def test_a_withdrawn_number_can_be_registered_again(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    first = make_document(session, number_as_printed="55/BNV-VP")
    documents.withdraw(session, actor, saved_id(first), reason="nhầm", now=LATER, today=TODAY)

    assert make_document(session, number_as_printed="55/BNV-VP").key_exact == first.key_exact


def test_the_database_itself_refuses_a_second_document_of_one_identity(
    database: sa.Engine,
) -> None:
    with unit_of_work(database) as session:
        make_document(session, number_as_printed="56/BNV-VP")

    with pytest.raises(sa.exc.IntegrityError), unit_of_work(database) as session:
        make_document(session, number_as_printed="56/BNV-VP")


def test_a_relation_is_seen_from_both_ends_and_recorded_once(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    old, new = make_document(session), make_document(session, issued_on=date(2025, 9, 1))
    replaces = NewRelation(
        source_id=saved_id(new), kind=RelationKind.REPLACES, target_id=saved_id(old), quote="thay"
    )
    first = add_relation(session, actor, replaces, now=LATER)

    assert add_relation(session, actor, replaces, now=LATER).id == first.id
    seen_from = {
        key: documents.view_document(session, PUBLIC, key, today=TODAY)
        for key in (saved_id(old), saved_id(new))
    }
    assert [r.outgoing for r in seen_from[saved_id(new)].relations] == [True]
    assert [r.outgoing for r in seen_from[saved_id(old)].relations] == [False]
    assert seen_from[saved_id(old)].validity is Validity.SUPERSEDED


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(DocumentNotFound):
        get_document(session, PUBLIC, 77_777)
    with pytest.raises(FileNotFound):
        get_file(session, PUBLIC, saved_id(make_document(session)), "0" * 64)


def test_a_failed_change_leaves_no_audit_row_behind(database: sa.Engine) -> None:
    with unit_of_work(database) as session:
        key = saved_id(make_document(session, title="Trước"))
    with suppress(ZeroDivisionError), unit_of_work(database) as session:
        actor = make_actor(session, Role.SYSTEM)
        documents.correct(session, actor, key, {"title": "Sau"}, reason="", now=LATER)
        raise ZeroDivisionError

    with unit_of_work(database) as session:
        kept = session.get(Document, key)
        assert kept is not None
        assert kept.title == "Trước"
        audited = select(AuditEvent).where(AuditEvent.action == "document.correct")
        assert session.exec(audited).all() == []
        facts = session.exec(select(Fact).where(Fact.value == '"Sau"')).all()
        assert facts == []


def test_a_draft_that_acts_on_a_document_does_not_end_it(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    old, new = make_document(session), make_document(session, state=RecordState.DRAFT)
    replaces = NewRelation(
        source_id=saved_id(new), kind=RelationKind.REPLACES, target_id=saved_id(old)
    )
    add_relation(session, actor, replaces, now=LATER)

    view = documents.view_document(session, PUBLIC, saved_id(old), today=TODAY)

    assert view.validity is Validity.IN_FORCE


def test_a_news_report_and_a_draft_law_have_no_effect(session: Session) -> None:
    press = make_document(session, number_as_printed=None, type_code=PRESS_TYPE)
    draft = make_document(session, **DRAFT_LAW)

    effect = validities(session, [press, draft], today=TODAY)

    assert list(effect.values()) == [Validity.NOT_APPLICABLE, Validity.DRAFT]


def test_a_draft_law_is_published_with_its_title_alone(session: Session) -> None:
    actor = make_actor(session)
    lacking = {**DRAFT_LAW, "state": RecordState.DRAFT}
    nameless = saved_id(make_document(session, actor, title="", **lacking))
    named = saved_id(make_document(session, actor, title="Dự thảo luật", **lacking))

    with pytest.raises(StubNotPublished, match="trích yếu"):
        documents.publish(session, actor, nameless, now=LATER, today=TODAY)
    shown = documents.publish(session, actor, named, now=LATER, today=TODAY)
    assert shown.state is RecordState.PUBLISHED
