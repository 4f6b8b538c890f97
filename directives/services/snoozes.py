"""Put a reminder off for some days, with the reason; escalation does not wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from directives.errors import NothingToPutOff, ValueInvalid
from directives.models.base import Subject
from directives.models.snooze import Snooze
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import ha_noi_date
from directives.services.changes import record_change
from directives.store.snoozes import (
    end_snoozes,
    list_reminded_contacts,
    list_snoozes_of,
    was_reminded,
)
from directives.translation import N_

MOST_DAYS: Final = 14
DAYS_BY_MAIL: Final = 7
_SHORTEST_REASON: Final = 3
_LONGEST_REASON: Final = 500

_NOT_SO_LONG = N_("Chỉ hoãn được từ 1 đến 14 ngày.")
_SAY_WHY = N_("Hãy viết lý do hoãn, từ 3 đến 500 ký tự.")


def put_off(
    session: Session, actor: Actor, commitment_id: int, *, days: int, reason: str, now: datetime
) -> None:
    """Let the actor rest from reminders of a promise for so many days, today not counted.

    Only reminders to who does the work rest. The head of the unit, the office and oversight are
    told on their days, and nothing is lost: what the ladder calls for is told after the rest.

    Raises:
        NotSignedIn: nobody has signed in.
        ValueInvalid: it is for too long, or without a reason.
        NothingToPutOff: the actor is not reminded of this promise as who does the work.
    """
    account_id = check_signed_in(actor)
    _check_rest(days, reason)
    contacts = list_reminded_contacts(session, account_id, commitment_id)
    if not contacts:
        raise NothingToPutOff
    _rest(session, actor, contacts, commitment_id, days=days, reason=reason, now=now)


def put_off_by_mail(
    session: Session,
    actor: Actor,
    commitment_id: int,
    *,
    contact_id: int,
    reason: str,
    now: datetime,
) -> None:
    """Let the reader of a letter rest from reminders of a promise for a week.

    Raises:
        ValueInvalid: no reason is given.
        NothingToPutOff: the reader is not reminded of it as who does the work.
    """
    _check_rest(DAYS_BY_MAIL, reason)
    if not was_reminded(session, contact_id, commitment_id):
        raise NothingToPutOff
    _rest(session, actor, [contact_id], commitment_id, days=DAYS_BY_MAIL, reason=reason, now=now)


def _rest(
    session: Session,
    actor: Actor,
    contacts: Sequence[int],
    commitment_id: int,
    *,
    days: int,
    reason: str,
    now: datetime,
) -> None:
    until_on = ha_noi_date(now) + timedelta(days=days)
    end_snoozes(session, contacts, commitment_id, now)
    session.add_all(
        Snooze(
            contact_id=contact_id,
            commitment_id=commitment_id,
            until_on=until_on,
            reason=reason,
            snoozed_at=now,
        )
        for contact_id in contacts
    )
    session.flush()
    subject = Subject("commitment", commitment_id)
    details = {"until_on": until_on, "reason": reason}
    record_change(session, actor, "notice.put_off", subject, now=now, **details)


def _check_rest(days: int, reason: str) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise ValueInvalid(field="days", reason=_NOT_SO_LONG)
    if not _SHORTEST_REASON <= len(reason) <= _LONGEST_REASON:
        raise ValueInvalid(field="reason", reason=_SAY_WHY)


def wake(session: Session, actor: Actor, commitment_id: int, *, now: datetime) -> None:
    """Let the actor be reminded of a promise again; doing it again changes nothing.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    account_id = check_signed_in(actor)
    running = [
        one.contact_id
        for one in list_snoozes_of(session, account_id, ha_noi_date(now))
        if one.commitment_id == commitment_id
    ]
    if running:
        end_snoozes(session, running, commitment_id, now)
        subject = Subject("commitment", commitment_id)
        record_change(session, actor, "notice.wake", subject, now=now)


def put_off_by(session: Session, actor: Actor, *, now: datetime) -> Sequence[Snooze]:
    """Return what the actor has put off, the one that ends last first.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    return list_snoozes_of(session, check_signed_in(actor), ha_noi_date(now))
