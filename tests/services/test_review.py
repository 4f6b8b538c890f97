"""A drafter's review: what changes the record, what is kept of the decisions, what is refused."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from api.reading_json import reading_as_json
from directives.errors import (
    ActsOnNewer,
    ConfirmedActImpossible,
    DocumentAlreadyRegistered,
    DocumentNotFound,
    EndsBeforeActing,
    ExpiryBeforeEffect,
    NothingToReview,
    RightMissing,
    StubNotPublished,
    ValueUnknown,
)
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.models.review import ReadingCorrection
from directives.rules.administrative_document import AdministrativeDocument
from directives.rules.permissions import Actor
from directives.services.document_facts import record_facts
from directives.services.documents import correct, withdraw
from directives.services.reading_accuracy import BandAccuracy, FieldAccuracy, accuracy_in_use
from directives.services.registration import Acceptance, NewRegistration, register
from directives.services.review import ChosenGap, ReviewForm, confirm_review
from directives.services.review_view import RelationReview, Review, open_review
from directives.services.suggestions import suggestions_for
from directives.store.agencies import list_agencies
from directives.store.coverage import list_links_of_document
from directives.store.documents import list_sectors_of
from directives.store.facts import list_facts
from directives.store.files import FileStore
from directives.vocabulary import (
    ConfidenceBand,
    Extent,
    ProposalState,
    RecordState,
    RelationKind,
    ReviewOutcome,
    Role,
)
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document, make_gap
from tests.services.test_registration import DECISION, LETTER, registration


def new_of(document: AdministrativeDocument) -> NewRegistration:
    new = registration(document, Acceptance.DRAFT)
    written = json.dumps(reading_as_json(new.reading), ensure_ascii=False)
    return replace(new, reading_json=written)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session)


def draft(
    session: Session, actor: Actor, files: FileStore, document: AdministrativeDocument = LETTER
) -> Document:
    return register(session, actor, new_of(document), files, now=NOW, today=TODAY)


def reviewed(
    session: Session, actor: Actor, files: FileStore, kind: RelationKind
) -> tuple[Document, Review, RelationReview]:
    """Open the review of a draft whose only relation is of this kind."""
    document = draft(session, actor, files, DECISION)
    review = open_review(session, actor, saved_id(document))
    (found,) = review.relations
    found.relation.kind = kind
    session.add(found.relation)
    return document, review, found


def form_of(review: Review, **changed: str) -> ReviewForm:
    """Return the form as the page would send it, with some values typed anew."""
    return ReviewForm(
        values={field.name: field.value for field in review.fields} | changed,
        kept_relations=frozenset(
            saved_id(one.relation)
            for one in review.relations
            if one.relation.status is not ProposalState.REJECTED
        ),
        sector_codes=tuple(review.sector_codes),
    )


def confirm(session: Session, actor: Actor, document: Document, form: ReviewForm) -> Document:
    return confirm_review(session, actor, saved_id(document), form, now=NOW, today=TODAY)


def change(
    session: Session, actor: Actor, document: Document, *, publishes: bool = False, **typed: str
) -> Document:
    review = open_review(session, actor, saved_id(document))
    form = replace(form_of(review, **typed), publishes=publishes)
    return confirm(session, actor, document, form)


def decisions(session: Session) -> list[tuple[str, str | None, ReviewOutcome]]:
    rows = session.exec(select(ReadingCorrection).order_by("id"))
    return [(row.field, row.corrected, row.outcome) for row in rows]


def fact_count(session: Session, document: Document) -> int:
    return len(list_facts(session, "document", saved_id(document)))


def test_a_review_shows_the_record_beside_its_reading(
    session: Session, actor: Actor, files: FileStore
) -> None:
    review = open_review(session, actor, saved_id(draft(session, actor, files)))

    number = review.fields[0]
    assert (number.name, number.value, number.suggested) == ("number",) + ("7001/BNV-TCBC",) * 2
    assert review.text[number.start : number.end] == number.quote
    agency = next(field for field in review.fields if field.name == "agency")
    assert agency.value == "Bộ Nội vụ"
    assert review.missing == []
    assert review.fields[-1].suggested is None


def test_an_untouched_form_accepts_everything_when_published(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files)
    before = fact_count(session, document)

    change(session, actor, document, publishes=True)

    assert document.state is RecordState.PUBLISHED
    assert fact_count(session, document) == before + 1  # the state, and no value said again
    assert {outcome for _, _, outcome in decisions(session)} == {ReviewOutcome.ACCEPTED}


def test_saving_a_draft_decides_nothing_that_was_left_as_it_is(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files)

    change(session, actor, document)
    change(session, actor, document, place="Huế")
    change(session, actor, document, place="Huế")  # sent twice
    change(session, actor, document, place="")

    assert decisions(session) == [
        ("place", "Huế", ReviewOutcome.CORRECTED),
        ("place", None, ReviewOutcome.CLEARED),
    ]
    assert document.place is None


def test_a_corrected_number_moves_type_and_identity(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files)

    change(session, actor, document, number="55/TB-BNV", type="Thông báo")

    assert (document.number, document.key_exact) == ("55/TB-BNV", "55/TB-BNV")
    assert (document.type_code, document.type_name) == ("TB", "Thông báo")

    change(session, actor, document, number="", type="Công văn")

    assert (document.number, document.type_code) == (None, "CV")


def test_an_agency_is_found_by_its_name_added_or_taken_away(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files)
    before = len(list_agencies(session))

    change(session, actor, document, agency="bộ nội vụ")
    assert document.issuer_id == agency_id(session, "BNV")
    change(session, actor, document, agency="Bộ Tài chính")
    assert document.issuer_id == agency_id(session, "BTC")
    assert len(list_agencies(session)) == before
    change(session, actor, document, agency="Ban Ví dụ Trung ương")
    assert len(list_agencies(session)) == before + 1
    change(session, actor, document, agency="")
    assert document.issuer_id is None


def test_a_title_can_be_emptied_in_a_draft_but_not_published(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files)
    change(session, actor, document, title="")

    assert document.title == ""
    assert open_review(session, actor, saved_id(document)).missing == ["title"]
    with pytest.raises(StubNotPublished):
        change(session, actor, document, publishes=True)


def test_a_refusal_names_the_field_of_the_form(
    session: Session, actor: Actor, files: FileStore
) -> None:
    make_document(session, number_as_printed="9/BNV-TCBC", issued_on=date(2025, 8, 20))
    document = draft(session, actor, files)
    correct(
        session,
        actor,
        saved_id(document),
        {"expires_on": "2025-12-31"},
        reason="Văn bản ghi",
        now=NOW,
    )

    with pytest.raises(ExpiryBeforeEffect) as refused:
        change(session, actor, document, effective_on="2026-01-01")
    assert refused.value.field == "expires_on"
    with pytest.raises(DocumentAlreadyRegistered):
        change(session, actor, document, number="9/BNV-TCBC")


def test_relations_are_confirmed_rejected_and_taken_back(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files, DECISION)
    review = open_review(session, actor, saved_id(document))
    (found,) = review.relations
    assert found.target.is_stub
    none_kept = replace(form_of(review), kept_relations=frozenset())

    def status() -> ProposalState:
        session.refresh(found.relation)
        return found.relation.status

    stamp = found.target.change_stamp
    confirm(session, actor, document, none_kept)
    assert status() is ProposalState.REJECTED
    assert found.target.change_stamp > stamp
    confirm(session, actor, document, form_of(review))  # kept again while still a draft
    assert status() is ProposalState.REJECTED  # form_of leaves out what is rejected
    kept = replace(form_of(review), kept_relations=frozenset([saved_id(found.relation)]))
    confirm(session, actor, document, kept)
    assert status() is ProposalState.PROPOSED
    confirm(session, actor, document, replace(kept, publishes=True))
    assert status() is ProposalState.CONFIRMED
    assert found.target.state is RecordState.PUBLISHED
    confirm(session, actor, document, none_kept)
    assert status() is ProposalState.REJECTED


def test_a_relation_that_the_days_do_not_allow_is_not_confirmed(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document, review, found = reviewed(session, actor, files, RelationKind.REPLACES)
    record_facts(session, actor, found.target, {"issued_on": date(2099, 1, 1)}, now=NOW)

    with pytest.raises(ActsOnNewer) as refused:
        confirm(session, actor, document, replace(form_of(review), publishes=True))
    assert refused.value.field == f"relation-{found.relation.id}"
    rejected = replace(form_of(review), publishes=True, kept_relations=frozenset())
    confirm(session, actor, document, rejected)
    assert document.state is RecordState.PUBLISHED


def test_a_relation_that_is_rejected_hinders_no_correction(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document, review, found = reviewed(session, actor, files, RelationKind.REPLACES)
    record_facts(session, actor, found.target, {"issued_on": document.issued_on}, now=NOW)
    confirm(session, actor, document, replace(form_of(review), publishes=True))
    earlier = form_of(review, issued_on="2025-01-01")

    with pytest.raises(ConfirmedActImpossible) as refused:
        confirm(session, actor, document, earlier)
    assert refused.value.field == "issued_on"
    confirm(session, actor, document, replace(earlier, kept_relations=frozenset()))

    assert document.issued_on == date(2025, 1, 1)
    assert found.relation.status is ProposalState.REJECTED


def test_a_relation_that_is_kept_is_judged_by_the_days_of_the_form(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document, review, found = reviewed(session, actor, files, RelationKind.SUSPENDS_EFFECT)
    found.relation.acts_to = date(2025, 9, 30)
    session.add(found.relation)

    late = replace(form_of(review, effective_on="2025-10-01"), publishes=True)
    with pytest.raises(EndsBeforeActing) as refused:
        confirm(session, actor, document, late)
    assert refused.value.field == f"relation-{found.relation.id}"
    confirm(
        session,
        actor,
        document,
        replace(form_of(review, effective_on="2025-09-30"), publishes=True),
    )
    assert found.relation.status is ProposalState.CONFIRMED


def test_a_draft_does_not_take_back_what_was_confirmed(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files, DECISION)
    review = open_review(session, actor, saved_id(document))
    relation = session.get(Relation, review.relations[0].relation.id)
    assert relation is not None
    relation.status = ProposalState.CONFIRMED

    confirm(session, actor, document, form_of(review))

    assert relation.status is ProposalState.CONFIRMED


def test_sectors_are_chosen_and_taken_away(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files)
    form = form_of(open_review(session, actor, saved_id(document)))

    def codes() -> list[str]:
        found = list_sectors_of(session, [saved_id(document)])
        return [sector.code for sector in found.get(saved_id(document), [])]

    confirm(session, actor, document, replace(form, sector_codes=("y-te", "dat-dai")))
    assert codes() == ["dat-dai", "y-te"]
    stamp = document.change_stamp
    confirm(session, actor, document, replace(form, sector_codes=("dat-dai",)))
    assert codes() == ["dat-dai"]
    assert document.change_stamp > stamp
    with pytest.raises(ValueUnknown):
        confirm(session, actor, document, replace(form, sector_codes=("khong-co",)))


def test_a_suggested_gap_is_linked_with_its_sentence_once(
    session: Session, actor: Actor, files: FileStore
) -> None:
    gap = make_gap(session, title="Chưa có hướng dẫn chi trả chế độ nghỉ việc cho cán bộ")
    letter = replace(
        LETTER, paragraphs=("Bộ hướng dẫn chi trả chế độ nghỉ việc cho cán bộ như sau.",)
    )
    document = draft(session, actor, files, letter)
    review = open_review(session, actor, saved_id(document))
    (suggested,) = suggestions_for(session, review).gaps
    chosen = ChosenGap(saved_id(gap), Extent.PARTIAL, suggested.quote)
    form = replace(form_of(review), gaps=[chosen])

    confirm(session, actor, document, form)
    confirm(session, actor, document, form)

    (link,) = list_links_of_document(session, saved_id(document))
    assert (link.gap_id, link.quote, link.extent) == (gap.id, suggested.quote, Extent.PARTIAL)
    again = open_review(session, actor, saved_id(document))
    assert suggestions_for(session, again).gaps == []


def test_suggestions_need_no_title(session: Session, actor: Actor, files: FileStore) -> None:
    new = registration(LETTER, Acceptance.DRAFT)  # its reading is "{}"
    document = register(session, actor, new, files, now=NOW, today=TODAY)
    review = open_review(session, actor, saved_id(document))

    assert all(field.suggested is None for field in review.fields)
    assert suggestions_for(session, review).gaps == []


def test_only_its_own_agency_reviews_a_document(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files)
    change(session, actor, document, publishes=True)
    other = make_actor(session, agency_id=agency_id(session, "BTC"))

    with pytest.raises(RightMissing):
        open_review(session, other, saved_id(document))
    with pytest.raises(DocumentNotFound):
        open_review(session, actor, 999_999)


def test_without_a_file_or_after_withdrawal_there_is_nothing_to_review(
    session: Session, actor: Actor, files: FileStore
) -> None:
    stub = make_document(session, actor, is_stub=True)
    with pytest.raises(NothingToReview):
        open_review(session, actor, saved_id(stub))

    document = draft(session, actor, files)
    withdraw(session, actor, saved_id(document), reason="Nhầm", now=NOW, today=TODAY)
    with pytest.raises(NothingToReview):
        open_review(session, actor, saved_id(document))


def test_a_review_is_audited(session: Session, actor: Actor, files: FileStore) -> None:
    document = draft(session, actor, files)

    change(session, actor, document, place="Huế")

    events = session.exec(select(AuditEvent).where(AuditEvent.subject_id == document.id)).all()
    acts = [event.action for event in events if event.subject_kind == "document"]
    assert acts[-2:] == ["document.correct", "document.review"]
    assert json.loads(events[-1].details)["fields"] == ["place"]


def test_accuracy_counts_the_last_decision_of_each_value(
    session: Session, actor: Actor, files: FileStore
) -> None:
    first = draft(session, actor, files)
    second = draft(session, actor, files, DECISION)
    change(session, actor, first, place="Huế")
    change(session, actor, first, place="Hà Nội", urgency="Khẩn", publishes=True)
    change(session, actor, second, place="", publishes=True)

    rows = {row.field: row for row in accuracy_in_use(session)}

    assert rows["place"] == FieldAccuracy(
        field="place",
        shown=2,
        accepted=1,
        corrected=0,
        cleared=1,
        missed=0,
        bands=[
            BandAccuracy(ConfidenceBand.HIGH, 2, 1),
            BandAccuracy(ConfidenceBand.MEDIUM, 0, 0),
            BandAccuracy(ConfidenceBand.LOW, 0, 0),
        ],
    )
    assert rows["place"].rate == 0.5
    assert (rows["urgency"].shown, rows["urgency"].missed, rows["urgency"].rate) == (0, 1, None)


def test_an_administrator_reviews_every_record(
    session: Session, actor: Actor, files: FileStore
) -> None:
    document = draft(session, actor, files)

    review = open_review(session, make_actor(session, Role.ADMINISTRATOR), saved_id(document))

    assert review.document is document
