"""Promises over JSON: list, read, record, move, fulfil, withdraw."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.schemas.commitments import (
    CommitmentDetailOut,
    CommitmentIn,
    CommitmentListOut,
    CommitmentOut,
    CommitmentWithdrawalIn,
    ExplanationIn,
    FulfilmentIn,
    MoveIn,
)
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.values import Day, PathKey
from directives.models.base import saved_id
from directives.models.commitment import NewCommitment, NewMove
from directives.models.explanation import NewExplanation
from directives.rules.two_times import AsOf
from directives.services import commitment_views, commitments
from directives.services.explanations import explain, explanations_of
from directives.services.names import agency_named, sector_named
from directives.services.promise_ties import coordinator_names, coordinators_named, gap_ids_of
from directives.services.reports import promise_rows
from directives.vocabulary import CommitmentState

router = APIRouter(prefix="/commitments", tags=["commitments"])

_NAMED_APART = {"lead_agency", "sector", "gap_ids", "coordinators"}


@router.get("", responses=READING)
def list_commitments(
    session: DbSession,
    now: Now,
    today: Today,
    *,
    state: Annotated[CommitmentState | None, Query()] = None,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
) -> CommitmentListOut:
    """List the promises made by a day and how they stand then, in the order of recording."""
    at = AsOf(as_of or today, now)
    views = commitment_views.view_commitments(session, at, state=state)
    rows = promise_rows(session, views, at)
    shown = [CommitmentOut.of(view, row) for view, row in zip(views, rows, strict=True)]
    return CommitmentListOut(as_of=at.day, total=len(shown), commitments=shown)


@router.get("/{commitment_id}", responses=READING)
def get_commitment(
    commitment_id: PathKey,
    session: DbSession,
    now: Now,
    today: Today,
    *,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
) -> CommitmentDetailOut:
    """Return a promise with its first due date, every move of it, and its end."""
    return _detail(session, commitment_id, AsOf(as_of or today, now))


@router.post("", status_code=HTTPStatus.CREATED, responses=WRITING)
def record_commitment(
    new: CommitmentIn,
    session: DbSession,
    actor: CurrentActor,
    response: Response,
    *,
    now: Now,
    today: Today,
) -> CommitmentDetailOut:
    """Record what was promised, by whom, where it was said, by when (or that no date was given)."""
    lead, sector = new.lead_agency, new.sector
    said = NewCommitment.model_validate(
        {
            **new.model_dump(exclude=_NAMED_APART),
            "lead_agency_id": agency_named(session, lead, field="lead_agency").id if lead else None,
            "sector_id": sector_named(session, sector, field="sector").id if sector else None,
        }
    )
    recorded = commitments.record_promise(
        session,
        actor,
        said,
        gap_ids=sorted(set(new.gap_ids)),
        coordinators=coordinators_named(session, new.coordinators),
        now=now,
    )
    key = saved_id(recorded)
    response.headers["Location"] = f"/api/v1/commitments/{key}"
    # Looked at on the day of the promise at the earliest: one of tomorrow can be recorded today.
    return _detail(session, key, AsOf(max(new.promised_on, today), now))


@router.post("/{commitment_id}/moves", status_code=HTTPStatus.CREATED, responses=WRITING)
def move_commitment(
    commitment_id: PathKey,
    new: MoveIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> CommitmentDetailOut:
    """Append a new due date, with the reason; the earlier ones stay in the ledger."""
    said = NewMove.model_validate(new.model_dump())
    commitments.move(session, actor, commitment_id, said, now=now)
    return _detail(session, commitment_id, AsOf(max(new.moved_on, today), now))


@router.post("/{commitment_id}/fulfilment", status_code=HTTPStatus.CREATED, responses=WRITING)
def fulfil_commitment(
    commitment_id: PathKey,
    new: FulfilmentIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> CommitmentDetailOut:
    """Close a promise with the document, or for an action the evidence, that keeps it."""
    commitments.fulfil(session, actor, commitment_id, **new.model_dump(), now=now)
    return _detail(session, commitment_id, AsOf(max(new.held_on, today), now))


@router.post("/{commitment_id}/withdrawal", status_code=HTTPStatus.CREATED, responses=WRITING)
def withdraw_commitment(
    commitment_id: PathKey,
    new: CommitmentWithdrawalIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> CommitmentDetailOut:
    """Take a promise back, with the reason; it stays in the ledger."""
    commitments.withdraw(session, actor, commitment_id, **new.model_dump(), now=now)
    return _detail(session, commitment_id, AsOf(max(new.held_on, today), now))


@router.post("/{commitment_id}/explanations", status_code=HTTPStatus.CREATED, responses=WRITING)
def explain_commitment(
    commitment_id: PathKey,
    new: ExplanationIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> CommitmentDetailOut:
    """Append what the responsible body says beside its figure; both stay."""
    said = NewExplanation.model_validate(new.model_dump())
    explain(session, actor, commitment_id, said, now=now)
    return _detail(session, commitment_id, AsOf(max(new.explained_on, today), now))


def _detail(session: Session, commitment_id: int, at: AsOf) -> CommitmentDetailOut:
    view = commitment_views.get_commitment(session, commitment_id, at)
    (row,) = promise_rows(session, [view], at)
    return CommitmentDetailOut.of_view(
        view,
        row,
        coordinators=coordinator_names(session, commitment_id),
        gap_ids=gap_ids_of(session, commitment_id),
        explanations=explanations_of(session, at, [commitment_id]).get(commitment_id, ()),
    )
