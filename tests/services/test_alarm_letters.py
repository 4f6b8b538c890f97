"""Alarms by mail: one letter a day for each kind, to administrators who have an address."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from directives.errors import RightMissing
from directives.models.base import saved_id
from directives.models.inbox import InboxMessage
from directives.models.outbox import OutboxMessage
from directives.rules.permissions import Actor
from directives.services.alarm_letters import ALARM_TOPICS, write_alarm_letters
from directives.services.delivery import record_delivered
from directives.services.inbox import read_everything, tell_administrators
from directives.store.outbox import list_messages
from directives.vocabulary import AddressState, Alarm, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_contact

SILENT, UNREACHED = Alarm.REMINDERS_SILENT, Alarm.BODY_UNREACHED


@pytest.fixture
def admin(session: Session) -> Actor:
    """An administrator who is a contact person of the Government's office, too."""
    actor = make_actor(session, Role.ADMINISTRATOR)
    body = agency_id(session, "VPCP")
    make_contact(session, account_id=actor.account_id, agency_id=body, email="QT@bo.example")
    return actor


def alarm(session: Session, key: str, kind: Alarm = UNREACHED) -> None:
    tell_administrators(session, kind, key, now=NOW, agency_id=1, name=key, last_run_at=None)


def write(session: Session, day: date = TODAY) -> int:
    return write_alarm_letters(session, make_actor(session, Role.SYSTEM), today=day, now=NOW)


def letters(session: Session, kind: Alarm = UNREACHED) -> list[OutboxMessage]:
    return list(list_messages(session, ALARM_TOPICS[kind]))


def names(letter: OutboxMessage) -> list[str]:
    said: dict[str, Any] = json.loads(letter.payload)
    return [one["name"] for one in said["alarms"]]


def deliver(session: Session, day: date) -> None:
    for kind in Alarm:
        for letter in letters(session, kind):
            record_delivered(session, saved_id(letter), day=day, now=NOW)
    session.flush()


def test_each_kind_has_a_letter_a_day_and_nothing_is_lost(session: Session, admin: Actor) -> None:
    for key in ("một", "hai"):
        alarm(session, key)
    alarm(session, "im", SILENT)
    assert (write(session), write(session)) == (2, 0)
    alarm(session, "ba")
    assert write(session) == 0
    deliver(session, TODAY)
    assert write(session) == 0, "one of this kind went today"

    assert write(session, TODAY + timedelta(1)) == 1
    first, second = letters(session)
    assert (names(first), names(second)) == (["một", "hai"], ["ba"])
    assert first.recipient == "qt@bo.example"
    assert len(letters(session, SILENT)) == 1


def test_a_letter_that_waits_holds_back_the_next(session: Session, admin: Actor) -> None:
    alarm(session, "một")
    write(session)
    alarm(session, "hai")

    assert write(session, TODAY + timedelta(1)) == 0
    deliver(session, TODAY + timedelta(1))
    assert write(session, TODAY + timedelta(2)) == 1


def test_what_was_read_in_the_pages_is_not_mailed(session: Session, admin: Actor) -> None:
    alarm(session, "một")
    read_everything(session, admin, now=NOW)

    assert write(session) == 0


def test_who_has_no_address_that_works_reads_the_inbox_alone(session: Session) -> None:
    broken = make_actor(session, Role.ADMINISTRATOR)
    make_contact(session, account_id=broken.account_id, address_state=AddressState.BROKEN)
    gone = make_actor(session, Role.ADMINISTRATOR)
    make_contact(session, account_id=gone.account_id, valid_to=TODAY - timedelta(1))
    make_actor(session, Role.ADMINISTRATOR)
    alarm(session, "một")

    assert write(session) == 0
    assert len(session.exec(select(InboxMessage)).all()) == 3


def test_only_the_service_and_administrators_write_letters(session: Session) -> None:
    with pytest.raises(RightMissing):
        write_alarm_letters(session, make_actor(session), today=TODAY, now=NOW)
