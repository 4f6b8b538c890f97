"""Which stages promises entered, as known at an instant."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.commitment import Commitment
from directives.models.commitment_stage import CommitmentStage
from directives.rules.two_times import AsOf
from directives.store.commitments import has_ended
from directives.store.key_sets import among
from directives.vocabulary import DayUnit, Procedure, Stage


class StageRow(NamedTuple):
    """An entry into a stage, without its words, and the type of the document that is to come."""

    id: int
    commitment_id: int
    stage: Stage
    entered_on: date
    procedure: Procedure
    limit_days: int | None
    limit_unit: DayUnit | None
    type_code: str


def list_stages(
    session: Session, at: AsOf, commitment_ids: Sequence[int] | None = None
) -> Sequence[CommitmentStage]:
    """List the stages entered by a day, as known at an instant, in the order of recording."""
    statement = select(CommitmentStage).where(
        CommitmentStage.entered_on <= at.day, CommitmentStage.recorded_at <= at.known_at
    )
    if commitment_ids is not None:
        statement = statement.where(col(CommitmentStage.commitment_id).in_(commitment_ids))
    return session.exec(statement.order_by(col(CommitmentStage.id))).all()


def list_stage_names(session: Session, entry_ids: Collection[int]) -> dict[int, Stage]:
    """Return which stages were entered, by the id of the entry."""
    statement = sa.select(col(CommitmentStage.id), col(CommitmentStage.stage))
    rows = session.execute(statement.where(among(col(CommitmentStage.id), entry_ids)))
    return {row.id: row.stage for row in rows}


def list_running_stages(session: Session, at: AsOf) -> list[StageRow]:
    """List the stages that promises which have not ended entered by a day, as plain rows.

    As known at an instant, in the order of recording.
    """
    entry = (col(getattr(CommitmentStage, name)) for name in StageRow._fields[:-1])
    statement = (
        sa.select(*entry, sa.func.coalesce(col(Commitment.expected_type_code), ""))
        .join(Commitment, col(Commitment.id) == col(CommitmentStage.commitment_id))
        .where(
            col(CommitmentStage.entered_on) <= at.day,
            col(CommitmentStage.recorded_at) <= at.known_at,
            ~has_ended(at),
        )
        .order_by(col(CommitmentStage.id))
    )
    return [StageRow(*row) for row in session.execute(statement)]
