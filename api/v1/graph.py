"""The graph of documents over JSON."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import CurrentActor, DbSession, Today
from api.v1.schemas.graph import GraphOut
from api.v1.schemas.problems import READING
from api.v1.schemas.values import PathKey
from directives.services.document_graph import DEEPEST, document_graph

router = APIRouter(prefix="/documents", tags=["documents"])


@router.get("/{document_id}/graph", responses=READING)
def get_graph(
    document_id: PathKey,
    session: DbSession,
    actor: CurrentActor,
    today: Today,
    *,
    depth: Annotated[int, Query(ge=1, le=DEEPEST, description="Steps along relations.")] = 1,
) -> GraphOut:
    """Return the documents within some steps of one, and how they are related."""
    graph = document_graph(session, actor, document_id, depth=depth, today=today)
    return GraphOut.of(graph, depth=depth)
