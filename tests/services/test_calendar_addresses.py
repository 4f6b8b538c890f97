import pytest
from sqlmodel import Session

from directives.errors import CalendarNotFound, NotSignedIn
from directives.models.account import Account
from directives.rules.permissions import PUBLIC
from directives.services.calendar_addresses import (
    calendar_address,
    owner_of_calendar,
    renew_calendar_address,
    stop_calendar,
)
from tests.factories import NOW, make_actor


def test_an_address_gives_its_owner_until_it_is_renewed(session: Session) -> None:
    actor = make_actor(session)
    assert calendar_address(session, actor) is None
    first = renew_calendar_address(session, actor, now=NOW).secret
    assert owner_of_calendar(session, first) == actor

    second = renew_calendar_address(session, actor, now=NOW).secret

    assert len(second) >= 43
    assert owner_of_calendar(session, second) == actor
    with pytest.raises(CalendarNotFound):
        owner_of_calendar(session, first)


def test_a_stopped_calendar_gives_nothing_and_may_be_stopped_again(session: Session) -> None:
    actor = make_actor(session)
    secret = renew_calendar_address(session, actor, now=NOW).secret

    stop_calendar(session, actor, now=NOW)
    stop_calendar(session, actor, now=NOW)

    assert calendar_address(session, actor) is None
    with pytest.raises(CalendarNotFound):
        owner_of_calendar(session, secret)


def test_a_closed_account_has_no_calendar(session: Session) -> None:
    actor = make_actor(session)
    secret = renew_calendar_address(session, actor, now=NOW).secret
    account = session.get(Account, actor.account_id)
    assert account is not None
    account.is_active = False
    session.flush()

    with pytest.raises(CalendarNotFound):
        owner_of_calendar(session, secret)


def test_nobody_has_an_address_without_an_account(session: Session) -> None:
    for ask in (calendar_address,):
        with pytest.raises(NotSignedIn):
            ask(session, PUBLIC)
    with pytest.raises(NotSignedIn):
        renew_calendar_address(session, PUBLIC, now=NOW)
    with pytest.raises(NotSignedIn):
        stop_calendar(session, PUBLIC, now=NOW)
