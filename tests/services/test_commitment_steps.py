from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.errors import (
    AgencyEnded,
    AgencyNotFound,
    CommitmentClosed,
    CommitmentNotFound,
    DocumentNotFound,
    EventTooEarly,
    RightMissing,
    StepOutOfTurn,
    ValueInvalid,
)
from directives.models.agency import AgencySuccession
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.commitment_step import CommitmentStep, NewStep
from directives.models.document import Document
from directives.models.notice import Notice
from directives.models.outbox import OutboxMessage
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import Possible, confirm_report, possible_for, take_step
from directives.services.commitment_views import get_commitment, view_commitments
from directives.services.commitments import fulfil, move, withdraw
from directives.services.explanations import explain
from directives.services.late_answer import LateQuestion, late_answer, late_scope
from directives.services.notices import queue_due_notices
from directives.services.promise_calendars import promises_of_agency
from directives.services.promise_standings import promise_standings
from directives.vocabulary import (
    CommitmentKind,
    CommitmentState,
    NoticeBasis,
    RecordState,
    Responsibility,
    Role,
    StepKind,
)
from tests.factories import (
    NOW,
    agency_id,
    make_account,
    make_actor,
    make_commitment,
    make_contact,
    make_document,
    moment_of,
)
from tests.services.test_commitments import moved_to
from tests.services.test_explanations import said

DUE = date(2025, 10, 14)
GIVEN, MOVED = moment_of(date(2025, 10, 8)), moment_of(date(2025, 10, 10))
LATER = NOW + timedelta(days=60)
AT = AsOf(date(2025, 11, 10), LATER)


def new(kind: StepKind, day: date = date(2025, 10, 8), **said_of_it: object) -> NewStep:
    values = {"kind": kind, "held_on": day, "words": "có lý do rõ ràng", **said_of_it}
    return NewStep.model_validate(values)


def given_to(session: Session, code: str = "BTC") -> NewStep:
    return new(StepKind.TRANSFERRED, agency_id=agency_id(session, code))


def take(session: Session, key: int, *steps: NewStep, role: Role = Role.SYSTEM) -> None:
    actor = make_actor(session, role)
    for step in steps:
        take_step(session, actor, key, step, now=moment_of(step.held_on))


def test_a_body_accepts_or_rejects_and_both_stay(session: Session) -> None:
    key = saved_id(make_commitment(session))

    take(session, key, new(StepKind.REJECTED), role=Role.DRAFTER)
    take(session, key, NewStep(kind=StepKind.ACCEPTED, held_on=DUE), role=Role.DRAFTER)

    view = get_commitment(session, key, AT)
    assert [step.kind for step in view.steps] == [StepKind.REJECTED, StepKind.ACCEPTED]
    assert view.standing.course.responsibility is Responsibility.ACCEPTED
    before = get_commitment(session, key, AsOf(date(2025, 10, 13), LATER)).standing
    assert before.course.responsibility is Responsibility.REJECTED
    audited = session.exec(
        select(AuditEvent.action).where(AuditEvent.subject_id == key).order_by(col(AuditEvent.id))
    ).all()
    assert audited == ["commitment.record", "commitment.rejected", "commitment.accepted"]
    topics = session.exec(select(OutboxMessage.topic)).all()
    assert {"commitment.rejected", "commitment.accepted"} <= set(topics)


def test_what_was_not_known_yet_does_not_count(session: Session) -> None:
    key = saved_id(make_commitment(session))
    paused = new(StepKind.PAUSED, date(2025, 10, 10))
    take_step(
        session, make_actor(session, Role.OVERSIGHT), key, paused, now=NOW + timedelta(days=9)
    )

    known = AsOf(AT.day, NOW + timedelta(days=8))
    assert get_commitment(session, key, known).standing.state is CommitmentState.OVERDUE
    assert get_commitment(session, key, AT).standing.state is CommitmentState.PAUSED
    assert promise_standings(session, known)[key].state is CommitmentState.OVERDUE
    assert promise_standings(session, AT)[key].state is CommitmentState.PAUSED


def test_nobody_is_late_or_reminded_during_a_pause(session: Session) -> None:
    make_contact(session)
    paused = saved_id(make_commitment(session))
    reported = saved_id(make_commitment(session))
    resumed = saved_id(make_commitment(session))
    take(session, paused, new(StepKind.PAUSED))
    take(session, reported, new(StepKind.REPORTED))
    take(session, resumed, new(StepKind.PAUSED), new(StepKind.RESUMED, date(2025, 10, 20)))

    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=AT.day, now=LATER)

    answer = late_answer(session, AT, late_scope(session, AT, LateQuestion()), limit=9)
    assert [one.row.id for one in answer.promises] == [resumed]
    assert answer.promises[0].row.days_late == 22
    reminded = select(Notice.commitment_id).where(Notice.basis == NoticeBasis.DUE)
    assert set(session.exec(reminded).all()) == {resumed}


def test_a_body_neither_stops_its_own_clock_nor_starts_it_again(session: Session) -> None:
    key = saved_id(make_commitment(session))
    with pytest.raises(RightMissing):
        take(session, key, new(StepKind.PAUSED), role=Role.DRAFTER)
    take(session, key, new(StepKind.PAUSED), role=Role.OVERSIGHT)
    with pytest.raises(RightMissing):
        take(session, key, new(StepKind.RESUMED), role=Role.DRAFTER)

    take(session, key, new(StepKind.RESUMED), role=Role.OVERSIGHT)


@pytest.mark.parametrize("kind", [StepKind.PAUSED, StepKind.REPORTED])
def test_a_promise_paused_or_reported_when_late_stays_in_every_list_of_the_late(
    session: Session, kind: StepKind
) -> None:
    key = saved_id(make_commitment(session))
    take(session, key, new(kind, DUE + timedelta(days=3)), role=Role.OVERSIGHT)

    (late,) = late_answer(session, AT, late_scope(session, AT, LateQuestion()), limit=9).promises

    assert (late.row.id, late.row.days_late) == (key, 3)
    assert late.view.standing.state is CommitmentState.OVERDUE


def test_the_database_finds_late_what_the_rule_calls_overdue(session: Session) -> None:
    kinds = [
        [],
        [StepKind.PAUSED],
        [StepKind.PAUSED, StepKind.RESUMED],
        [StepKind.REPORTED],
        [StepKind.REPORTED, StepKind.RETURNED],
        [StepKind.PAUSED, StepKind.REPORTED, StepKind.RETURNED, StepKind.PAUSED],
        [StepKind.ACCEPTED, StepKind.PAUSED, StepKind.REJECTED],
    ]
    for steps in kinds:
        key = saved_id(make_commitment(session))
        take(session, key, *(new(kind, DUE + timedelta(days=n)) for n, kind in enumerate(steps)))

    for days in range(6):
        at = AsOf(DUE + timedelta(days=days), LATER)
        found = late_answer(session, at, late_scope(session, at, LateQuestion()), limit=20)
        overdue = view_commitments(session, at, state=CommitmentState.OVERDUE)
        assert {one.row.id for one in found.promises} == {one.commitment.id for one in overdue}
        plain = promise_standings(session, at)
        assert {one.commitment.id: one.standing.state for one in view_commitments(session, at)} == {
            key: one.state for key, one in plain.items()
        }


def test_a_transferred_promise_is_its_new_bodys_and_still_says_who_promised(
    session: Session,
) -> None:
    key, lead = saved_id(make_commitment(session)), agency_id(session, "BNV")
    finance = agency_id(session, "BTC")
    person, other = make_contact(session), make_contact(session, agency_id=finance)
    take(session, key, given_to(session), role=Role.OVERSIGHT)

    (late,) = late_answer(session, AT, late_scope(session, AT, LateQuestion()), limit=9).promises
    assert (late.view.commitment.lead_agency_id, list(late.heirs)) == (lead, [finance])
    assert promise_standings(session, AT)[key].lead_agency_id == finance
    for body, ids in ((lead, []), (finance, [key])):
        agency, promises = promises_of_agency(session, body, AT)
        assert [one.commitment.id for one in promises] == ids
        asked = late_answer(
            session, AT, late_scope(session, AT, LateQuestion(agency=agency)), limit=9
        )
        assert [one.row.id for one in asked.promises] == ids
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=DUE, now=LATER)
    told = session.exec(select(Notice.contact_id)).all()
    assert (person.id in told, other.id in told) == (False, True)


def test_a_promise_passed_back_is_again_who_promised_it(session: Session) -> None:
    key = saved_id(make_commitment(session))
    take(session, key, given_to(session), given_to(session, "BNV"))

    (late,) = late_answer(session, AT, late_scope(session, AT, LateQuestion()), limit=9).promises

    assert list(late.heirs) == []


def test_only_who_answers_for_a_promise_acts_on_it(session: Session) -> None:
    key = saved_id(make_commitment(session))
    own = make_actor(session)
    other = make_actor(session, agency_id=agency_id(session, "BTC"))
    with pytest.raises(RightMissing):
        take_step(session, other, key, new(StepKind.ACCEPTED), now=GIVEN)

    take_step(session, own, key, given_to(session), now=GIVEN)

    with pytest.raises(RightMissing):
        move(session, own, key, moved_to(date(2025, 10, 31)), now=MOVED)
    take_step(session, other, key, new(StepKind.ACCEPTED), now=GIVEN)
    move(session, other, key, moved_to(date(2025, 10, 31)), now=MOVED)
    with pytest.raises(RightMissing):  # oversight does not speak for a body
        take(session, key, new(StepKind.REJECTED, DUE), role=Role.OVERSIGHT)


def test_the_drafters_of_a_successor_act_on_what_was_inherited(session: Session) -> None:
    key, heir = saved_id(make_commitment(session)), agency_id(session, "BTC")
    drafter = make_actor(session, agency_id=heir)
    succession = AgencySuccession(
        agency_id=agency_id(session, "BNV"), successor_id=heir, succeeds_on=date(2025, 10, 5)
    )
    session.add(succession)
    session.flush()
    with pytest.raises(RightMissing):  # not yet: NOW is before that day
        take_step(session, drafter, key, new(StepKind.ACCEPTED), now=NOW)

    take_step(session, drafter, key, new(StepKind.ACCEPTED), now=GIVEN)
    move(session, drafter, key, moved_to(date(2025, 10, 31)), now=MOVED)
    explain(session, drafter, key, said("Mới nhận bàn giao."), now=LATER)
    held_on = date(2025, 11, 3)
    document = make_document(session, issued_on=held_on)
    fulfil(session, drafter, key, held_on=held_on, document_id=document.id, now=LATER)

    view = get_commitment(session, key, AT)
    assert view.commitment.lead_agency_id == agency_id(session, "BNV")
    assert view.standing.state is CommitmentState.DONE_LATE


def test_what_was_reported_is_confirmed_as_of_its_day(session: Session) -> None:
    key = saved_id(make_commitment(session))
    document = make_document(session, issued_on=date(2025, 10, 13))
    report = new(StepKind.REPORTED, date(2025, 10, 13), document_id=document.id, words="")
    take(session, key, report, role=Role.DRAFTER)
    waiting = get_commitment(session, key, AT).standing
    with pytest.raises(RightMissing):
        confirm_report(session, make_actor(session), key, now=LATER)

    end = confirm_report(session, make_actor(session, Role.OVERSIGHT), key, now=LATER)

    assert waiting.state is CommitmentState.AWAITING
    assert (end.held_on, end.document_id) == (date(2025, 10, 13), document.id)
    assert get_commitment(session, key, AT).standing.state is CommitmentState.DONE_ON_TIME
    known_then = AsOf(AT.day, LATER - timedelta(seconds=1))
    assert get_commitment(session, key, known_then).standing.state is CommitmentState.AWAITING
    with pytest.raises(CommitmentClosed):
        take_step(session, make_actor(session), key, new(StepKind.REPORTED), now=LATER)


def test_what_was_reported_is_judged_by_the_date_that_it_had_then(session: Session) -> None:
    key, late = saved_id(make_commitment(session)), DUE + timedelta(days=25)
    take(session, key, new(StepKind.REPORTED, late), role=Role.DRAFTER)

    moved = moved_to(date(2025, 12, 31), late)
    for actor in (make_actor(session), make_actor(session, Role.OVERSIGHT)):
        with pytest.raises(StepOutOfTurn):
            move(session, actor, key, moved, now=moment_of(late))


def test_a_report_that_shows_nothing_is_returned_by_oversight_only(session: Session) -> None:
    key = saved_id(make_commitment(session))
    oversight = make_actor(session, Role.OVERSIGHT)
    with pytest.raises(StepOutOfTurn):
        confirm_report(session, oversight, key, now=LATER)
    take(session, key, new(StepKind.ACCEPTED), new(StepKind.REPORTED))
    with pytest.raises(RightMissing):
        take(session, key, new(StepKind.RETURNED), role=Role.DRAFTER)

    take(session, key, new(StepKind.RETURNED, date(2025, 10, 20)), role=Role.OVERSIGHT)

    standing = get_commitment(session, key, AT).standing
    assert (standing.state, standing.days_late) == (CommitmentState.OVERDUE, 27)


def test_a_step_is_said_of_what_exists(session: Session) -> None:
    promise = make_commitment(session)
    key, actor = saved_id(promise), make_actor(session, Role.SYSTEM)
    for step, refusal in (
        (new(StepKind.PAUSED, date(2025, 9, 30)), EventTooEarly),
        (new(StepKind.TRANSFERRED, agency_id=77_777), AgencyNotFound),
        (new(StepKind.REPORTED, document_id=77_777), DocumentNotFound),
    ):
        with pytest.raises(refusal):
            take_step(session, actor, key, step, now=LATER)
    with pytest.raises(CommitmentNotFound):
        take_step(session, actor, 77_777, new(StepKind.PAUSED), now=LATER)


def test_a_body_that_has_ended_is_given_nothing(session: Session) -> None:
    key = saved_id(make_commitment(session))
    step = given_to(session)
    session.execute(
        sa.text("UPDATE agency SET valid_to = '2025-09-30' WHERE id = :id"), {"id": step.agency_id}
    )

    with pytest.raises(AgencyEnded):
        take(session, key, step)


@pytest.mark.parametrize(
    ("said_of_it", "field"),
    [
        ({"kind": "paused", "words": "x"}, "words"),
        ({"kind": "transferred"}, "agency"),
        ({"kind": "accepted", "agency_id": 1}, "agency"),
        ({"kind": "reported", "words": ""}, "words"),
    ],
)
def test_a_step_says_what_makes_it_one(said_of_it: dict[str, object], field: str) -> None:
    with pytest.raises(ValueInvalid) as refused:
        NewStep.model_validate({"held_on": DUE, "words": "có lý do", **said_of_it})

    assert refused.value.field == field


@pytest.mark.parametrize(
    "change", ["UPDATE commitment_step SET words = 'x'", "DELETE FROM commitment_step"]
)
def test_the_database_refuses_to_change_a_step(session: Session, change: str) -> None:
    take(session, saved_id(make_commitment(session)), new(StepKind.PAUSED))

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text(change))


@pytest.mark.parametrize(
    ("kind", "more"), [("paused", {}), ("reported", {}), ("transferred", {"words": "có"})]
)
def test_the_database_refuses_a_step_without_its_words_or_body(
    session: Session, kind: str, more: dict[str, object]
) -> None:
    row = {
        "kind": StepKind(kind),
        "held_on": DUE,
        "words": "",
        "commitment_id": saved_id(make_commitment(session)),
        "account_id": saved_id(make_account(session)),
        "recorded_at": NOW,
        **more,
    }

    with pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.insert(CommitmentStep), [row])


def test_nobody_is_offered_to_confirm_what_does_not_keep_the_promise(session: Session) -> None:
    key, oversight = saved_id(make_commitment(session)), make_actor(session, Role.OVERSIGHT)
    draft = make_document(session, state=RecordState.DRAFT, issued_on=DUE)
    issued = make_document(session, issued_on=DUE)

    def offered(document: Document | None) -> Possible:
        shown = saved_id(document) if document else None
        report = NewStep(kind=StepKind.REPORTED, held_on=DUE, words="xong", document_id=shown)
        take(session, key, report)
        found = possible_for(session, oversight, get_commitment(session, key, AT), day=AT.day)
        take(session, key, new(StepKind.RETURNED, DUE))
        return found

    for short in (None, draft):
        falls = offered(short)
        assert (falls.confirm, falls.report_falls_short) == (False, True)
    keeps = offered(issued)
    assert (keeps.confirm, keeps.report_falls_short) == (True, False)


def test_the_page_offers_what_its_reader_may_do(session: Session) -> None:
    key = saved_id(make_commitment(session, kind=CommitmentKind.ACTION))
    own, oversight = make_actor(session), make_actor(session, Role.OVERSIGHT)

    def offered(actor: Actor = own) -> Possible:
        view = get_commitment(session, key, AT)
        return possible_for(session, actor, view, day=AT.day)

    assert offered(PUBLIC) == Possible()
    of_oversight = {StepKind.PAUSED, StepKind.RESUMED, StepKind.RETURNED}
    assert offered().steps == set(StepKind) - of_oversight
    assert offered(oversight).steps == {StepKind.TRANSFERRED, StepKind.PAUSED, StepKind.REPORTED}
    assert (offered().explain, offered(oversight).explain) == (True, False)
    take(session, key, new(StepKind.REPORTED))
    assert (offered().steps, offered().confirm) == (frozenset(), False)
    assert offered(oversight) == Possible(
        steps=frozenset({StepKind.RETURNED}),
        change=True,
        withdraw=True,
        close_by_words=True,
        confirm=True,
    )
    withdraw(session, own, key, held_on=DUE, reason="không còn cần", now=moment_of(DUE))
    assert offered() == Possible(explain=True)
