"""Alarms reach administrators by mail as well: at most one letter a day for each kind of alarm.

They go through the outbox like every letter. An administrator is written to at the address of a
contact person who has that account; without one the alarm waits in the inbox alone.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.outbox import OutboxMessage
from directives.rules.permissions import Actor, check_can_queue_notices
from directives.services.notices import JOB
from directives.store.inbox import UnmailedAlarm, list_unmailed_alarms, mark_alarms_mailed
from directives.store.outbox import list_busy_recipients, list_known_keys, take_turn
from directives.vocabulary import Alarm

ALARM_TOPICS: Final = {kind: f"mail.alarm.{kind}" for kind in Alarm}
"""A topic for each kind: nobody gets two messages of one topic on a day."""


def write_alarm_letters(session: Session, actor: Actor, *, today: date, now: datetime) -> int:
    """Write the alarms that nobody has read and no letter has told; returns how many letters.

    Whoever had a letter of that kind today, or still waits for one, is told the next day of what
    came since: nothing is lost.

    Raises:
        RightMissing: the actor is neither the service itself nor an administrator.
    """
    check_can_queue_notices(actor)
    take_turn(session, JOB)
    waiting: dict[tuple[Alarm, str], list[UnmailedAlarm]] = {}
    for one in list_unmailed_alarms(session, today):
        waiting.setdefault((one.message.kind, one.email.casefold()), []).append(one)
    busy = {kind: list_busy_recipients(session, ALARM_TOPICS[kind], today) for kind, _ in waiting}
    keys = {(kind, email): f"alarm:{kind}:{email}:{today}" for kind, email in waiting}
    known = list_known_keys(session, list(keys.values()))
    written = 0
    for (kind, email), alarms in waiting.items():
        if email not in busy[kind] and keys[kind, email] not in known:
            _write(session, kind, keys[kind, email], alarms, today=today, now=now)
            written += 1
    return written


def _write(
    session: Session,
    kind: Alarm,
    key: str,
    alarms: Sequence[UnmailedAlarm],
    *,
    today: date,
    now: datetime,
) -> None:
    said = {
        "name": alarms[0].name,
        "email": alarms[0].email,
        "day": today,
        "kind": kind,
        "alarms": [json.loads(one.message.details) for one in alarms],
    }
    letter = OutboxMessage(
        key=key,
        topic=ALARM_TOPICS[kind],
        recipient=alarms[0].email.casefold(),
        payload=json.dumps(said, ensure_ascii=False, default=str, sort_keys=True),
        created_at=now,
    )
    session.add(letter)
    session.flush()
    mark_alarms_mailed(session, [saved_id(one.message) for one in alarms], saved_id(letter))
