"""What the letter of a day says to one person, and what of it still is to be told."""

import json
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import AsOf
from directives.services.alarm_letters import alarms_by_address, alarms_said
from directives.services.calendar_news import is_calendar_news, news_since_told
from directives.services.letter_entries import letter_entries
from directives.services.notices import whom_to_tell
from directives.services.owed_notices import Deadline, OwedNotices
from directives.services.promise_standings import PromiseStanding, promise_standings
from directives.services.recipients import Directory
from directives.store.agencies import list_agencies
from directives.store.commitment_steps import list_step_rows
from directives.store.commitments import WordsRow, list_named, list_words
from directives.store.contacts import list_mailboxes
from directives.store.inbox import mark_alarms_mailed, release_alarms
from directives.store.notices import Reader, Untold, mark_overtaken
from directives.vocabulary import StepKind


class DigestWriter:
    """Writes letters of a day, those of some readers at a time.

    `alarms` are those that no letter tells yet, by address.
    """

    def __init__(self, session: Session, at: AsOf) -> None:
        self.session, self.at = session, at
        self._calls, self._directory = OwedNotices(session, at), Directory(session, at.day)
        self._bodies = {saved_id(one): one.name for one in list_agencies(session)}
        self._mailboxes = list_mailboxes(session, at.day)
        self.alarms = alarms_by_address(session, at.day)

    def take_alarms_back(self, letters: Sequence[OutboxMessage]) -> None:
        """Let the alarms of letters that are written anew wait beside those that came since."""
        if letters:
            release_alarms(self.session, [saved_id(one) for one in letters])
            self.alarms = alarms_by_address(self.session, self.at.day)

    def by_address(self, readers: Sequence[Reader]) -> dict[str, list[Reader]]:
        """Return readers by address: one letter for who answers for two bodies, or has alarms."""
        found: dict[str, list[Reader]] = {}
        for one in self.at_mailboxes(readers):
            found.setdefault(one.email.casefold(), []).append(one)
        return found | {address: [] for address in self.alarms if address not in found}

    def at_mailboxes(self, readers: Sequence[Reader]) -> list[Reader]:
        """Return readers with the address at which they get letters: one for each account."""
        return [one._replace(email=self._mailboxes[one.contact_id]) for one in readers]

    def words_on(self, notices: Sequence[Untold]) -> dict[int, WordsRow]:
        """Return what letters say of promises; of those without a day, what decides it."""
        words = list_words(self.session, {one.commitment_id for one in notices})
        undated = {one.commitment_id for one in notices if one.due_to is None}
        named = list_named(self.session, self.at, undated) if undated else {}
        unlisted = self._unlisted(words)
        return {
            key: one._replace(named=named.get(key, ""), is_unlisted=key in unlisted)
            for key, one in words.items()
        }

    def _unlisted(self, words: Mapping[int, WordsRow]) -> set[int]:
        """Return the promises for which no body of the register answers."""
        only_named = {key for key, one in words.items() if one.lead_agency_id is None}
        steps = list_step_rows(self.session, self.at, only_named) if only_named else []
        return only_named - {key for key, step in steps if step.kind is StepKind.TRANSFERRED}

    def to_tell(self, waiting: Sequence[Untold]) -> list[Untold]:
        """Return what is to be told now; what events overtook is marked as such."""
        reaching, overtaken = self._sort_out(waiting)
        mark_overtaken(self.session, overtaken, self.at.known_at)
        return reaching

    def holds(self, waiting: Sequence[Untold]) -> list[Untold]:
        """Return what is to be told now, and mark nothing."""
        return self._sort_out(waiting)[0]

    def _sort_out(self, waiting: Sequence[Untold]) -> tuple[list[Untold], list[int]]:
        """Return what is to be told now, and the ids of what events overtook."""
        asked = {one.commitment_id for one in waiting}
        promises = promise_standings(self.session, self.at, ids=asked)
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
        return reaching, [one.id for one in waiting if one.id not in held]

    def _reaches_whom_to_tell(
        self, notice: Untold, promises: Mapping[int, PromiseStanding]
    ) -> bool:
        promise, deadline = promises[notice.commitment_id], Deadline.of(notice)
        told = whom_to_tell(self._directory, promise, deadline, notice.audience)
        return notice.contact_id in told.contact_ids

    def mark_alarms(self, address: str, letter_id: int) -> None:
        """Say which letter tells the alarms to an address, if there are any."""
        if address in self.alarms:
            told = [saved_id(one.message) for one in self.alarms[address]]
            mark_alarms_mailed(self.session, told, letter_id)

    def payload(
        self,
        address: str,
        letter: Sequence[Untold],
        people: Mapping[int, Reader],
        words: Mapping[int, WordsRow],
    ) -> str:
        """Return what a letter says: alarms, and each promise once, the most urgent first."""
        alarms = self.alarms.get(address, [])
        to = people[letter[0].contact_id] if letter else alarms[0]
        said = {
            "name": to.name,
            "email": to.email,
            "day": self.at.day.isoformat(),
            "written_at": self.at.known_at.isoformat(),
            "alarms": alarms_said(alarms),
            "entries": letter_entries(letter, words, self._bodies, self._calls.stage_of),
        }
        return json.dumps(said, ensure_ascii=False)
