"""Opening, sharing and losing the folder of an index, for every engine."""

import json
from pathlib import Path

import pytest

from index.engine import (
    IndexBusy,
    IndexedProvision,
    IndexUnusable,
    SearchEngine,
    create_engine,
    open_engine,
)
from tests.index.catalogue import fill, keys
from tests.index.conftest import Open


def test_a_commit_is_seen_by_readers_already_open(engine: SearchEngine, reopen: Open) -> None:
    reader = reopen()
    assert (reader.count(), reader.stamp()) == (0, 0)

    fill(engine, stamp=4)

    assert (reader.count(), reader.stamp()) == (5, 4)
    assert keys(reader, "An Giang")[0] == "3"


def test_nothing_is_seen_before_the_commit(engine: SearchEngine, reopen: Open) -> None:
    fill(engine, stamp=4)
    engine.replace_document(9, [IndexedProvision(key="9", document_id=9, text="thủy lợi")])
    engine.remove_document(1)

    assert keys(engine, "thủy lợi") == keys(reopen(), "thủy lợi") == []
    assert keys(engine, "đất đai")[0] == "1"


def test_the_stamp_survives_reopening_and_counts_as_no_provision(
    engine: SearchEngine, reopen: Open
) -> None:
    fill(engine, stamp=2**40)
    engine.close()

    again = reopen()

    assert (again.stamp(), again.count()) == (2**40, 5)


def test_a_stamp_alone_can_be_committed(engine: SearchEngine, reopen: Open) -> None:
    engine.commit(12)
    engine.commit(13)

    assert (reopen().stamp(), engine.stamp(), engine.count()) == (13, 13, 0)


def test_what_was_not_committed_is_lost_on_closing(engine: SearchEngine, reopen: Open) -> None:
    fill(engine)
    engine.remove_document(1)
    engine.close()

    assert reopen().count() == 5


def test_a_second_writer_is_refused_while_reading_goes_on(
    engine: SearchEngine, reopen: Open
) -> None:
    fill(engine)
    engine.remove_document(1)
    other = reopen()

    with pytest.raises(IndexBusy):
        other.remove_document(2)
    assert keys(other, "đất đai")[0] == "1"
    engine.close()
    other.remove_document(2)
    other.commit(2)
    assert other.count() == 3


def test_old_files_are_collected(engine: SearchEngine, reopen: Open, folder: Path) -> None:
    reader = reopen()
    for stamp in range(1, 40):
        fill(engine, stamp)
        keys(reader, "đất đai")

    assert engine.count() == 5
    assert len(list(folder.iterdir())) < 120


def test_a_missing_folder_is_unusable(engine_name: str, tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable):
        open_engine(engine_name, tmp_path / "nowhere")


@pytest.mark.parametrize("written", ["", "[]", "{", json.dumps({"engine": "x", "format": 0})])
def test_another_format_is_unusable(engine: SearchEngine, folder: Path, written: str) -> None:
    fill(engine)
    engine.close()
    (folder / "format.json").write_text(written)

    with pytest.raises(IndexUnusable):
        open_engine(engine.name, folder)


# Whoosh forgets to close the file that it cannot read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("content", [b"", b"not an index"])
def test_a_corrupt_folder_is_unusable(engine: SearchEngine, folder: Path, content: bytes) -> None:
    fill(engine)
    engine.close()
    for file in folder.iterdir():
        if file.name != "format.json":
            file.write_bytes(content)

    with pytest.raises(IndexUnusable):
        open_engine(engine.name, folder)


def test_a_folder_that_lost_its_segments_is_unusable(engine: SearchEngine, folder: Path) -> None:
    fill(engine)
    engine.close()
    for file in folder.iterdir():
        if file.suffix in {".idx", ".term", ".store", ".seg"}:
            file.unlink()

    with pytest.raises(IndexUnusable):
        open_engine(engine.name, folder)


def test_an_index_is_never_created_over_something_else(engine_name: str, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me")

    with pytest.raises(FileExistsError):
        create_engine(engine_name, tmp_path)


def test_an_unknown_engine_is_named_in_the_refusal(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="elastic"):
        create_engine("elastic", tmp_path)
