"""Who asks for a change over JSON, in which transaction, and when."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf


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
