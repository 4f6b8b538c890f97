"""Fixtures every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.store.session import open_engine
from tests.databases import PostgresTemplate, SqliteTemplate

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; tests that ask for it are skipped where it is absent."""
    folder = Path(os.environ.get("DIRECTIVES_SHARED", ROOT.parent / "shared"))
    if not (folder / "documents").is_dir():
        pytest.skip("DIRECTIVES_SHARED names no folder with the real documents")
    return folder


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """A migrated SQLite database with the reference data."""
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresTemplate]:
    """A PostgreSQL server with a migrated database and the reference data."""
    folder = tmp_path_factory.mktemp("postgres")
    template = PostgresTemplate(folder)
    yield template
    template.stop()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    """One database of each kind for all tests that roll their changes back."""
    kind = "postgres" if request.param == "postgresql" else "sqlite"
    template = request.getfixturevalue(f"{kind}_template")
    with template.copy(tmp_path_factory.mktemp("copy")) as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def session(shared_engine: sa.Engine) -> Iterator[Session]:
    """A session on SQLite and on PostgreSQL; nothing it writes is kept."""
    with shared_engine.connect() as connection:
        transaction = connection.begin()
        with Session(bind=connection) as opened:
            yield opened
        transaction.rollback()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """A database of its own for a test that commits, on SQLite and on PostgreSQL."""
    kind = "postgres" if request.param == "postgresql" else "sqlite"
    template = request.getfixturevalue(f"{kind}_template")
    with template.copy(tmp_path) as url:
        opened = open_engine(url)
        yield opened
        opened.dispose()


@pytest.fixture
def sqlite_engine(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[sa.Engine]:
    """A SQLite database of its own, for tests of the ways in."""
    with sqlite_template.copy(tmp_path) as url:
        opened = open_engine(url)
        yield opened
        opened.dispose()
