"""Alarms go into the letter of the day of each administrator: nobody gets a second one for them.

An administrator is written to at the address of a contact person who has that account; without one
the alarm waits in the inbox alone.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from directives.store.inbox import UnmailedAlarm, list_unmailed_alarms


def alarms_by_address(session: Session, today: date) -> dict[str, list[UnmailedAlarm]]:
    """Return what nobody has read and no letter has told, by address, in the order of telling."""
    found: dict[str, list[UnmailedAlarm]] = {}
    for one in list_unmailed_alarms(session, today):
        found.setdefault(one.email.casefold(), []).append(one)
    return found


def alarms_said(alarms: Sequence[UnmailedAlarm]) -> list[dict[str, Any]]:
    """Return what a letter says of alarms: each once, though two at the address are told it."""
    once = {one.message.key: one.message for one in alarms}
    return [
        {"kind": alarm.kind.value, "details": json.loads(alarm.details)} for alarm in once.values()
    ]
