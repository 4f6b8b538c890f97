"""Find the notices that the promises call for; the ledger keeps each once."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from sqlmodel import Session

from directives.models.base import Subject
from directives.rules.permissions import Actor, check_can_queue_notices
from directives.rules.two_times import AsOf, ha_noi_date
from directives.services.changes import record_change
from directives.services.inbox import tell_administrators
from directives.services.ladders import REMINDING
from directives.services.owed_notices import Deadline, Owed, OwedNotices
from directives.services.promise_standings import PromiseStanding, running_promises
from directives.services.recipients import Directory, Reached
from directives.store.agencies import list_agencies
from directives.store.commitments import list_words
from directives.store.contacts import list_mailboxes
from directives.store.notices import (
    TellingKey,
    add_notices,
    list_notice_keys,
    list_told_days,
    owe_again,
)
from directives.store.outbox import record_run, take_turn
from directives.store.snoozes import list_asleep
from directives.vocabulary import Alarm, Audience, NoticeBasis

JOB = REMINDING
_NEVER = -sys.maxsize


@dataclass(frozen=True, slots=True)
class Queued:
    """What a run found."""

    new: int
    nobody_for: frozenset[int]  # promises that call for a notice and have nobody at all to tell


def queue_due_notices(
    session: Session,
    actor: Actor,
    *,
    today: date,
    now: datetime,
) -> Queued:
    """Enter into the ledger who is owed which notice today, each once.

    Safe to run twice, late, on any day or on every node at once: it asks which steps should have
    been told by now, and runs wait for one another. What a pause or a move overtook before it was
    told is owed again once the state calls for it again. What is queued for a day to come is told
    to nobody before, and keeps nothing from being told before.

    Raises:
        RightMissing: the actor is neither the service itself nor an administrator.
    """
    check_can_queue_notices(actor)
    take_turn(session, JOB)
    ground = _Ground(session, AsOf(today, now))
    count, nobody_for, unreached, unlisted = 0, set[int](), set[int](), set[int]()
    for promises in running_promises(session, AsOf(today, now)):
        owed = ground.owed_by(promises)
        nobody_for |= {row["commitment_id"] for row in owed.values() if row["contact_id"] is None}
        known = list_notice_keys(session, list(owed), today)
        rows = [row for key, row in owed.items() if not known.get(key)]
        new = ground.not_told_yet(session, rows)
        add_notices(session, [row for row in new if row["key"] not in known])
        owe_again(session, [row["key"] for row in new if row["key"] in known], ground.not_before)
        unreached |= {row["instead_of_agency_id"] for row in new} - {None}
        told = {row["commitment_id"] for row in new}
        unlisted |= told & {one.commitment_id for one in promises if one.lead_agency_id is None}
        count += len(new)
    if count:
        subject = Subject("notice", None)
        record_change(session, actor, "notice.queue", subject, now=now, day=today, count=count)
        _tell_of_unreached(session, sorted(unreached), today=today, now=now)
        _tell_of_unlisted(session, unlisted, today=today, now=now)
    record_run(session, JOB, now)
    return Queued(count, frozenset(nobody_for))


class _Ground:
    """What decides who is owed what on a day, beside the promises themselves."""

    def __init__(self, session: Session, at: AsOf) -> None:
        self._at = at
        self.not_before = at.day if at.day > ha_noi_date(at.known_at) else None
        self._directory, self._calls = Directory(session, at.day), OwedNotices(session, at)
        first: dict[str, int] = {}
        self._readers = {
            contact_id: first.setdefault(address.casefold(), contact_id)
            for contact_id, address in list_mailboxes(session, at.day).items()
        }
        self._asleep = {
            (commitment_id, self._readers.get(contact_id, contact_id))
            for commitment_id, contact_id in list_asleep(session, at.day)
        }

    def owed_by(self, promises: Sequence[PromiseStanding]) -> dict[str, dict[str, Any]]:
        """Return the notices that promises call for, by key, without those put off."""
        return {
            row["key"]: row
            for promise in promises
            for one in self._calls.of(promise)
            for row in self._rows(promise, one)
            if not self._rests(row)
        }

    def not_told_yet(self, session: Session, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Leave out what says no more than the same reader was told before.

        Such are the steps of a changed ladder, and those of a body that was taken over: who gets
        letters at the same address is the same reader. Who stands in for people who are away is not
        told what letters told these before.
        """
        told: dict[TellingKey, int] = {}
        by_the_absent: dict[TellingKey, int] = {}
        promises = {row["commitment_id"] for row in rows}
        for key, days in list_told_days(session, promises, self._at.day).items():
            asked, circle = self._of_reader(key), key._replace(contact_id=None)
            told[asked] = max(days.found, told.get(asked, days.found))
            if days.in_letters is not None and self._directory.people.is_away(key.contact_id):
                by_the_absent[circle] = max(days.in_letters, by_the_absent.get(circle, _NEVER))
        keys = (TellingKey(*part) for part in map(itemgetter(*TellingKey._fields), rows))
        return [
            row
            for row, key in zip(rows, keys, strict=True)
            if row["days"] > told.get(self._of_reader(key), _NEVER)
            and not (by_the_absent and self._was_told_to_the_absent(row, key, by_the_absent))
        ]

    def _was_told_to_the_absent(
        self, row: Mapping[str, Any], key: TellingKey, told: Mapping[TellingKey, int]
    ) -> bool:
        """Tell whether a notice repeats to who stands in what was told to who is away."""
        is_instead = row["instead_of_agency_id"] is not None
        stands_in = is_instead or self._directory.people.stands_in(row["contact_id"])
        return stands_in and row["days"] <= told.get(key._replace(contact_id=None), _NEVER)

    def _of_reader(self, key: TellingKey) -> TellingKey:
        reader = self._reader(key.contact_id)
        return key if reader == key.contact_id else key._replace(contact_id=reader)

    def _reader(self, contact_id: int | None) -> int | None:
        return self._readers.get(contact_id or 0, contact_id)

    def _rows(self, promise: PromiseStanding, owed: Owed) -> Iterator[dict[str, Any]]:
        reached = whom_to_tell(self._directory, promise, owed.deadline, owed.step.audience)
        is_inside = owed.deadline.basis is NoticeBasis.INTERNAL  # then nobody need be found
        told: Sequence[int | None] = reached.contact_ids
        for contact_id in told if told or is_inside else [None]:
            yield {
                "key": notice_key(promise.commitment_id, contact_id, owed),
                "commitment_id": promise.commitment_id,
                "contact_id": contact_id,
                "audience": owed.step.audience,
                "days": owed.step.days_from_due,
                "due_to": owed.deadline.due_to,
                "basis": owed.deadline.basis,
                "stage_id": owed.deadline.stage_id,
                "instead_of_agency_id": reached.instead_of_agency_id,
                "created_at": self._at.known_at,
                "not_before": self.not_before,
            }

    def _rests(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a reminder is to one who put it off; what goes above never rests."""
        if row["audience"] is not Audience.PERSON:
            return False
        return (row["commitment_id"], self._reader(row["contact_id"])) in self._asleep


def _tell_of_unreached(
    session: Session, unreached: Sequence[int], *, today: date, now: datetime
) -> None:
    """Tell the administrators which bodies had nobody, each once a month."""
    for body in list_agencies(session, unreached) if unreached else ():
        key = f"unreached:{body.id}:{today:%Y-%m}"
        said = {"agency_id": body.id, "name": body.name}
        tell_administrators(session, Alarm.BODY_UNREACHED, key, now=now, **said)


def _tell_of_unlisted(
    session: Session, commitment_ids: Collection[int], *, today: date, now: datetime
) -> None:
    """Tell the administrators which bodies are only named, each once a month."""
    words = list_words(session, commitment_ids) if commitment_ids else {}
    for name in sorted({" ".join(one.lead_words.split()) for one in words.values()}):
        key = f"unlisted:{name}:{today:%Y-%m}"
        tell_administrators(
            session, Alarm.BODY_UNREACHED, key, now=now, name=name, is_unlisted=True
        )


def notice_key(commitment_id: int, contact_id: int | None, owed: Owed) -> str:
    """Return the key of a notice: the deadline is in it, so a moved promise starts anew."""
    step, deadline = owed.step, owed.deadline
    is_public = deadline.basis is NoticeBasis.DUE
    ladder = "" if is_public else f"{deadline.basis}{deadline.stage_id or ''}:"
    rung = f"{ladder}{step.audience}{step.days_from_due:+d}"
    return f"{commitment_id}:{contact_id or 'nobody'}:{rung}:{deadline.due_to or 'undated'}"


def whom_to_tell(
    directory: Directory, promise: PromiseStanding, deadline: Deadline, audience: Audience
) -> Reached:
    """Return who is told of a deadline on a rung; what a body keeps to itself stays inside it."""
    is_inside = deadline.basis is NoticeBasis.INTERNAL
    find = directory.told_inside if is_inside else directory.told
    return find(promise.lead_agency_id, audience)
