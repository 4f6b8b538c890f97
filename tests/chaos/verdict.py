"""What holds after a storm: counted from the database and from the mailboxes."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from directives.mail.letter import message_id
from directives.models.base import saved_id
from directives.models.inbox import InboxMessage
from directives.models.notice import Notice
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import ha_noi_date
from directives.services.digests import TOPIC
from directives.vocabulary import Alarm
from tests.chaos.histories import history_of
from tests.chaos.post_office import Handed
from tests.chaos.processes import Kind
from tests.chaos.storm import Storm
from tests.chaos.world import Owed

_DOMAIN = "bo.example"
_MOST_HISTORIES = 5
_PAGES = "http://127.0.0.1:8000"  # the address of pages that the settings have by default


@dataclass(frozen=True)
class Verdict:
    """What was seen, and everything that should not have been."""

    seen: dict[str, object]
    wrong: dict[str, int]
    histories: list[list[str]]
    """Of the first notices that are missing, not owed, or there twice."""

    @property
    def holds(self) -> bool:
        """Tell whether nothing was wrong."""
        return not any(self.wrong.values())


def judge(storm: Storm) -> Verdict:
    """Compare the ledger with the slow computation, and the mailboxes with the ledger."""
    with Session(storm.engine) as session:
        notices = list(session.exec(select(Notice)))
        messages = list(session.exec(select(OutboxMessage).where(OutboxMessage.topic == TOPIC)))
        # One with nothing left to tell was closed, and need not have come.
        alarms = list(session.exec(select(InboxMessage)))
        told_by = {one.message_id for one in notices} | {one.letter_id for one in alarms}
        failed = session.exec(
            select(OutboxMessage.id).where(col(OutboxMessage.failed_at).is_not(None))
        ).all()
    ledger = Counter(_owed(one) for one in notices)
    missing, extra = storm.must.keys() - ledger.keys(), ledger.keys() - storm.may
    twice = {owed for owed, count in ledger.items() if count > 1}
    telling = [one for one in messages if one.id in told_by]
    handed = storm.office.handed
    letters = Counter(one.identity for one in handed)
    wrong = {
        "missing_in_ledger": len(missing),
        "not_owed_in_ledger": len(extra),
        "found_a_day_late": _found_late(storm, notices),
        "twice_in_ledger": sum(count - 1 for count in ledger.values()),
        "second_mails_of_a_day": _second_mails(storm),
        "repeats_with_other_content": _other_repeats(handed),
        "mails_on_days_off": _on_days_off(storm),
        "mails_not_of_the_outbox": len(letters.keys() - _identities(messages)),
        "letters_that_never_came": len(_identities(telling) - letters.keys()),
        "called_for_and_never_told": _never_told(storm, notices),
        "told_but_not_in_the_mail": _not_in_the_mail(storm, notices, messages),
        "alarms_not_in_one_mail": _alarms_not_in_one_mail(storm, alarms),
        "still_waiting": storm.count_waiting(),
        "overtaken_for_no_reason": _overtaken_wrongly(storm, notices),
        "given_up": len(failed),
        "troubles": len(storm.troubles),
    }
    seen = {
        "days": len(set(storm.days)),
        "first_day": str(storm.days[0]),
        "last_day": str(storm.days[-1]),
        "processes": len(storm.ended),
        "schedulers": sum(one.kind is Kind.SCHEDULER for one in storm.ended),
        "killed": storm.kills,
        "changes": storm.history.changes,
        "owed": len(storm.must),
        "notices": len(notices),
        "overtaken": sum(one.overtaken_at is not None for one in notices),
        "alarms": len(alarms),
        "mails": len(handed),
        "in_flight_when_the_clock_jumped": len(_in_flight(storm)),
        "brought_by_schedulers": sum(one.by == "scheduler" for one in handed),
        "distinct_mails": len(letters),
        "repeated_with_the_same_message_id": len(handed) - len(letters),
        "mail_server_was_busy": storm.office.pauses,
        "mail_server_kept_silent": storm.office.silences,
        "database_was_busy": storm.history.turned_away,
    }
    first = [*missing, *extra, *twice][:_MOST_HISTORIES]
    return Verdict(seen, wrong, [history_of(storm, one) for one in first])


def _owed(notice: Notice) -> Owed:
    # The key of news says which change of the calendar it is of.
    basis = notice.key.split(":")[2] if notice.moved_from else notice.basis.value
    return Owed(
        notice.commitment_id,
        notice.contact_id,
        notice.audience.value,
        notice.days,
        notice.due_to,
        basis,
    )


def _found_late(storm: Storm, notices: list[Notice]) -> int:
    """Count the notices that came into the ledger after the day that first ended with them owed."""
    return sum(
        (day := storm.must.get(_owed(one))) is not None and ha_noi_date(one.created_at) > day
        for one in notices
    )


def _identities(messages: list[OutboxMessage]) -> set[str]:
    return {message_id(one.key, _DOMAIN) for one in messages}


def _second_mails(storm: Storm) -> int:
    by_day: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for one in _first_arrivals(storm):
        by_day[one.to, one.day].add(one.identity)
    return sum(len(identities) - 1 for identities in by_day.values())


def _other_repeats(handed: list[Handed]) -> int:
    """Count the letters that came again as another one; a refused copy is not among those."""
    contents: defaultdict[str, set[str]] = defaultdict(set)
    for one in handed:
        contents[one.identity].add(one.content)
    return sum(len(said) - 1 for said in contents.values())


def _first_arrivals(storm: Storm) -> list[Handed]:
    """Return each letter once, as it came first, without those in flight while the clock jumped."""
    in_flight = _in_flight(storm)
    arrived: dict[str, Handed] = {}
    for place, one in enumerate(storm.office.handed):
        if place not in in_flight:
            arrived.setdefault(one.identity, one)
    return list(arrived.values())


def _in_flight(storm: Storm) -> set[int]:
    """Return the first letters that processes brought after the clock jumped while they ran."""
    begun = {one.number: ha_noi_date(one.started_at) for one in storm.ended}
    first: dict[tuple[int, date], int] = {}
    for place, one in enumerate(storm.office.handed):
        if one.day != begun[one.process]:
            first.setdefault((one.process, one.day), place)
    return set(first.values())


def _never_told(storm: Storm, notices: list[Notice]) -> int:
    """Count what was owed to somebody at last and no letter told; news may be overtaken."""
    told = {_owed(one) for one in notices if one.message_id is not None}
    return sum(
        one not in told and one.person is not None and not one.basis.startswith("calendar")
        for one in storm.owed_at_last
    )


def _on_days_off(storm: Storm) -> int:
    """Count the mails of days on which no process could have taken the day for a working one."""
    could_work = {
        day
        for one in storm.ended
        for _, state in storm.history.states[one.first_state : one.last_state + 1]
        for day in one.days
        if state.is_working(day)
    }
    in_flight = _in_flight(storm)
    return sum(
        one.day not in could_work and place not in in_flight
        for place, one in enumerate(storm.office.handed)
    )


def _not_in_the_mail(storm: Storm, notices: list[Notice], messages: list[OutboxMessage]) -> int:
    """Count the notices whose letter, as it came, does not name the promise to that person."""
    identity = {saved_id(one): message_id(one.key, _DOMAIN) for one in messages}
    came = {one.identity: one for one in storm.office.handed}
    address = storm.history.addresses()
    missing = 0
    for notice in notices:
        letter = came.get(identity.get(notice.message_id or 0, ""))
        if notice.message_id is not None:
            missing += (
                letter is None
                or letter.to != address[notice.contact_id or 0]
                or f"{_PAGES}/cam-ket/{notice.commitment_id}" not in letter.text.split()
            )
    return missing


def _alarms_not_in_one_mail(storm: Storm, alarms: list[InboxMessage]) -> int:
    """Count the letters too few or too many that name a body, each once for each of its alarms.

    One that was in flight when the clock jumped may have told it, or another in its stead.
    """
    in_flight = _in_flight(storm)
    copies = [
        (one.identity, " ".join(one.text.split()), place in in_flight)
        for place, one in enumerate(storm.office.handed)
    ]
    raised = Counter(
        f"{json.loads(one.details)['name']} không có người nhận"
        for one in alarms
        if one.kind is Alarm.BODY_UNREACHED
    )
    wrong = 0
    for name, count in raised.items():
        most = {identity for identity, text, _ in copies if name in text}
        least = {identity for identity, text, flies in copies if name in text and not flies}
        wrong += max(0, count - len(most), len(least) - count)
    return wrong


def _overtaken_wrongly(storm: Storm, notices: list[Notice]) -> int:
    """Count the notices left out of letters though the promise and whom to tell stayed the same."""
    world = storm.history.world
    promises = world.promises
    return sum(
        one.overtaken_at is not None
        and (promise := promises[one.commitment_id]).ended_on is None
        and not promise.moves
        and not promise.steps
        and all(
            one.contact_id in world.told(promise.body, one.audience.value, day)
            for day in storm.days
        )
        for one in notices
    )
