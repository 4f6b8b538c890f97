"""What was promised first cannot be changed in the database, by whatever statement."""

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment import CommitmentCoordinator
from tests.factories import make_commitment, make_gap, make_move
from tests.services.test_commitments import DUE, moved_to


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE commitment SET due_to = '2027-01-01'",
        "DELETE FROM commitment",
        "UPDATE commitment_gap SET gap_id = gap_id",
        "DELETE FROM commitment_gap",
        "UPDATE commitment_coordinator SET words = 'x'",
        "DELETE FROM commitment_coordinator",
    ],
)
def test_the_database_refuses_to_change_what_was_promised(session: Session, change: str) -> None:
    promise = make_commitment(session, gap_ids=(saved_id(make_gap(session)),))
    other = CommitmentCoordinator(commitment_id=saved_id(promise), words="các địa phương")
    session.add(other)
    session.flush()

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text(change))


def test_sqlite_refuses_to_replace_a_row_for_whatever_connection(sqlite_engine: sa.Engine) -> None:
    with Session(sqlite_engine) as session:
        promise = make_commitment(session, gap_ids=(saved_id(make_gap(session)),))
        make_move(session, promise, moved_to(DUE))
        session.commit()

    with closing(sqlite3.connect(sqlite_engine.url.database or "")) as foreign:
        for table in ("commitment", "commitment_gap", "move"):
            with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
                foreign.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
