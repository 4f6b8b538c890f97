"""Taking changes of the catalogue into the generation in use, in small batches."""

from dataclasses import dataclass, field
from datetime import date
from time import monotonic

import sqlalchemy as sa

from directives.store.session import reading
from index.engine import SearchEngine
from index.generations import Generations
from index.rebuild import BATCH
from index.seal import Seal
from index.source import Changes, list_ids_due, provisions_of, read_changes


@dataclass(slots=True)
class OpenedIndex:
    """The generation in use, opened: its engine as it is, and guarded for those who search."""

    generation: str
    engine: SearchEngine
    for_searches: SearchEngine
    seal: Seal
    looked_at: float = field(default_factory=monotonic)
    is_suspect: bool = False  # a search failed; the files are to be checked
    has_written: bool = False

    def take_in(self, changes: Changes, stamp: int) -> None:
        """Commit changes, and seal the files that this makes."""
        changes.apply_to(self.engine)
        self.engine.commit(stamp)
        self.has_written = True
        self.seal.write()


def pull_changes(
    database: sa.Engine, generations: Generations, opened: OpenedIndex, today: date
) -> int:
    """Take in what changed since the index was last committed; the caller holds the lock.

    Returns how many documents were taken in.
    """
    pointer, taken = generations.current(), 0
    if pointer.generation != opened.generation:
        return 0  # swapped by another process a moment ago
    while True:
        with reading(database) as session:
            stamp = opened.engine.stamp()
            changes = read_changes(session, stamp, limit=BATCH, today=today)
        if not changes.documents:
            break
        opened.take_in(changes, changes.stamp)
        taken += len(changes.documents)
    if pointer.day != today:
        taken += _refresh_effect(database, opened, after=pointer.day, today=today)
        generations.move_to_day(pointer, today)
    if opened.has_written:
        opened.seal.write()  # of what was merged in the background since
    return taken


def _refresh_effect(database: sa.Engine, opened: OpenedIndex, *, after: date, today: date) -> int:
    """Take in anew the documents whose legal effect the passing of days has changed."""
    with reading(database) as session:
        due = list_ids_due(session, after=after, until=today)
        for start in range(0, len(due), BATCH):
            changes = provisions_of(session, due[start : start + BATCH], today=today)
            opened.take_in(changes, opened.engine.stamp())
    return len(due)
