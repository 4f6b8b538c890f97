from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, Provision, Relation
from directives.store.documents import (
    find_by_title,
    list_by_folded_key,
    list_by_serial,
    list_changed,
    list_effect_changes,
)
from directives.store.provisions import list_named_provisions
from directives.store.stamps import last_stamp
from directives.vocabulary import ProposalState, RecordState, RelationKind
from tests.factories import NOW, make_document


def test_a_partial_number_means_the_newest_first(session: Session) -> None:
    old = make_document(session, number_as_printed="97/QĐ-BNV", type_code="QĐ")
    new = make_document(session, number_as_printed="97/BNV-VP", issued_on=date(2026, 1, 5))
    make_document(session, number_as_printed="97/BNV-TL", state=RecordState.DRAFT)

    assert list_by_serial(session, 97) == [new, old]
    assert list_by_serial(session, 97, limit=1) == [new]
    assert list_by_serial(session, 97, type_code="QĐ") == [old]
    assert list_by_serial(session, 97, year=2026) == [new]


def test_a_number_without_marks_finds_the_published_document(session: Session) -> None:
    found = make_document(session, number_as_printed="98/QĐ-BNV")

    assert list_by_folded_key(session, found.key_folded or "") == [found]


def test_a_title_that_two_documents_bear_names_none(session: Session) -> None:
    first = make_document(session, number_as_printed=None, title="Luật Thử nghiệm")
    assert find_by_title(session, "Luật Thử nghiệm") is first

    make_document(session, number_as_printed=None, title="Luật Thử nghiệm")

    assert find_by_title(session, "Luật Thử nghiệm") is None


def test_provisions_are_found_by_document_and_name(session: Session) -> None:
    key, other = saved_id(make_document(session)), saved_id(make_document(session))
    for document_id in (key, other):
        for position, name in enumerate(("dieu-1", "dieu-2")):
            session.add(
                Provision(
                    document_id=document_id,
                    provision_id=name,
                    position=position,
                    label="Điều",
                    heading="",
                    text="",
                )
            )
    session.flush()

    found = list_named_provisions(session, [(key, "dieu-2"), (other, "dieu-9")])

    assert [(p.document_id, p.provision_id) for p in found] == [(key, "dieu-2")]


def test_a_copy_takes_what_changed_since_its_stamp_in_order(session: Session) -> None:
    stamp = last_stamp(session)
    made = [make_document(session) for _ in range(3)]

    assert list_changed(session, stamp, limit=2) == made[:2]
    assert list_changed(session, made[1].change_stamp, limit=9) == made[2:]
    assert last_stamp(session) == made[2].change_stamp


def changed_numbers(session: Session, after: date, until: date) -> set[int | None]:
    return {document.id for document in list_effect_changes(session, after, until)}


def replace(session: Session, source: Document, target: Document) -> None:
    session.add(
        Relation(
            source_id=saved_id(source),
            kind=RelationKind.REPLACES,
            target_id=saved_id(target),
            origin="manual",
            status=ProposalState.CONFIRMED,
            recorded_at=NOW,
        )
    )
    session.flush()


def test_effect_changes_on_the_day_of_effect_and_after_the_last_day(session: Session) -> None:
    begins = make_document(session, effective_on=date(2026, 3, 1))
    ends = make_document(session, effective_on=date(2025, 9, 1), expires_on=date(2026, 2, 28))
    replaced = make_document(session)
    replace(session, begins, replaced)

    changed = changed_numbers(session, date(2026, 2, 28), date(2026, 3, 1))

    assert changed == {begins.id, ends.id, replaced.id}
    assert changed_numbers(session, date(2026, 3, 1), date(2026, 3, 2)) == set()
