"""Relations over JSON: read one, record one, confirm, reject."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from api.dependencies import CurrentActor, DbSession, Now
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.relations import RejectionIn, RelationEntryIn, RelationStoryOut
from api.v1.schemas.validity import DaysIn
from api.v1.schemas.values import PathKey
from directives.models.base import saved_id
from directives.services.relation_decisions import change_days, confirm_relation, reject_relation
from directives.services.relation_entry import record_entry
from directives.services.relation_history import relation_story

router = APIRouter(tags=["relations"])


@router.get("/relations/{relation_id}", responses=READING)
def get_relation(relation_id: PathKey, session: DbSession, actor: CurrentActor) -> RelationStoryOut:
    """Return a relation with all that was decided about it."""
    return RelationStoryOut.of(relation_story(session, actor, relation_id))


@router.post(
    "/documents/{document_id}/relations", status_code=HTTPStatus.CREATED, responses=WRITING
)
def record_relation(
    document_id: PathKey,
    typed: RelationEntryIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    response: Response,
) -> RelationStoryOut:
    """Record what a document does to another; recording it again changes nothing."""
    relation = record_entry(session, actor, document_id, typed.entry(), now=now)
    key = saved_id(relation)
    response.headers["Location"] = f"/api/v1/relations/{key}"
    return RelationStoryOut.of(relation_story(session, actor, key))


@router.post("/relations/{relation_id}/confirmation", responses=WRITING)
def confirm(
    relation_id: PathKey, session: DbSession, actor: CurrentActor, now: Now
) -> RelationStoryOut:
    """Agree with a relation."""
    confirm_relation(session, actor, relation_id, now=now)
    return RelationStoryOut.of(relation_story(session, actor, relation_id))


@router.post("/relations/{relation_id}/rejection", responses=WRITING)
def reject(
    relation_id: PathKey,
    rejection: RejectionIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
) -> RelationStoryOut:
    """Say that a relation is wrong, and why; it is never proposed again."""
    reject_relation(session, actor, relation_id, reason=rejection.reason, now=now)
    return RelationStoryOut.of(relation_story(session, actor, relation_id))


@router.post("/relations/{relation_id}/days", responses=WRITING)
def set_days(
    relation_id: PathKey, said: DaysIn, session: DbSession, actor: CurrentActor, *, now: Now
) -> RelationStoryOut:
    """Say from which day to which a relation acts, such as a suspension that ends."""
    change_days(
        session,
        actor,
        relation_id,
        acts_from=said.acts_from,
        acts_to=said.acts_to,
        reason=said.reason,
        now=now,
    )
    return RelationStoryOut.of(relation_story(session, actor, relation_id))
