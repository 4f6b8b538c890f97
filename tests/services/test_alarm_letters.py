"""Alarms by mail: in the letter of the day of who administers, never beside it."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from directives.models.base import saved_id
from directives.models.contact import Contact
from directives.models.inbox import InboxMessage
from directives.models.outbox import OutboxMessage
from directives.rules.permissions import Actor
from directives.services.delivery import (
    record_address_refused,
    record_delivered,
    record_failed_attempt,
    retry_message,
)
from directives.services.digests import TOPIC, write_digests
from directives.services.inbox import read_everything, tell_administrators
from directives.services.notices import queue_due_notices
from directives.store.outbox import list_messages
from directives.vocabulary import AddressState, Alarm, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_commitment, make_contact

SILENT, UNREACHED = Alarm.REMINDERS_SILENT, Alarm.BODY_UNREACHED
A_DAY = timedelta(days=1)


@pytest.fixture
def admin(session: Session) -> Actor:
    """An administrator who is a contact person of the Ministry of Home Affairs, too."""
    actor = make_actor(session, Role.ADMINISTRATOR)
    body = agency_id(session, "BNV")
    make_contact(session, account_id=actor.account_id, agency_id=body, email="QT@bo.example")
    return actor


def alarm(session: Session, key: str, kind: Alarm = UNREACHED) -> None:
    tell_administrators(session, kind, key, now=NOW, agency_id=1, name=key, last_run_at=None)


def write(session: Session, day: date = TODAY, now: datetime = NOW) -> int:
    """Queue and write, as every node does each hour."""
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=day, now=now)
    return write_digests(session, system, today=day, now=now)


def letters(session: Session) -> list[OutboxMessage]:
    return list(list_messages(session, TOPIC))


def said(letter: OutboxMessage) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(letter.payload)
    return found


def names(letter: OutboxMessage) -> list[str]:
    return [one["details"]["name"] for one in said(letter)["alarms"]]


def promises(letter: OutboxMessage) -> list[int]:
    return [one["commitment_id"] for one in said(letter)["entries"]]


def deliver(session: Session, day: date = TODAY) -> None:
    for letter in letters(session):
        record_delivered(session, saved_id(letter), day=day, now=NOW)
    session.flush()


def due_promise(session: Session) -> int:
    due = TODAY + A_DAY
    return saved_id(make_commitment(session, due_from=due, due_to=due))


def test_alarms_of_all_kinds_and_promises_are_one_letter(session: Session, admin: Actor) -> None:
    key = due_promise(session)
    alarm(session, "một")
    alarm(session, "im", SILENT)

    assert (write(session), write(session)) == (1, 0)

    (letter,) = letters(session)
    assert (names(letter), promises(letter)) == (["một", "im"], [key])
    assert letter.recipient == "qt@bo.example"
    assert said(letter)["email"] == "QT@bo.example"


def test_an_alarm_goes_at_once_and_alone_where_no_letter_went_today(
    session: Session, admin: Actor
) -> None:
    alarm(session, "một")

    assert write(session) == 1

    (letter,) = letters(session)
    assert (names(letter), promises(letter)) == (["một"], [])


def test_who_had_the_letter_of_the_day_is_told_in_the_next(session: Session, admin: Actor) -> None:
    key = due_promise(session)
    write(session)
    deliver(session)
    alarm(session, "một")
    assert write(session) == 0

    assert write(session, TODAY + A_DAY) == 1

    first, second = letters(session)
    assert (names(first), promises(first)) == ([], [key])
    assert (names(second), promises(second)) == (["một"], [key])


def test_an_alarm_joins_the_letter_that_waits_however_fresh_it_is(
    session: Session, admin: Actor
) -> None:
    key = due_promise(session)
    write(session)
    alarm(session, "một")
    assert write(session) == 0
    alarm(session, "hai")
    assert write(session) == 0

    (letter,) = letters(session)
    assert (names(letter), promises(letter)) == (["một", "hai"], [key])
    assert write(session, TODAY + A_DAY) == 0, "it still waits"
    assert names(letters(session)[0]) == ["một", "hai"]


def test_what_was_read_in_the_pages_is_not_mailed(session: Session, admin: Actor) -> None:
    alarm(session, "một")
    write(session)
    read_everything(session, admin, now=NOW)
    alarm(session, "hai")
    write(session)
    (letter,) = letters(session)
    assert names(letter) == ["hai"]

    read_everything(session, admin, now=NOW)

    assert write(session, TODAY + A_DAY) == 0
    assert letters(session)[0].delivered_at is not None, "nothing is left to tell"


def test_who_has_no_address_that_works_reads_the_inbox_alone(session: Session) -> None:
    broken = make_actor(session, Role.ADMINISTRATOR)
    make_contact(session, account_id=broken.account_id, address_state=AddressState.BROKEN)
    gone = make_actor(session, Role.ADMINISTRATOR)
    make_contact(session, account_id=gone.account_id, valid_to=TODAY - A_DAY)
    make_actor(session, Role.ADMINISTRATOR)
    alarm(session, "một")

    assert write(session) == 0
    assert len(session.exec(select(InboxMessage)).all()) == 3


def test_what_a_refused_letter_was_to_tell_waits_for_an_address_that_works(
    session: Session, admin: Actor
) -> None:
    alarm(session, "một")
    write(session)
    (letter,) = letters(session)
    system = make_actor(session, Role.SYSTEM)
    record_address_refused(session, system, saved_id(letter), reason="550", now=NOW)
    assert write(session, TODAY + A_DAY) == 0

    (contact,) = session.exec(select(Contact).where(Contact.email == "QT@bo.example"))
    contact.email, contact.address_state = "moi@bo.example", AddressState.WORKS
    session.add(contact)
    assert write(session, TODAY + A_DAY) == 1

    assert names(letters(session)[-1]) == ["một", contact.name]  # and that it was refused


def test_a_letter_that_was_given_up_leaves_its_alarms_to_the_next(
    session: Session, admin: Actor
) -> None:
    alarm(session, "một")
    write(session)
    (letter,) = letters(session)
    letter.attempts, letter.open_attempts = 1_000, 1
    record_failed_attempt(session, saved_id(letter), token="", reason="451", now=NOW)
    assert write(session, TODAY + A_DAY) == 1
    record_delivered(session, saved_id(letters(session)[-1]), day=TODAY + A_DAY, now=NOW)

    retry_message(session, admin, saved_id(letter), now=NOW)
    assert write(session, TODAY + 2 * A_DAY) == 0

    assert letter.delivered_at is not None, "the next told it: nothing is left"


def test_who_leaves_one_post_of_two_gets_no_second_letter_at_the_other(
    session: Session, admin: Actor
) -> None:
    (first,) = session.exec(select(Contact).where(Contact.account_id == admin.account_id))
    other = {"agency_id": agency_id(session, "BTC"), "email": "khac@bo.example"}
    make_contact(session, account_id=admin.account_id, **other)
    alarm(session, "một")
    write(session)
    deliver(session)
    first.valid_to = TODAY - A_DAY
    session.add(first)
    alarm(session, "hai")

    assert write(session) == 0
    assert write(session, TODAY + A_DAY) == 1
    assert letters(session)[1].recipient == "khac@bo.example"


def test_two_administrators_at_one_mailbox_read_each_alarm_once(
    session: Session, admin: Actor
) -> None:
    other = make_actor(session, Role.ADMINISTRATOR)
    make_contact(session, account_id=other.account_id, email="qt@bo.example")
    alarm(session, "một")
    alarm(session, "hai")

    assert write(session) == 1

    (letter,) = letters(session)
    assert names(letter) == ["một", "hai"]
    told_by = session.exec(select(InboxMessage.letter_id)).all()
    assert told_by == [letter.id] * 4
