"""What was promised first cannot be changed in the database, by whatever statement."""

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


def test_sqlite_refuses_to_replace_a_row(session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("INSERT OR REPLACE is of SQLite")
    make_move(session, make_commitment(session), moved_to(DUE))

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text("INSERT OR REPLACE INTO move SELECT * FROM move"))
