"""Rebuilding beside what is in use: resumed after a kill, one at a time, swapped at once."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from directives.store.session import reading, unit_of_work
from index.answers import search
from index.engine import Filters
from index.generations import Generations, Pointer
from index.replica import Replica
from tests.conftest import ROOT
from tests.factories import TODAY, make_document

COUNT = 30

# Rebuilds five documents at a time and waits to be killed after the third batch.
BUILDER = """
import sys, time
from datetime import date
from pathlib import Path
import index.rebuild
from directives.store.session import open_engine
from index.replica import Replica
index.rebuild.BATCH = 5
seen = []
def progress(done, total):
    seen.append(done)
    if len(seen) == 4:
        print("reached", flush=True)
        time.sleep(60)
replica = Replica(Path(sys.argv[2]), sys.argv[1])
replica.rebuild(open_engine(sys.argv[3]), date.fromisoformat(sys.argv[4]), progress=progress)
"""


@pytest.fixture
def filled(sqlite_engine: sa.Engine) -> sa.Engine:
    with unit_of_work(sqlite_engine) as session:
        for number in range(COUNT):
            make_document(session, title=f"Hướng dẫn đất đai lần {number}")
    return sqlite_engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def total(database: sa.Engine, replica: Replica) -> tuple[bool, int]:
    with reading(database) as session:
        answer = search(session, replica, "dat dai", filters=Filters(), today=TODAY)
        return answer.degraded, answer.total


def kill_in_the_middle(engine_name: str, folder: Path, database: sa.Engine, day: date) -> None:
    """Start a rebuild in another process and kill it after three batches."""
    url = database.url.render_as_string(hide_password=False)
    arguments = [engine_name, str(folder), url, day.isoformat()]
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER, *arguments], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout
    assert process.stdout.readline() == b"reached\n"
    process.kill()
    process.communicate()


def test_a_killed_rebuild_is_resumed_while_the_old_index_answers(
    filled: sa.Engine, engine_name: str, folder: Path
) -> None:
    replica = Replica(folder, engine_name)
    replica.rebuild(filled, TODAY)
    kill_in_the_middle(engine_name, folder, filled, TODAY)
    assert total(filled, replica) == (False, COUNT)
    seen: list[int] = []

    taken = replica.rebuild(
        filled, TODAY, resume=True, progress=lambda done, _total: seen.append(done)
    )

    assert taken == COUNT - 15
    assert total(filled, replica) == (False, COUNT)
    assert [path.name for path in folder.glob("generation-*")] == ["generation-2"]


def test_a_rebuild_of_a_lost_index_is_resumed_by_the_next_pull(
    filled: sa.Engine, engine_name: str, folder: Path
) -> None:
    kill_in_the_middle(engine_name, folder, filled, TODAY)
    replica = Replica(folder, engine_name)
    assert total(filled, replica) == (True, COUNT)

    assert replica.pull(filled, TODAY) == COUNT - 15
    assert total(filled, replica) == (False, COUNT)


def test_without_resuming_all_is_built_anew(
    filled: sa.Engine, engine_name: str, folder: Path
) -> None:
    kill_in_the_middle(engine_name, folder, filled, TODAY)

    assert Replica(folder, engine_name).rebuild(filled, TODAY) == COUNT


def test_what_a_kill_left_damaged_is_built_anew(
    filled: sa.Engine, engine_name: str, folder: Path
) -> None:
    kill_in_the_middle(engine_name, folder, filled, TODAY)
    for path in folder.glob("generation-1/*.*"):
        if path.suffix in {".seg", ".idx"}:
            path.write_bytes(b"\0" * path.stat().st_size)

    replica = Replica(folder, engine_name)

    assert replica.rebuild(filled, TODAY, resume=True) == COUNT
    assert total(filled, replica) == (False, COUNT)


def test_a_rebuild_resumed_days_later_knows_what_took_effect_since(
    sqlite_engine: sa.Engine, engine_name: str, folder: Path
) -> None:
    later = date(2025, 12, 1)
    with unit_of_work(sqlite_engine) as session:
        for number in range(COUNT):
            make_document(session, title=f"Hướng dẫn đất đai {number}", effective_on=later)
    kill_in_the_middle(engine_name, folder, sqlite_engine, TODAY)
    replica = Replica(folder, engine_name)

    replica.rebuild(sqlite_engine, later, resume=True)
    replica.pull(sqlite_engine, later)

    with reading(sqlite_engine) as session:
        answer = search(session, replica, "dat dai", filters=Filters(), today=later)
    assert answer.facets["status"] == {"in_force": COUNT}


def test_only_one_process_rebuilds(filled: sa.Engine, engine_name: str, folder: Path) -> None:
    other = Replica(folder, engine_name)
    seen: list[int] = []

    def rebuild_too(_done: int, _total: int) -> None:
        seen.append(other.rebuild(filled, TODAY))

    assert Replica(folder, engine_name).rebuild(filled, TODAY, progress=rebuild_too) == COUNT
    assert seen == [0, 0]


def test_a_document_with_many_provisions_does_not_hold_up_the_others(
    filled: sa.Engine, engine_name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.source.PROVISIONS_AT_ONCE", 0)
    replica = Replica(folder, engine_name)

    assert replica.rebuild(filled, TODAY) == COUNT
    assert total(filled, replica) == (False, COUNT)


def test_a_pointer_that_another_moved_is_not_moved_back(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    old, new = Pointer("generation-1", TODAY), Pointer("generation-2", TODAY)
    generations.point_to(new)

    generations.move_to_day(old, date(2026, 1, 1))
    assert generations.current() == new
    generations.move_to_day(new, date(2026, 1, 1))
    assert generations.current() == Pointer("generation-2", date(2026, 1, 1))
