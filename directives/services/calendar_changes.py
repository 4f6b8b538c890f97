"""Change the working calendar; the due dates that were counted by it follow at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.calendar import CalendarChange, NewCalendarChange
from directives.rules.calendar_changes import check_change
from directives.rules.permissions import Actor, check_can_administer, check_signed_in
from directives.rules.two_times import AsOf
from directives.services.calendar import SpecialDay, calendar_from, changed_days, special_days
from directives.services.calendar_moves import Shift, due_shifts, move_dues
from directives.services.calendar_news import tell_moved
from directives.services.changes import record_change
from directives.services.notices import JOB
from directives.store.audit import last_instant
from directives.store.outbox import take_turn
from directives.store.stamps import wait_for_changes


def preview_change(
    session: Session, actor: Actor, changes: Sequence[NewCalendarChange], *, at: AsOf
) -> list[Shift]:
    """Return which due dates a change would move, and write nothing.

    Raises:
        RightMissing: only administrators change the calendar.
        ValueInvalid: a day cannot become that, or it is already.
    """
    check_can_administer(actor)
    days = special_days(session)
    after = _checked(days, changes)
    return due_shifts(session, calendar_from(days), calendar_from(after), at)


def change_calendar(
    session: Session, actor: Actor, changes: Sequence[NewCalendarChange], *, at: AsOf
) -> list[Shift]:
    """Change days of the calendar and return the due dates that moved by it.

    The dates of running promises that their words give by the old calendar become those that
    the words give by the new one, each as an appended move whose reason is the calendar. The log
    keeps these and the old due dates of stages; the persons of the body are owed the news. All of
    it is one transaction, and reminders, promises and other changes wait for it.

    Raises:
        RightMissing: only administrators change the calendar.
        ValueInvalid: a day cannot become that, or it is already.
    """
    check_can_administer(actor)
    take_turn(session, JOB)
    wait_for_changes(session)
    days = special_days(session)
    after = _checked(days, changes)
    # What was recorded while this waited for its turn holds, too: a move then, above all.
    known_at = max(at.known_at, last_instant(session) or at.known_at)
    at_last = AsOf(at.day, known_at)
    shifts = due_shifts(session, calendar_from(days), calendar_from(after), at_last)
    ids = [_record(session, actor, new, days.get(new.day), at=at) for new in changes]
    move_dues(session, actor, shifts, reason="; ".join(_reasons(changes)), at=at)
    tell_moved(session, shifts, change_id=ids[-1], at=at)
    return shifts


def _checked(
    days: Mapping[date, SpecialDay], changes: Sequence[NewCalendarChange]
) -> dict[date, SpecialDay]:
    """Return the days after the changes; of a swap, the second day is the field `worked`."""
    for place, new in enumerate(changes):
        old = days.get(new.day)
        check_change(
            new.day,
            new.kind,
            name=new.name,
            before=(old.kind, old.name) if old else None,
            field="worked" if place else "day",
        )
    return changed_days(days, changes)


def _record(
    session: Session,
    actor: Actor,
    new: NewCalendarChange,
    before: SpecialDay | None,
    *,
    at: AsOf,
) -> int:
    """Append one change to the calendar; returns its number."""
    row = CalendarChange.model_validate(
        new, update={"account_id": check_signed_in(actor), "recorded_at": at.known_at}
    )
    session.add(row)
    session.flush()
    record_change(
        session,
        actor,
        "calendar.change",
        Subject("calendar_change", row.id),
        now=at.known_at,
        before={"kind": before.kind.value, "name": before.name} if before else None,
        after=new.model_dump(mode="json"),
    )
    return saved_id(row)


def _reasons(changes: Sequence[NewCalendarChange]) -> list[str]:
    return list(dict.fromkeys(one.reason for one in changes))
