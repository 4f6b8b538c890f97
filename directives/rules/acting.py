"""Which acts count when the document that acts has itself ended.

A document acts while it has effect (Law 64/2025/QH15 Art. 53): what ended before the day on which
it was to replace, amend or suspend another never does, and a suspension ends with its source.
What was replaced or repealed by then stays so: the end of a document revives nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from directives.rules.effect import ENDS, SUSPENDS, EffectDates
from directives.rules.normative import is_normative
from directives.vocabulary import RelationKind

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
    inside: tuple[str, ...] = ()  # articles of the chapter acted on

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
    def ends_whole(self) -> bool:
        """Tell whether it ends the whole of its target."""
        return self.kind in ENDS and not self.target_provision


def counting(rows: Sequence[ActRow], above: Iterable[ActRow] = ()) -> list[ActRow]:
    """Return the acts that count, suspensions no longer than their source.

    `above` is what ends the sources, and the sources of that, up to the last.
    """
    ended = _ended([*rows, *above])
    found = []
    for row in rows:
        end = ended.get(row.source_id)
        if end is None or row.from_on is None:
            found.append(row)
        elif row.from_on < end:
            found.append(_within(row, end))
    return found


def _within(row: ActRow, end: date) -> ActRow:
    if row.kind not in SUSPENDS:
        return row
    last_day = end - _DAY
    return row._replace(acts_to=min(row.acts_to or last_day, last_day))


def _ended(rows: Sequence[ActRow]) -> dict[int, date]:
    """Return the first day without effect of the documents that end, earlier days deciding first.

    Of acts of the same day, one that ends the source of another goes first.
    """
    ended = {
        row.source_id: row.source_expires_on + _DAY
        for row in rows
        if row.source_expires_on and row.source_expires_on < date.max
    }
    dated = {
        (row.from_on, row.relation_id): row
        for row in rows
        if row.ends_whole and row.from_on is not None
    }
    for day, keys in groupby(sorted(dated), key=lambda key: key[0]):
        pending = [dated[key] for key in keys]
        while pending:
            targets = {row.target_id for row in pending}
            ready = [row for row in pending if row.source_id not in targets]
            for row in ready or pending:  # in a circle, what was recorded first
                if day < ended.get(row.source_id, date.max):
                    ended[row.target_id] = min(day, ended.get(row.target_id, day))
            pending = [row for row in pending if row.source_id in targets] if ready else []
    return ended
