"""Whether the scheduled work goes on: when each job last ran, whether reminders and mail go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.rules.heartbeat import Heartbeat, MailWait, heartbeat_of, mail_wait_of
from directives.rules.sending import SendingHours
from directives.rules.two_times import ha_noi_date
from directives.services.calendar import working_calendar
from directives.services.digests import TOPIC
from directives.services.inbox import tell_administrators
from directives.services.notices import JOB
from directives.services.recall_letters import TOPIC as RECALL_TOPIC
from directives.services.sending_hours import hours_in_force
from directives.store.commitments import first_recorded_at
from directives.store.notices import first_untold_at
from directives.store.outbox import find_oldest_waiting, list_runs, record_run
from directives.vocabulary import Alarm

SCHEDULER = "scheduler"
DELIVERY = "deliver"


@dataclass(frozen=True, slots=True)
class Pulse:
    """How reminders and mail stand, and when each job last did its work (None: never).

    Attributes:
        mail: How the oldest letter waits, or the oldest notice that none tells, since mail last
            went; None: nothing waits.
        mail_error: Why that letter did not go at the last attempt; empty where none was made.
    """

    reminders: Heartbeat
    mail: MailWait | None
    mail_error: str
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
    letter = find_oldest_waiting(session, (RECALL_TOPIC, TOPIC))
    untold = first_untold_at(session, ha_noi_date(now))
    waiting = [since for since in (letter.created_at if letter else None, untold) if since]
    since = max(min(waiting), runs[DELIVERY] or min(waiting)) if waiting else None
    mail = mail_wait_of(since, now, hours=hours, calendar=calendar) if since else None
    return Pulse(reminders, mail, letter.last_error if letter else "", runs)


def beat(session: Session, job: str, *, now: datetime) -> None:
    """Say that a job has just done its work."""
    record_run(session, job, now)


def tell_if_silent(session: Session, *, now: datetime, hours: SendingHours) -> int:
    """Tell every administrator that reminders are silent or mail is stuck, once for each time.

    Returns how many were told now.
    """
    pulse = take_pulse(session, now=now, hours=hours)
    told = _tell_of_mail(session, pulse, now=now)
    if not pulse.reminders.is_silent:
        return told
    last = pulse.reminders.last_run_at
    key = f"reminders:{last.isoformat() if last else 'never'}"
    written = last.isoformat() if last else None
    return told + tell_administrators(
        session, Alarm.REMINDERS_SILENT, key, now=now, last_run_at=written
    )


def _tell_of_mail(session: Session, pulse: Pulse, *, now: datetime) -> int:
    if pulse.mail is None or not pulse.mail.is_stuck:
        return 0
    since = pulse.mail.since.isoformat()
    return tell_administrators(
        session,
        Alarm.MAIL_STUCK,
        f"mail:{since}",
        now=now,
        since=since,
        reason=pulse.mail_error,
        recipient="",
    )
