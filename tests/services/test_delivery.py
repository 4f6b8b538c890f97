from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import MessageNotFailed, RightMissing
from directives.models.base import saved_id
from directives.models.outbox import OutboxMessage
from directives.rules.sending import ATTEMPTS, LEASE
from directives.rules.two_times import HA_NOI
from directives.services.delivery import (
    record_address_refused,
    record_delivered,
    record_failed_attempt,
    retry_message,
    take_message,
    view_failed,
)
from directives.store.outbox import hurry, list_waiting
from directives.vocabulary import AddressState, Role
from tests.factories import NOW, TODAY, make_actor, make_contact

TOPIC = "mail.thu"
A_MINUTE = timedelta(minutes=1)


def owe(session: Session, key: str = "a", recipient: str = "a@bo.example") -> OutboxMessage:
    message = OutboxMessage(key=key, topic=TOPIC, recipient=recipient, payload="{}", created_at=NOW)
    session.add(message)
    session.flush()
    return message


def take(session: Session, token: str = "t", *, later: timedelta = timedelta()) -> str | None:
    actor = make_actor(session, Role.SYSTEM)
    day = TODAY + timedelta(days=later.days)
    taken = take_message(session, actor, TOPIC, token=token, day=day, now=NOW + later)
    session.flush()
    return taken.key if taken else None


def fail(session: Session, message: OutboxMessage, token: str = "t") -> None:
    record_failed_attempt(session, saved_id(message), token=token, reason="452 đầy", now=NOW)
    session.flush()


def test_a_message_is_tried_by_one_at_a_time(session: Session) -> None:
    owe(session)

    assert [take(session), take(session)] == ["a", None]
    assert take(session, later=LEASE + A_MINUTE) == "a", "whoever took it has died"


def test_a_lease_given_by_a_clock_that_was_ahead_is_not_believed(session: Session) -> None:
    owe(session)
    take(session, later=timedelta(days=9))

    assert take(session) == "a"


def test_a_clock_of_another_zone_takes_the_same_messages(session: Session) -> None:
    message = owe(session)
    there = NOW.astimezone(HA_NOI)
    actor = make_actor(session, Role.SYSTEM)

    def take_there(later: timedelta) -> bool:
        now = there + later
        taken = take_message(session, actor, TOPIC, token="t", day=TODAY, now=now)
        session.flush()
        return taken is not None

    assert [take_there(timedelta()), take_there(LEASE - A_MINUTE)] == [True, False]
    assert list_waiting(session, TOPIC, now=there + A_MINUTE, lease=LEASE) == []
    record_failed_attempt(session, saved_id(message), token="t", reason="452", now=there)
    session.flush()
    assert [take_there(A_MINUTE), take_there(6 * A_MINUTE)] == [False, True]


def test_what_was_delivered_is_never_taken_again(session: Session) -> None:
    message = owe(session)
    take(session)
    record_delivered(session, saved_id(message), day=TODAY, now=NOW)
    record_delivered(session, saved_id(message), day=TODAY + timedelta(days=1), now=NOW)
    record_delivered(session, -1, day=TODAY, now=NOW)
    session.flush()

    assert take(session, later=timedelta(days=3)) is None
    assert message.delivered_on == TODAY


def test_a_failed_attempt_is_repeated_after_a_pause(session: Session) -> None:
    message = owe(session)
    take(session)
    fail(session, message)

    assert message.last_error == "452 đầy"
    assert take(session, later=A_MINUTE) is None
    assert take(session, later=timedelta(minutes=6)) == "a"


def test_a_pause_can_be_cut_short(session: Session) -> None:
    message = owe(session)
    take(session)
    fail(session, message)
    hurry(session, TOPIC)

    assert take(session) == "a"


def test_who_lost_the_lease_says_nothing_of_a_failure(session: Session) -> None:
    message = owe(session)
    take(session, "first")
    take(session, "second", later=LEASE + A_MINUTE)
    fail(session, message, "first")
    record_failed_attempt(session, -1, token="first", reason="", now=NOW)

    assert (message.last_error, message.lease_token) == ("", "second")


def test_after_many_attempts_a_message_is_given_up_until_somebody_retries_it(
    session: Session,
) -> None:
    message = owe(session)
    admin = make_actor(session, Role.ADMINISTRATOR)
    for attempt in range(ATTEMPTS):
        assert view_failed(session, admin) == []
        assert take(session, later=timedelta(days=attempt)) == "a"
        fail(session, message)

    assert list(view_failed(session, admin)) == [message]
    assert take(session, later=timedelta(days=99)) is None
    retry_message(session, admin, saved_id(message), now=NOW)
    assert view_failed(session, admin) == []
    assert take(session) == "a"


def test_only_what_was_given_up_is_retried_and_by_administrators_only(session: Session) -> None:
    message = owe(session)
    admin = make_actor(session, Role.ADMINISTRATOR)

    for key in (saved_id(message), -1):
        with pytest.raises(MessageNotFailed):
            retry_message(session, admin, key, now=NOW)
    with pytest.raises(RightMissing):
        retry_message(session, make_actor(session), saved_id(message), now=NOW)
    with pytest.raises(RightMissing):
        view_failed(session, make_actor(session))
    with pytest.raises(RightMissing):
        take_message(session, make_actor(session), TOPIC, token="t", day=TODAY, now=NOW)


def test_nobody_gets_two_messages_on_one_day(session: Session) -> None:
    first = owe(session)
    owe(session, "b")
    owe(session, "c", "khac@bo.example")

    assert [take(session), take(session), take(session)] == ["a", "c", None]
    record_delivered(session, saved_id(first), day=TODAY, now=NOW)
    session.flush()
    assert take(session) is None
    assert take(session, later=timedelta(days=1)) == "b"


def test_an_address_that_never_works_is_marked_as_broken(session: Session) -> None:
    message = owe(session)
    person = make_contact(session, email="A@bo.example")
    other = make_contact(session)
    take(session)
    actor = make_actor(session, Role.SYSTEM)

    record_address_refused(session, actor, saved_id(message), reason="550", now=NOW)

    assert person.address_state is AddressState.BROKEN
    assert other.address_state is AddressState.WORKS
    assert (message.failed_at, message.last_error) == (NOW, "550")


def test_what_was_delivered_by_another_breaks_no_address(session: Session) -> None:
    message = owe(session)
    person = make_contact(session, email="a@bo.example")
    actor = make_actor(session, Role.SYSTEM)
    record_delivered(session, saved_id(message), day=TODAY, now=NOW)

    record_address_refused(session, actor, saved_id(message), reason="550", now=NOW)
    record_address_refused(session, actor, -1, reason="550", now=NOW)

    assert person.address_state is AddressState.WORKS
