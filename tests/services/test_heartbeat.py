from datetime import timedelta

from sqlmodel import Session

from directives.rules.sending import SendingHours
from directives.rules.two_times import AsOf
from directives.services.heartbeat import DELIVERY, SCHEDULER, beat, take_pulse, tell_if_silent
from directives.services.inbox import view_inbox
from directives.services.notices import JOB, queue_due_notices
from directives.vocabulary import Alarm, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment

HOURS = SendingHours(8, 17)
A_WEEK = timedelta(days=7)


def test_nothing_is_silent_before_there_is_a_promise(session: Session) -> None:
    pulse = take_pulse(session, now=NOW + A_WEEK, hours=HOURS)

    assert not pulse.reminders.is_silent
    assert pulse.runs == {JOB: None, DELIVERY: None, SCHEDULER: None}


def test_reminders_are_silent_from_a_day_after_the_last_run(session: Session) -> None:
    make_commitment(session)
    never = take_pulse(session, now=NOW + A_WEEK, hours=HOURS).reminders
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=TODAY, now=NOW)

    soon = take_pulse(session, now=NOW + timedelta(hours=3), hours=HOURS).reminders
    late = take_pulse(session, now=NOW + A_WEEK, hours=HOURS).reminders

    assert (never.last_run_at, never.is_silent) == (None, True)
    assert (soon.last_run_at, soon.is_silent) == (NOW, False)
    assert late.is_silent


def test_each_job_leaves_its_own_sign(session: Session) -> None:
    beat(session, SCHEDULER, now=NOW)

    assert take_pulse(session, now=NOW, hours=HOURS).runs == {
        JOB: None,
        DELIVERY: None,
        SCHEDULER: NOW,
    }


def test_administrators_are_told_of_each_silence_once(session: Session) -> None:
    admin, system = make_actor(session, Role.ADMINISTRATOR), make_actor(session, Role.SYSTEM)
    make_commitment(session)
    soon, late = NOW + timedelta(hours=1), NOW + A_WEEK

    never = [tell_if_silent(session, now=moment, hours=HOURS) for moment in (soon, late, late)]
    queue_due_notices(session, system, today=TODAY, now=late)
    after = [tell_if_silent(session, now=moment, hours=HOURS) for moment in (late, late + A_WEEK)]

    assert (never, after) == ([0, 1, 0], [0, 1])
    kinds = {one.kind for one in view_inbox(session, admin, AsOf(TODAY, late)).messages}
    assert Alarm.REMINDERS_SILENT in kinds
