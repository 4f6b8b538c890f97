from pathlib import Path

import pytest
import sqlalchemy as sa

from api.cli.context import UNUSABLE, refusal_of
from directives.errors import DatabaseBusy, DatabaseNotReady, DirectivesError
from tests.api.cli.conftest import Runner


def refusal(engine: sa.Engine, statement: str) -> DirectivesError:
    with pytest.raises(UNUSABLE) as caught, engine.connect() as connection:
        connection.exec_driver_sql(statement)
    return refusal_of(caught.value)


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    """An empty SQLite database that waits for nobody."""
    return sa.create_engine(f"sqlite:///{tmp_path / 'some.db'}", connect_args={"timeout": 0})


def test_a_database_to_which_another_writes_is_busy(engine: sa.Engine) -> None:
    with engine.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")

        assert isinstance(refusal(engine, "BEGIN IMMEDIATE"), DatabaseBusy)


def test_a_database_without_tables_is_not_ready(engine: sa.Engine) -> None:
    assert isinstance(refusal(engine, "SELECT * FROM document"), DatabaseNotReady)


def test_a_command_on_a_database_that_is_not_ready_says_so_in_one_line(run_empty: Runner) -> None:
    done = run_empty("remind", "--on", "2025-10-20")

    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "directives migrate" in done.err
