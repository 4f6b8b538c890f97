"""A letter goes to whom to tell on its day, whoever that was when the notice was found."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from directives.models.base import saved_id
from directives.models.contact import Absence, Contact
from directives.models.notice import Notice
from directives.services.digests import write_digests
from directives.services.notices import queue_due_notices
from directives.vocabulary import Audience, Role
from tests.factories import (
    NOW,
    agency_id,
    make_account,
    make_actor,
    make_commitment,
    make_contact,
    moment_of,
)
from tests.services.test_commitment_steps import given_to, take
from tests.services.test_digests import DUE, letters, run

A_DAY = timedelta(days=1)


def leaves_office(session: Session, person: Contact) -> None:
    person.valid_to = DUE - A_DAY
    session.add(person)


def loses_the_account(session: Session, person: Contact) -> None:
    account = make_account(session)
    account.is_active = False
    person.account_id = account.id
    session.add_all([account, person])


def goes_away(session: Session, person: Contact) -> None:
    absence = Absence(contact_id=saved_id(person), from_on=DUE, to_on=DUE + A_DAY, recorded_at=NOW)
    session.add(absence)


def becomes_the_head(session: Session, person: Contact) -> None:
    person.is_head = True
    session.add(person)


@pytest.mark.parametrize("changes", [leaves_office, loses_the_account, goes_away, becomes_the_head])
def test_who_is_no_longer_to_be_told_gets_no_letter_and_another_does(
    session: Session, changes: Callable[[Session, Contact], None]
) -> None:
    person = make_contact(session, email="a@bo.example")
    make_commitment(session)
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=DUE - A_DAY, now=NOW)
    make_contact(session, email="b@bo.example", name="Người mới")
    changes(session, person)
    session.flush()

    assert write_digests(session, system, today=DUE, now=NOW) == 0
    assert run(session, DUE) == 1
    assert [one.recipient for one in letters(session)] == ["b@bo.example"]


def test_a_promise_that_another_body_answers_for_is_told_to_that_body(session: Session) -> None:
    make_contact(session, email="a@bo.example")
    make_contact(session, email="b@bo.example", agency_id=agency_id(session, "BTC"))
    key = saved_id(make_commitment(session))
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=DUE, now=NOW)
    take(session, key, given_to(session), role=Role.OVERSIGHT)
    now = moment_of(DUE)

    assert write_digests(session, system, today=DUE, now=now) == 0
    queue_due_notices(session, system, today=DUE, now=now)
    assert write_digests(session, system, today=DUE, now=now) == 1
    assert [one.recipient for one in letters(session)] == ["b@bo.example"]


def test_who_comes_back_is_told_what_still_holds(session: Session) -> None:
    person = make_contact(session, email="a@bo.example")
    make_commitment(session)
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=DUE, now=NOW)
    goes_away(session, person)
    session.flush()

    assert run(session, DUE) == 0
    assert run(session, DUE + 2 * A_DAY) == 1


def test_news_of_the_calendar_waits_for_who_is_away(session: Session) -> None:
    person = make_contact(session)
    promise = make_commitment(session)
    session.add(
        Notice(
            key="lich",
            commitment_id=saved_id(promise),
            contact_id=person.id,
            audience=Audience.PERSON,
            days=-9,
            due_to=DUE,
            moved_from=DUE - A_DAY,
            created_at=NOW,
        )
    )
    goes_away(session, person)
    session.flush()
    system = make_actor(session, Role.SYSTEM)

    assert write_digests(session, system, today=DUE, now=NOW) == 0
    assert write_digests(session, system, today=DUE + 2 * A_DAY, now=NOW) == 1
    assert session.exec(select(Notice.overtaken_at)).all() == [None]
