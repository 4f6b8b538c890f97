import json
from datetime import timedelta

from sqlmodel import Session, select

from directives.models.base import saved_id
from directives.models.inbox import InboxMessage
from directives.rules.sending import ATTEMPTS, SendingHours
from directives.rules.two_times import AsOf
from directives.services.delivery import record_failed_attempt
from directives.services.heartbeat import DELIVERY, SCHEDULER, beat, take_pulse, tell_if_silent
from directives.services.inbox import view_inbox
from directives.services.notices import JOB, queue_due_notices
from directives.vocabulary import Alarm, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_contact
from tests.services.test_digests import DUE, deliver_all, letters, run

HOURS = SendingHours(8, 17)
A_WEEK = timedelta(days=7)
ON_THE_DAY = NOW + (DUE - TODAY)


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


def fail(session: Session, *, attempts: int, reason: str = "connection refused") -> None:
    (letter,) = letters(session)
    letter.attempts, letter.lease_token = attempts, "t"
    record_failed_attempt(session, saved_id(letter), token="t", reason=reason, now=NOW)
    session.flush()


def mail_alarms(session: Session) -> list[dict[str, str]]:
    found = session.exec(select(InboxMessage).where(InboxMessage.kind == Alarm.MAIL_STUCK)).all()
    return [json.loads(one.details) for one in found]


def test_letters_that_wait_for_two_days_of_sending_are_told_once(session: Session) -> None:
    make_actor(session, Role.ADMINISTRATOR)
    make_contact(session)
    make_commitment(session)
    run(session, DUE)
    fail(session, attempts=3)

    soon = take_pulse(session, now=NOW + timedelta(days=1), hours=HOURS)
    late = take_pulse(session, now=NOW + A_WEEK, hours=HOURS)
    for moment in (NOW + timedelta(days=1), NOW + A_WEEK, NOW + A_WEEK):
        tell_if_silent(session, now=moment, hours=HOURS)

    assert soon.mail
    assert late.mail
    assert (soon.mail.since, soon.mail.is_stuck) == (NOW, False)
    assert (late.mail.is_stuck, late.mail_error) == (True, "connection refused")
    (alarm,) = mail_alarms(session)
    assert (alarm["reason"], alarm["recipient"]) == ("connection refused", "")


def test_notices_that_no_letter_tells_are_told_as_mail_that_waits(session: Session) -> None:
    make_actor(session, Role.ADMINISTRATOR)
    make_contact(session)
    make_commitment(session)
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=DUE, now=ON_THE_DAY)

    pulse = take_pulse(session, now=ON_THE_DAY + A_WEEK, hours=HOURS)
    tell_if_silent(session, now=ON_THE_DAY + A_WEEK, hours=HOURS)

    assert pulse.mail
    assert (pulse.mail.is_stuck, pulse.mail_error) == (True, "")
    assert len(mail_alarms(session)) == 1


def test_what_waited_by_right_is_not_stuck_while_mail_goes(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=DUE, now=ON_THE_DAY)
    beat(session, DELIVERY, now=ON_THE_DAY + A_WEEK)  # such as the end of a snooze

    pulse = take_pulse(session, now=ON_THE_DAY + A_WEEK + timedelta(hours=1), hours=HOURS)

    assert pulse.mail
    assert (pulse.mail.since, pulse.mail.is_stuck) == (ON_THE_DAY + A_WEEK, False)


def test_what_was_told_waits_no_more(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    run(session, DUE)
    deliver_all(session, DUE)

    assert take_pulse(session, now=NOW + A_WEEK, hours=HOURS).mail is None


def test_the_first_letter_of_a_day_that_is_given_up_is_told(session: Session) -> None:
    make_actor(session, Role.ADMINISTRATOR)
    make_contact(session, email="a@bo.example")
    make_commitment(session)
    run(session, DUE)

    fail(session, attempts=ATTEMPTS - 1)
    before = mail_alarms(session)
    fail(session, attempts=ATTEMPTS, reason="452 đầy")
    fail(session, attempts=ATTEMPTS)

    assert before == []
    (alarm,) = mail_alarms(session)
    assert (alarm["recipient"], alarm["reason"]) == ("a@bo.example", "452 đầy")
