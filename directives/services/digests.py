"""One letter a day for each person, with all that the person is to be told: alarms, too."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.outbox import OutboxMessage
from directives.rules.permissions import Actor, check_can_queue_notices
from directives.rules.sending import LEASE
from directives.rules.two_times import AsOf
from directives.services.alarm_letters import alarms_by_address, alarms_said
from directives.services.calendar_news import is_calendar_news, news_since_told
from directives.services.changes import record_change
from directives.services.letter_entries import letter_entries
from directives.services.notices import JOB, whom_to_tell
from directives.services.owed_notices import Deadline, OwedNotices
from directives.services.promise_standings import PromiseStanding, promise_standings
from directives.services.recipients import Directory
from directives.store.agencies import list_agencies
from directives.store.commitments import WordsRow, list_named, list_words
from directives.store.contacts import list_mailboxes
from directives.store.inbox import mark_alarms_mailed, release_alarms
from directives.store.notices import (
    Reader,
    Untold,
    list_readers_of,
    list_unsent,
    list_untold,
    list_waiting_readers,
    mark_overtaken,
    mark_told,
    release_told,
)
from directives.store.outbox import (
    add_messages,
    list_busy_recipients,
    list_known_keys,
    list_waiting,
    take_turn,
)

TOPIC = "mail.digest"

NOTICES_AT_ONCE = 5_000
_LETTERS_AT_ONCE = 500

FRESH: Final = timedelta(hours=1)
"""For so long, and on its day, a letter goes as it was written."""


def write_digests(
    session: Session,
    actor: Actor,
    *,
    today: date,
    now: datetime,
    at_once: int = NOTICES_AT_ONCE,
) -> int:
    """Write the letters of the day; returns how many.

    Who still waits for a letter, or had one today, gets no second one, at whatever address: what
    is new waits for the next. An alarm goes at once where none went today, alone if need be, and
    into one that waits. A promise that ended or moved since its notice was found is not told
    any more, nor is anybody told who is not the one to tell by now: who left office or is away,
    whose account was closed, whose body no longer answers for it. News of the calendar waits for
    who is away.
    A letter that waited says by now what holds on the day of its sending (see `_Writer.rewrite`).
    About `at_once` notices are in memory at a time; more only where one person has more.

    Raises:
        RightMissing: the actor is neither the service itself nor an administrator.
    """
    check_can_queue_notices(actor)
    take_turn(session, JOB)
    writer = _Writer(session, AsOf(today, now))
    waited = [
        one for one in list_waiting(session, TOPIC, now=now, lease=LEASE) if writer.is_stale(one)
    ]
    writer.take_alarms_back(waited)
    for first in range(0, len(waited), _LETTERS_AT_ONCE):
        writer.rewrite(waited[first : first + _LETTERS_AT_ONCE])
    busy = list_busy_recipients(session, TOPIC, today)
    readers = writer.by_address(list_waiting_readers(session, today))
    written = 0
    for part in _parts(readers, at_once):
        written += writer.write(part, busy)
    if written:
        subject = Subject("notice", None)
        record_change(session, actor, "notice.digest", subject, now=now, day=today, count=written)
    return written


def _parts(readers: Mapping[str, list[Reader]], at_once: int) -> Iterator[dict[str, list[Reader]]]:
    """Give readers by address, so many that their notices fit into memory: an address at least."""
    part: dict[str, list[Reader]] = {}
    count = 0
    for address, of_address in readers.items():
        part[address] = of_address
        count += sum(one.notices for one in of_address)
        if count >= at_once:
            yield part
            part, count = {}, 0
    if part:
        yield part


class _Writer:
    """Writes letters of a day, those of some readers at a time."""

    def __init__(self, session: Session, at: AsOf) -> None:
        self._session, self._at = session, at
        self._calls, self._directory = OwedNotices(session, at), Directory(session, at.day)
        self._bodies = {saved_id(one): one.name for one in list_agencies(session)}
        self._mailboxes = list_mailboxes(session, at.day)
        self._alarms = alarms_by_address(session, at.day)

    def take_alarms_back(self, letters: Sequence[OutboxMessage]) -> None:
        """Let the alarms of letters that are written anew wait beside those that came since."""
        if letters:
            release_alarms(self._session, [saved_id(one) for one in letters])
            self._alarms = alarms_by_address(self._session, self._at.day)

    def by_address(self, readers: Sequence[Reader]) -> dict[str, list[Reader]]:
        """Return readers by address: one letter for who answers for two bodies, or has alarms."""
        found: dict[str, list[Reader]] = {}
        for one in self.at_mailboxes(readers):
            found.setdefault(one.email.casefold(), []).append(one)
        return found | {address: [] for address in self._alarms if address not in found}

    def at_mailboxes(self, readers: Sequence[Reader]) -> list[Reader]:
        """Return readers with the address at which they get letters: one for each account."""
        return [one._replace(email=self._mailboxes[one.contact_id]) for one in readers]

    def write(self, readers: Mapping[str, Sequence[Reader]], busy: Collection[str]) -> int:
        """Write the letters to addresses that are not busy; returns how many."""
        session, today = self._session, self._at.day
        people = {one.contact_id: one for part in readers.values() for one in part}
        waiting = list_untold(session, today, people)
        letters: dict[str, list[Untold]] = {to: [] for to in readers if to in self._alarms}
        for one in self._to_tell(waiting):
            letters.setdefault(people[one.contact_id].email.casefold(), []).append(one)
        keys = {address: f"digest:{address}:{today}" for address in letters}
        known = list_known_keys(session, list(keys.values()))
        words = self._words_on(waiting)
        messages = {
            address: {
                "key": keys[address],
                "topic": TOPIC,
                "recipient": address,
                "payload": self._payload(address, letter, people, words),
                "created_at": self._at.known_at,
            }
            for address, letter in letters.items()
            if address not in busy and keys[address] not in known
        }
        saved = add_messages(session, list(messages.values()))
        mark_told(session, {saved[keys[to]]: [one.id for one in letters[to]] for to in messages})
        for to in messages:
            self._mark_alarms(to, saved[keys[to]])
        return len(messages)

    def _words_on(self, notices: Sequence[Untold]) -> dict[int, WordsRow]:
        """Return what letters say of promises; of those without a day, what decides it."""
        words = list_words(self._session, {one.commitment_id for one in notices})
        undated = {one.commitment_id for one in notices if one.due_to is None}
        named = list_named(self._session, self._at, undated) if undated else {}
        return words | {key: words[key]._replace(named=name) for key, name in named.items()}

    def is_stale(self, message: OutboxMessage) -> bool:
        """Tell whether what a letter says may no longer hold, or is not all by now."""
        if message.recipient in self._alarms:
            return True
        said = json.loads(message.payload)
        if said.get("day") != self._at.day.isoformat() or "written_at" not in said:
            return True
        return self._at.known_at - datetime.fromisoformat(said["written_at"]) >= FRESH

    def rewrite(self, letters: Sequence[OutboxMessage]) -> None:
        """Let letters that waited say what holds by now, with the same keys.

        What ended, moved or is not their readers' to know since is left out, what came since joins
        (see `_for_letters`), and what is for another address by now waits for the next letter
        there. One with nothing left is closed.
        """
        session = self._session
        messages = {saved_id(one): one for one in letters}
        here, people = self._for_letters(messages)
        told: dict[int, list[Untold]] = {key: [] for key in messages}
        for one in self._to_tell(here):
            told[one.message_id or 0].append(one)
        told_by = {key: [one.id for one in letter] for key, letter in told.items()}
        release_told(session, messages, but=[key for keys in told_by.values() for key in keys])
        mark_told(session, told_by)
        words = self._words_on(here)
        for key, letter in told.items():
            address = messages[key].recipient
            if letter or address in self._alarms:
                messages[key].payload = self._payload(address, letter, people, words)
                self._mark_alarms(address, key)
            else:
                self._close(messages[key])
        session.add_all(messages.values())
        session.flush()

    def _for_letters(
        self, messages: Mapping[int, OutboxMessage]
    ) -> tuple[list[Untold], dict[int, Reader]]:
        """Return what letters that waited are to tell, with their keys, and their readers.

        Of the last attempt with a letter nobody may have said what became of it: then it may have
        gone out, its mailbox may drop a copy with more in it, and nothing joins it.
        """
        session, today = self._session, self._at.day
        certain: dict[str, int] = {}
        for key, message in messages.items():
            if message.leased_until is None:
                certain.setdefault(message.recipient, key)
        readers = self.at_mailboxes(list_readers_of(session, messages, today))
        since = [
            one
            for one in self.at_mailboxes(list_waiting_readers(session, today))
            if one.email.casefold() in certain
        ]
        people = {one.contact_id: one for one in [*readers, *since]}
        address = {key: one.email.casefold() for key, one in people.items()}
        here = [
            one
            for one in list_unsent(session, messages, today)
            if address[one.contact_id] == messages[one.message_id or 0].recipient
        ]
        joining = list_untold(session, today, [one.contact_id for one in since])
        here += [one._replace(message_id=certain[address[one.contact_id]]) for one in joining]
        return sorted(here, key=lambda one: one.id), people

    def _close(self, message: OutboxMessage) -> None:
        """End a letter that has nothing to tell; one that may have gone out counts for the day."""
        message.delivered_at = self._at.known_at
        message.delivered_on = self._at.day if message.attempts else None

    def _to_tell(self, waiting: Sequence[Untold]) -> list[Untold]:
        """Return what is to be told now; what events overtook is marked as such."""
        asked = {one.commitment_id for one in waiting}
        promises = promise_standings(self._session, self._at, ids=asked)
        called = {
            key: {owed.deadline for owed in self._calls.of(promise)}
            for key, promise in promises.items()
        }
        standing = [
            one
            for one in news_since_told(waiting)
            if (
                is_calendar_news(one, promises.get(one.commitment_id), self._calls)
                if one.moved_from
                else Deadline.of(one) in called.get(one.commitment_id, ())
            )
        ]
        reaching = [one for one in standing if self._reaches_whom_to_tell(one, promises)]
        held = {one.id for one in reaching} | {one.id for one in standing if one.moved_from}
        overtaken = [one.id for one in waiting if one.id not in held]
        mark_overtaken(self._session, overtaken, self._at.known_at)
        return reaching

    def _reaches_whom_to_tell(
        self, notice: Untold, promises: Mapping[int, PromiseStanding]
    ) -> bool:
        promise, deadline = promises[notice.commitment_id], Deadline.of(notice)
        told = whom_to_tell(self._directory, promise, deadline, notice.audience)
        return notice.contact_id in told.contact_ids

    def _mark_alarms(self, address: str, letter_id: int) -> None:
        if address in self._alarms:
            told = [saved_id(one.message) for one in self._alarms[address]]
            mark_alarms_mailed(self._session, told, letter_id)

    def _payload(
        self,
        address: str,
        letter: Sequence[Untold],
        people: Mapping[int, Reader],
        words: Mapping[int, WordsRow],
    ) -> str:
        """Return what a letter says: alarms, and each promise once, the most urgent first."""
        alarms = self._alarms.get(address, [])
        to = people[letter[0].contact_id] if letter else alarms[0]
        said = {
            "name": to.name,
            "email": to.email,
            "day": self._at.day.isoformat(),
            "written_at": self._at.known_at.isoformat(),
            "alarms": alarms_said(alarms),
            "entries": letter_entries(letter, words, self._bodies, self._calls.stage_of),
        }
        return json.dumps(said, ensure_ascii=False)
