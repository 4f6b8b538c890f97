"""Whether this process lives, and whether it can answer requests now."""

import logging
from http import HTTPStatus
from typing import Annotated, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from api.dependencies import SearchReplica
from directives.store.session import reading
from directives.store.stamps import last_stamp
from index.engine import IndexUnusable
from index.replica import Replica
from index.trouble import TroubleKind

router = APIRouter(prefix="/health", tags=["health"])

_log = logging.getLogger(__name__)


class Live(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """What the service stands on.

    Without an index searches ask the database, so a missing index does not make a node unready.
    `index_behind` counts the changes of the catalogue that the index has not taken in;
    `index_trouble` tells why it could not, at the last attempt.
    """

    status: Literal["ready", "unready"]
    database: Literal["ok", "failed"]
    index: Literal["ok", "missing"]
    index_behind: int | None
    index_trouble: TroubleKind | None


@router.get("/live")
def is_live() -> Live:
    """Tell that the process answers; asks nothing of anything else."""
    return Live()


def catalogue_stamp(request: Request) -> int | None:
    """Return the newest change stamp, or None if the database does not answer."""
    try:
        with reading(request.app.state.engine) as session:
            return last_stamp(session)
    except sa.exc.SQLAlchemyError:
        _log.exception("The database does not answer")
        return None


@router.get("/ready", responses={503: {"model": Ready, "description": "No database."}})
def is_ready(
    replica: SearchReplica,
    newest: Annotated[int | None, Depends(catalogue_stamp)],
    response: Response,
) -> Ready:
    """Tell whether the database answers, and how the index stands."""
    reached = _index_stamp(replica)
    known = newest is not None and reached is not None
    if newest is None:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return Ready(
        status="unready" if newest is None else "ready",
        database="failed" if newest is None else "ok",
        index="missing" if reached is None else "ok",
        index_behind=max((newest or 0) - (reached or 0), 0) if known else None,
        index_trouble=replica.trouble.kind if replica.trouble else None,
    )


def _index_stamp(replica: Replica) -> int | None:
    try:
        return replica.engine().stamp()
    except IndexUnusable:
        return None
