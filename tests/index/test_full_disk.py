"""A full disk while indexing loses nothing: searches answer, and it goes on when there is room."""

import gc
import json
import subprocess
import sys
import warnings
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from directives.store.session import reading, unit_of_work
from index.answers import search
from index.engine import Filters
from index.replica import Replica
from index.trouble import free_bytes, trouble_of
from tests.conftest import ROOT
from tests.factories import TODAY, make_document

# Whoosh forgets to close the files that it cannot write.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

# No file may grow beyond a few bytes while it pulls: what a full disk does, on any system.
PULLS = """
import json, resource, sys
from datetime import date
from pathlib import Path
from typing import Any
from directives.store.session import open_engine, reading
from index.answers import search
from index.engine import Filters
from index.replica import Replica
engine_name, folder, url, today = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
database, day = open_engine(url), date.fromisoformat(today)
replica = Replica(folder, engine_name)
def ask():
    with reading(database) as session:
        answer = search(session, replica, "dat dai", filters=Filters(), today=day)
        return [answer.degraded, answer.total]
def state():
    return [ask(), replica.trouble.kind if replica.trouble else None]
told = [state()]
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for limit in (2_000, soft):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    replica._pause.end()
    replica.pull(database, day)
    told.append(state())
print(json.dumps(told))
"""


def add(database: sa.Engine, count: int) -> None:
    with unit_of_work(database) as session:
        for number in range(count):
            make_document(session, title=f"Hướng dẫn đất đai lần {number} " + "xã cấp giấy " * 50)


def run(engine_name: str, folder: Path, database: sa.Engine) -> list[Any]:
    url = database.url.render_as_string(hide_password=False)
    arguments = [engine_name, str(folder), url, TODAY.isoformat()]
    done = subprocess.run(
        [sys.executable, "-c", PULLS, *arguments],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    told: list[Any] = json.loads(done.stdout)
    return told


def test_the_old_index_answers_until_there_is_room(
    sqlite_engine: sa.Engine, engine_name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    add(sqlite_engine, 3)
    replica = Replica(folder, engine_name)
    replica.pull(sqlite_engine, TODAY)
    replica.close()
    add(sqlite_engine, 20)

    told = run(engine_name, folder, sqlite_engine)

    assert told == [[[False, 3], None], [[False, 3], "disk_full"], [[False, 23], None]]


def test_without_an_index_the_database_answers_until_there_is_room(
    sqlite_engine: sa.Engine, engine_name: str, tmp_path: Path
) -> None:
    add(sqlite_engine, 20)

    without, full, again = run(engine_name, tmp_path / "index", sqlite_engine)

    # How many the database finds in its time depends on the machine.
    (degraded, total), trouble = without
    assert degraded
    assert 0 < total <= 20
    assert trouble is None
    (degraded, total), trouble = full
    assert degraded
    assert 0 < total <= 20
    assert trouble == "disk_full"
    assert again == [[False, 20], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, where this system lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    yield folder
    with warnings.catch_warnings():
        # Whoosh leaves the files of a writing that failed open, for the collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_full_is_told_and_survived(
    sqlite_engine: sa.Engine, engine_name: str, small_disk: Path
) -> None:
    add(sqlite_engine, 3)
    replica = Replica(small_disk / "index", engine_name)
    replica.pull(sqlite_engine, TODAY)
    add(sqlite_engine, 20)
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        fill_up(file)

    assert replica.pull(sqlite_engine, TODAY) == 0
    assert replica.trouble
    assert replica.trouble.kind == "disk_full"
    assert found(sqlite_engine, replica) == (False, 3)

    ballast.unlink()
    replica._pause.end()
    replica.pull(sqlite_engine, TODAY)
    assert replica.trouble is None
    assert found(sqlite_engine, replica) == (False, 23)
    replica.close()


def fill_up(file: FileIO) -> None:
    while True:
        file.write(b"\0" * 4096)


def found(database: sa.Engine, replica: Replica) -> tuple[bool, int]:
    with reading(database) as session:
        answer = search(session, replica, "dat dai", filters=Filters(), today=TODAY)
        return answer.degraded, answer.total


def test_after_a_failure_the_next_pulls_wait(sqlite_engine: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where the folder should be")
    replica = Replica(tmp_path / "index", "tantivy")
    add(sqlite_engine, 1)

    assert replica.pull(sqlite_engine, TODAY) == 0
    assert replica.trouble
    assert replica.trouble.kind == "failed"
    (tmp_path / "index").unlink()
    assert replica.pull(sqlite_engine, TODAY) == 0  # it waits for a second
    replica._pause.end()
    assert replica.pull(sqlite_engine, TODAY) == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(28, "No space left on device"), "disk_full"),
        (ValueError("Io(Os error: No space left on device (os error 28))"), "disk_full"),
        (ValueError("File too large (os error 27)"), "disk_full"),
        (ValueError("something else"), "failed"),
    ],
)
def test_a_full_disk_is_told_from_other_failures(
    error: Exception, kind: str, tmp_path: Path
) -> None:
    assert trouble_of(error, tmp_path / "not" / "there").kind == kind


def test_room_is_measured_before_the_folder_exists(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "there") > 0
