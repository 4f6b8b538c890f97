"""Connections and transactions: one request, command or job is one unit of work."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import Session

from directives.store.read_once import READ

READ_ONLY = {"directives_read_only": True}

_PRIMARY_CODE: Final = 0xFF  # of SQLite's extended result codes
_OUT_OF_SPACE: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)


def open_engine(url: str) -> sa.Engine:
    """Open the database at `url`: SQLite for one machine, PostgreSQL for many.

    SQLite is set as measured: WAL, writers take their lock at BEGIN (a deferred writer fails
    under load instead of waiting), foreign keys on, five seconds of patience, and INSERT OR
    REPLACE refused where DELETE is.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "recursive_triggers=ON",  # so that INSERT OR REPLACE fires what refuses DELETE
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    read_only = connection.get_execution_options().get("directives_read_only")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def is_busy(error: sa.exc.DBAPIError) -> bool:
    """Tell whether a statement failed since another process kept writing to SQLite for so long."""
    return _sqlite_code(error) & _PRIMARY_CODE == sqlite3.SQLITE_BUSY


def is_out_of_space(error: sa.exc.DBAPIError) -> bool:
    """Tell whether SQLite found no room on the disk.

    Reading needs a little, too, where nobody has the database open: the shared memory of WAL.
    """
    return _sqlite_code(error) in _OUT_OF_SPACE


def _sqlite_code(error: sa.exc.DBAPIError) -> int:
    code: int = getattr(error.orig, "sqlite_errorcode", 0)
    return code


@contextmanager
def unit_of_work(engine: sa.Engine) -> Iterator[Session]:
    """Give a session whose changes are committed together at the end, or not at all."""
    with Session(engine) as session, session.begin():
        yield session


@contextmanager
def reading(engine: sa.Engine) -> Iterator[Session]:
    """Give a session for reading: it takes no writer's lock and keeps no change.

    What is asked for more than once is read once (`store.read_once`).
    """
    with Session(engine.execution_options(**READ_ONLY), info={READ: {}}) as session:
        yield session
