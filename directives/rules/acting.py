"""Which acts count, and from when, when the document that acts has itself ended or is suspended.

A document acts while it has effect (Law 64/2025/QH15 Art. 53), and the clause by which it acts
must have it, too. What ended before the day on which it was to replace, amend or suspend another
never does. What is suspended on that day (Art. 56) does so when the suspension ends, and until
then not. A suspension ends with its source. What was replaced or repealed by then stays so: the
end, or the suspension, of a document revives nothing. ADR 36 has the reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from typing import Final, NamedTuple

from directives.rules.effect import ENDS, SUSPENDS, contains
from directives.rules.effect_dates import EffectDates
from directives.rules.normative import is_normative
from directives.vocabulary import RelationKind

STOPS: Final = frozenset({*ENDS, *SUSPENDS})
"""What keeps its target from acting on others."""

_DAY = timedelta(days=1)


class ActRow(NamedTuple):
    """What a relation does to its target, with the days of its source."""

    relation_id: int
    kind: RelationKind
    source_id: int
    target_id: int
    target_provision: str
    acts_from: date | None
    acts_to: date | None
    recorded_at: datetime
    source_effective_on: date | None
    source_issued_on: date | None
    source_expires_on: date | None
    source_type_code: str
    source_key_exact: str | None
    source_provision: str = ""  # the clause that says so
    inside: tuple[str, ...] = ()  # articles of the chapter acted on
    clause_inside: tuple[str, ...] = ()  # articles of the clause, where that is a chapter

    @property
    def from_on(self) -> date | None:
        """First day of what it does, if known: its own, else with the effect of its source."""
        return self.acts_from or self.source_effective_on or self._source_dates.begins_on

    @property
    def not_before(self) -> date | None:
        """Where that is not known, the day before which it does nothing: that of its source."""
        return None if self.from_on else self._source_dates.not_before

    @property
    def _source_dates(self) -> EffectDates:
        return EffectDates(
            self.source_issued_on,
            self.source_effective_on,
            self.source_expires_on,
            is_normative(self.source_type_code, self.source_key_exact),
        )

    @property
    def clauses(self) -> Sequence[str]:
        """The words by which it acts: a chapter is nothing besides its articles (ADR 38)."""
        return self.clause_inside or (self.source_provision,)

    def reaches(self, clause: str) -> bool:
        """Tell whether it acts on all words of a clause of its target."""
        return any(contains(one, clause) for one in (self.target_provision, *self.inside))


def counting(rows: Sequence[ActRow], above: Iterable[ActRow] = ()) -> list[ActRow]:
    """Return the acts that count: those of suspended sources later, suspensions with their source.

    `above` is what ends or suspends the sources, and the sources of that, up to the last. An act
    whose day is not known is left alone.
    """
    acting = _Course((*rows, *above)).run()
    return [
        acting.get(row.relation_id, row)
        for row in rows
        if row.from_on is None or row.relation_id in acting
    ]


class _Course:
    """Takes acts day by day, so that what stops their source is known when they are to begin."""

    def __init__(self, rows: Iterable[ActRow]) -> None:
        self._acting: dict[int, ActRow] = {}
        self._ending: dict[int, list[ActRow]] = defaultdict(list)  # by target
        self._suspending: dict[int, set[int]] = defaultdict(set)  # relations by target
        self._suspended_by: dict[int, set[int]] = defaultdict(set)  # relations by source
        self._waiting: dict[int, list[ActRow]] = defaultdict(list)  # by source
        self._days: list[tuple[date, int, ActRow]] = []
        for row in {row.relation_id: row for row in rows}.values():
            if row.from_on is not None:
                heappush(self._days, (row.from_on, row.relation_id, row))

    def run(self) -> dict[int, ActRow]:
        """Return what acts, with its days, by relation."""
        while self._days:
            day = self._days[0][0]
            pending = list(self._due(day))
            while pending:
                ready = _ready(pending)
                for row in ready or pending:  # in a circle, what was recorded first
                    self._take(row, day)
                taken = {row.relation_id for row in ready or pending}
                pending = [row for row in pending if row.relation_id not in taken]
        return self._acting

    def _due(self, day: date) -> Iterator[ActRow]:
        while self._days and self._days[0][0] == day:
            row = heappop(self._days)[2]
            if row.relation_id not in self._acting:
                yield row

    def _take(self, row: ActRow, day: date) -> None:
        """Let an act begin, or wait for the end of what suspends its source, or never begin."""
        left = self._left(row)
        if _expired(row) <= day or not left:
            return
        held_to = self._held_to(row.source_id, left, day)
        if held_to is not None:
            self._waiting[row.source_id].append(row)
            self._wait(row, held_to)
            return
        begun = row if row.from_on == day else row._replace(acts_from=day)
        if row.kind in SUSPENDS:
            self._suspend(begun, day)
        else:
            self._acting[row.relation_id] = begun
        if row.kind in ENDS:
            self._ending[row.target_id].append(begun)
            self._shorten(begun, day)

    def _left(self, row: ActRow) -> Sequence[str]:
        """Return the clauses by which it acts that nothing has ended."""
        ends = self._ending.get(row.source_id)
        if not ends:
            return row.clauses  # so of most of the thousands
        return [one for one in row.clauses if not any(end.reaches(one) for end in ends)]

    def _held_to(self, source_id: int, clauses: Sequence[str], day: date) -> date | None:
        """Return until when all clauses are suspended, far off where that is not known."""
        suspending = [self._acting[key] for key in self._suspending.get(source_id, ())]
        ends = []
        for clause in clauses:
            last_days = [one.acts_to or date.max for one in suspending if one.reaches(clause)]
            last_day = max(last_days, default=date.min)
            if last_day < day:
                return None
            ends.append(last_day)
        return min(ends)

    def _wait(self, row: ActRow, last_day: date) -> None:
        if last_day < date.max:
            heappush(self._days, (last_day + _DAY, row.relation_id, row))

    def _suspend(self, row: ActRow, day: date) -> None:
        last_day = min(row.acts_to or date.max, _expired(row) - _DAY)
        if day <= last_day:
            to_on = last_day if last_day < date.max - _DAY else row.acts_to
            self._acting[row.relation_id] = row._replace(acts_to=to_on)
            self._suspending[row.target_id].add(row.relation_id)
            self._suspended_by[row.source_id].add(row.relation_id)

    def _shorten(self, end: ActRow, day: date) -> None:
        """End the suspensions by what ends, and look again at what waits for them."""
        for relation_id in self._suspended_by[end.target_id]:
            row = self._acting[relation_id]
            if not self._left(row) and (row.acts_to is None or row.acts_to >= day):
                self._acting[relation_id] = row._replace(acts_to=day - _DAY)
                for waiting in self._waiting.pop(row.target_id, ()):
                    heappush(self._days, (day, waiting.relation_id, waiting))


def _ready(pending: Sequence[ActRow]) -> list[ActRow]:
    """Return the acts of one day whose source no other act of that day stops."""
    stopping: dict[int, list[ActRow]] = defaultdict(list)
    for row in pending:
        if row.kind in STOPS:
            stopping[row.target_id].append(row)
    return [
        row
        for row in pending
        if not any(one.reaches(clause) for one in stopping[row.source_id] for clause in row.clauses)
    ]


def _expired(row: ActRow) -> date:
    """Return the first day on which the source of an act has reached its term."""
    last_day = row.source_expires_on or date.max
    return last_day + _DAY if last_day < date.max else date.max
