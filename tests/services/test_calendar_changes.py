from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from directives.errors import ValueInvalid
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.models.commitment import Move, NewMove
from directives.models.notice import Notice
from directives.rules.two_times import AsOf
from directives.services.calendar_changes import change_calendar, preview_change
from directives.services.calendar_moves import Shift
from directives.services.commitment_views import CommitmentView, get_commitment
from directives.services.commitments import fulfil, move
from directives.services.digests import write_digests
from directives.services.late_answer import LateQuestion, late_answer, late_scope
from directives.services.notices import queue_due_notices
from directives.store.late_promises import LateFilter, list_late
from directives.vocabulary import CalendarDayKind, MoveReason, Operator, Precision, Role
from tests.factories import NOW, make_actor, make_commitment, make_contact, make_document
from tests.services.test_commitments import moved_to
from tests.services.test_digests import entries, letters

DAY = date(2025, 10, 8)  # on which the calendar changes
AT = AsOf(DAY, NOW + timedelta(days=7))
OFF = date(2025, 10, 13)  # a Monday
COUNTED = {  # ten working days from 1 October 2025: 15 October
    "due_from": date(2025, 10, 15),
    "due_to": date(2025, 10, 15),
    "due_operator": Operator.ON_OR_BEFORE,
    "due_phrase": "trong thời hạn 10 ngày làm việc",
}
BEFORE, AFTER = date(2025, 10, 15), date(2025, 10, 16)


def promise(session: Session, **more: Any) -> int:
    return saved_id(make_commitment(session, **{**COUNTED, **more}))


def day_off(
    day: date = OFF, kind: CalendarDayKind | None = CalendarDayKind.HOLIDAY
) -> list[NewCalendarChange]:
    return [NewCalendarChange(day=day, kind=kind, name="Nghỉ thử", reason="Thông báo 1/TB")]


def change(session: Session, changes: list[NewCalendarChange], at: AsOf = AT) -> list[Shift]:
    return change_calendar(session, make_actor(session, Role.SYSTEM), changes, at=at)


def run(session: Session) -> int:
    """Queue and write the letters of the day, as every node does each hour."""
    actor, now = make_actor(session, Role.SYSTEM), AT.known_at + timedelta(hours=2)
    queue_due_notices(session, actor, today=DAY, now=now)
    return write_digests(session, actor, today=DAY, now=now)


def said(due_to: date, *, moved_from: date | None = None) -> dict[str, str | None]:
    """Return what a letter says of a promise's own due date."""
    before = moved_from.isoformat() if moved_from else None
    return {"basis": "due", "due_to": due_to.isoformat(), "moved_from": before}


def seen(session: Session, key: int, at: AsOf = AT) -> CommitmentView:
    return get_commitment(session, key, at)


def test_a_day_off_moves_the_date_and_the_old_one_stays_in_the_ledger(session: Session) -> None:
    key = promise(session)

    shifts = change(session, day_off())

    assert [(one.before, one.after) for one in shifts] == [(BEFORE, AFTER)]
    view = seen(session, key)
    assert (view.commitment.due_to, view.standing.due.due_to) == (BEFORE, AFTER)
    (moved,) = view.moves
    assert (moved.reason, moved.moved_on) == (MoveReason.CALENDAR, DAY)
    assert (moved.reason_words, moved.due_phrase) == ("Thông báo 1/TB", COUNTED["due_phrase"])
    assert seen(session, key, AsOf(DAY, NOW)).standing.due.due_to == BEFORE  # as known before
    events = session.exec(select(AuditEvent.details).where(AuditEvent.action == "commitment.move"))
    assert [AFTER.isoformat() in details for details in events] == [True]


def test_what_the_calendar_moves_is_no_move_and_no_slip_of_the_body(session: Session) -> None:
    key = promise(session)
    change(session, day_off())

    standing = seen(session, key).standing
    assert (standing.moves, standing.slip_days, standing.moves_after_due) == (0, 0, 0)


def test_the_slip_of_the_body_is_counted_beside_the_calendar(session: Session) -> None:
    key = promise(session)
    change(session, day_off())
    later = AsOf(DAY + timedelta(days=1), AT.known_at + timedelta(days=1))
    new = moved_to(AFTER + timedelta(days=5), later.day)
    move(session, make_actor(session, Role.OVERSIGHT), key, new, now=later.known_at)

    standing = seen(session, key, later).standing
    assert (standing.moves, standing.slip_days) == (1, 5)


def test_a_move_recorded_while_the_change_waited_for_its_turn_holds(session: Session) -> None:
    key = promise(session)
    new = moved_to(date(2025, 11, 28), DAY)
    move(session, make_actor(session, Role.OVERSIGHT), key, new, now=AT.known_at)

    assert change(session, day_off(), AsOf(DAY, AT.known_at - timedelta(seconds=5))) == []

    assert seen(session, key).standing.due.due_to == date(2025, 11, 28)


def test_taking_the_day_off_back_moves_the_date_back(session: Session) -> None:
    key = promise(session)
    change(session, day_off())
    later = AsOf(DAY, AT.known_at + timedelta(hours=1))

    (shift,) = change(session, day_off(kind=None), later)

    assert (shift.before, shift.after) == (AFTER, BEFORE)
    assert seen(session, key, later).standing.due.due_to == BEFORE
    assert len(seen(session, key, later).moves) == 2


def test_a_worked_saturday_brings_the_date_nearer(session: Session) -> None:
    key = promise(session)

    change(session, day_off(date(2025, 10, 11), CalendarDayKind.MAKEUP_WORKDAY))

    assert seen(session, key).standing.due.due_to == date(2025, 10, 14)


def test_a_term_of_plain_days_moves_when_it_would_end_on_the_day_off(session: Session) -> None:
    ends = {"due_from": date(2025, 10, 16), "due_to": date(2025, 10, 16)}
    key = promise(session, **ends, due_phrase="trong 15 ngày")

    change(session, day_off(date(2025, 10, 16)))

    assert seen(session, key).standing.due.due_to == date(2025, 10, 17)


def test_a_term_is_counted_from_the_day_of_its_document(session: Session) -> None:
    source = make_document(session, issued_on=date(2025, 9, 30))
    ends = {"due_from": date(2025, 10, 14), "due_to": date(2025, 10, 14)}
    key = promise(session, **ends, source_document_id=source.id, source_quote="trong 10 ngày")

    change(session, day_off())

    assert seen(session, key).standing.due.due_to == date(2025, 10, 15)


@pytest.mark.parametrize(
    "more",
    [
        {"due_phrase": "trước ngày 16/10/2025"},  # a fixed date does not move
        {"due_phrase": ""},
        {"due_phrase": "như đã thống nhất"},
        {"due_phrase": "trước ngày 31/02/2025"},
        {"due_from": date(2025, 10, 20), "due_to": date(2025, 10, 20)},  # a person's date
        {"due_from": None, "due_to": None, "due_operator": None, "due_precision": Precision.NONE},
    ],
)
def test_a_date_that_the_calendar_did_not_give_stays(
    session: Session, more: dict[str, Any]
) -> None:
    key = promise(session, **more)

    assert change(session, day_off()) == []
    assert seen(session, key).moves == []


def test_words_that_a_later_move_replaced_move_nothing(session: Session) -> None:
    key = promise(session)
    new = NewMove(
        moved_on=DAY,
        reason=MoveReason.RESOURCES,
        due_from=date(2025, 12, 1),
        due_to=date(2025, 12, 1),
        due_operator=Operator.BEFORE,
        due_precision=Precision.DAY,
        due_phrase="trước ngày 02/12/2025",
    )
    move(session, make_actor(session), key, new, now=AT.known_at)

    assert change(session, day_off()) == []
    assert seen(session, key).standing.due.due_to == date(2025, 12, 1)


def test_a_kept_promise_is_left_alone(session: Session) -> None:
    key = promise(session)
    document = make_document(session, issued_on=DAY)
    actor = make_actor(session)
    fulfil(session, actor, key, held_on=DAY, document_id=document.id, now=AT.known_at)

    assert change(session, day_off()) == []


def test_a_change_that_counts_for_nobody_moves_nothing(session: Session) -> None:
    promise(session)

    assert change(session, day_off(kind=CalendarDayKind.HOLIDAY_ESTIMATE)) == []


def test_a_moved_date_in_working_days_follows_too(session: Session) -> None:
    key = promise(session, due_phrase="trước ngày 16/10/2025")
    again = moved_to(date(2025, 10, 14), date(2025, 10, 7))
    again.due_phrase = "05 ngày làm việc"
    move(session, make_actor(session, Role.OVERSIGHT), key, again, now=AT.known_at)

    change(session, day_off())

    standing = seen(session, key).standing
    assert (standing.due.due_to, standing.moves) == (date(2025, 10, 15), 0)


def test_a_move_recorded_afterwards_with_an_earlier_day_holds(session: Session) -> None:
    key = promise(session)
    change(session, day_off())
    later = AsOf(DAY + timedelta(days=2), AT.known_at + timedelta(days=2))
    new = moved_to(date(2025, 11, 28), DAY - timedelta(days=1))
    move(session, make_actor(session, Role.OVERSIGHT), key, new, now=later.known_at)

    standing = seen(session, key, later).standing
    assert (standing.due.due_to, standing.moves) == (date(2025, 11, 28), 1)
    assert standing.slip_days == (date(2025, 11, 28) - BEFORE).days
    assert list_late(session, later, LateFilter(), limit=9, offset=0) == []


def test_nobody_may_give_the_calendar_as_a_reason(session: Session) -> None:
    key = promise(session)
    new = moved_to(AFTER)
    new.reason = MoveReason.CALENDAR

    with pytest.raises(ValueInvalid) as refused:
        move(session, make_actor(session, Role.OVERSIGHT), key, new, now=NOW)

    assert refused.value.field == "reason"


def test_a_preview_says_the_same_and_writes_nothing(session: Session) -> None:
    key = promise(session)

    tried = preview_change(session, make_actor(session, Role.ADMINISTRATOR), day_off(), at=AT)

    assert [(one.before, one.after) for one in tried] == [(BEFORE, AFTER)]
    assert seen(session, key).moves == []
    assert session.exec(select(Notice)).all() == []
    assert change(session, day_off()) == tried


def test_who_is_affected_is_told_once_in_the_letter_of_the_day(session: Session) -> None:
    make_contact(session, name="Người làm")
    promise(session)
    change(session, day_off())

    assert (run(session), run(session)) == (1, 0)

    (entry,) = entries(letters(session)[0])
    assert entry["deadlines"] == [said(AFTER, moved_from=BEFORE)]


def test_news_of_a_date_far_away_is_told_though_no_step_is_reached(session: Session) -> None:
    make_contact(session)
    due = date(2025, 12, 24)
    far = {"due_from": due, "due_to": due, "due_phrase": "60 ngày làm việc"}
    promise(session, **far)

    assert len(change(session, day_off())) == 1
    assert run(session) == 1


def test_changes_that_nobody_was_told_in_between_are_one(session: Session) -> None:
    make_contact(session)
    promise(session)
    change(session, day_off())
    change(session, day_off(date(2025, 10, 14)), AsOf(DAY, AT.known_at + timedelta(hours=1)))

    run(session)

    (entry,) = entries(letters(session)[0])
    assert entry["deadlines"] == [said(date(2025, 10, 17), moved_from=BEFORE)]


def test_changes_that_come_to_nothing_are_no_news(session: Session) -> None:
    make_contact(session)
    promise(session)
    change(session, day_off())
    change(session, day_off(kind=None), AsOf(DAY, AT.known_at + timedelta(hours=1)))

    run(session)

    (entry,) = entries(letters(session)[0])
    assert entry["deadlines"] == [said(BEFORE)]


def test_with_nobody_to_tell_the_ledger_says_so(session: Session) -> None:
    key = promise(session)
    change(session, day_off())

    (notice,) = session.exec(select(Notice)).all()
    assert (notice.commitment_id, notice.contact_id) == (key, None)
    assert (notice.moved_from, notice.due_to) == (BEFORE, AFTER)


def test_a_moved_date_starts_its_ladder_anew(session: Session) -> None:
    make_contact(session)
    promise(session)
    actor = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, actor, today=DAY, now=NOW)
    change(session, day_off())
    queue_due_notices(session, actor, today=DAY + timedelta(days=1), now=AT.known_at)

    told = session.exec(select(Notice).order_by(col(Notice.id))).all()
    assert [(one.due_to, one.moved_from) for one in told] == [
        (BEFORE, None),
        (AFTER, BEFORE),
        (AFTER, None),
    ]


def test_why_a_promise_is_late_names_the_last_move_of_the_body_itself(session: Session) -> None:
    promise(session)
    change(session, day_off())
    at = AsOf(AFTER + timedelta(days=3), AT.known_at)

    (late,) = late_answer(
        session, at, late_scope(session, at, LateQuestion()), limit=9, offset=0
    ).promises

    assert late.last_move is None
    assert late.view.standing.days_late == 3
    moves = session.exec(select(Move)).all()
    assert [one.reason for one in moves] == [MoveReason.CALENDAR]
