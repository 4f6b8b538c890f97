"""What a signed-in person is told in the pages, and what of it was read.

The notices are those of the ledger that letters tell, too; a person without a working address
reads them here all the same.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.inbox import InboxMessage
from directives.models.notice import Notice
from directives.models.snooze import Snooze
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import AsOf
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.services.snoozes import put_off_by
from directives.store.commitment_stages import list_stage_names
from directives.store.inbox import (
    list_inbox_messages,
    list_notices_of,
    list_untold_administrators,
    mark_messages_read,
    mark_notices_read,
)
from directives.vocabulary import Alarm, Audience, Stage

READ_KEPT: Final = timedelta(days=30)
"""How long what was read is still shown."""

MOST_NOTICES: Final = 2_000


@dataclass(frozen=True, slots=True)
class MovedByCalendar:
    """A date that the working calendar moved: of the promise, or of a stage of it."""

    stage: Stage | None
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Told:
    """One promise, how it stands today, and the latest notice of it to the reader.

    `put_off`: the reader does not want to be reminded of it yet. `moved`: what the calendar moved
    that the reader has not read, from the date that was known before.
    """

    view: CommitmentView
    notice: Notice
    put_off: Snooze | None = None
    moved: Sequence[MovedByCalendar] = ()

    @property
    def is_read(self) -> bool:
        """Tell whether the reader has read the latest notice."""
        return self.notice.read_at is not None


@dataclass(frozen=True, slots=True)
class Inbox:
    """What somebody was told: of promises, and beside them."""

    promises: Sequence[Told]
    messages: Sequence[InboxMessage]

    @property
    def unread(self) -> int:
        """How many promises and messages wait to be read."""
        waiting = (one for one in self.promises if not one.is_read and not one.put_off)
        return sum(1 for _ in waiting) + sum(one.read_at is None for one in self.messages)


def view_inbox(session: Session, actor: Actor, at: AsOf) -> Inbox:
    """Return what the actor was told and has not read, and what was read in the last month.

    Each promise stands once, by its latest notice; in no order.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    account_id = check_signed_in(actor)
    since = at.known_at - READ_KEPT
    notices = list_notices_of(session, account_id, on=at.day, read_since=since, limit=MOST_NOTICES)
    asleep = {one.commitment_id: one for one in put_off_by(session, actor, now=at.known_at)}

    def snooze_of(notice: Notice) -> Snooze | None:
        is_reminder = notice.audience is Audience.PERSON
        return asleep.get(notice.commitment_id) if is_reminder else None

    latest: dict[int, Notice] = {}
    # The unread come first, the newest before the older; what rests comes behind what does not.
    for one in sorted(notices, key=lambda notice: snooze_of(notice) is not None):
        latest.setdefault(one.commitment_id, one)
    views = view_commitments(session, at, ids=list(latest)) if latest else []
    messages = list_inbox_messages(session, account_id, read_since=since, limit=MOST_NOTICES)
    moved = _unread_moves(session, notices)
    told = [(view, latest[saved_id(view.commitment)]) for view in views]
    return Inbox(
        [
            Told(view, notice, snooze_of(notice), moved.get(notice.commitment_id, ()))
            for view, notice in told
        ],
        messages,
    )


def _unread_moves(session: Session, notices: Sequence[Notice]) -> dict[int, list[MovedByCalendar]]:
    """Return, by promise, from where to where the calendar moved dates; what it undid is none.

    Of changes between which the date was moved otherwise only the last counts.
    """
    entries = {one.stage_id for one in notices if one.moved_from and one.stage_id}
    stages = list_stage_names(session, entries) if entries else {}
    whole: dict[tuple[int, int | None], MovedByCalendar] = {}
    for one in sorted(notices, key=saved_id):
        if one.moved_from and one.due_to and not one.read_at:
            key = one.commitment_id, one.stage_id
            last = whole.get(key)
            before = last.before if last and last.after == one.moved_from else one.moved_from
            whole[key] = MovedByCalendar(stages.get(one.stage_id or 0), before, one.due_to)
    found: dict[int, list[MovedByCalendar]] = {}
    for (commitment_id, _stage_id), moved in whole.items():
        if moved.before != moved.after:
            found.setdefault(commitment_id, []).append(moved)
    return found


def read_promise(session: Session, actor: Actor, commitment_id: int, *, now: datetime) -> None:
    """Mark as read what the actor was told of a promise; doing it again changes nothing.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    account_id = check_signed_in(actor)
    mark_notices_read(session, account_id, now=now, commitment_id=commitment_id)


def read_message(session: Session, actor: Actor, message_id: int, *, now: datetime) -> None:
    """Mark a message to the actor as read; another's stays as it is.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    account_id = check_signed_in(actor)
    mark_messages_read(session, account_id, now=now, message_id=message_id)


def read_everything(
    session: Session,
    actor: Actor,
    *,
    now: datetime,
    notice_id: int | None = None,
    message_id: int | None = None,
) -> None:
    """Mark as read all that the actor was shown: up to these newest ones, or all there is.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    account_id = check_signed_in(actor)
    mark_notices_read(session, account_id, now=now, commitment_id=None, up_to=notice_id)
    mark_messages_read(session, account_id, now=now, message_id=None, up_to=message_id)


def tell_administrators(
    session: Session, kind: Alarm, key: str, *, now: datetime, **details: object
) -> int:
    """Put an alarm into the inbox of every administrator who was not told it yet.

    Returns how many were told now. `key` is made of the cause: the same cause is told once.
    """
    written = json.dumps(details, ensure_ascii=False, default=str, sort_keys=True)
    untold = list_untold_administrators(session, key)
    for account_id in untold:
        session.add(
            InboxMessage(account_id=account_id, key=key, kind=kind, details=written, created_at=now)
        )
    session.flush()
    return len(untold)
