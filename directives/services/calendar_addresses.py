"""The secret address of a person's calendar: made, renewed, stopped by its owner only."""

import secrets
from datetime import datetime

from sqlmodel import Session

from directives.errors import CalendarNotFound
from directives.models.base import Subject
from directives.models.calendar_address import CalendarAddress
from directives.rules.permissions import Actor, check_signed_in
from directives.services.accounts import actor_of
from directives.services.changes import record_change
from directives.store.promise_calendars import find_calendar_account, find_calendar_address


def calendar_address(session: Session, actor: Actor) -> CalendarAddress | None:
    """Return the address that the actor has, or None.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    return find_calendar_address(session, check_signed_in(actor))


def renew_calendar_address(session: Session, actor: Actor, *, now: datetime) -> CalendarAddress:
    """Give the actor's calendar a new address; the one before gives nothing from now on.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    account_id = check_signed_in(actor)
    secret = secrets.token_urlsafe(32)
    address = find_calendar_address(session, account_id)
    if address is None:
        address = CalendarAddress(account_id=account_id, secret=secret, made_at=now)
    address.secret, address.made_at = secret, now
    session.add(address)
    session.flush()
    subject = Subject("account", account_id)
    record_change(session, actor, "account.renew_calendar", subject, now=now)
    return address


def stop_calendar(session: Session, actor: Actor, *, now: datetime) -> None:
    """Let the actor's calendar have no address; stopping it again does nothing.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    account_id = check_signed_in(actor)
    address = find_calendar_address(session, account_id)
    if address is None:
        return
    session.delete(address)
    session.flush()
    subject = Subject("account", account_id)
    record_change(session, actor, "account.stop_calendar", subject, now=now)


def owner_of_calendar(session: Session, secret: str) -> Actor:
    """Return whose calendar an address gives.

    Raises:
        CalendarNotFound: the address was renewed or stopped, its account is closed, or it is
            guessed; which, is not told.
    """
    account = find_calendar_account(session, secret)
    if account is None:
        raise CalendarNotFound
    return actor_of(account)
