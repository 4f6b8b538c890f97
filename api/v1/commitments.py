"""Promises over JSON: list, read, record, move, accept, transfer, pause, fulfil, withdraw."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.commitment_json import commitment_detail, commitment_list
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.calling import RECORDING, Caller, Calling
from api.v1.schemas.commitment_inputs import (
    BlockIn,
    CommitmentIn,
    CommitmentWithdrawalIn,
    ExplanationIn,
    FulfilmentIn,
    GapTieIn,
    InternalDeadlineIn,
    MoveIn,
    StageIn,
    StepIn,
    TitleIn,
)
from api.v1.schemas.commitments import CommitmentDetailOut, CommitmentListOut
from api.v1.schemas.problems import READING
from api.v1.schemas.values import Day, Instant, PathKey
from api.v1.stated_due import due_said
from directives.models.base import saved_id
from directives.models.commitment import NewCommitment, NewMove
from directives.models.commitment_block import NewBlock
from directives.models.commitment_stage import NewStage
from directives.models.commitment_step import NewStep
from directives.models.commitment_title import NewTitle
from directives.models.explanation import NewExplanation
from directives.models.internal_deadline import NewInternalDeadline
from directives.rules.two_times import AsOf
from directives.services import (
    commitment_blocks,
    commitment_stages,
    commitment_steps,
    commitments,
    internal_deadlines,
    promise_ties,
    promise_titles,
)
from directives.services.explanations import explain
from directives.services.names import agency_named, sector_named
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
    known_at: Annotated[Instant | None, Query(description="RFC 3339. Default: now.")] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 500,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> CommitmentListOut:
    """List the promises made by a day and how they stand then, in the order of recording."""
    at = AsOf(as_of or today, known_at or now)
    return commitment_list(session, at, state=state, limit=limit, offset=offset)


@router.get("/{commitment_id}", responses=READING)
def get_commitment(
    commitment_id: PathKey,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    today: Today,
    *,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
    known_at: Annotated[Instant | None, Query(description="RFC 3339. Default: now.")] = None,
) -> CommitmentDetailOut:
    """Return a promise with its first due date, every move of it, and its end."""
    at = AsOf(as_of or today, known_at or now)
    return commitment_detail(session, commitment_id, at, actor)


@router.post("", **RECORDING)
def record_commitment(
    new: CommitmentIn,
    caller: Caller,
    response: Response,
) -> CommitmentDetailOut:
    """Record what was promised, by whom, where it was said, by when (or that no date was given)."""
    session, lead, sector = caller.session, new.lead_agency, new.sector
    said = NewCommitment.model_validate(
        {
            **new.model_dump(exclude=_NAMED_APART),
            **due_said(new, session, said_on=new.promised_on),
            "lead_agency_id": agency_named(session, lead, field="lead_agency").id if lead else None,
            "sector_id": sector_named(session, sector, field="sector").id if sector else None,
        }
    )
    recorded = commitments.record_promise(
        caller.session,
        caller.actor,
        said,
        gap_ids=sorted(set(new.gap_ids)),
        coordinators=promise_ties.coordinators_named(caller.session, new.coordinators),
        now=caller.at.known_at,
    )
    key = saved_id(recorded)
    response.headers["Location"] = f"/api/v1/commitments/{key}"
    # Looked at on the day of the promise at the earliest: one of tomorrow can be recorded today.
    at = AsOf(max(new.promised_on, caller.at.day), caller.at.known_at)
    return commitment_detail(caller.session, key, at, caller.actor)


@router.post("/{commitment_id}/moves", **RECORDING)
def move_commitment(
    commitment_id: PathKey,
    new: MoveIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Append a new due date, with the reason; the earlier ones stay in the ledger."""
    due = due_said(new, caller.session, said_on=new.moved_on)
    said = NewMove.model_validate({**new.model_dump(), **due})
    commitments.move(caller.session, caller.actor, commitment_id, said, now=caller.at.known_at)
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/internal-deadlines", **RECORDING)
def set_internal_deadline(
    commitment_id: PathKey,
    new: InternalDeadlineIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Append the deadline that the responsible body sets itself; it is not shown outside."""
    said = NewInternalDeadline.model_validate(new.model_dump())
    internal_deadlines.set_internal_deadline(
        caller.session, caller.actor, commitment_id, said, now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/fulfilment", **RECORDING)
def fulfil_commitment(
    commitment_id: PathKey,
    new: FulfilmentIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Close a promise with the document, or for an action the evidence, that keeps it."""
    commitments.fulfil(
        caller.session, caller.actor, commitment_id, **new.model_dump(), now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/withdrawal", **RECORDING)
def withdraw_commitment(
    commitment_id: PathKey,
    new: CommitmentWithdrawalIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Take a promise back, with the reason; it stays in the ledger."""
    commitments.withdraw(
        caller.session, caller.actor, commitment_id, **new.model_dump(), now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/steps", **RECORDING)
def take_step(
    commitment_id: PathKey,
    new: StepIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Append a step: accept, reject, transfer, pause, resume, report as kept, return the report."""
    to = agency_named(caller.session, new.agency, field="agency").id if new.agency else None
    said = NewStep.model_validate({**new.model_dump(exclude={"agency"}), "agency_id": to})
    commitment_steps.take_step(
        caller.session, caller.actor, commitment_id, said, now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/stages", **RECORDING)
def enter_stage(
    commitment_id: PathKey,
    new: StageIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Say that a promise entered a stage, with a limit of its own or that of the procedure."""
    said = NewStage.model_validate(new.model_dump())
    commitment_stages.enter_stage(
        caller.session, caller.actor, commitment_id, said, now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/blocks", **RECORDING)
def say_blocked(
    commitment_id: PathKey,
    new: BlockIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Say that a promise waits for another promise or a document, or waits for it no longer."""
    said = NewBlock.model_validate(new.model_dump())
    commitment_blocks.say_blocked(
        caller.session, caller.actor, commitment_id, said, now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/gaps", **RECORDING)
def tie_gap(
    commitment_id: PathKey,
    new: GapTieIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Say that a promise is to close a further gap; it counts as known from now on."""
    promise_ties.tie_gap(
        caller.session, caller.actor, commitment_id, new.gap_id, now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/titles", **RECORDING)
def correct_title(commitment_id: PathKey, new: TitleIn, caller: Caller) -> CommitmentDetailOut:
    """Put right how the promised document is to be called; what was said first stays on record."""
    said = NewTitle(title=new.title)
    promise_titles.correct_title(
        caller.session, caller.actor, commitment_id, said, now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/confirmation", **RECORDING)
def confirm_report(commitment_id: PathKey, caller: Caller) -> CommitmentDetailOut:
    """Agree that a promise was kept on the day and by what was reported."""
    commitment_steps.confirm_report(
        caller.session, caller.actor, commitment_id, now=caller.at.known_at
    )
    return _detail(caller, commitment_id)


@router.post("/{commitment_id}/explanations", **RECORDING)
def explain_commitment(
    commitment_id: PathKey,
    new: ExplanationIn,
    caller: Caller,
) -> CommitmentDetailOut:
    """Append what the responsible body says beside its figure; both stay."""
    said = NewExplanation.model_validate(new.model_dump())
    explain(caller.session, caller.actor, commitment_id, said, now=caller.at.known_at)
    return _detail(caller, commitment_id)


def _detail(caller: Calling, commitment_id: int) -> CommitmentDetailOut:
    return commitment_detail(caller.session, commitment_id, caller.at, caller.actor)
