"""Who asks for a change over JSON, in which transaction, and when; and that it is made once."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import Depends
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.sent_once import answer_once
from api.v1.schemas.problems import WRITING
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf

RECORDING: Final[dict[str, Any]] = {
    "status_code": HTTPStatus.CREATED,
    "responses": WRITING,
    "dependencies": [Depends(answer_once, scope="function")],
}
"""What every route has that appends to a record, once for each `Idempotency-Key`."""


@dataclass(frozen=True, slots=True)
class Calling:
    """A program, or a person's page, that changes something."""

    session: Session
    actor: Actor
    at: AsOf


def calling(session: DbSession, actor: CurrentActor, now: Now, today: Today) -> Calling:
    """Return what every change is asked for with."""
    return Calling(session, actor, AsOf(today, now))


Caller = Annotated[Calling, Depends(calling)]
