import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.models.commitment import Move
from directives.models.commitment_stage import NewStage
from directives.models.notice import Notice
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import AsOf
from directives.services.calendar_changes import preview_change
from directives.services.commitment_stages import enter_stage, stages_on
from directives.services.commitment_views import get_commitment
from directives.services.commitments import fulfil, move
from directives.services.digests import write_digests
from directives.services.inbox import MovedByCalendar, view_inbox
from directives.vocabulary import CalendarDayKind, DayUnit, NoticeBasis, Role, Stage
from tests.factories import make_actor, make_commitment, make_contact, make_document
from tests.services.test_calendar_changes import AT, COUNTED, DAY, change, day_off, promise, run
from tests.services.test_commitments import moved_to
from tests.services.test_digests import entries, letters

BEFORE, AFTER = date(2025, 10, 16), date(2025, 10, 17)  # ten working days from 2 October
ENTERED = AT.known_at - timedelta(hours=1)
LATER = AsOf(DAY, AT.known_at + timedelta(hours=1))


def staged(session: Session, stage: Stage = Stage.COMMENTS, **more: Any) -> int:
    """Return a promise that is in a stage since 2 October."""
    key = saved_id(make_commitment(session, **more))
    enter(session, key, stage, date(2025, 10, 2))
    return key


def enter(session: Session, key: int, stage: Stage, day: date, **more: Any) -> None:
    new = NewStage(stage=stage, entered_on=day, **more)
    enter_stage(session, make_actor(session, Role.OVERSIGHT), key, new, now=ENTERED)


def news(session: Session) -> Sequence[Notice]:
    moved = select(Notice).where(col(Notice.moved_from).is_not(None))
    return session.exec(moved.order_by(col(Notice.id))).all()


def due_on(session: Session, key: int) -> date | None:
    return stages_on(session, get_commitment(session, key, AT), AT)[-1].due_on


def test_a_day_off_moves_a_stage_and_the_log_keeps_the_old_day(session: Session) -> None:
    key = staged(session)

    (shift,) = change(session, day_off())

    assert shift.stage is not None
    assert (shift.stage.stage, shift.before, shift.after) == (Stage.COMMENTS, BEFORE, AFTER)
    assert due_on(session, key) == AFTER
    assert session.exec(select(Move)).all() == []
    moved = AuditEvent.action == "commitment.stage_move"
    (event,) = session.exec(select(AuditEvent).where(moved, AuditEvent.subject_id == key))
    assert json.loads(event.details) == {
        "stage": "comments",
        "stage_id": shift.stage.id,
        "due_before": BEFORE.isoformat(),
        "due_to": AFTER.isoformat(),
        "reason": "calendar",
    }
    owed = select(OutboxMessage.key).where(OutboxMessage.topic == "commitment.stage_move")
    assert session.exec(owed).all() == [f"commitment.stage_move:commitment:{key}:{event.id}"]


def test_who_works_on_the_stage_is_told_once_with_its_name(session: Session) -> None:
    make_contact(session)
    staged(session)
    change(session, day_off())

    assert (run(session), run(session)) == (1, 0)

    (entry,) = entries(letters(session)[0])
    assert entry["stage"] == Stage.COMMENTS
    (deadline,) = (one for one in entry["deadlines"] if one["basis"] == NoticeBasis.STAGE)
    assert (deadline["due_to"], deadline["moved_from"]) == (AFTER.isoformat(), BEFORE.isoformat())
    assert not entry["is_optional"]


def test_a_preview_lists_the_stage_and_writes_nothing(session: Session) -> None:
    key = staged(session)

    tried = preview_change(session, make_actor(session, Role.ADMINISTRATOR), day_off(), at=AT)

    assert due_on(session, key) == BEFORE
    assert news(session) == []
    assert change(session, day_off()) == tried


def test_a_promise_and_its_stage_that_both_move_are_told_as_two_dates(session: Session) -> None:
    account = make_actor(session)
    make_contact(session, account_id=account.account_id)
    staged(session, Stage.COMMENTS, **COUNTED)

    assert [one.stage is None for one in change(session, day_off())] == [True, False]
    run(session)

    (entry,) = entries(letters(session)[0])
    moved = {one["basis"]: one["moved_from"] for one in entry["deadlines"]}
    assert moved == {"due": "2025-10-15", "stage": BEFORE.isoformat()}
    (told,) = view_inbox(session, account, AT).promises
    assert told.moved == [
        MovedByCalendar(None, date(2025, 10, 15), date(2025, 10, 16)),
        MovedByCalendar(Stage.COMMENTS, BEFORE, AFTER),
    ]


@pytest.mark.parametrize("again", [None, CalendarDayKind.COMPENSATORY])
def test_what_was_undone_or_changes_nothing_more_is_told_by_the_whole(
    session: Session, again: CalendarDayKind | None
) -> None:
    account = make_actor(session)
    make_contact(session, account_id=account.account_id)
    staged(session)
    change(session, day_off())
    change(session, day_off(kind=again), AsOf(DAY, AT.known_at + timedelta(hours=1)))

    run(session)

    (entry,) = entries(letters(session)[0]) or ({"deadlines": []},)
    moved = [one["moved_from"] for one in entry["deadlines"] if one["moved_from"]]
    assert moved == ([BEFORE.isoformat()] if again else [])
    (told,) = view_inbox(session, account, AT).promises
    assert bool(told.moved) is bool(again)


def test_the_inbox_passes_over_what_was_undone_before_any_letter(session: Session) -> None:
    account = make_actor(session)
    make_contact(session, account_id=account.account_id)
    for _ in range(2):
        staged(session, Stage.COMMENTS, **COUNTED)
    assert len(change(session, day_off())) == 4
    change(session, day_off(kind=None), AsOf(DAY, AT.known_at + timedelta(hours=1)))

    assert [list(one.moved) for one in view_inbox(session, account, AT).promises] == [[], []]


def test_news_of_a_stage_that_was_left_since_is_none(session: Session) -> None:
    make_contact(session)
    key = staged(session, due_to=date(2026, 6, 30), due_from=date(2026, 6, 30))
    change(session, day_off())
    enter(session, key, Stage.SUBMITTED, DAY)

    assert run(session) == 0


@pytest.mark.parametrize(
    ("stage", "more"),
    [
        (Stage.DRAFTING, {}),  # without a limit
        (Stage.DRAFTING, {"limit_days": 30, "limit_unit": DayUnit.CALENDAR}),
        (Stage.APPRAISAL, {"limit_days": 2, "limit_unit": DayUnit.WORKING}),
    ],
)
def test_a_stage_that_the_day_does_not_touch_stays(
    session: Session, stage: Stage, more: dict[str, Any]
) -> None:
    key = saved_id(make_commitment(session))
    enter(session, key, Stage.COMMENTS, date(2025, 10, 2))  # left: no longer its present stage
    enter(session, key, stage, date(2025, 10, 3), **more)

    assert change(session, day_off()) == []


def test_the_stage_of_a_kept_promise_is_left_alone(session: Session) -> None:
    key = staged(session)
    document = make_document(session, issued_on=DAY)
    actor = make_actor(session, Role.OVERSIGHT)
    fulfil(session, actor, key, held_on=DAY, document_id=document.id, now=AT.known_at)

    assert change(session, day_off()) == []


def test_both_days_of_a_swap_are_one_piece_of_news(session: Session) -> None:
    make_contact(session)
    staged(session)
    swap = [
        *day_off(kind=CalendarDayKind.SWAPPED_OFF),
        NewCalendarChange(
            day=date(2025, 10, 18), kind=CalendarDayKind.MAKEUP_WORKDAY, reason="Thông báo 1/TB"
        ),
    ]

    change(session, swap)

    (told,) = news(session)
    assert (told.basis, told.moved_from, told.due_to) == (NoticeBasis.STAGE, BEFORE, AFTER)


def test_what_the_body_moved_in_between_is_not_laid_on_the_calendar(session: Session) -> None:
    account = make_actor(session)
    make_contact(session, account_id=account.account_id)
    key = promise(session)
    change(session, day_off())
    own = moved_to(date(2025, 10, 23), DAY)
    own.due_phrase = "trong thời hạn 10 ngày làm việc"
    move(session, make_actor(session, Role.OVERSIGHT), key, own, now=AT.known_at)
    (shift,) = change(session, day_off(date(2025, 10, 14)), LATER)
    assert shift.before == own.due_to

    run(session)

    (entry,) = entries(letters(session)[0])
    (deadline,) = entry["deadlines"]
    assert (deadline["moved_from"], deadline["due_to"]) == (str(own.due_to), str(shift.after))
    (told,) = view_inbox(session, account, AT).promises
    assert told.moved == [MovedByCalendar(None, shift.before, shift.after)]


def test_what_was_undone_while_the_letter_waited_is_told_to_nobody(session: Session) -> None:
    make_contact(session)
    staged(session)
    change(session, day_off())
    run(session)
    change(session, day_off(kind=None), AsOf(DAY, AT.known_at + timedelta(hours=3)))

    for day, hours in ((DAY, 4), (DAY + timedelta(days=1), 24)):
        now = AT.known_at + timedelta(hours=hours)
        assert write_digests(session, make_actor(session, Role.SYSTEM), today=day, now=now) == 0

    session.expire_all()
    assert [(one.message_id, bool(one.overtaken_at)) for one in news(session)] == [(None, True)] * 2
    (entry,) = entries(letters(session)[0])
    assert [one["moved_from"] for one in entry["deadlines"]] == [None]
