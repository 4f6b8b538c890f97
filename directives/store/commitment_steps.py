"""What happened to promises while they ran, as known at an instant."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from directives.models.commitment import Commitment
from directives.models.commitment_step import CommitmentStep
from directives.rules.promise_steps import PromiseStep
from directives.rules.two_times import AsOf
from directives.store.key_sets import among
from directives.vocabulary import StepKind

STOPPED = (StepKind.PAUSED, StepKind.REPORTED)
CLOCK = (*STOPPED, StepKind.RESUMED, StepKind.RETURNED)


class StepRow(NamedTuple):
    """A step of a promise, without its words."""

    commitment_id: int
    step: PromiseStep


def lock_commitment(session: Session, commitment_id: int) -> Commitment | None:
    """Find a promise and let whoever else changes it wait for the end of this transaction."""
    return session.exec(
        select(Commitment).where(Commitment.id == commitment_id).with_for_update()
    ).one_or_none()


def list_steps(
    session: Session, at: AsOf, *, ids: Sequence[int] | None = None
) -> Sequence[CommitmentStep]:
    """List the steps made by a day, as known at an instant, in the order of recording."""
    statement = select(CommitmentStep).where(
        CommitmentStep.held_on <= at.day, CommitmentStep.recorded_at <= at.known_at
    )
    if ids is not None:
        statement = statement.where(col(CommitmentStep.commitment_id).in_(ids))
    return session.exec(statement.order_by(col(CommitmentStep.id))).all()


def list_step_rows(session: Session, at: AsOf, ids: Collection[int] | None = None) -> list[StepRow]:
    """List the steps made by a day, as known at an instant, as plain rows in their order."""
    statement = sa.select(
        col(CommitmentStep.commitment_id),
        col(CommitmentStep.kind),
        col(CommitmentStep.held_on),
        col(CommitmentStep.agency_id),
    ).where(*_known(at), among(col(CommitmentStep.commitment_id), ids))
    return [
        StepRow(key, PromiseStep(kind, day, agency))
        for key, kind, day, agency in session.execute(statement.order_by(col(CommitmentStep.id)))
    ]


def clock_stops(at: AsOf) -> sa.Subquery:
    """Return the query of (commitment_id, held_on): the steps that stopped clocks.

    Each is the last of its promise to set the clock: a pause, or a report that it was kept.
    """
    later = aliased(CommitmentStep)
    set_again = sa.exists().where(
        col(later.commitment_id) == col(CommitmentStep.commitment_id),
        col(later.id) > col(CommitmentStep.id),
        col(later.kind).in_(CLOCK),
        *_known(at, later),
    )
    return (
        sa.select(col(CommitmentStep.commitment_id), col(CommitmentStep.held_on))
        .where(col(CommitmentStep.kind).in_(STOPPED), *_known(at), ~set_again)
        .subquery()
    )


def transferred_ids(at: AsOf) -> sa.Select[int]:
    """Return the query of the promises for which another body answers than promised."""
    return sa.select(col(CommitmentStep.commitment_id)).where(
        col(CommitmentStep.kind) == StepKind.TRANSFERRED, *_known(at)
    )


def transferred_to(at: AsOf) -> sa.Subquery:
    """Return the query of (commitment_id, agency_id): who answers since the last transfer."""
    rank = sa.func.row_number().over(
        partition_by=col(CommitmentStep.commitment_id), order_by=col(CommitmentStep.id).desc()
    )
    last = (
        sa.select(
            col(CommitmentStep.commitment_id), col(CommitmentStep.agency_id), rank.label("rank")
        )
        .where(col(CommitmentStep.kind) == StepKind.TRANSFERRED, *_known(at))
        .subquery()
    )
    return sa.select(last.c.commitment_id, last.c.agency_id).where(last.c.rank == 1).subquery()


def _known(
    at: AsOf, step: type[CommitmentStep] = CommitmentStep
) -> tuple[sa.ColumnElement[bool], ...]:
    return col(step.held_on) <= at.day, col(step.recorded_at) <= at.known_at


def answered_for_by(
    bodies: sa.Select[int | None] | Sequence[int], at: AsOf
) -> sa.ColumnElement[bool]:
    """Return the condition that one of these bodies answers for a promise, by lead or transfer."""
    to = transferred_to(at)
    was_given = sa.select(to.c.commitment_id).where(to.c.agency_id.in_(bodies))
    promised = col(Commitment.lead_agency_id).in_(bodies)
    return sa.or_(
        sa.and_(promised, col(Commitment.id).not_in(transferred_ids(at))),
        col(Commitment.id).in_(was_given),
    )
