from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.errors import MailLinkUnknown
from directives.models.base import saved_id
from directives.models.contact import Contact
from directives.services.digests import TOPIC, write_digests
from directives.services.early_mail import choose_early_mail, early_mail_token, readers_of
from directives.services.notices import queue_due_notices
from directives.store.mail_answers import signing_secret
from directives.store.outbox import list_messages
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, UNDATED, make_actor, make_commitment, make_contact

DUE = date(2025, 10, 14)


def token_of(session: Session, *contacts: Contact) -> str:
    return early_mail_token(signing_secret(session), [saved_id(one) for one in contacts])


def remind(session: Session, day: date) -> int:
    """Write the letters of a day; returns how many there have been."""
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=day, now=NOW)
    write_digests(session, system, today=day, now=NOW)
    for message in (sent := list_messages(session, TOPIC)):
        message.delivered_at, message.delivered_on = NOW, TODAY
    session.flush()
    return len(sent)


def test_who_stops_early_reminders_gets_those_near_the_date_all_the_same(session: Session) -> None:
    contact = make_contact(session)
    make_commitment(session)
    choose_early_mail(session, token_of(session, contact), is_wanted=False, now=NOW)

    letters = [remind(session, DUE + timedelta(days)) for days in (-7, -4, -3, 0)]

    assert letters == [0, 0, 1, 2]


def test_being_asked_for_a_date_is_mandatory(session: Session) -> None:
    contact = make_contact(session)
    make_commitment(session, promised_on=TODAY - timedelta(20), **UNDATED)
    choose_early_mail(session, token_of(session, contact), is_wanted=False, now=NOW)

    assert remind(session, TODAY) == 1


def test_early_reminders_are_taken_up_again(session: Session) -> None:
    contact = make_contact(session)
    make_commitment(session)
    token = token_of(session, contact)
    for is_wanted in (False, False, True, True):
        choose_early_mail(session, token, is_wanted=is_wanted, now=NOW)

    assert contact.early_mail_declined_at is None
    assert remind(session, DUE - timedelta(7)) == 1


def test_a_token_speaks_for_its_readers_only(session: Session) -> None:
    one, two, other = (make_contact(session) for _ in range(3))
    token = token_of(session, two, one, one)

    assert {reader.id for reader in readers_of(session, token)} == {one.id, two.id}
    choose_early_mail(session, token, is_wanted=False, now=NOW)
    assert other.early_mail_declined_at is None
    for strange in (token[:-1] + "x", early_mail_token("x", [1]), token_of(session)):
        with pytest.raises(MailLinkUnknown):
            readers_of(session, strange)
