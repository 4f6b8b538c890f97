from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, delete, select

from directives.errors import (
    AlreadyLinked,
    LinkNotFound,
    NotFound,
    QuoteNotFound,
    RightMissing,
    ValueInvalid,
)
from directives.models.base import saved_id
from directives.models.coverage_link import Answering, CoverageEvent, CoverageLink, NewCoverageLink
from directives.models.document import Document, DocumentFile, ExtractedText, Provision
from directives.models.gap import Gap
from directives.rules.two_times import AsOf
from directives.services.coverage_links import confirm_link, link_document, reject_link
from directives.services.gap_views import gaps_answered_by, get_gap
from directives.services.gaps import edit_gap
from directives.services.link_proposals import propose_links
from directives.services.link_suspects import (
    PROVISION_LOST,
    QUOTE_LOST,
    SOURCE_CHANGED,
    recheck_links_of_document,
    source_text,
)
from directives.store.coverage import list_link_events, list_links_of_document
from directives.vocabulary import (
    Extent,
    FileStanding,
    GapState,
    LinkEventKind,
    ProposalState,
    RecordState,
    Role,
)
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap

AT = AsOf(TODAY, NOW)
LATER = AsOf(TODAY + timedelta(days=10), NOW + timedelta(days=10))
LAST = AsOf(TODAY + timedelta(days=20), NOW + timedelta(days=20))
SAID = "Thời hạn chi trả chế độ cho người nghỉ việc là ba mươi ngày kể từ ngày có quyết định."
TEXT = f"Kính gửi: Ủy ban nhân dân các tỉnh.\n{SAID}\nĐề nghị các cơ quan thực hiện."


def with_text(session: Session, document: Document, text: str, *, reading: str = "{}") -> None:
    """Give a document a file with this text, in the place of its other files."""
    account = make_actor(session).account_id or 0
    key = saved_id(document)
    for file in session.exec(select(DocumentFile).where(DocumentFile.document_id == key)):
        file.standing = FileStanding.SUPERSEDED
    file = DocumentFile(
        document_id=key,
        sha256=str(hash(text)),
        text_sha256=str(hash(text)),
        name="cong-van.docx",
        media_type="x",
        byte_count=1,
        received_at=NOW,
        account_id=account,
    )
    session.add(file)
    session.flush()
    session.add(ExtractedText(file_id=saved_id(file), text=text, reading=reading))
    session.flush()


def with_provision(session: Session, document: Document, text: str) -> None:
    """Let the document have one article, with this text."""
    key = saved_id(document)
    session.execute(delete(Provision).where(col(Provision.document_id) == key))
    session.add(
        Provision(
            document_id=key,
            provision_id="dieu-1",
            position=0,
            label="Điều 1",
            heading="Chi trả",
            text=text,
        )
    )
    session.flush()


def new_link(gap: Gap, document: Document, **more: object) -> NewCoverageLink:
    said = {
        "gap_id": gap.id,
        "document_id": document.id,
        "extent": Extent.FULL,
        "quote": SAID,
        "linked_on": TODAY,
    }
    return NewCoverageLink.model_validate({**said, **more})


def proposed(session: Session) -> CoverageLink:
    """Make a link that the service proposed from a text."""
    gap = make_gap(session, title="Chi trả chế độ cho người nghỉ việc", description=SAID)
    document = make_document(session)
    with_text(session, document, TEXT)
    (link,) = propose_links(session, make_actor(session), saved_id(document), at=AT)
    assert link.gap_id == gap.id
    return link


def test_a_proposal_covers_nothing_until_a_person_agrees(session: Session) -> None:
    link = proposed(session)
    assert (link.status, link.origin, link.quote) == (ProposalState.PROPOSED, "similarity", SAID)
    assert get_gap(session, link.gap_id, AT).state is GapState.OPEN
    assert gaps_answered_by(session, link.document_id) == []

    said = Answering(extent=Extent.FULL, quote=SAID, rationale="nói đúng điều được hỏi")
    confirm_link(session, make_actor(session), saved_id(link), said, at=LATER)

    assert get_gap(session, link.gap_id, LATER).state is GapState.COVERED
    assert get_gap(session, link.gap_id, AT).state is GapState.OPEN
    assert get_gap(session, link.gap_id, AsOf(LATER.day, NOW)).state is GapState.OPEN


def test_a_rejected_proposal_never_returns(session: Session) -> None:
    link, actor = proposed(session), make_actor(session)
    reject_link(session, actor, saved_id(link), reason="việc khác", at=LATER)

    assert propose_links(session, actor, link.document_id, at=LAST) == []
    assert get_gap(session, link.gap_id, LAST).links == []
    kinds = [event.kind for event in list_link_events(session, [saved_id(link)])]
    assert kinds == [LinkEventKind.PROPOSED, LinkEventKind.REJECTED]


def test_a_person_may_still_link_what_was_rejected(session: Session) -> None:
    link, actor = proposed(session), make_actor(session)
    reject_link(session, actor, saved_id(link), reason="", at=AT)
    new = NewCoverageLink(
        gap_id=link.gap_id,
        document_id=link.document_id,
        extent=Extent.PARTIAL,
        quote=SAID,
        linked_on=TODAY,
    )

    assert link_document(session, actor, new, now=NOW).id == link.id
    assert get_gap(session, link.gap_id, AT).state is GapState.PARTLY_COVERED
    with pytest.raises(AlreadyLinked):
        link_document(session, actor, new, now=NOW)


def test_a_procedure_named_by_its_code_is_read(session: Session) -> None:
    gap = make_gap(session, title="Cấp bản sao trích lục hộ tịch", procedure_code="1.012754")
    make_gap(session, title="Khai tử lưu động", procedure_code="1.0127")
    document = make_document(session)
    with_text(session, document, "Về việc khác.\nThủ tục 1.012754, thực hiện tại Ủy ban.")

    (link,) = propose_links(session, make_actor(session), saved_id(document), at=AT)
    assert (link.gap_id, link.origin) == (gap.id, "reading")
    assert link.quote == "Thủ tục 1.012754, thực hiện tại Ủy ban."


def test_a_document_without_a_text_proposes_nothing(session: Session) -> None:
    document = saved_id(make_document(session))

    assert propose_links(session, make_actor(session), document, at=AT) == []


def test_a_link_is_suspect_when_the_gap_asks_something_else(session: Session) -> None:
    gap, document, actor = make_gap(session), make_document(session), make_actor(session)
    link = link_document(session, actor, new_link(gap, document), now=NOW)
    key = saved_id(gap)
    edit_gap(session, actor, key, {"description": "Nay hỏi cả việc khác"}, at=LATER)

    assert get_gap(session, key, LATER).state is GapState.SUSPECT
    assert get_gap(session, key, AT).state is GapState.COVERED
    edit_gap(session, actor, key, {"title": "Lại đổi tên"}, at=LATER)  # suspect already
    said = Answering(extent=Extent.FULL, quote=SAID)
    confirm_link(session, actor, saved_id(link), said, at=LAST)
    assert get_gap(session, key, LAST).state is GapState.COVERED
    assert get_gap(session, key, LATER).state is GapState.SUSPECT


def test_a_change_that_asks_nothing_else_leaves_links_alone(session: Session) -> None:
    gap, document, actor = make_gap(session), make_document(session), make_actor(session)
    link_document(session, actor, new_link(gap, document), now=NOW)
    edit_gap(session, actor, saved_id(gap), {"title": f" {gap.title} "}, at=LATER)

    assert get_gap(session, saved_id(gap), LATER).state is GapState.COVERED


def test_quoted_words_are_found_again_in_a_new_version(session: Session) -> None:
    gap, document, actor = make_gap(session), make_document(session), make_actor(session)
    with_text(session, document, TEXT)
    link = link_document(session, actor, new_link(gap, document), now=NOW)
    assert recheck_links_of_document(session, actor, saved_id(document), at=LATER) == 0

    changed = SAID.replace("ba mươi ngày", "hai mươi ngày")
    with_text(session, document, TEXT.replace(SAID, changed))
    assert recheck_links_of_document(session, actor, saved_id(document), at=LATER) == 1

    assert (link.quote, link.suspect) == (changed, SOURCE_CHANGED)
    assert get_gap(session, saved_id(gap), LATER).state is GapState.SUSPECT
    (then,) = get_gap(session, saved_id(gap), AT).links
    assert (then.quote, then.suspect) == (SAID, "")


def test_words_that_stand_elsewhere_unchanged_keep_the_quote_but_are_looked_at(
    session: Session,
) -> None:
    gap, document, actor = make_gap(session), make_document(session), make_actor(session)
    with_text(session, document, TEXT)
    link = link_document(session, actor, new_link(gap, document), now=NOW)
    with_text(session, document, f"Lời mới ở trước.\n{TEXT}")
    recheck_links_of_document(session, actor, saved_id(document), at=LATER)

    assert (link.quote, link.suspect) == (SAID, SOURCE_CHANGED)


def test_a_quote_or_provision_that_is_gone_is_said_to_be(session: Session) -> None:
    gap, document, actor = make_gap(session), make_document(session), make_actor(session)
    with_provision(session, document, SAID)
    link = link_document(session, actor, new_link(gap, document, provision_id="dieu-1"), now=NOW)
    with_provision(session, document, "Việc khác hẳn.")
    recheck_links_of_document(session, actor, saved_id(document), at=LATER)
    assert link.suspect == QUOTE_LOST

    session.execute(delete(Provision).where(col(Provision.document_id) == document.id))
    recheck_links_of_document(session, actor, saved_id(document), at=LAST)
    assert link.suspect == PROVISION_LOST


def test_a_proposal_whose_text_changes_is_only_found_again(session: Session) -> None:
    link, actor = proposed(session), make_actor(session)
    document = session.get_one(Document, link.document_id)
    changed = SAID.replace("ba mươi", "hai mươi")
    with_text(session, document, TEXT.replace(SAID, changed))
    recheck_links_of_document(session, actor, link.document_id, at=LATER)

    assert (link.quote, link.status, link.suspect) == (changed, ProposalState.PROPOSED, "")


def test_an_older_link_keeps_how_it_began(session: Session) -> None:
    gap, document, actor = make_gap(session), make_document(session), make_actor(session)
    older = CoverageLink.model_validate(
        new_link(gap, document), update={"account_id": actor.account_id, "recorded_at": NOW}
    )
    session.add(older)
    session.flush()
    assert get_gap(session, saved_id(gap), AT).links == [older]
    reject_link(session, actor, saved_id(older), reason="nhầm", at=LATER)

    assert get_gap(session, saved_id(gap), AT).state is GapState.COVERED
    assert get_gap(session, saved_id(gap), LATER).state is GapState.OPEN
    events = session.exec(select(CoverageEvent).where(CoverageEvent.link_id == older.id)).all()
    assert [event.recorded_at for event in events] == [NOW, LATER.known_at]


def test_an_interim_answer_counts_until_its_last_day(session: Session) -> None:
    gap, document = make_gap(session), make_document(session)
    new = new_link(gap, document, extent=Extent.INTERIM, expires_on=LATER.day)
    link_document(session, make_actor(session), new, now=NOW)

    states = [get_gap(session, saved_id(gap), at).state for at in (AT, LATER, LAST)]
    assert states == [GapState.INTERIM, GapState.INTERIM, GapState.OPEN]
    with pytest.raises(ValueInvalid):
        Answering(extent=Extent.FULL, quote=SAID, expires_on=TODAY)


def test_conflicting_answers_are_told(session: Session) -> None:
    gap, actor = make_gap(session), make_actor(session)
    for extent in (Extent.FULL, Extent.CONFLICTING):
        link_document(session, actor, new_link(gap, make_document(session), extent=extent), now=NOW)

    standing = get_gap(session, saved_id(gap), AT).standing
    assert (standing.state, standing.is_conflicting) == (GapState.COVERED, True)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"expires_on": TODAY}, GapState.COVERED),  # its last day
        ({"expires_on": date(2025, 9, 30)}, GapState.OPEN),
        ({"effective_on": date(2025, 11, 1)}, GapState.OPEN),
        ({"issued_on": None}, GapState.COVERED),  # nobody knows that it is not in force
        ({"type_code": "BAO"}, GapState.OPEN),
        ({"state": RecordState.DRAFT}, GapState.OPEN),
    ],
)
def test_only_published_documents_in_force_answer(
    session: Session, facts: dict[str, Any], state: GapState
) -> None:
    gap, system = make_gap(session), make_actor(session, Role.SYSTEM)
    document = make_document(session, system, **facts)
    link_document(session, system, new_link(gap, document), now=NOW)

    assert get_gap(session, saved_id(gap), AT).state is state


def test_who_may_not_know_of_a_draft_may_not_link_it(session: Session) -> None:
    gap = make_gap(session)
    draft = make_document(session, state=RecordState.DRAFT)
    actor = make_actor(session)

    with pytest.raises(NotFound):
        link_document(session, actor, new_link(gap, draft), now=NOW)


def test_a_decision_about_a_link_is_checked(session: Session) -> None:
    link, officer = proposed(session), make_actor(session, Role.OFFICER)
    said = Answering(extent=Extent.FULL, quote="lời không có ở đâu cả")

    with pytest.raises(QuoteNotFound):
        confirm_link(session, make_actor(session), saved_id(link), said, at=AT)
    with pytest.raises(RightMissing):
        confirm_link(session, officer, saved_id(link), said, at=AT)
    with pytest.raises(RightMissing):
        reject_link(session, officer, saved_id(link), reason="", at=AT)
    with pytest.raises(LinkNotFound):
        reject_link(session, make_actor(session), 77_777, reason="", at=AT)


def test_a_superseded_file_is_no_longer_what_a_document_says(session: Session) -> None:
    document = make_document(session)
    assert source_text(session, saved_id(document), "") is None
    with_text(session, document, "Cũ.")
    with_text(session, document, "Mới.")

    assert source_text(session, saved_id(document), "") == "Mới."
    assert list_links_of_document(session, saved_id(document), status=None) == []
