"""What is counted over the whole catalogue, remembered until something changes.

To count 2,000 gaps takes longer than to show them, and far more is read than written. Every change
leaves an audit row in its own transaction (`services.changes`), so the last one that is about the
catalogue names its state: as long as it is the same, so is every count of a day. That somebody
signed in or was written to leaves it the same. After a change, only the gaps and promises that it
can have touched are counted anew (`services.touched`). A past instant is never remembered.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from sqlmodel import Session

from directives.rules.two_times import AsOf
from directives.services.answering import Bodies, answering_bodies, answering_bodies_after
from directives.services.gap_standings import GapStanding, standings, standings_after
from directives.services.late_answer import LateQuestion, LateScope, late_scope
from directives.services.matrix import SectorMatrix, sector_matrix
from directives.services.place_waiting import GapScopes, gap_scopes, gap_scopes_after
from directives.services.promise_standings import (
    PromiseStanding,
    promise_standings,
    promise_standings_after,
    promises_by_gap,
)
from directives.services.touched import Touched, touched_since
from directives.store.audit import LastChange, last_change

_KEPT = 12  # counts of a day
_ANSWERS_KEPT = 64  # to who is late: small, and asked in many ways

T = TypeVar("T")


class _Shelf:
    """So many of what was counted, those put last."""

    def __init__(self, most: int) -> None:
        self.kept: OrderedDict[tuple[str, date], tuple[LastChange, Any]] = OrderedDict()
        self._most = most

    def put(self, key: tuple[str, date], counted: tuple[LastChange, Any]) -> None:
        """Keep what was counted in place of what was put first."""
        self.kept[key] = counted
        self.kept.move_to_end(key)
        while len(self.kept) > self._most:
            self.kept.popitem(last=False)


class CatalogueMemory:
    """What was counted last, each with the day it is of and the change it saw."""

    def __init__(self) -> None:
        self._kept = _Shelf(_KEPT)
        self._answers = _Shelf(_ANSWERS_KEPT)
        self._lock = threading.Lock()

    def count_ahead(self, session: Session, at: AsOf) -> None:
        """Count what most pages begin with, before one is asked for."""
        self.sector_matrix(session, at)  # with how gaps and promises stand
        self.gap_scopes(session, at)

    def standings(self, session: Session, at: AsOf) -> Mapping[int, GapStanding]:
        """Return how all gaps stand."""
        return self._recall("standings", session, at, standings, after=standings_after)

    def gap_scopes(self, session: Session, at: AsOf) -> GapScopes:
        """Return whom all gaps concern."""
        return self._recall("gap_scopes", session, at, gap_scopes, after=gap_scopes_after)

    def sector_matrix(self, session: Session, at: AsOf) -> SectorMatrix:
        """Return which body answered, promised and owes what, by sector."""

        def make(session: Session, at: AsOf) -> SectorMatrix:
            return sector_matrix(
                session,
                at,
                self.standings(session, at),
                promised=self.promises(session, at),
                bodies=self.answering_bodies(session, at),
            )

        return self._recall("sector_matrix", session, at, make)

    def answering_bodies(self, session: Session, at: AsOf) -> Bodies:
        """Return whose documents answer each gap."""
        return self._recall(
            "answering_bodies", session, at, answering_bodies, after=answering_bodies_after
        )

    def promise_standings(self, session: Session, at: AsOf) -> Mapping[int, PromiseStanding]:
        """Return how every promise stands."""
        return self._recall(
            "promise_standings", session, at, promise_standings, after=promise_standings_after
        )

    def promises(self, session: Session, at: AsOf) -> Mapping[int, Sequence[PromiseStanding]]:
        """Return how the promises stand that are to close each gap, by gap."""

        def make(session: Session, at: AsOf) -> Mapping[int, Sequence[PromiseStanding]]:
            return promises_by_gap(session, self.promise_standings(session, at), at)

        return self._recall("promises", session, at, make)

    def late_scope(self, session: Session, at: AsOf, question: LateQuestion) -> LateScope:
        """Return which promises a question asks for, and how many of them are late.

        Raises:
            PlaceNotFound: no place has the code that is asked for.
        """

        def make(session: Session, at: AsOf) -> LateScope:
            return late_scope(session, at, question)

        return self._recall(question.key, session, at, make, shelf=self._answers)

    def _recall(
        self,
        name: str,
        session: Session,
        at: AsOf,
        make: Callable[[Session, AsOf], T],
        *,
        after: Callable[[Session, AsOf, T, Touched], T] | None = None,
        shelf: _Shelf | None = None,
    ) -> T:
        """Return what is remembered, brought up to date or made anew if something changed."""
        shelf = shelf or self._kept
        change = last_change(session)
        if change.at is not None and change.at > at.known_at:
            return make(session, at)
        key = (name, at.day)
        with self._lock:
            seen = shelf.kept.get(key)
        if seen is not None and seen[0] == change:
            found: T = seen[1]
            return found
        touched = touched_since(session, seen[0]) if seen is not None and after else None
        if seen is None or after is None or touched is None:
            made = make(session, at)
        else:
            made = after(session, at, seen[1], touched)
        with self._lock:
            shelf.put(key, (change, made))
        return made


async def catalogue_memory(request: Request) -> CatalogueMemory:
    """Return what this application remembers."""
    memory: CatalogueMemory = request.app.state.memory
    return memory


Memory = Annotated[CatalogueMemory, Depends(catalogue_memory)]
