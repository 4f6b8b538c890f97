import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.reading_json import reading_as_json
from directives.errors import (
    DueBeforePromise,
    GapNotFound,
    ProposalDecided,
    ProposalNotFound,
    RightMissing,
    ValueInvalid,
    ValueUnknown,
)
from directives.models.base import saved_id
from directives.models.document import Document, DocumentSector
from directives.models.notice import Notice
from directives.models.promise_proposal import PromiseProposal
from directives.rules.two_times import AsOf
from directives.services.commitment_views import get_commitment
from directives.services.documents import publish
from directives.services.gap_standings import standings
from directives.services.late_answer import LateQuestion, late_answer, late_scope
from directives.services.notices import queue_due_notices
from directives.services.promise_proposals import propose_promises
from directives.services.promise_ties import coordinator_names
from directives.services.proposal_decisions import (
    Added,
    accept_proposal,
    is_due_before,
    reject_proposal,
)
from directives.store.promise_proposals import count_waiting, list_waiting
from directives.vocabulary import (
    Audience,
    CommitmentKind,
    CommitmentState,
    GapState,
    Operator,
    Precision,
    ProposalState,
    RecordState,
    Role,
)
from tests.factories import NOW, TODAY, agency_id, make_actor, make_contact, make_document
from tests.reading.test_tasks import letter
from tests.services.test_coverage_links import with_provision, with_text
from tests.services.test_gap_reports import reported
from tests.services.test_late_answer import sector

LATE_ON = date(2025, 10, 20)  # six days after what DATED says
DATED = (
    "1. Bộ Tài chính chủ trì, phối hợp với Bộ Nội vụ trình dự thảo Thông tư hướng dẫn"
    " trước ngày 15/10/2025."
)
UNDATED = "2. Giao Bộ Nội vụ khẩn trương rà soát các vướng mắc của cấp xã."
GROUP = "3. Ủy ban nhân dân cấp xã báo cáo kết quả trước ngày 20/10/2025."
AGAIN = "4. Giao Bộ Xây dựng báo cáo hằng tháng, trước ngày 25."


def read_into(session: Session, document: Document, *sentences: str) -> None:
    """Let a document have a file with these sentences, read as every file is."""
    reading = letter(*sentences)
    with_text(
        session, document, reading.text, reading=json.dumps(reading_as_json(reading), default=str)
    )


@pytest.fixture
def waiting(session: Session) -> Callable[..., list[PromiseProposal]]:
    """Propose what a published document with these sentences promises."""

    def propose(*sentences: str, **facts: Any) -> list[PromiseProposal]:
        document = make_document(session, **facts)
        read_into(session, document, *sentences)
        return propose_promises(session, make_actor(session), document, now=NOW)

    return propose


Waiting = Callable[..., list[PromiseProposal]]


def test_the_promised_document_is_called_as_it_was_read_or_as_a_person_says(
    session: Session, waiting: Waiting
) -> None:
    actor = make_actor(session, Role.OVERSIGHT)
    read, put_right, action = waiting(
        DATED,
        DATED.replace("trụ", "nhà").replace("Thông tư hướng dẫn", "Thông tư quy định"),
        UNDATED,
    )

    first = accept_proposal(session, actor, saved_id(read), today=TODAY, now=NOW)
    added = Added(expected_title="Thông tư về trụ sở dôi dư")
    second = accept_proposal(session, actor, saved_id(put_right), added, today=TODAY, now=NOW)

    assert (read.expected_title, first.expected_title) == ("Thông tư hướng dẫn",) * 2
    assert second.expected_title == "Thông tư về trụ sở dôi dư"
    assert action.expected_title is None
    with pytest.raises(ValueInvalid) as refused:
        accept_proposal(session, actor, saved_id(action), added, today=TODAY, now=NOW)
    assert refused.value.field == "expected_title"


def test_what_a_document_tells_named_bodies_waits_with_its_quote(
    session: Session, waiting: Waiting
) -> None:
    dated, undated, group = waiting(DATED, UNDATED, GROUP, AGAIN)

    assert (dated.lead_agency_id, dated.lead_words) == (agency_id(session, "BTC"), "Bộ Tài chính")
    assert (dated.due_to, dated.due_operator) == (date(2025, 10, 14), Operator.BEFORE)
    assert dated.promise == "trình dự thảo Thông tư hướng dẫn"
    assert (dated.kind, dated.expected_type_code) == (CommitmentKind.GUIDANCE, "TT")
    assert "trước ngày 15/10/2025" in dated.quote
    assert (undated.due_to, undated.due_precision) == (None, Precision.NONE)
    assert (undated.kind, undated.expected_type_code) == (CommitmentKind.ACTION, None)
    assert (group.lead_agency_id, group.lead_words) == (None, "Ủy ban nhân dân cấp xã")
    assert count_waiting(session) == 3
    assert [one.id for one in list_waiting(session, limit=2, offset=1)] == [undated.id, group.id]


def test_the_verb_of_a_deadline_is_cut_out_with_it(session: Session, waiting: Waiting) -> None:
    said = "1. Giao Bộ Nội vụ ban hành Thông tư về thư viện, hoàn thành trước ngày 15/10/2025."
    (read,) = waiting(said)
    assert read.promise == "ban hành Thông tư về thư viện"
    document = session.get_one(Document, read.document_id)
    assert propose_promises(session, make_actor(session), document, now=NOW) == []


def test_a_document_of_no_type_yet_is_guidance_all_the_same(waiting: Waiting) -> None:
    (read,) = waiting("1. Giao Bộ Nội vụ có văn bản hướng dẫn về lưu trữ trước ngày 15/10/2025.")
    assert (read.kind, read.expected_type_code) == (CommitmentKind.GUIDANCE, None)
    assert read.expected_title == "văn bản hướng dẫn về lưu trữ"


@pytest.mark.parametrize(
    ("added", "recorded"),
    [
        (Added(), ("guidance", "TT", "Thông tư hướng dẫn")),
        (Added(expected_type_code="NĐ"), ("guidance", "NĐ", "Thông tư hướng dẫn")),
        (Added(expected_type_code=""), ("guidance", None, "Thông tư hướng dẫn")),
        (Added(kind=CommitmentKind.GUIDANCE), ("guidance", "TT", "Thông tư hướng dẫn")),
        (
            Added(
                kind=CommitmentKind.ACTION,
                expected_type_code="",
                expected_title="Thông tư hướng dẫn",
            ),
            ("action", None, None),
        ),
        (Added(kind=CommitmentKind.ACTION), ("action", None, None)),
    ],
)
def test_what_was_read_of_the_product_is_put_right_with_the_click(
    session: Session,
    waiting: Waiting,
    added: Added,
    recorded: tuple[str, str | None, str | None],
) -> None:
    (read,) = waiting(DATED)
    made = accept_proposal(
        session, make_actor(session), saved_id(read), added, today=TODAY, now=NOW
    )
    assert (made.kind, made.expected_type_code, made.expected_title) == recorded
    assert read.kind is CommitmentKind.GUIDANCE


def test_an_action_becomes_a_document_by_its_type(session: Session, waiting: Waiting) -> None:
    (read,) = waiting(UNDATED)
    added = Added(expected_type_code="QĐ")
    made = accept_proposal(
        session, make_actor(session), saved_id(read), added, today=TODAY, now=NOW
    )
    assert (made.kind, made.expected_type_code) == (CommitmentKind.GUIDANCE, "QĐ")


@pytest.mark.parametrize(
    "added",
    [
        Added(kind=CommitmentKind.ACTION, expected_type_code="TT"),
        Added(expected_type_code="KHÔNG"),
    ],
)
def test_a_type_that_is_none_and_one_of_an_action_are_refused(
    session: Session, waiting: Waiting, added: Added
) -> None:
    (read,) = waiting(DATED)
    with pytest.raises((ValueInvalid, ValueUnknown)) as refused:
        accept_proposal(session, make_actor(session), saved_id(read), added, today=TODAY, now=NOW)
    assert refused.value.field == "expected_type_code"


def test_a_date_that_names_a_session_or_an_event_is_proposed_as_it_is(
    session: Session, waiting: Waiting
) -> None:
    (before,) = waiting("1. Giao Bộ Nội vụ trình dự án Luật trước Kỳ họp giữa năm 2026.")

    made = accept_proposal(session, make_actor(session), saved_id(before), today=TODAY, now=NOW)

    assert (made.due_to, made.due_precision) == (None, Precision.SESSION)
    assert (made.due_operator, made.due_phrase) == (Operator.BEFORE, "trước Kỳ họp giữa năm 2026")


def test_what_is_taken_over_counts_for_a_sector_and_for_gaps(
    session: Session, waiting: Waiting
) -> None:
    gap, actor, at = reported(session, "15", "01"), make_actor(session), AsOf(LATE_ON, NOW)
    of_document, chosen = sector(session, "dat-dai"), sector(session, "giao-duc")
    first, second = waiting(DATED, GROUP)
    session.add(DocumentSector(document_id=first.document_id, sector_id=saved_id(of_document)))
    session.flush()

    by_default = accept_proposal(
        session, actor, saved_id(first), Added(gap_ids=(gap, gap)), today=TODAY, now=NOW
    )
    by_choice = Added(sector_id=saved_id(chosen))
    other = accept_proposal(session, actor, saved_id(second), by_choice, today=TODAY, now=NOW)

    assert (by_default.sector_id, other.sector_id) == (of_document.id, chosen.id)
    for question in (LateQuestion(sector=of_document), LateQuestion(place_code="15")):
        scope = late_scope(session, at, question)
        (late,) = late_answer(session, at, scope, limit=5).promises
        assert (late.row.id, late.waiting, late.debt_days) == (by_default.id, 2, 12)
    assert standings(session, at, [gap])[gap].state is GapState.OVERDUE


def test_what_is_taken_over_names_the_provision_that_says_it(
    session: Session, waiting: Waiting
) -> None:
    first, second = waiting(DATED, UNDATED)
    with_provision(session, session.get_one(Document, first.document_id), DATED)
    actor = make_actor(session)

    made = [
        accept_proposal(session, actor, saved_id(one), today=TODAY, now=NOW)
        for one in (first, second)
    ]

    assert [one.source_provision_id for one in made] == ["dieu-1", ""]


def test_a_gap_that_is_not_known_takes_nothing_over(session: Session, waiting: Waiting) -> None:
    (dated,) = waiting(DATED)
    added = Added(gap_ids=(999_999,))

    with pytest.raises(GapNotFound):
        accept_proposal(session, make_actor(session), saved_id(dated), added, today=TODAY, now=NOW)

    assert count_waiting(session) == 1


def test_publishing_proposes(session: Session) -> None:
    document = make_document(session, state=RecordState.DRAFT)
    document.owner_agency_id = agency_id(session, "BNV")
    read_into(session, document, DATED)

    publish(session, make_actor(session), saved_id(document), now=NOW, today=TODAY)

    assert count_waiting(session) == 1


def test_one_click_makes_a_promise_of_it(session: Session, waiting: Waiting) -> None:
    (dated,) = waiting(DATED, issued_on=date(2025, 8, 21))
    actor = make_actor(session)

    made = accept_proposal(session, actor, saved_id(dated), today=TODAY, now=NOW)

    view = get_commitment(session, saved_id(made), AsOf(date(2025, 10, 20), NOW))
    assert view.standing.state is CommitmentState.OVERDUE
    assert (made.source_document_id, made.source_quote) == (dated.document_id, dated.quote)
    assert made.promised_on == date(2025, 8, 21)
    assert coordinator_names(session, saved_id(made)) == ["Bộ Nội vụ"]
    assert (dated.status, dated.commitment_id) == (ProposalState.CONFIRMED, made.id)
    assert count_waiting(session) == 0
    with pytest.raises(ProposalDecided):
        accept_proposal(session, actor, saved_id(dated), today=TODAY, now=NOW)


def test_an_impossible_date_is_put_right_and_no_other(session: Session, waiting: Waiting) -> None:
    after = date(2025, 12, 1)
    wrong, undated = waiting(DATED, UNDATED, issued_on=after)
    actor, right = make_actor(session), Added(due_to=date(2026, 1, 15))

    assert (is_due_before(wrong, after), is_due_before(undated, after)) == (True, False)
    with pytest.raises(DueBeforePromise):
        accept_proposal(session, actor, saved_id(wrong), today=TODAY, now=NOW)
    with pytest.raises(ValueInvalid) as refused:
        accept_proposal(session, actor, saved_id(undated), right, today=TODAY, now=NOW)
    made = accept_proposal(session, actor, saved_id(wrong), right, today=TODAY, now=NOW)

    assert refused.value.field == "due_to"
    assert (made.due_from, made.due_to) == (date(2026, 1, 15), date(2026, 1, 15))
    assert (made.due_precision, made.due_phrase) == (Precision.DAY, wrong.due_phrase)


@pytest.mark.parametrize("reason", ["", "ab", "x" * 2_001])
def test_it_is_not_rejected_without_saying_why(
    session: Session, waiting: Waiting, reason: str
) -> None:
    (dated,) = waiting(DATED)
    actor = make_actor(session)

    with pytest.raises(ValueInvalid):
        reject_proposal(session, actor, saved_id(dated), reason=reason, today=TODAY, now=NOW)

    assert count_waiting(session) == 1


def test_a_rejected_one_never_returns(session: Session, waiting: Waiting) -> None:
    (dated,) = waiting(DATED)
    actor = make_actor(session)
    reject_proposal(session, actor, saved_id(dated), reason="đã có văn bản", today=TODAY, now=NOW)
    document = session.get_one(Document, dated.document_id)

    read_into(session, document, UNDATED, DATED.upper(), DATED.replace("1. ", "7)  "))
    again = propose_promises(session, actor, document, now=NOW)

    assert [one.lead_words for one in again] == ["Bộ Nội vụ"]
    assert propose_promises(session, actor, document, now=NOW) == []
    with pytest.raises(ProposalDecided):
        accept_proposal(session, actor, saved_id(dated), today=TODAY, now=NOW)


def test_a_promise_without_a_date_is_chased_from_the_day_it_was_taken_over(
    session: Session, waiting: Waiting
) -> None:
    person, head = make_contact(session), make_contact(session, is_head=True)
    (undated,) = waiting(UNDATED, issued_on=date(2025, 3, 1))
    made = accept_proposal(session, make_actor(session), saved_id(undated), today=TODAY, now=NOW)
    system = make_actor(session, Role.SYSTEM)

    counts = [
        queue_due_notices(session, system, today=TODAY + timedelta(days=n), now=NOW).new
        for n in (13, 14, 43, 44)
    ]

    assert counts == [0, 1, 0, 2]
    told = session.exec(select(Notice).order_by(col(Notice.id))).all()
    assert [(one.contact_id, one.audience, one.days) for one in told] == [
        (person.id, Audience.PERSON, 14),
        (person.id, Audience.PERSON, 44),
        (head.id, Audience.UNIT_HEAD, 44),
    ]
    assert made.due_to is None


def test_only_who_records_promises_decides_and_only_of_public_documents(
    session: Session, waiting: Waiting
) -> None:
    (dated,) = waiting(DATED)
    key = saved_id(dated)
    with pytest.raises(RightMissing):
        accept_proposal(session, make_actor(session, Role.OFFICER), key, today=TODAY, now=NOW)

    session.execute(
        sa.update(Document)
        .where(col(Document.id) == dated.document_id)
        .values(state=RecordState.WITHDRAWN)
    )

    assert count_waiting(session) == 0
    with pytest.raises(ProposalNotFound):
        reject_proposal(session, make_actor(session), key, reason="x y z", today=TODAY, now=NOW)


def test_without_a_text_a_day_or_a_body_nothing_is_proposed(
    session: Session, waiting: Waiting
) -> None:
    bare = make_document(session)

    assert propose_promises(session, make_actor(session), bare, now=NOW) == []
    assert waiting(DATED, issued_on=None) == []
    assert waiting(AGAIN) == []
    assert waiting("Hoàn thành việc rà soát trước ngày 15/10/2025.") == []


def test_words_that_are_all_deadline_stay_as_they_are(session: Session) -> None:
    document = make_document(session)
    task: dict[str, Any] = {
        "lead": "BNV",
        "coordinators": [],
        "action": "xong trước 15/10",
        "product": None,
        "phrase": "xong trước 15/10",
        "due_from": None,
        "due_to": "2025-10-14",
        "operator": None,
        "precision": "day",
        "kind": "date",
        "quote": "BNV xong trước 15/10",
    }
    day = {**task, "lead": "BXD", "due_to": None}
    nothing = {**task, "lead": "BTC", "action": "", "phrase": None}
    with_text(session, document, "x", reading=json.dumps({"tasks": [task, day, nothing]}))

    found, without = propose_promises(session, make_actor(session), document, now=NOW)

    assert (without.due_to, without.due_precision) == (None, Precision.NONE)
    assert (found.promise, found.due_operator) == ("xong trước 15/10", None)
    assert found.lead_agency_id == agency_id(session, "BNV")
