"""Searches wait here until they are written, after their answers have been sent."""

import logging
from collections import deque
from datetime import date
from threading import Lock

import sqlalchemy as sa

from directives.services.search_log import Searched, record_searches
from directives.store.session import unit_of_work

MOST_WAITING = 1_000
"""Under a flood the oldest are lost: the log is for counting, answers come first."""

_log = logging.getLogger(__name__)


class SearchRecorder:
    """Writes many searches in one transaction, so that a busy service waits for few locks."""

    def __init__(self, database: sa.Engine) -> None:
        self._database = database
        self._waiting: deque[tuple[date, Searched]] = deque(maxlen=MOST_WAITING)
        self._writing = Lock()

    def write(self, day: date, search: Searched) -> None:
        """Write a search and all that wait; while another thread writes, it is left to that."""
        self._waiting.append((day, search))
        while self._waiting and self._writing.acquire(blocking=False):
            try:
                self._write_waiting()
            except sa.exc.SQLAlchemyError:  # an edge that logs: a lost count is no lost answer
                _log.exception("Searches could not be recorded")
            finally:
                self._writing.release()

    def _write_waiting(self) -> None:
        by_day: dict[date, list[Searched]] = {}
        while self._waiting:
            day, search = self._waiting.popleft()
            by_day.setdefault(day, []).append(search)
        with unit_of_work(self._database) as session:
            for day, searches in by_day.items():
                record_searches(session, searches, day=day)
