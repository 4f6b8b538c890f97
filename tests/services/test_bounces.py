from dataclasses import replace

import pytest
from sqlmodel import Session

from directives.errors import RightMissing
from directives.mail import Bounce, message_id
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import AsOf
from directives.services.bounces import BounceOutcome, record_bounce
from directives.services.inbox import view_inbox
from directives.vocabulary import AddressState, Alarm, Role
from tests.factories import NOW, TODAY, make_actor, make_contact

KEY = "digest:a@bo.example:2025-10-01"


def came_back(**changes: str) -> Bounce:
    identity = message_id(KEY, "theo-doi.example")
    return replace(Bounce("A@bo.example", "5.1.1", "550 không có", identity), **changes)


def send(session: Session) -> OutboxMessage:
    letter = OutboxMessage(
        key=KEY, topic="mail.digest", recipient="a@bo.example", payload="{}", created_at=NOW
    )
    session.add(letter)
    session.flush()
    return letter


def record(session: Session, bounce: Bounce) -> BounceOutcome:
    return record_bounce(session, make_actor(session, Role.SYSTEM), bounce, now=NOW)


def test_an_address_whose_letter_came_back_is_broken_and_administrators_are_told(
    session: Session,
) -> None:
    admin = make_actor(session, Role.ADMINISTRATOR)
    contact = make_contact(session, email="a@bo.example")
    letter = send(session)

    assert record(session, came_back()) is BounceOutcome.BROKEN

    assert contact.address_state is AddressState.BROKEN
    assert (letter.bounced_at, letter.last_error) == (NOW, "550 không có")
    (alarm,) = view_inbox(session, admin, AsOf(TODAY, NOW)).messages
    assert alarm.kind is Alarm.ADDRESS_BROKEN
    assert "550 không có" in alarm.details


def test_a_bounce_read_twice_does_not_break_an_address_that_was_mended(session: Session) -> None:
    contact = make_contact(session, email="a@bo.example")
    send(session)
    record(session, came_back())
    contact.address_state = AddressState.WORKS

    assert record(session, came_back()) is BounceOutcome.KNOWN
    assert contact.address_state is AddressState.WORKS


@pytest.mark.parametrize(
    "bounce",
    [
        came_back(recipient="b@bo.example"),
        came_back(message_id="<abc@theo-doi.example>"),
        came_back(message_id=""),
    ],
)
def test_a_bounce_of_no_letter_of_ours_breaks_nothing(session: Session, bounce: Bounce) -> None:
    contacts = [make_contact(session, email=f"{name}@bo.example") for name in "ab"]
    send(session)

    assert record(session, bounce) is BounceOutcome.STRANGE
    assert {one.address_state for one in contacts} == {AddressState.WORKS}


def test_a_full_mailbox_breaks_no_address(session: Session) -> None:
    contact = make_contact(session, email="a@bo.example")
    send(session)

    assert record(session, came_back(status="5.2.2")) is BounceOutcome.PASSING
    assert contact.address_state is AddressState.WORKS


def test_only_administrators_record_bounces(session: Session) -> None:
    with pytest.raises(RightMissing):
        record_bounce(session, make_actor(session), came_back(), now=NOW)
