"""How was this date computed? Over JSON."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import DbSession, Now, Today
from api.v1.schemas.due import DueExplanationOut
from api.v1.schemas.problems import READING
from api.v1.schemas.values import Day, PathKey
from directives.rules.two_times import AsOf
from directives.services.due_explanations import explain_due
from directives.services.stage_explanations import explain_stages

router = APIRouter(prefix="/commitments", tags=["commitments"])


@router.get("/{commitment_id}/due", responses=READING)
def get_due(
    commitment_id: PathKey,
    session: DbSession,
    now: Now,
    today: Today,
    *,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
) -> DueExplanationOut:
    """Return how each due date of a promise and of its stages was computed, first and moved."""
    at = AsOf(as_of or today, now)
    found = explain_due(session, commitment_id, at)
    return DueExplanationOut.of(found, explain_stages(session, found.view, at), at.day)
