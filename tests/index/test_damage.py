"""Damaged, cut, lost and old indexes: a search always answers, and the index comes back."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest
import sqlalchemy as sa

from directives.models.base import saved_id
from directives.models.document import Provision
from directives.store.session import reading, unit_of_work
from index.answers import Answer, search
from index.engine import FORMAT, Filters, IndexUnusable, open_engine
from index.generations import Generations
from index.replica import Replica
from tests.conftest import ROOT
from tests.factories import TODAY, make_document

SENTENCES = ("Ủy ban xã cấp giấy chứng nhận", "Chi trả lương hằng tháng", "Trường học công lập")

# A process that takes the writer's lock and never lets go of it.
HOLDER = """
import sys, time
from pathlib import Path
from index.engine import open_engine
engine = open_engine(sys.argv[1], Path(sys.argv[2]))
engine.remove_document(10**9)
print("held", flush=True)
time.sleep(60)
"""

# Whoosh forgets to close the file that it cannot read.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def put(path: Path, content: bytes) -> None:
    """Let the file have this content.

    A new file takes its place: an engine that was just closed may still have the old one in
    memory for a moment, and what is cut short there ends the process.
    """
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)


@pytest.fixture
def replica(engine_name: str, tmp_path: Path) -> Replica:
    return Replica(tmp_path / "index", engine_name)


@pytest.fixture
def again(engine_name: str, tmp_path: Path) -> Callable[[], Replica]:
    """Opens the index as a process would that starts now."""
    return lambda: Replica(tmp_path / "index", engine_name)


@pytest.fixture
def filled(sqlite_engine: sa.Engine, replica: Replica) -> sa.Engine:
    """A catalogue of a few documents with an article each, indexed in several steps."""
    for number, sentence in enumerate(SENTENCES * 4):
        add(sqlite_engine, f"Hướng dẫn về đất đai lần {number}", sentence)
        if number % 4 == 0:
            replica.pull(sqlite_engine, TODAY)
    replica.pull(sqlite_engine, TODAY)
    return sqlite_engine


def add(database: sa.Engine, title: str, text: str) -> int:
    with unit_of_work(database) as session:
        key = saved_id(make_document(session, title=title))
        session.add(
            Provision(
                document_id=key,
                provision_id="dieu-1",
                position=1,
                label="Điều 1",
                heading="",
                text=text,
            )
        )
        return key


def ask(database: sa.Engine, replica: Replica, text: str) -> Answer:
    with reading(database) as session:
        return search(session, replica, text, filters=Filters(), today=TODAY)


def generation(folder: Path) -> Path:
    return folder / Generations(folder).current().generation


def answers_and_recovers(database: sa.Engine, replica: Replica) -> None:
    """Check that searches answer, degraded until a pull has built the index anew."""
    answer = ask(database, replica, "giay chung nhan")
    assert (answer.degraded, len(answer.hits)) == (True, 4)

    replica.pull(database, TODAY)

    answer = ask(database, replica, "giay chung nhan")
    assert (answer.degraded, len(answer.hits)) == (False, 4)


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a byte changed": _flip,
    "the last byte changed": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "cut in half": lambda content: content[: len(content) // 2],
    "emptied": lambda _content: b"",
    "overwritten": lambda content: b"\x00" * len(content),
    "something else": lambda _content: b"not an index",
}


def finished_files(folder: Path) -> list[Path]:
    """Return the files of the generation in use whose content counts."""
    names = json.loads((generation(folder) / "seal.json").read_text())[0]
    return [generation(folder) / name for name in names]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_any_file_is_noticed_when_the_index_is_opened(
    filled: sa.Engine, again: Callable[[], Replica], tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "index"
    others = ["format.json", "seal.json", "meta.json"]
    candidates = finished_files(folder) + [generation(folder) / name for name in others]
    for path in [*filter(Path.is_file, candidates), folder / "current.json"]:
        content = path.read_bytes()
        put(path, DAMAGES[damage](content))

        with pytest.raises(IndexUnusable):
            again().engine()

        put(path, content)
    assert not ask(filled, again(), "giay chung nhan").degraded


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_under_an_open_index_is_noticed_by_the_next_search(
    filled: sa.Engine, replica: Replica, tmp_path: Path, damage: str
) -> None:
    assert not ask(filled, replica, "giay chung nhan").degraded
    sleep(0.01)
    for path in finished_files(tmp_path / "index"):
        path.write_bytes(DAMAGES[damage](path.read_bytes()))

    answers_and_recovers(filled, replica)


def test_a_damaged_segment_that_still_opens_is_not_believed(
    filled: sa.Engine, again: Callable[[], Replica], engine_name: str, tmp_path: Path
) -> None:
    opened = 0
    for path in finished_files(tmp_path / "index"):
        content = path.read_bytes()
        put(path, _flip(content))
        try:
            open_engine(engine_name, generation(tmp_path / "index")).close()
            opened += 1
        except IndexUnusable:
            pass
        with pytest.raises(IndexUnusable, match="damaged"):
            again().engine()
        put(path, content)

    assert opened > 0  # the engine itself would have answered from it


def test_a_lost_file_is_survived(
    filled: sa.Engine, again: Callable[[], Replica], tmp_path: Path
) -> None:
    largest = max(finished_files(tmp_path / "index"), key=lambda path: path.stat().st_size)
    largest.unlink()

    answers_and_recovers(filled, again())


def test_a_lost_folder_is_survived_while_it_is_open(
    filled: sa.Engine, replica: Replica, tmp_path: Path
) -> None:
    ask(filled, replica, "giay chung nhan")
    shutil.rmtree(tmp_path / "index")

    answers_and_recovers(filled, replica)


def test_an_index_of_an_older_program_is_built_anew(
    filled: sa.Engine, again: Callable[[], Replica], engine_name: str, tmp_path: Path
) -> None:
    written = json.dumps({"engine": engine_name, "format": FORMAT - 1})
    (generation(tmp_path / "index") / "format.json").write_text(written)

    answers_and_recovers(filled, again())


def test_an_index_without_a_seal_is_built_anew(
    filled: sa.Engine, again: Callable[[], Replica], tmp_path: Path
) -> None:
    (generation(tmp_path / "index") / "seal.json").unlink()

    answers_and_recovers(filled, again())


def test_a_search_that_fails_makes_the_next_pull_look_at_the_files(
    filled: sa.Engine, replica: Replica, tmp_path: Path
) -> None:
    ask(filled, replica, "giay chung nhan")
    used = generation(tmp_path / "index")
    with pytest.raises(IndexUnusable):
        replica.engine().search("no query", filters=Filters(), limit=1)  # type: ignore[arg-type]

    replica.pull(filled, TODAY)

    # nothing is wrong with the files, so a strange question costs no rebuild
    assert generation(tmp_path / "index") == used
    assert not ask(filled, replica, "giay chung nhan").degraded


def test_a_writer_that_never_moves_is_left_behind(
    filled: sa.Engine, replica: Replica, engine_name: str, tmp_path: Path
) -> None:
    replica.close()
    folder = tmp_path / "index"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, engine_name, str(generation(folder))],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout
    assert process.stdout.readline() == b"held\n"
    waiting = Replica(folder, engine_name, busy_seconds=0.3)
    try:
        add(filled, "Văn bản đến sau", "Giấy chứng nhận cấp sau")
        assert waiting.pull(filled, TODAY) == 0
        until = monotonic() + 10
        while len(ask(filled, waiting, "giay chung nhan").hits) < 5 and monotonic() < until:
            waiting.pull(filled, TODAY)
            sleep(0.05)

        answer = ask(filled, waiting, "giay chung nhan")
        assert (answer.degraded, len(answer.hits)) == (False, 5)
    finally:
        process.kill()
        process.communicate()
