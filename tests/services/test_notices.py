from datetime import date, timedelta
from random import Random

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.outbox import OutboxMessage
from directives.services.commitments import move, withdraw
from directives.services.notices import TOPIC, queue_due_notices
from directives.store.outbox import list_messages
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, UNDATED, make_actor, make_commitment
from tests.services.test_commitments import moved_to

DUE = date(2025, 10, 14)


def queue(session: Session, today: date) -> list[OutboxMessage]:
    return queue_due_notices(session, make_actor(session, Role.SYSTEM), today=today, now=NOW)


def test_a_notice_is_queued_once(session: Session) -> None:
    make_commitment(session)

    first = queue(session, DUE)
    again = queue(session, DUE)

    assert (len(first), len(again)) == (1, 0)


def test_undated_and_ended_promises_call_for_no_notice(session: Session) -> None:
    make_commitment(session, **UNDATED)
    ended = saved_id(make_commitment(session))
    withdraw(session, make_actor(session), ended, held_on=TODAY, reason="thôi", now=NOW)

    assert (
        queue_due_notices(
            session, make_actor(session, Role.SYSTEM), today=DUE + timedelta(days=9), now=NOW
        )
        == []
    )


def test_a_moved_promise_starts_a_new_ladder(session: Session) -> None:
    key = saved_id(make_commitment(session))
    late = DUE + timedelta(days=3)
    queue(session, late)
    move(session, make_actor(session), key, moved_to(late + timedelta(days=3), late), now=NOW)

    (notice,) = queue(session, late)

    assert notice.key.startswith(f"notice:{key}:2025-10-20:-3")


def test_whatever_days_the_job_runs_each_step_is_told_once_and_the_last_is_told(
    session: Session,
) -> None:
    random = Random(20251014)
    make_commitment(session, promised_on=date(2025, 8, 1))
    days = [*sorted(random.sample(range(-40, 40), 12)), 40]

    for offset in days:
        for _ in range(2):
            queue_due_notices(
                session,
                make_actor(session, Role.SYSTEM),
                today=DUE + timedelta(days=offset),
                now=NOW,
            )

    keys = [message.key for message in list_messages(session, TOPIC)]
    assert len(keys) == len(set(keys))
    assert keys[-1].endswith(":+30:oversight")
