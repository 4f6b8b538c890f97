"""A letter that waited says what holds on the day of its sending, or goes no more."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from directives.mail import Bounce, message_id
from directives.models.base import saved_id
from directives.models.contact import Contact, NewContact
from directives.models.notice import Notice
from directives.models.outbox import OutboxMessage
from directives.models.snooze import Snooze
from directives.rules.sending import ATTEMPTS
from directives.services.bounces import record_bounce
from directives.services.commitments import move, withdraw
from directives.services.contacts import change_contact
from directives.services.delivery import (
    record_address_refused,
    record_delivered,
    record_failed_attempt,
    retry_message,
    take_message,
)
from directives.services.digests import TOPIC, write_digests
from directives.services.inbox import read_everything, tell_administrators
from directives.services.notices import queue_due_notices
from directives.services.waiting_letters import FRESH
from directives.vocabulary import AddressState, Alarm, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_contact
from tests.services.test_commitments import moved_to
from tests.services.test_digests import DUE, entries, letters, run
from tests.services.test_letter_readers import leaves_office

A_DAY = timedelta(days=1)


def still_goes(session: Session, day: date, *, later: timedelta = A_DAY) -> bool:
    """Look again, before the letters of a day are sent, at the first letter that was written."""
    write_digests(session, make_actor(session, Role.SYSTEM), today=day, now=NOW + later)
    session.expire_all()
    return letters(session)[0].delivered_at is None


def leave_open(session: Session, day: date = DUE) -> OutboxMessage:
    """Let the mail server get the first letter and not say whether it took it."""
    actor = make_actor(session, Role.SYSTEM)
    message = take_message(session, actor, TOPIC, token="t", day=day, now=NOW)
    assert message is not None
    record_failed_attempt(
        session, saved_id(message), token="t", reason="timed out", now=NOW, may_be_taken=True
    )
    session.flush()
    return message


def fail(session: Session, message: OutboxMessage) -> None:
    message.attempts, message.open_attempts, message.lease_token = ATTEMPTS, 1, "t"
    record_failed_attempt(session, saved_id(message), token="t", reason="452", now=NOW)
    session.flush()


def told_by(session: Session) -> list[int | None]:
    reached = select(Notice.message_id).where(col(Notice.contact_id).is_not(None))
    return list(session.exec(reached.order_by(col(Notice.id))).all())


def correct(session: Session, person: Contact, email: str) -> None:
    new = NewContact.model_validate(person.model_dump() | {"email": email})
    admin = make_actor(session, Role.ADMINISTRATOR)
    change_contact(session, admin, saved_id(person), new, now=NOW)


def test_a_letter_is_of_the_day_of_its_sending_with_the_same_identity(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    run(session, DUE - A_DAY)
    key = letters(session)[0].key

    assert still_goes(session, DUE)
    (letter,) = letters(session)
    assert f'"day": "{DUE}"' in letter.payload
    assert letter.key == key


def test_what_ended_or_moved_is_left_out_and_owed_again_if_it_comes_back(session: Session) -> None:
    make_contact(session)
    kept, ended, moved = (saved_id(make_commitment(session)) for _ in range(3))
    run(session, DUE)
    withdraw(session, make_actor(session), ended, held_on=TODAY, reason="thôi", now=NOW)
    move(session, make_actor(session), moved, moved_to(DUE + 9 * A_DAY, TODAY), now=NOW)

    assert still_goes(session, DUE + A_DAY)
    (letter,) = letters(session)
    assert [one["commitment_id"] for one in entries(letter)] == [kept]
    assert told_by(session) == [letter.id, None, None]
    overtaken = session.exec(select(Notice.overtaken_at).order_by(col(Notice.id))).all()
    assert [bool(one) for one in overtaken] == [False, True, True]


@pytest.mark.parametrize(("open_attempts", "counts_for"), [(0, None), (1, DUE)])
def test_a_letter_with_nothing_left_is_closed_and_counts_only_if_it_may_have_gone(
    session: Session, open_attempts: int, counts_for: date | None
) -> None:
    make_contact(session)
    ended = saved_id(make_commitment(session))
    run(session, DUE)
    withdraw(session, make_actor(session), ended, held_on=TODAY, reason="thôi", now=NOW)

    letters(session)[0].open_attempts = open_attempts

    assert not still_goes(session, DUE, later=FRESH)
    (letter,) = letters(session)
    assert (letter.delivered_at, letter.delivered_on) == (NOW + FRESH, counts_for)
    make_commitment(session)
    assert run(session, DUE + A_DAY) == 1


def test_a_letter_is_not_sent_to_who_left_meanwhile(session: Session) -> None:
    person = make_contact(session)
    make_commitment(session)
    run(session, DUE)
    leaves_office(session, person)
    session.flush()

    assert not still_goes(session, DUE + A_DAY)


def test_a_fresh_letter_is_sent_as_it_was_written(session: Session) -> None:
    make_contact(session)
    ended = saved_id(make_commitment(session))
    run(session, DUE)
    withdraw(session, make_actor(session), ended, held_on=TODAY, reason="thôi", now=NOW)

    assert still_goes(session, DUE, later=FRESH / 2)
    assert len(entries(letters(session)[0])) == 1


def test_what_waits_for_an_address_goes_to_the_corrected_one(session: Session) -> None:
    person = make_contact(session, email="sai@bo.example")
    make_commitment(session)
    run(session, DUE)
    correct(session, person, "dung@bo.example")

    assert not still_goes(session, DUE, later=FRESH)
    assert letters(session)[1].recipient == "dung@bo.example"


def test_a_letter_that_somebody_is_delivering_is_left_alone(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    run(session, DUE - A_DAY)
    before = letters(session)[0].payload
    actor = make_actor(session, Role.SYSTEM)
    take_message(session, actor, TOPIC, token="t", day=DUE, now=NOW + A_DAY)

    assert still_goes(session, DUE)
    assert letters(session)[0].payload == before


def test_what_was_put_off_meanwhile_waits(session: Session) -> None:
    person = make_contact(session)
    promise = make_commitment(session)
    run(session, DUE - A_DAY)
    session.add(
        Snooze(
            commitment_id=saved_id(promise),
            contact_id=saved_id(person),
            until_on=DUE + A_DAY,
            reason="Đang họp",
            snoozed_at=NOW,
        )
    )
    session.flush()

    assert not still_goes(session, DUE)
    assert told_by(session) == [None]


@pytest.mark.parametrize("how", ["refused", "bounced", "given up"])
def test_what_did_not_arrive_is_told_at_the_corrected_address(session: Session, how: str) -> None:
    person = make_contact(session, email="sai@bo.example")
    make_commitment(session)
    run(session, DUE)
    (letter,) = letters(session)
    admin = make_actor(session, Role.ADMINISTRATOR)
    if how == "refused":
        record_address_refused(session, admin, saved_id(letter), reason="550", now=NOW)
    elif how == "bounced":
        record_delivered(session, saved_id(letter), day=DUE, now=NOW)
        identity = message_id(letter.key, "bo.example")
        bounce = Bounce("sai@bo.example", "5.1.1", "550", identity)
        record_bounce(session, admin, bounce, now=NOW)
    else:
        fail(session, letter)
    session.flush()
    assert told_by(session) == [None]

    correct(session, person, "dung@bo.example")

    assert run(session, DUE + A_DAY) == 1
    assert letters(session)[-1].recipient == "dung@bo.example"
    if how != "bounced":
        retry_message(session, admin, saved_id(letter), now=NOW)
        assert not still_goes(session, DUE + A_DAY), "the old address is told nothing"
    assert told_by(session) == [letters(session)[-1].id]


def test_what_was_given_up_goes_with_the_next_letter_of_its_own(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    run(session, DUE)
    fail(session, letters(session)[0])

    assert run(session, DUE + A_DAY) == 1
    assert told_by(session) == [letters(session)[1].id]


def test_a_letter_sent_again_tells_what_it_was_to_tell(session: Session) -> None:
    person = make_contact(session)
    make_commitment(session)
    run(session, DUE)
    (letter,) = letters(session)
    admin = make_actor(session, Role.ADMINISTRATOR)
    record_address_refused(session, admin, saved_id(letter), reason="550", now=NOW)
    person.address_state = AddressState.WORKS
    session.add(person)

    retry_message(session, admin, saved_id(letter), now=NOW)

    assert still_goes(session, DUE)
    assert told_by(session) == [letter.id]


@pytest.mark.parametrize("is_known", [True, False])
def test_what_became_urgent_joins_a_letter_that_cannot_have_gone_out(
    session: Session, is_known: bool
) -> None:
    make_contact(session)
    make_commitment(session)
    run(session, DUE - A_DAY)
    system = make_actor(session, Role.SYSTEM)
    take_message(session, system, TOPIC, token="t", day=DUE - A_DAY, now=NOW)
    (letter,) = letters(session)
    if is_known:
        record_failed_attempt(session, saved_id(letter), token="t", reason="451", now=NOW)
    urgent = saved_id(make_commitment(session))
    queue_due_notices(session, system, today=DUE, now=NOW + A_DAY)

    assert still_goes(session, DUE)
    assert (urgent in [one["commitment_id"] for one in entries(letter)]) is is_known
    assert set(told_by(session)) == ({letter.id} if is_known else {letter.id, None})

    record_delivered(session, saved_id(letter), day=DUE, now=NOW + A_DAY)
    assert write_digests(session, system, today=DUE, now=NOW + A_DAY) == 0
    assert run(session, DUE + A_DAY) == (0 if is_known else 1)
    assert None not in told_by(session)


def test_of_two_letters_to_one_address_the_first_is_joined(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    run(session, DUE - A_DAY)
    fail(session, letters(session)[0])
    run(session, DUE)
    first, second = letters(session)
    retry_message(session, make_actor(session, Role.ADMINISTRATOR), saved_id(first), now=NOW)
    urgent = saved_id(make_commitment(session))
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=DUE, now=NOW + A_DAY)

    assert still_goes(session, DUE)
    assert [one["commitment_id"] for one in entries(first)] == [urgent]
    assert urgent not in [one["commitment_id"] for one in entries(second)]


def test_what_ended_is_not_left_out_of_a_letter_that_may_have_been_taken(session: Session) -> None:
    make_contact(session)
    _, ended = (saved_id(make_commitment(session)) for _ in range(2))
    run(session, DUE)
    before = leave_open(session).payload
    withdraw(session, make_actor(session), ended, held_on=TODAY, reason="thôi", now=NOW)

    assert still_goes(session, DUE + A_DAY)
    (letter,) = letters(session)
    assert letter.payload == before
    assert told_by(session) == [letter.id, letter.id], "it tells both, whether or not they hold"


def test_an_alarm_does_not_join_a_letter_that_may_have_been_taken(session: Session) -> None:
    admin = make_actor(session, Role.ADMINISTRATOR)
    make_contact(session, account_id=admin.account_id)
    tell_administrators(session, Alarm.REMINDERS_SILENT, "một", now=NOW, last_run_at=None)
    run(session, DUE)
    before = leave_open(session).payload
    tell_administrators(session, Alarm.REMINDERS_SILENT, "hai", now=NOW, last_run_at=None)

    assert still_goes(session, DUE), "what it tells was read by nobody"
    (letter,) = letters(session)
    assert letter.payload == before
    record_delivered(session, saved_id(letter), day=DUE, now=NOW)
    assert run(session, DUE) == 0, "the second waits for the next day"
    assert run(session, DUE + A_DAY) == 1

    letter.delivered_at = None
    read_everything(session, admin, now=NOW)
    assert not still_goes(session, DUE + A_DAY), "it was read in the pages"


@pytest.mark.parametrize("is_open", [True, False])
def test_a_letter_sent_again_tells_no_more_than_it_holds(session: Session, is_open: bool) -> None:
    make_contact(session)
    make_commitment(session)
    run(session, DUE - A_DAY)
    (letter,) = letters(session)
    if is_open:
        leave_open(session, DUE - A_DAY)
    before = letter.payload
    fail(session, letter)
    letter.open_attempts = int(is_open)
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=DUE, now=NOW + A_DAY)

    admin = make_actor(session, Role.ADMINISTRATOR)
    retry_message(session, admin, saved_id(letter), now=NOW + A_DAY)

    assert still_goes(session, DUE)
    assert (letter.payload == before) is is_open
    assert told_by(session) == ([letter.id, None] if is_open else [letter.id, letter.id])
