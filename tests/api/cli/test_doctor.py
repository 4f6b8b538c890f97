import gc
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from directives.store.session import open_engine, reading
from tests.api.cli.conftest import InDatabase, Runner
from tests.factories import make_commitment


def about(checks: list[dict[str, object]]) -> dict[object, object]:
    return {check["about"]: check["ok"] for check in checks}


def test_all_is_well_after_setting_up(run: Runner) -> None:
    run("example")

    told = run("doctor", "--json")

    assert (told.code, told.json["ok"]) == (0, True)
    assert about(told.json["checks"]) == {
        "database": True,
        "index": True,
        "disk": True,
        "contacts": True,
        "reminders": True,
        "mail": True,
    }
    assert run("doctor").err == ""


def test_bodies_that_nothing_reaches_are_noted_with_the_command_that_lists_them(
    run: Runner, in_database: InDatabase
) -> None:
    in_database(make_commitment)

    told = run("doctor")
    checks = run("doctor", "--json").json["checks"]
    (contacts,) = [check for check in checks if check["about"] == "contacts"]

    assert (contacts["ok"], contacts["state"]) == (True, "noted")
    assert "Xem “directives contact list --missing”." in told.out


def test_a_missing_index_is_told_with_what_to_do(run: Runner) -> None:
    told = run("doctor")

    assert told.code == 1
    assert "directives reindex" in told.err
    run("reindex")
    assert run("doctor").code == 0


def test_a_damaged_index_is_told_and_rebuilt(run: Runner, data_dir: Path) -> None:
    run("example")
    for path in data_dir.glob("index/tantivy/generation-*/*.idx"):
        path.write_bytes(b"\0" * path.stat().st_size)

    told = run("doctor", "--json").json
    assert about(told["checks"])["index"] is False
    assert "damaged" in told["checks"][1]["message"]
    assert run("search", "QĐ 878", "--json").json["degraded"] is True
    run("reindex")
    assert run("doctor").code == 0


def test_an_old_database_is_told(run_empty: Runner, data_dir: Path) -> None:
    data_dir.mkdir()

    told = run_empty("doctor", "--json").json

    assert about(told["checks"])["database"] is False
    assert "directives migrate" in told["checks"][0]["message"]


@contextmanager
def held_open(data_dir: Path) -> Iterator[None]:
    """The database as a running service has it: open, so that reading it asks for no room."""
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with reading(engine) as session:
        session.execute(sa.text("SELECT count(*) FROM document"))
        yield
    engine.dispose()


@contextmanager
def no_room() -> Iterator[None]:
    """No file of this process grows over 2,000 bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_and_reindexing_says_so_in_one_line(
    run: Runner, data_dir: Path
) -> None:
    run("example")
    with held_open(data_dir), no_room():
        told = run("doctor", "--json")
        refused = run("reindex")
        found = run("search", "QĐ 878", "--json").json

    assert (told.code, about(told.json["checks"])["disk"]) == (1, False)
    assert refused.code == 1
    assert len(refused.err.strip().splitlines()) == 1
    assert found["degraded"] is False
    assert run("reindex", "--resume").code == 0
    assert run("doctor").code == 0


def test_a_database_that_finds_no_room_to_be_opened_says_so(run: Runner) -> None:
    run("example")
    gc.collect()  # connections of the commands before, which would keep it open
    with no_room():
        refused = run("search", "QĐ 878", "--json")

    assert (refused.code, refused.json["error"]["code"]) == (1, "disk_full")
    assert run("search", "QĐ 878").code == 0
