"""The hours in which letters go out: as the administrator set them, else as the operator did."""

from datetime import datetime

from sqlmodel import Session

from directives.errors import ValueInvalid
from directives.models.base import Subject
from directives.models.sending_hours import SendingHoursSet
from directives.rules.permissions import Actor, check_can_administer, check_signed_in
from directives.rules.sending import SendingHours
from directives.services.changes import record_change
from directives.store.sending_hours import last_hours
from directives.translation import N_

_NO_HOURS = N_("Giờ bắt đầu từ 0 đến 23, giờ kết thúc sau đó và không quá 24.")
_LAST_HOUR = 24


def hours_in_force(session: Session, operators: SendingHours) -> SendingHours:
    """Return the hours that count; those of the settings until an administrator sets others."""
    found = last_hours(session)
    return SendingHours(found.from_hour, found.until_hour) if found else operators


def set_hours(session: Session, actor: Actor, hours: SendingHours, *, now: datetime) -> None:
    """Let letters go out in other hours from now on; what was set before is kept.

    Raises:
        RightMissing: only administrators do.
        ValueInvalid: these are no hours of a day.
    """
    check_can_administer(actor)
    if not 0 <= hours.from_hour < hours.until_hour <= _LAST_HOUR:
        raise ValueInvalid(field="until_hour", reason=_NO_HOURS)
    row = SendingHoursSet(
        from_hour=hours.from_hour,
        until_hour=hours.until_hour,
        account_id=check_signed_in(actor),
        set_at=now,
    )
    session.add(row)
    session.flush()
    subject = Subject("sending_hours", row.id)
    details = {"from_hour": hours.from_hour, "until_hour": hours.until_hour}
    record_change(session, actor, "mail.set_hours", subject, now=now, **details)
