"""Whether this process lives, and whether it can answer requests now."""

import logging
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from api.dependencies import CurrentSettings, Now, SearchReplica
from api.mailing import sending_hours
from directives.services.heartbeat import SCHEDULER, Pulse, take_pulse
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
    `index_trouble` tells why it could not, at the last attempt. `reminders` are silent when a whole
    day of sending hours has passed without them; `scheduler_seen_at` is the last beat of any
    scheduler. `mail` is stuck when a letter, or a notice that none tells, has waited for two days
    of sending hours; `mail_waits_since` is the oldest of them. `degraded`: requests are answered,
    but somebody should look.
    """

    status: Literal["ready", "unready"]
    degraded: bool
    database: Literal["ok", "failed"]
    index: Literal["ok", "missing"]
    index_behind: int | None
    index_trouble: TroubleKind | None
    reminders: Literal["ok", "silent", "unknown"]
    reminders_last_run_at: datetime | None
    reminders_age_seconds: int | None
    scheduler_seen_at: datetime | None
    mail: Literal["ok", "stuck", "unknown"]
    mail_waits_since: datetime | None


@router.get("/live")
def is_live() -> Live:
    """Tell that the process answers; asks nothing of anything else."""
    return Live()


@dataclass(frozen=True, slots=True)
class Answered:
    """What the database said of itself: the newest change stamp, and how reminders stand."""

    newest: int
    pulse: Pulse


def ask_database(request: Request, now: Now, settings: CurrentSettings) -> Answered | None:
    """Return what the database says, or None if it does not answer."""
    try:
        with reading(request.app.state.engine) as session:
            pulse = take_pulse(session, now=now, hours=sending_hours(settings))
            return Answered(last_stamp(session), pulse)
    except sa.exc.SQLAlchemyError:
        _log.exception("The database does not answer")
        return None


@router.get("/ready", responses={503: {"model": Ready, "description": "No database."}})
def is_ready(
    replica: SearchReplica,
    answered: Annotated[Answered | None, Depends(ask_database)],
    now: Now,
    response: Response,
) -> Ready:
    """Tell whether the database answers, and how the index and the reminders stand."""
    reached = _index_stamp(replica)
    if answered is None:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return _ready(replica, reached, newest=None)
    heartbeat = answered.pulse.reminders
    ready = _ready(replica, reached, newest=answered.newest)
    mail = answered.pulse.mail
    is_stuck = mail is not None and mail.is_stuck
    ready.degraded = ready.degraded or heartbeat.is_silent or is_stuck
    ready.mail = "stuck" if is_stuck else "ok"
    ready.mail_waits_since = mail.since if mail else None
    ready.reminders = "silent" if heartbeat.is_silent else "ok"
    ready.scheduler_seen_at = answered.pulse.runs[SCHEDULER]
    if heartbeat.last_run_at is not None:
        ready.reminders_last_run_at = heartbeat.last_run_at
        ready.reminders_age_seconds = int((now - heartbeat.last_run_at).total_seconds())
    return ready


def _ready(replica: Replica, reached: int | None, *, newest: int | None) -> Ready:
    is_known = newest is not None and reached is not None
    trouble = replica.trouble.kind if replica.trouble else None
    return Ready(
        status="unready" if newest is None else "ready",
        degraded=newest is None or reached is None or trouble is not None,
        database="failed" if newest is None else "ok",
        index="missing" if reached is None else "ok",
        index_behind=max((newest or 0) - (reached or 0), 0) if is_known else None,
        index_trouble=trouble,
        reminders="unknown",
        reminders_last_run_at=None,
        reminders_age_seconds=None,
        scheduler_seen_at=None,
        mail="unknown",
        mail_waits_since=None,
    )


def _index_stamp(replica: Replica) -> int | None:
    try:
        return replica.engine().stamp()
    except IndexUnusable:
        return None
