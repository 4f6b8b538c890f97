"""Run commands as an operator would, on a data folder of their own."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from api.cli import main
from directives.store.session import open_engine, unit_of_work
from directives.writing.docx import write_document
from tests.databases import SqliteTemplate
from tests.services.test_registration import LETTER


@dataclass(frozen=True)
class Run:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)


Runner = Callable[..., Run]
InDatabase = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that the commands will use."""
    folder = tmp_path / "data"
    monkeypatch.chdir(tmp_path)  # no .env of the checkout is read
    monkeypatch.setenv("DIRECTIVES_DATA_DIR", str(folder))
    monkeypatch.delenv("DIRECTIVES_DATABASE_URL", raising=False)
    monkeypatch.delenv("DIRECTIVES_LANGUAGE", raising=False)
    return folder


@pytest.fixture
def run_empty(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Run a command where nothing was set up yet."""

    def run(*arguments: str) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as exited:
            main(list(arguments))
        printed = capsys.readouterr()
        return Run(int(exited.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def run(run_empty: Runner, data_dir: Path, sqlite_template: SqliteTemplate) -> Runner:
    """Run a command on a migrated database with the reference data."""
    data_dir.mkdir()
    with sqlite_template.copy(data_dir):
        return run_empty


@pytest.fixture
def in_database(run: Runner, data_dir: Path) -> InDatabase:
    """Do something in the database that the commands use, as other parts of the service would."""

    def do(work: Callable[[Session], Any]) -> Any:
        engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
        with unit_of_work(engine) as session:
            done = work(session)
        engine.dispose()
        return done

    return do


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter of ours as a .docx file."""
    file = tmp_path / "cong-van.docx"
    file.write_bytes(write_document(LETTER))
    return file


@pytest.fixture
def broken(tmp_path: Path, letter: Path) -> Path:
    """The same letter, cut off in the middle."""
    file = tmp_path / "hong.docx"
    shutil.copy(letter, file)
    file.write_bytes(letter.read_bytes()[:2_000])
    return file
