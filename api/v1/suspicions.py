"""What is suspect over JSON: read, and decide."""

from http import HTTPStatus

from fastapi import APIRouter

from api.dependencies import CurrentActor, DbSession, Now
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.validity import RulingIn, SuspicionOut
from api.v1.schemas.values import PathKey
from directives.services.changed_parts import changed_parts
from directives.services.suspicion_decisions import Ruling, decide_suspicion, get_suspicion

router = APIRouter(prefix="/suspicions", tags=["suspicions"])


@router.get("/{suspicion_id}", responses=READING)
def read_suspicion(suspicion_id: PathKey, session: DbSession, actor: CurrentActor) -> SuspicionOut:
    """Return a suspicion with its path."""
    suspicion, _document = get_suspicion(session, actor, suspicion_id)
    return SuspicionOut.of(suspicion, changed_parts(session, [suspicion]))


@router.post("/{suspicion_id}/decision", status_code=HTTPStatus.CREATED, responses=WRITING)
def decide(
    suspicion_id: PathKey, said: RulingIn, session: DbSession, actor: CurrentActor, now: Now
) -> SuspicionOut:
    """Say that it still holds, that something was done, or that it expired with its parent."""
    ruling = Ruling(said.outcome, said.words, said.last_day)
    decide_suspicion(session, actor, suspicion_id, ruling, now=now)
    return read_suspicion(suspicion_id, session, actor)
