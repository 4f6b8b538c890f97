"""Web nodes watch over the scheduler: whoever still runs tells that reminders are silent."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from api.mailing import sending_hours
from directives.services.heartbeat import take_pulse, tell_if_silent
from directives.settings import Settings
from directives.store.session import reading, unit_of_work

WATCH_SECONDS = 600

_log = logging.getLogger(__name__)


def sound_alarm(engine: sa.Engine, settings: Settings, now: datetime) -> int:
    """Tell the administrators if reminders are silent, once for each silence; returns how many."""
    hours = sending_hours(settings)
    with reading(engine) as session:
        if not take_pulse(session, now=now, hours=hours).reminders.is_silent:
            return 0
    with unit_of_work(engine) as session:
        told = tell_if_silent(session, now=now, hours=hours)
    if told:
        _log.error("Reminders have been silent for a day of sending hours: start a scheduler")
    return told


@contextmanager
def watching(
    engine: sa.Engine, settings: Settings, current_time: Callable[[], datetime]
) -> Iterator[None]:
    """Look after the reminders every ten minutes for as long as the application runs."""
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            try:
                sound_alarm(engine, settings, current_time())
            except Exception:  # noqa: BLE001 - an edge that logs: it looks again in ten minutes
                _log.exception("Whether reminders run could not be seen")
            stop.wait(WATCH_SECONDS)

    thread = threading.Thread(target=watch, name="watch-reminders", daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join(timeout=10)
