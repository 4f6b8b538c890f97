"""Whether the scheduled work goes on: when each job last ran, and whether reminders are silent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.rules.heartbeat import Heartbeat, heartbeat_of
from directives.rules.sending import SendingHours
from directives.services.calendar import working_calendar
from directives.services.inbox import tell_administrators
from directives.services.notices import JOB
from directives.services.sending_hours import hours_in_force
from directives.store.commitments import first_recorded_at
from directives.store.outbox import list_runs, record_run
from directives.vocabulary import Alarm

SCHEDULER = "scheduler"
DELIVERY = "deliver"


@dataclass(frozen=True, slots=True)
class Pulse:
    """How reminders stand, and when each job last did its work (None: never)."""

    reminders: Heartbeat
    runs: Mapping[str, datetime | None]


def take_pulse(session: Session, *, now: datetime, hours: SendingHours) -> Pulse:
    """Return how the scheduled work stands; changes nothing.

    `hours` are those of the settings; what an administrator set goes before them.
    """
    hours = hours_in_force(session, hours)
    runs = list_runs(session)
    last = runs[JOB]
    first_needed = None if last else first_recorded_at(session)
    calendar = working_calendar(session)
    reminders = heartbeat_of(last, first_needed, now, hours=hours, calendar=calendar)
    return Pulse(reminders, runs)


def beat(session: Session, job: str, *, now: datetime) -> None:
    """Say that a job has just done its work."""
    record_run(session, job, now)


def tell_if_silent(session: Session, *, now: datetime, hours: SendingHours) -> int:
    """Tell every administrator that reminders are silent, once for each silence.

    Returns how many were told now.
    """
    heartbeat = take_pulse(session, now=now, hours=hours).reminders
    if not heartbeat.is_silent:
        return 0
    last = heartbeat.last_run_at
    key = f"reminders:{last.isoformat() if last else 'never'}"
    written = last.isoformat() if last else None
    return tell_administrators(session, Alarm.REMINDERS_SILENT, key, now=now, last_run_at=written)
