"""What was said stays said: every table is append-only unless it is named here as one that changes.

So a new ledger without its triggers fails, and so does one whose triggers a migration lost.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

Row = dict[str, Any]

CHANGING: Final = {
    # What holds now, beside events, facts or the audit log that keep what was.
    "absence",
    "agency",
    "calendar_day",
    "contact",
    "coverage_link",
    "document",
    "expectation",
    "gap",
    "gap_report",
    "indicator",
    "place",
    "place_period",
    "promise_proposal",
    "relation",
    "sector",
    "snooze",
    "suspicion",
    # Read from reference tables or from a document's file, and read again.
    "agency_alias",
    "document_file",
    "document_sector",
    "extracted_text",
    "pending_upload",
    "provision",
    "sector_lead",
    # How far a letter, a message or a job has come.
    "inbox_message",
    "job_run",
    "notice",
    "outbox_message",
    "webhook_delivery",
    # Of an account, or of the service itself.
    "account",
    "answered_request",
    "api_token",
    "calendar_address",
    "catalogue_stamp",
    "saved_search",
    "search_log",
    "sign_in",
    "signing_secret",
    "webhook",
}
LEDGERS: Final = sorted(SQLModel.metadata.tables.keys() - CHANGING)
_VALUES: Final[dict[Any, object]] = {
    sa.Integer: 9_001,
    sa.Date: "2025-07-01",
    sa.DateTime: "2025-07-01",
}
_OTHERS: Final[dict[Any, object]] = {
    sa.Integer: 9_002,
    sa.Date: "2026-07-01",
    sa.DateTime: "2026-07-01",
}


def test_what_changes_is_a_table_and_does_not_call_itself_append_only() -> None:
    said = {
        one.class_.__tablename__: one.class_.__doc__ or "" for one in SQLModel._sa_registry.mappers
    }

    assert said.keys() >= CHANGING
    assert [one for one in CHANGING if "append-only" in said[one].lower()] == []


@pytest.mark.parametrize("table", LEDGERS)
@pytest.mark.parametrize("shared_engine", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_change_a_ledger_by_whatever_statement(
    shared_engine: sa.Engine, table: str
) -> None:
    column, *others = [one.name for one in SQLModel.metadata.tables[table].primary_key]
    key = ", ".join([column, *others])

    # Triggers of statements need no rows.
    upsert = f"INSERT INTO {table} SELECT * FROM {table} WHERE false ON CONFLICT ({key})"
    for change in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
        f"{upsert} DO UPDATE SET {column} = excluded.{column}",
    ):
        with (
            shared_engine.connect() as connection,
            pytest.raises(sa.exc.DBAPIError, match="is append-only"),
        ):
            connection.exec_driver_sql(change)


@pytest.mark.parametrize("table", LEDGERS)
def test_sqlite_refuses_to_change_a_ledger_by_whatever_connection(
    sqlite_engine: sa.Engine, table: str
) -> None:
    rows = SQLModel.metadata.tables[table]
    row, other = _row_of(rows, _VALUES, "x"), _row_of(rows, _OTHERS, "y")

    with closing(sqlite3.connect(sqlite_engine.url.database or "")) as foreign:
        foreign.execute("PRAGMA ignore_check_constraints = ON")
        foreign.execute(_inserting(table, row), row)
        for change, values in _changes_of(rows, row, other):
            with pytest.raises(sqlite3.IntegrityError, match=f"^{table} is append-only"):
                foreign.execute(change, values)


def _changes_of(rows: sa.Table, row: Row, other: Row) -> Iterator[tuple[str, Row]]:
    """Give every kind of statement that would change a row, or put another in its place."""
    column = next(iter(rows.primary_key)).name
    yield f"UPDATE {rows.name} SET {column} = {column}", {}
    yield f"UPDATE OR REPLACE {rows.name} SET {column} = {column}", {}
    yield f"DELETE FROM {rows.name}", {}
    for key in _keys_of(rows):
        same = other | {name: row[name] for name in key}
        inserting, names = _inserting(rows.name, same), ", ".join(key)
        yield inserting.replace("INSERT", "INSERT OR REPLACE"), same
        yield f"{inserting} ON CONFLICT ({names}) DO UPDATE SET {column} = excluded.{column}", same


def _inserting(table: str, row: Row) -> str:
    places = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"


def _row_of(table: sa.Table, values: dict[Any, object], text: str) -> Row:
    """Make a row of any table: foreign keys and checks are of no account here."""
    return {
        one.name: next((it for kind, it in values.items() if isinstance(one.type, kind)), text)
        for one in table.columns
    }


def _keys_of(table: sa.Table) -> Iterator[list[str]]:
    """Give the columns of every key by which a row can take the place of another."""
    yield [one.name for one in table.primary_key]
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield [one.name for one in constraint.columns]
    for index in table.indexes:
        if index.unique:
            yield [one.name for one in index.columns]
