"""Letters that waited for the mail server: written anew, sent again as they are, or closed."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from directives.models.base import saved_id
from directives.models.outbox import OutboxMessage
from directives.services.digest_writer import DigestWriter
from directives.store.inbox import list_alarming
from directives.store.notices import (
    Reader,
    Untold,
    list_readers_of,
    list_unsent,
    list_untold,
    list_waiting_readers,
    mark_told,
    release_told,
)

_LETTERS_AT_ONCE: Final = 500

FRESH: Final = timedelta(hours=1)
"""For so long, and on its day, a letter goes as it was written."""


def bring_up_to_date(writer: DigestWriter, waiting: Sequence[OutboxMessage]) -> None:
    """Let letters that waited say what holds on the day of their sending.

    One that the mail server may have taken goes again as it is (see `_going_as_they_are`).
    """
    stale = [one for one in waiting if _is_stale(writer, one)]
    writer.take_alarms_back([one for one in stale if not one.open_attempts])
    for first in range(0, len(stale), _LETTERS_AT_ONCE):
        some = stale[first : first + _LETTERS_AT_ONCE]
        going = _going_as_they_are(writer, [one for one in some if one.open_attempts])
        _rewrite(writer, [one for one in some if one.id not in going])


def _is_stale(writer: DigestWriter, message: OutboxMessage) -> bool:
    """Tell whether what a letter says may no longer hold, or is not all by now."""
    if message.recipient in writer.alarms and not message.open_attempts:
        return True
    said = json.loads(message.payload)
    if said.get("day") != writer.at.day.isoformat() or "written_at" not in said:
        return True
    return writer.at.known_at - datetime.fromisoformat(said["written_at"]) >= FRESH


def _going_as_they_are(writer: DigestWriter, letters: Sequence[OutboxMessage]) -> set[int]:
    """Return which of the letters that may have been taken still have something to tell.

    A mailbox may drop the copy that comes second, so that has to hold just what the first did:
    what came since waits for the next letter, and what no longer holds is no less told by it.
    """
    messages = {saved_id(one): one for one in letters}
    readers = writer.at_mailboxes(list_readers_of(writer.session, messages, writer.at.day))
    telling = writer.holds(_own(writer, messages, readers))
    return {one.message_id or 0 for one in telling} | list_alarming(writer.session, messages)


def _rewrite(writer: DigestWriter, letters: Sequence[OutboxMessage]) -> None:
    """Let letters say what holds by now, with the same keys.

    What ended, moved or is not their readers' to know since is left out, what came since joins
    (see `_for_letters`), and what is for another address by now waits for the next letter
    there. One with nothing left is closed.
    """
    session = writer.session
    messages = {saved_id(one): one for one in letters}
    here, people = _for_letters(writer, messages)
    told: dict[int, list[Untold]] = {key: [] for key in messages}
    for one in writer.to_tell(here):
        told[one.message_id or 0].append(one)
    told_by = {key: [one.id for one in letter] for key, letter in told.items()}
    release_told(session, messages, but=[key for keys in told_by.values() for key in keys])
    mark_told(session, told_by)
    words = writer.words_on(here)
    for key, letter in told.items():
        message = messages[key]
        if letter or (message.recipient in writer.alarms and not message.open_attempts):
            message.payload = writer.payload(message.recipient, letter, people, words)
            writer.mark_alarms(message.recipient, key)
        else:
            _close(writer, message)
    session.add_all(messages.values())
    session.flush()


def _for_letters(
    writer: DigestWriter, messages: Mapping[int, OutboxMessage]
) -> tuple[list[Untold], dict[int, Reader]]:
    """Return what letters are to tell, with their keys, and their readers.

    What came since joins the first one to its address that cannot have been taken.
    """
    session, today = writer.session, writer.at.day
    certain: dict[str, int] = {}
    for key, message in messages.items():
        if not message.open_attempts:
            certain.setdefault(message.recipient, key)
    readers = writer.at_mailboxes(list_readers_of(session, messages, today))
    since = [
        one
        for one in writer.at_mailboxes(list_waiting_readers(session, today))
        if one.email.casefold() in certain
    ]
    people = {one.contact_id: one for one in [*readers, *since]}
    joining = [
        one._replace(message_id=certain[people[one.contact_id].email.casefold()])
        for one in list_untold(session, today, [one.contact_id for one in since])
    ]
    own = _own(writer, messages, readers)
    return sorted([*own, *joining], key=lambda one: one.id), people


def _own(
    writer: DigestWriter, messages: Mapping[int, OutboxMessage], readers: Sequence[Reader]
) -> list[Untold]:
    """Return what letters were to tell to those who still read them at their address."""
    address = {one.contact_id: one.email.casefold() for one in readers}
    return [
        one
        for one in list_unsent(writer.session, messages, writer.at.day)
        if address[one.contact_id] == messages[one.message_id or 0].recipient
    ]


def _close(writer: DigestWriter, message: OutboxMessage) -> None:
    """End a letter that has nothing to tell; one that may have been taken counts for the day."""
    message.delivered_at = writer.at.known_at
    message.delivered_on = writer.at.day if message.open_attempts else None
