"""One letter a day for each person, with all that the person is to be told: alarms, too."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import Subject
from directives.rules.permissions import Actor, check_can_queue_notices
from directives.rules.sending import LEASE
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.digest_writer import DigestWriter
from directives.services.notices import JOB
from directives.services.waiting_letters import bring_up_to_date
from directives.store.notices import (
    Reader,
    Untold,
    list_untold,
    list_waiting_readers,
    mark_told,
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
    A letter that waited says by now what holds on the day of its sending, unless the mail server
    may have taken it (see `waiting_letters`).
    About `at_once` notices are in memory at a time; more only where one person has more.

    Raises:
        RightMissing: the actor is neither the service itself nor an administrator.
    """
    check_can_queue_notices(actor)
    take_turn(session, JOB)
    writer = DigestWriter(session, AsOf(today, now))
    bring_up_to_date(writer, list_waiting(session, TOPIC, now=now, lease=LEASE))
    busy = list_busy_recipients(session, TOPIC, today)
    readers = writer.by_address(list_waiting_readers(session, today))
    written = 0
    for part in _parts(readers, at_once):
        written += _write(writer, part, busy)
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


def _write(
    writer: DigestWriter, readers: Mapping[str, Sequence[Reader]], busy: Collection[str]
) -> int:
    """Write the letters to addresses that are not busy; returns how many."""
    session, today = writer.session, writer.at.day
    people = {one.contact_id: one for part in readers.values() for one in part}
    waiting = list_untold(session, today, people)
    letters: dict[str, list[Untold]] = {to: [] for to in readers if to in writer.alarms}
    for one in writer.to_tell(waiting):
        letters.setdefault(people[one.contact_id].email.casefold(), []).append(one)
    keys = {address: f"digest:{address}:{today}" for address in letters}
    known = list_known_keys(session, list(keys.values()))
    words = writer.words_on(waiting)
    messages = {
        address: {
            "key": keys[address],
            "topic": TOPIC,
            "recipient": address,
            "payload": writer.payload(address, letter, people, words),
            "created_at": writer.at.known_at,
        }
        for address, letter in letters.items()
        if address not in busy and keys[address] not in known
    }
    saved = add_messages(session, list(messages.values()))
    mark_told(session, {saved[keys[to]]: [one.id for one in letters[to]] for to in messages})
    for to in messages:
        writer.mark_alarms(to, saved[keys[to]])
    return len(messages)
