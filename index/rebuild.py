"""A new generation, built in batches beside the one in use; an interrupted build can go on."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import sqlalchemy as sa

from directives.store.session import reading
from directives.store.stamps import last_stamp
from index.engine import IndexUnusable, SearchEngine, create_engine, open_engine
from index.generations import Generations, Pointer
from index.guard import close_quietly
from index.seal import Seal
from index.source import read_changes

BATCH = 1_000
"""Documents between two commits, unless their provisions are too many to hold at once."""

Progress = Callable[[int, int], None]


def build_generation(
    generations: Generations,
    engine_name: str,
    database: sa.Engine,
    today: date,
    *,
    resume: bool,
    progress: Progress | None,
) -> tuple[Pointer, int]:
    """Build a generation of all there is; the caller holds the lock and swaps.

    Returns the generation and how many documents were taken in now. What is left after a
    failure is kept for the next to resume.
    """
    pointer, engine, seal = _begun(generations, engine_name, today, resume=resume)
    with _closing(engine):
        taken = _fill(database, engine, seal, today=pointer.day, progress=progress)
    # Merges may have finished while the engine was closing.
    seal.write()
    return pointer, taken


def _begun(
    generations: Generations, engine_name: str, today: date, *, resume: bool
) -> tuple[Pointer, SearchEngine, Seal]:
    left = generations.unfinished() if resume else None
    if left:
        folder = generations.path(left.generation)
        seal = Seal(engine_name, folder)
        with contextlib.suppress(IndexUnusable):
            seal.check()
            return left, open_engine(engine_name, folder), seal
    generations.drop_unused()
    pointer = Pointer(generations.name_next(), today)
    folder = generations.path(pointer.generation)
    engine = create_engine(engine_name, folder)
    generations.mark_started(pointer)
    return pointer, engine, Seal(engine_name, folder)


def _fill(
    database: sa.Engine,
    engine: SearchEngine,
    seal: Seal,
    *,
    today: date,
    progress: Progress | None,
) -> int:
    taken = 0
    while True:
        with reading(database) as session:
            total = last_stamp(session)
            changes = read_changes(session, engine.stamp(), limit=BATCH, today=today)
        if progress:
            progress(changes.stamp if changes.documents else total, total)
        if not changes.documents:
            if not engine.stamp():
                engine.commit(total)  # an index that was never committed to is none yet
                seal.write()
            return taken
        changes.apply_to(engine)
        engine.commit(changes.stamp)
        seal.write()
        taken += len(changes.documents)


@contextmanager
def _closing(engine: SearchEngine) -> Iterator[None]:
    """Let go of the engine in any case; only after success may closing fail."""
    try:
        yield
    except BaseException:
        close_quietly(engine)
        raise
    engine.close()
