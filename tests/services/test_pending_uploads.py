"""Duplicates: what is the same, what waits, and what becomes of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from directives.errors import (
    DocumentAlreadyRegistered,
    FileAlreadyThere,
    FileSecret,
    NotSignedIn,
    RightMissing,
    UploadAlreadyDecided,
    UploadNotFound,
    ValueInvalid,
)
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.models.review import PendingUpload
from directives.reading.reading import Reading
from directives.rules.administrative_document import AdministrativeDocument
from directives.rules.permissions import PUBLIC, Actor
from directives.services.cited_documents import add_stub
from directives.services.pending_uploads import (
    Decision,
    decide_pending,
    keep_pending,
    view_pending,
)
from directives.services.refused_files import record_refused_file
from directives.services.registration import Acceptance, NewRegistration, register
from directives.services.registration_duplicates import Identity, find_duplicate
from directives.services.relations import add_relation
from directives.store.coverage import list_links_of_gap
from directives.store.documents import list_files, list_provisions
from directives.store.files import FileStore
from directives.store.reviews import list_relations_from
from directives.store.suspicions import list_open
from directives.vocabulary import (
    FileStanding,
    PendingOutcome,
    RecordState,
    RelationKind,
    Role,
    Sameness,
)
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document, make_gap
from tests.services.test_registration import DECISION, LETTER, registration

CHANGED = replace(LETTER, paragraphs=("Bộ Nội vụ đề nghị thực hiện theo bản đã đính chính này.",))


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session)


@pytest.fixture
def known(session: Session, actor: Actor, files: FileStore) -> Document:
    return register(session, actor, registration(LETTER), files, now=NOW, today=TODAY)


def refusal(
    session: Session, actor: Actor, files: FileStore, new: NewRegistration
) -> DocumentAlreadyRegistered:
    with pytest.raises(DocumentAlreadyRegistered) as refused:
        register(session, actor, new, files, now=NOW, today=TODAY)
    return refused.value


def waiting(
    session: Session,
    actor: Actor,
    files: FileStore,
    document: AdministrativeDocument = CHANGED,
) -> tuple[PendingUpload, NewRegistration]:
    new = registration(document, Acceptance.DRAFT)
    refused = refusal(session, actor, files, new)
    return keep_pending(session, actor, new, files, refused=refused, now=NOW), new


def decide(
    session: Session,
    actor: Actor,
    files: FileStore,
    held: tuple[PendingUpload, NewRegistration],
    decision: Decision,
) -> Document:
    pending, new = held
    return decide_pending(
        session,
        actor,
        saved_id(pending),
        decision,
        new=new,
        files=files,
        now=NOW,
        today=TODAY,
    )


ATTACH = Decision(PendingOutcome.ATTACHED)
NEW_VERSION = Decision(PendingOutcome.NEW_VERSION)
ANYWAY = Decision(PendingOutcome.REGISTERED_ANYWAY, "Cơ quan cấp trùng số")


def with_bytes(new: NewRegistration, sha256: str) -> Reading:
    return replace(new.reading, file=replace(new.reading.file, sha256=sha256))


# --- what is the same ----------------------------------------------------------------------------


def test_the_same_bytes_text_and_number_are_told_apart(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    new = registration(LETTER)
    assert refusal(session, actor, files, new).values["same"] is Sameness.BYTES
    other_bytes = replace(new, reading=with_bytes(new, "f" * 64))
    assert refusal(session, actor, files, other_bytes).values["same"] is Sameness.TEXT
    assert refusal(session, actor, files, registration(CHANGED)).values["same"] is Sameness.NUMBER


def near(new: NewRegistration, number: str | None, title: str | None = "") -> Reading:
    """Return the reading as of a scan: other bytes, a word more, perhaps no number or title."""
    reading = with_bytes(new, "e" * 64)
    fields = reading.fields
    if number is None:
        fields = replace(fields, number=None)
    if title is None:
        fields = replace(fields, title=None)
    return replace(reading, text=f"{reading.text} đã ký", fields=fields)


LONG = replace(LETTER, paragraphs=tuple(f"Đoạn {n} đề nghị các tỉnh rà soát." for n in range(30)))


def test_a_nearly_identical_text_without_a_number_is_the_same(
    session: Session, actor: Actor, files: FileStore
) -> None:
    known = register(session, actor, registration(LONG), files, now=NOW, today=TODAY)
    reading = near(registration(LONG), None)

    found = find_duplicate(session, reading, Identity(None, None, None))

    assert found is not None
    assert (found.document.id, found.same) == (known.id, Sameness.NEAR_TEXT)


def test_one_text_under_two_numbers_is_two_documents(
    session: Session, actor: Actor, files: FileStore
) -> None:
    first = register(session, actor, registration(LONG), files, now=NOW, today=TODAY)
    other = replace(LONG, number="7002/BNV-TCBC")

    second = register(session, actor, registration(other), files, now=NOW, today=TODAY)

    assert second.id != first.id


def test_another_text_of_one_title_and_a_file_that_says_nothing_are_new(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    new = registration(replace(CHANGED, number="7002/BNV-TCBC"))
    other = near(new, None)
    nothing = near(new, None, None)

    assert find_duplicate(session, other, Identity(None, None, None)) is None
    assert find_duplicate(session, nothing, Identity(None, None, None)) is None


def test_two_scans_without_a_text_are_not_the_same_text(
    session: Session, actor: Actor, files: FileStore
) -> None:
    new = registration(LETTER, Acceptance.DRAFT)
    fields = replace(new.reading.fields, number=None, title=None)
    first = replace(new.reading, text="", structure=(), fields=fields)
    register(session, actor, replace(new, reading=first), files, now=NOW, today=TODAY)
    second = replace(first, file=replace(first.file, sha256="d" * 64))

    assert find_duplicate(session, second, Identity(None, None, None)) is None


def test_a_stub_taken_over_by_its_file_is_its_uploaders(
    session: Session, actor: Actor, files: FileStore
) -> None:
    elsewhere = make_actor(session, agency_id=agency_id(session, "BTC"))
    facts: dict[str, object] = {
        "number_as_printed": "7001/BNV-TCBC",
        "issuer_id": agency_id(session, "BNV"),
    }
    stub = add_stub(session, elsewhere, facts, now=NOW)

    document = register(session, actor, registration(LETTER), files, now=NOW, today=TODAY)

    assert (document.id, document.owner_agency_id) == (stub.id, actor.agency_id)


# --- what waits ----------------------------------------------------------------------------------


def test_a_refused_file_waits_once_with_its_bytes(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    pending, new = waiting(session, actor, files)
    again, _ = waiting(session, actor, files)

    assert again.id == pending.id
    assert (pending.duplicate_id, pending.same) == (known.id, Sameness.NUMBER)
    assert files.read(pending.sha256) == new.content


def test_only_its_uploader_sees_it(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    pending, new = waiting(session, actor, files)
    other = make_actor(session)

    view = view_pending(session, actor, saved_id(pending))
    assert (view.known, view.can_change, view.is_there) == (known, True, False)
    for actor_, key in ((other, saved_id(pending)), (actor, 999_999)):
        with pytest.raises(UploadNotFound):
            view_pending(session, actor_, key)
    officer = make_actor(session, Role.OFFICER)
    refused = refusal(session, actor, files, new)
    with pytest.raises(RightMissing):
        keep_pending(session, officer, new, files, refused=refused, now=NOW)


def test_a_draft_of_another_agency_is_not_shown(
    session: Session, actor: Actor, files: FileStore
) -> None:
    new = registration(LETTER, Acceptance.DRAFT)
    register(session, actor, new, files, now=NOW, today=TODAY)
    other = make_actor(session, agency_id=agency_id(session, "BTC"))
    pending, _ = waiting(session, other, files)

    view = view_pending(session, other, saved_id(pending))

    assert (view.known, view.can_change) == (None, False)


# --- what becomes of it --------------------------------------------------------------------------


def test_an_attached_file_leaves_the_text_alone(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    before = [p.text for p in list_provisions(session, [saved_id(known)])]

    document = decide(session, actor, files, waiting(session, actor, files), ATTACH)

    assert document.id == known.id
    standings = [file.standing for file in list_files(session, saved_id(known))]
    assert standings == [FileStanding.CURRENT, FileStanding.ATTACHMENT]
    assert [p.text for p in list_provisions(session, [saved_id(known)])] == before


def test_a_new_version_replaces_the_text_and_keeps_every_older_file(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    stamp = known.change_stamp
    attached = replace(CHANGED, paragraphs=("Tệp kèm theo.",))
    decide(session, actor, files, waiting(session, actor, files, attached), ATTACH)

    decide(session, actor, files, waiting(session, actor, files), NEW_VERSION)

    standings = [file.standing for file in list_files(session, saved_id(known))]
    assert standings == [
        FileStanding.SUPERSEDED,
        FileStanding.ATTACHMENT,
        FileStanding.CURRENT,
    ]
    (provision,) = list_provisions(session, [saved_id(known)])
    assert "đính chính" in provision.text
    assert known.change_stamp > stamp
    assert known.title == LETTER.title  # what was decided of the record stays


def test_what_rests_on_an_article_follows_it_into_a_changed_chapter(
    session: Session, actor: Actor, files: FileStore
) -> None:
    first, *chapter, second = (
        "Điều 1. Việc thứ nhất.", "Chương II", "QUY ĐỊNH CỤ THỂ", "Điều 2. Việc thứ hai.",
    )  # fmt: skip
    begun = replace(DECISION, paragraphs=("Chương I", "QUY ĐỊNH CHUNG", first, *chapter, second))
    new = registration(begun, Acceptance.ACCEPTED)
    base = saved_id(register(session, actor, new, files, now=NOW, today=TODAY))
    guide = make_document(session, issued_on=DECISION.issued_on)
    act = make_document(session, issued_on=TODAY)
    for source, kind, provision in (
        (guide, RelationKind.GUIDES, "dieu-1"),
        (act, RelationKind.AMENDS, "chuong-2"),
    ):
        said = NewRelation(
            source_id=saved_id(source), kind=kind, target_id=base, target_provision=provision
        )
        add_relation(session, make_actor(session, Role.SYSTEM), said, now=NOW)
    assert list_open(session) == []

    moved = replace(begun, paragraphs=(*chapter, first, second))
    decide(session, actor, files, waiting(session, actor, files, moved), NEW_VERSION)

    assert [one.document_id for one in list_open(session)] == [guide.id]


@pytest.mark.parametrize("acceptance", list(Acceptance))
def test_a_new_version_of_what_is_published_is_proposed_for_gaps(
    session: Session, actor: Actor, files: FileStore, acceptance: Acceptance
) -> None:
    known = register(session, actor, registration(LETTER, acceptance), files, now=NOW, today=TODAY)
    said = "Người hưởng chế độ nộp đơn tại bộ phận một cửa của xã trong mười ngày."
    gap = make_gap(session, title="Nộp đơn hưởng chế độ ở đâu", description=said)
    assert list_links_of_gap(session, saved_id(gap)) == []

    answering = replace(CHANGED, paragraphs=(said,))
    decide(session, actor, files, waiting(session, actor, files, answering), NEW_VERSION)

    found = [link.quote for link in list_links_of_gap(session, saved_id(gap))]
    assert found == ([f"{said[:-1]}./."] if known.state is RecordState.PUBLISHED else [])


def test_the_very_bytes_are_not_added_again(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    held = waiting(session, actor, files, LETTER)

    with pytest.raises(FileAlreadyThere):
        decide(session, actor, files, held, ATTACH)


def test_another_agencys_document_gets_no_file(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    other = make_actor(session, agency_id=agency_id(session, "BTC"))
    held = waiting(session, other, files)

    with pytest.raises(RightMissing):
        decide(session, other, files, held, NEW_VERSION)


def test_it_is_registered_anyway_with_a_reason_in_the_log(
    session: Session, actor: Actor, files: FileStore, known: Document
) -> None:
    held = waiting(session, actor, files)
    with pytest.raises(ValueInvalid):
        decide(session, actor, files, held, replace(ANYWAY, reason=" "))

    document = decide(session, actor, files, held, ANYWAY)

    assert (document.key_exact, document.namesake) == (known.key_exact, 1)
    said = session.exec(
        select(AuditEvent.details).where(
            AuditEvent.action == "document.register", AuditEvent.subject_id == document.id
        )
    ).one()
    assert "Cơ quan cấp trùng số" in said
    with pytest.raises(UploadAlreadyDecided):
        decide(session, actor, files, held, ATTACH)


def test_a_twin_without_an_identity_needs_no_count(
    session: Session, actor: Actor, files: FileStore
) -> None:
    new = registration(LETTER, Acceptance.DRAFT)
    bare = replace(new, reading=replace(new.reading, fields=near(new, None).fields))
    register(session, actor, bare, files, now=NOW, today=TODAY)

    twin = register(
        session, actor, replace(bare, despite="Bản thứ hai"), files, now=NOW, today=TODAY
    )

    assert twin.namesake == 0


def test_a_citation_of_a_number_given_twice_means_the_first(
    session: Session, actor: Actor, files: FileStore
) -> None:
    cited = replace(LETTER, number="25/2025/NĐ-CP", agency="Chính phủ", issued_on=date(2025, 2, 21))
    first = register(session, actor, registration(cited), files, now=NOW, today=TODAY)
    twin = replace(cited, paragraphs=("Một văn bản khác mang cùng số.",))
    decide(session, actor, files, waiting(session, actor, files, twin), ANYWAY)

    decision = register(session, actor, registration(DECISION), files, now=NOW, today=TODAY)

    targets = [r.target_id for r in list_relations_from(session, saved_id(decision))]
    assert targets == [first.id]


# --- refused files -------------------------------------------------------------------------------


def test_a_refused_file_is_audited_by_hash_and_size_alone(session: Session, actor: Actor) -> None:
    refused = FileSecret(name="ke-hoach-mat.docx")

    record_refused_file(session, actor, b"noi dung", refused, now=NOW)

    (event,) = session.exec(select(AuditEvent).where(AuditEvent.action == "file.refuse"))
    assert event.subject_id is None
    assert '"bytes": 8' in event.details
    assert '"reason": "file_secret"' in event.details
    assert "ke-hoach" not in event.details
    with pytest.raises(NotSignedIn):
        record_refused_file(session, PUBLIC, b"x", refused, now=NOW)
