"""The JSON of an inbox."""

from dataclasses import asdict
from datetime import date
from typing import Any, Self

from pydantic import AwareDatetime, BaseModel, Field

from api.v1.schemas.values import Key, Received
from directives.models.base import saved_id
from directives.services.inbox import Told
from directives.services.snoozes import MOST_DAYS
from directives.vocabulary import Alarm, Audience, CommitmentState, NoticeBasis, Stage


class MovedByCalendarOut(BaseModel):
    """A date that the working calendar moved: of the promise, or of the stage that is named."""

    stage: Stage | None
    before: date
    after: date


class ToldOut(BaseModel):
    """One promise of which the account was told, as it stands today, by its latest notice.

    `basis` and `deadline` say on which deadline the notice stands: that said in public, that
    which the body set itself, or that of the stage. `days` is the rung: days after that day
    (before, if negative), or after the promise when it has none. `instead_of_agency_id` is the
    body that had nobody to tell. Until the end of `put_off_until` the account is not reminded.
    `moved` is what the working calendar moved and the account has not read.
    """

    commitment_id: int
    promise: str
    state: CommitmentState
    due_to: date | None
    days_late: int
    audience: Audience
    basis: NoticeBasis
    deadline: date | None
    days: int
    instead_of_agency_id: int | None
    told_at: AwareDatetime
    read_at: AwareDatetime | None
    put_off_until: date | None
    moved: list[MovedByCalendarOut]

    @classmethod
    def of(cls, told: Told) -> Self:
        """Return the shape of one notice."""
        return cls(
            commitment_id=saved_id(told.view.commitment),
            promise=told.view.commitment.promise,
            state=told.view.standing.state,
            due_to=told.view.standing.due.due_to,
            days_late=told.view.standing.days_late,
            audience=told.notice.audience,
            basis=told.notice.basis,
            deadline=told.notice.due_to,
            days=told.notice.days,
            instead_of_agency_id=told.notice.instead_of_agency_id,
            told_at=told.notice.created_at,
            read_at=told.notice.read_at,
            put_off_until=told.put_off.until_on if told.put_off else None,
            moved=[MovedByCalendarOut(**asdict(one)) for one in told.moved],
        )


class AlarmOut(BaseModel):
    """One alarm to an administrator; what `details` holds depends on its kind."""

    id: int
    kind: Alarm
    details: dict[str, Any]
    told_at: AwareDatetime
    read_at: AwareDatetime | None


class InboxOut(BaseModel):
    """All that is unread, and what was read in the last month; the most urgent promises first."""

    unread: int
    promises: list[ToldOut]
    alarms: list[AlarmOut]


class SnoozeIn(Received):
    """Of which promise the account does not want to be reminded, for how many days, and why."""

    commitment_id: Key
    days: int = Field(ge=1, le=MOST_DAYS)
    reason: str = Field(min_length=3, max_length=500)


class ReadIn(Received):
    """What was read: promises and alarms by their keys, or all there is."""

    commitment_ids: list[Key] = Field(default=[], max_length=1_000)
    alarm_ids: list[Key] = Field(default=[], max_length=1_000)
    everything: bool = False
