"""Promises that were read, over JSON: list what waits, take one over, reject one."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.commitment_json import commitment_detail
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.calling import RECORDING
from api.v1.schemas.commitments import CommitmentDetailOut
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.promise_proposals import (
    PromiseProposalListOut,
    PromiseProposalOut,
    ProposalAcceptanceIn,
    ProposalRejectionIn,
)
from api.v1.schemas.values import PathKey
from directives.models.base import saved_id
from directives.rules.permissions import check_can_record_commitment
from directives.rules.two_times import AsOf
from directives.services.names import sector_named
from directives.services.proposal_decisions import Added, accept_proposal, reject_proposal
from directives.store.promise_proposals import count_waiting, list_waiting

router = APIRouter(prefix="/promise-proposals", tags=["commitments"])


@router.get("", responses=READING)
def list_proposals(
    session: DbSession,
    actor: CurrentActor,
    *,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> PromiseProposalListOut:
    """List what waits for a decision, for those who may decide."""
    check_can_record_commitment(actor)
    found = list_waiting(session, limit=limit, offset=offset)
    shown = [PromiseProposalOut.of(one) for one in found]
    return PromiseProposalListOut(total=count_waiting(session), proposals=shown)


@router.post("/{proposal_id}/acceptance", **RECORDING)
def accept(
    proposal_id: PathKey,
    session: DbSession,
    actor: CurrentActor,
    response: Response,
    *,
    new: ProposalAcceptanceIn | None = None,
    now: Now,
    today: Today,
) -> CommitmentDetailOut:
    """Record the promise as it was read, or as it is put right."""
    said = new or ProposalAcceptanceIn()
    sector = sector_named(session, said.sector, field="sector") if said.sector else None
    added = Added(sector_id=sector.id if sector else None, **said.model_dump(exclude={"sector"}))
    made = accept_proposal(session, actor, proposal_id, added, today=today, now=now)
    key = saved_id(made)
    response.headers["Location"] = f"/api/v1/commitments/{key}"
    return commitment_detail(session, key, AsOf(max(made.promised_on, today), now))


@router.post("/{proposal_id}/rejection", status_code=HTTPStatus.NO_CONTENT, responses=WRITING)
def reject(
    proposal_id: PathKey,
    new: ProposalRejectionIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> None:
    """Say that it is no promise; it is never proposed again."""
    reject_proposal(session, actor, proposal_id, reason=new.reason, today=today, now=now)
