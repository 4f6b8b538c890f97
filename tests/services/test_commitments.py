import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from api.report_json import report_as_json
from directives.errors import (
    AgencyEnded,
    AgencyNotFound,
    CommitmentClosed,
    CommitmentNotFound,
    DirectivesError,
    DocumentNotFound,
    EventTooEarly,
    EvidenceMissing,
    GapNotFound,
    GuidanceIssuedTooEarly,
    RightMissing,
    ValueInvalid,
)
from directives.models.agency import Agency
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.commitment import Commitment, NewCommitment, NewMove
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import AsOf
from directives.services.commitment_views import get_commitment
from directives.services.commitments import Coordinator, fulfil, move, record_promise, withdraw
from directives.services.reports import overdue_report
from directives.vocabulary import (
    CommitmentEventKind,
    CommitmentKind,
    CommitmentState,
    MoveReason,
    Operator,
    Precision,
    Role,
)
from tests.factories import (
    NOW,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_document,
    make_move,
)

DUE = date(2025, 10, 14)
LATER = NOW + timedelta(days=20)


def moved_to(day: date, moved_on: date = date(2025, 10, 10)) -> NewMove:
    return NewMove(
        moved_on=moved_on,
        reason=MoveReason.COLLECTING_COMMENTS,
        due_from=day,
        due_to=day,
        due_operator=Operator.ON_OR_BEFORE,
        due_precision=Precision.DAY,
    )


def test_a_move_is_appended_and_the_first_date_stays(session: Session) -> None:
    key = saved_id(make_commitment(session))
    move(session, make_actor(session, Role.OVERSIGHT), key, moved_to(date(2025, 10, 31)), now=LATER)

    view = get_commitment(session, key, AsOf(date(2025, 10, 20), LATER))

    assert view.standing.state is CommitmentState.IN_TIME
    assert (view.standing.moves, view.standing.slip_days) == (1, 17)
    assert view.commitment.due_to == DUE


def test_a_past_report_is_made_again_as_it_was_known(session: Session) -> None:
    key = saved_id(make_commitment(session))
    day = AsOf(date(2025, 10, 20), LATER - timedelta(days=1))
    first = json.dumps(report_as_json(overdue_report(session, day)), default=str)

    move(session, make_actor(session, Role.OVERSIGHT), key, moved_to(date(2025, 10, 31)), now=LATER)
    make_commitment(session, promise="Một cam kết ghi sau", now=LATER)

    assert json.dumps(report_as_json(overdue_report(session, day)), default=str) == first
    assert len(overdue_report(session, day).rows) == 1
    known_since = overdue_report(session, AsOf(day.day, LATER))
    assert [row.promised for row in known_since.rows] == ["Một cam kết ghi sau"]


def test_a_corrected_source_date_does_not_change_a_past_report(session: Session) -> None:
    source = make_document(session)
    make_commitment(session, source_document_id=source.id, source_quote="sẽ ban hành")
    row = overdue_report(session, AsOf(date(2025, 10, 20), NOW)).rows[0]

    assert (row.source_document, row.source_quote) == (source.number, "sẽ ban hành")


def test_a_promise_is_kept_by_its_document(session: Session) -> None:
    commitment = make_commitment(session, promised_on=date(2025, 8, 1))
    document = make_document(session, issued_on=date(2025, 10, 20))
    fulfil(
        session,
        make_actor(session),
        saved_id(commitment),
        held_on=date(2025, 10, 20),
        document_id=document.id,
        now=LATER,
    )

    standing = get_commitment(
        session, saved_id(commitment), AsOf(date(2025, 12, 1), LATER)
    ).standing
    assert (standing.state, standing.days_late) == (CommitmentState.DONE_LATE, 6)


def test_older_guidance_cannot_keep_a_promise(session: Session) -> None:
    commitment = make_commitment(session)
    document = make_document(session, issued_on=date(2025, 9, 30))

    with pytest.raises(GuidanceIssuedTooEarly):
        fulfil(
            session,
            make_actor(session),
            saved_id(commitment),
            held_on=DUE,
            document_id=document.id,
            now=LATER,
        )


def test_keeping_a_promise_needs_proof(session: Session) -> None:
    key = saved_id(make_commitment(session))

    with pytest.raises(EvidenceMissing):
        fulfil(session, make_actor(session), key, held_on=DUE, now=LATER)


def test_nothing_happens_to_a_promise_before_it_is_made(session: Session) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session)
    early = date(2025, 9, 30)

    with pytest.raises(EventTooEarly):
        move(session, actor, key, moved_to(DUE, early), now=LATER)
    with pytest.raises(EventTooEarly):
        fulfil(session, actor, key, held_on=early, evidence="xong", now=LATER)
    with pytest.raises(EventTooEarly):
        withdraw(session, actor, key, held_on=early, reason="thôi", now=LATER)


def test_what_has_ended_stays_ended(session: Session) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session, Role.OVERSIGHT)
    with pytest.raises(ValueInvalid) as refused:
        withdraw(session, actor, key, held_on=DUE, reason=" \n", now=LATER)
    assert refused.value.field == "reason"
    withdraw(session, actor, key, held_on=DUE, reason="không còn cần", now=LATER)

    with pytest.raises(CommitmentClosed):
        move(session, actor, key, moved_to(date(2025, 10, 31)), now=LATER)
    state = get_commitment(session, key, AsOf(DUE, LATER)).standing.state
    assert state is CommitmentState.WITHDRAWN


def test_another_agencys_drafter_cannot_move_a_promise(session: Session) -> None:
    key = saved_id(make_commitment(session, lead_agency_id=None, lead_words="các địa phương"))

    with pytest.raises(RightMissing):
        move(session, make_actor(session), key, moved_to(DUE), now=LATER)
    move(session, make_actor(session, Role.OVERSIGHT), key, moved_to(date(2025, 10, 31)), now=LATER)


def test_a_promise_names_gaps_that_exist(session: Session) -> None:
    with pytest.raises(GapNotFound):
        make_commitment(session, gap_ids=(77_777,))


def test_a_promise_that_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(CommitmentNotFound):
        get_commitment(session, 77_777, AsOf(DUE, LATER))
    with pytest.raises(CommitmentNotFound):
        move(session, make_actor(session), 77_777, moved_to(DUE), now=LATER)


def test_undated_promises_are_reported_apart(session: Session) -> None:
    make_commitment(session, **UNDATED)

    report = overdue_report(session, AsOf(date(2030, 1, 1), LATER))

    assert (len(report.rows), len(report.undated)) == (0, 1)


def test_every_change_is_audited_and_owed_to_the_outside(session: Session) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session, Role.OVERSIGHT)
    move(session, actor, key, moved_to(date(2025, 10, 31)), now=LATER)

    audited = session.exec(
        select(AuditEvent).where(
            AuditEvent.action == "commitment.move", AuditEvent.subject_id == key
        )
    ).one()
    owed = session.exec(select(OutboxMessage).where(OutboxMessage.topic == "commitment.move")).all()
    assert audited.account_id == actor.account_id
    assert [message.key for message in owed] == [f"commitment.move:commitment:{key}:{audited.id}"]


def test_an_action_is_kept_by_words_or_by_a_document_without_date(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    undated = make_document(session, issued_on=None, is_stub=True)
    for proof in ({"evidence": "biên bản"}, {"document_id": saved_id(undated)}):
        key = saved_id(make_commitment(session, kind=CommitmentKind.ACTION))
        event = CommitmentEventKind.FULFILLED

        assert fulfil(session, actor, key, held_on=DUE, now=LATER, **proof).kind is event


def test_the_lead_and_the_source_of_a_move_must_be_known(session: Session) -> None:
    with pytest.raises(AgencyNotFound):
        make_commitment(session, lead_agency_id=77_777)
    key, actor = saved_id(make_commitment(session)), make_actor(session, Role.OVERSIGHT)
    said = moved_to(date(2025, 10, 31))
    said.source_document_id = 77_777
    with pytest.raises(DocumentNotFound):
        move(session, actor, key, said, now=LATER)


HIDDEN = {"due_from": date(2027, 1, 1), "due_phrase": "Quý III/2026"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"due_to": date(2027, 2, 3), "due_precision": Precision.QUARTER}, "due_precision"),
        ({"due_to": date(2027, 3, 31), "due_precision": Precision.QUARTER}, "due_to"),
        ({"due_to": date(2027, 2, 3), "due_precision": Precision.DAY}, "due_to"),
    ],
)
def test_no_date_is_hidden_behind_a_period_that_ends_before_it(
    session: Session, said: dict[str, Any], field: str
) -> None:
    due = {**HIDDEN, **said}
    with pytest.raises(DirectivesError) as first:
        make_commitment(session, **due)
    assert first.value.field == field
    key, system = saved_id(make_commitment(session)), make_actor(session, Role.SYSTEM)
    day = {"moved_on": date(2025, 10, 1), "reason": MoveReason.RESOURCES}
    with pytest.raises(DirectivesError) as refused:
        move(session, system, key, NewMove.model_validate({**day, **due}), now=NOW)
    assert refused.value.field == field


@pytest.mark.parametrize("phrase", ["", "Quý III/2027", "khi có nguồn lực", "32/13", "quý I"])
def test_words_that_name_no_earlier_period_stand_with_any_day(
    session: Session, phrase: str
) -> None:
    day = date(2027, 2, 3)

    assert make_commitment(session, due_from=day, due_to=day, due_phrase=phrase).due_to == day


@pytest.mark.parametrize("field", ["lead_agency_id", "coordinators"])
def test_a_body_that_has_ended_promises_nothing_new(session: Session, field: str) -> None:
    ended = session.get_one(Agency, agency_id(session, "BTC"))
    ended.valid_to = date(2025, 9, 30)
    session.flush()
    lead = ended.id if field == "lead_agency_id" else agency_id(session, "BNV")

    def record(promised_on: date) -> Commitment:
        due = {"due_from": DUE, "due_to": DUE, "due_precision": Precision.DAY}
        promise = {"promise": "Ban hành", "kind": CommitmentKind.GUIDANCE, "lead_agency_id": lead}
        new = NewCommitment.model_validate({**promise, **due, "promised_on": promised_on})
        named = [Coordinator(ended.id)] if field == "coordinators" else []
        return record_promise(session, make_actor(session), new, coordinators=named, now=NOW)

    with pytest.raises(AgencyEnded) as refused:
        record(date(2025, 10, 1))
    assert refused.value.field == field
    assert record(date(2025, 9, 30)).id


def test_a_move_of_a_later_day_does_not_make_late_on_time(session: Session) -> None:
    promise = make_commitment(session, kind=CommitmentKind.ACTION)
    make_move(session, promise, moved_to(date(2025, 12, 1), date(2025, 10, 20)))
    key, actor = saved_id(promise), make_actor(session, Role.OVERSIGHT)

    fulfil(session, actor, key, held_on=date(2025, 10, 15), evidence="biên bản", now=LATER)

    for day in (date(2025, 10, 19), date(2025, 10, 20)):
        standing = get_commitment(session, key, AsOf(day, LATER)).standing
        assert (standing.state, standing.days_late) == (CommitmentState.DONE_LATE, 1)
