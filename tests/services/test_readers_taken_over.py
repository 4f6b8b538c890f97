"""Who stands in the heir of a body, at the same address, is the same reader."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from directives.errors import MailLinkOver
from directives.models.agency import NewAgency
from directives.models.base import saved_id
from directives.models.contact import Contact
from directives.models.place import Place
from directives.rules.permissions import Actor
from directives.rules.signed_links import LINK_LIFE
from directives.rules.two_times import AsOf
from directives.services.commitment_views import get_commitment
from directives.services.mail_answers import MailLink, Said, answer, link_token, open_link
from directives.services.notices import queue_due_notices
from directives.services.reorganisations import merge_agencies, rename_agency
from directives.services.snoozes import put_off, wake
from directives.store.mail_answers import signing_secret
from directives.vocabulary import AddressState, CommitmentState, MailAnswerKind, Role
from tests.factories import (
    NOW,
    TODAY,
    agency_id,
    make_account,
    make_actor,
    make_commitment,
    make_contact,
    moment_of,
)
from tests.services.test_digests import DUE, deliver_all, letters, run

A_DAY = timedelta(days=1)
NAME = NewAgency(name="Bộ Nội vụ và Lao động", code="BNVLĐ")
EMAIL = "A@bo.example"


def renamed(session: Session, on: date) -> None:
    admin = make_actor(session, Role.ADMINISTRATOR)
    rename_agency(session, admin, agency_id(session, "BNV"), NAME, on=on, now=NOW)


def merged(session: Session, on: date) -> None:
    """Merge, and name the same person in the heir."""
    admin, heir = make_actor(session, Role.ADMINISTRATOR), agency_id(session, "BTC")
    merge_agencies(session, admin, [agency_id(session, "BNV")], heir, on=on, now=NOW)
    for one in session.exec(select(Contact)).all():
        one.valid_to = on - A_DAY
    make_contact(session, agency_id=heir, email=EMAIL.lower(), valid_from=on)


ways = pytest.mark.parametrize("taken_over", [renamed, merged])


@ways
def test_the_same_reader_is_not_told_the_same_step_again(
    session: Session, taken_over: Callable[[Session, date], None]
) -> None:
    make_contact(session, email=EMAIL)
    make_commitment(session)
    run(session, DUE - 7 * A_DAY)
    deliver_all(session, DUE - 7 * A_DAY)

    taken_over(session, DUE - 6 * A_DAY)

    assert run(session, DUE - 6 * A_DAY) == 0
    assert run(session, DUE - 3 * A_DAY) == 1, "what is new is told in the heir"


def test_at_another_address_the_step_is_told(session: Session) -> None:
    make_contact(session, email=EMAIL)
    make_commitment(session)
    run(session, DUE)
    deliver_all(session, DUE)
    merged(session, DUE + A_DAY)
    session.exec(select(Contact).where(Contact.email == EMAIL.lower())).one().email = "b@bo.example"
    session.flush()

    assert run(session, DUE + A_DAY) == 1


def test_what_waits_at_a_broken_address_keeps_nothing_from_its_reader(session: Session) -> None:
    make_contact(session, email=EMAIL)
    make_commitment(session)
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=DUE, now=NOW)
    session.exec(select(Contact)).one().address_state = AddressState.BROKEN
    merged(session, DUE + A_DAY)

    assert run(session, DUE + A_DAY) == 1


@ways
def test_a_running_snooze_is_kept_and_can_be_ended(
    session: Session, taken_over: Callable[[Session, date], None]
) -> None:
    account = make_account(session)
    actor = Actor(saved_id(account), account.username, account.role)
    make_contact(session, email=EMAIL, account_id=account.id)
    key = saved_id(make_commitment(session, due_from=TODAY, due_to=TODAY + 8 * A_DAY))
    run(session, TODAY)
    deliver_all(session, TODAY)
    put_off(session, actor, key, days=9, reason="Đang họp", now=NOW)

    taken_over(session, TODAY + A_DAY)

    assert run(session, TODAY + 5 * A_DAY) == 0
    wake(session, actor, key, now=moment_of(TODAY + 5 * A_DAY))
    assert run(session, TODAY + 5 * A_DAY) == 1


@ways
def test_the_links_of_a_letter_work_in_the_heir(
    session: Session, taken_over: Callable[[Session, date], None]
) -> None:
    make_contact(session, email=EMAIL)
    key = saved_id(make_commitment(session))
    run(session, TODAY)
    taken_over(session, TODAY + A_DAY)
    now = moment_of(TODAY + 2 * A_DAY)

    answer(session, *asks(session, key, MailAnswerKind.SNOOZE), Said("Đang họp"), now=now)
    answer(session, *asks(session, key, MailAnswerKind.DONE), Said("Đã xong"), now=now)

    view = get_commitment(session, key, AsOf(TODAY + 2 * A_DAY, now))
    assert view.standing.state is CommitmentState.AWAITING
    assert opened(session, key, TODAY + 3 * A_DAY, MailAnswerKind.DONE).answered_at == now


@pytest.mark.parametrize("leaves", ["the address", "the bodies that took over", "in time"])
def test_the_links_of_who_left_are_over(session: Session, leaves: str) -> None:
    make_contact(session, email=EMAIL)
    key = saved_id(make_commitment(session))
    run(session, TODAY)
    merged(session, TODAY + A_DAY)
    heir = session.exec(select(Contact).where(Contact.email == EMAIL.lower())).one()
    day = TODAY + 2 * A_DAY
    if leaves == "the address":
        heir.email = "b@bo.example"
    elif leaves == "the bodies that took over":
        heir.agency_id = agency_id(session, "VPCP")
    else:
        day += LINK_LIFE
    session.flush()

    with pytest.raises(MailLinkOver):
        opened(session, key, day, MailAnswerKind.DONE)


def test_the_links_of_a_place_are_those_of_its_own_people(session: Session) -> None:
    session.add(Place(code="99", name="Mới", level="province", name_folded="moi"))
    person = make_contact(session, email=EMAIL)
    key = saved_id(make_commitment(session))
    run(session, TODAY)
    person.agency_id, person.place_code, person.valid_to = None, "99", TODAY
    session.flush()

    with pytest.raises(MailLinkOver):
        opened(session, key, TODAY + 2 * A_DAY, MailAnswerKind.DONE)


def asks(session: Session, key: int, kind: MailAnswerKind) -> tuple[MailAnswerKind, str]:
    message = saved_id(letters(session)[0])
    return kind, link_token(signing_secret(session), kind, message, key)


def opened(session: Session, key: int, day: date, kind: MailAnswerKind) -> MailLink:
    return open_link(session, *asks(session, key, kind), now=moment_of(day))
