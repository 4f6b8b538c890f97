"""What promises call for on a day: by their dates, or for want of an answer by oversight."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from directives.rules.ladders import FIXED
from directives.rules.notices import (
    Step,
    chase_owed,
    next_in_line,
    steps_owed,
)
from directives.rules.promise_steps import Clock
from directives.rules.two_times import AsOf
from directives.services.calendar import working_calendar
from directives.services.internal_deadlines import counting_deadline, internal_deadlines
from directives.services.ladders import ladders
from directives.services.present_stages import PresentStages
from directives.services.promise_standings import PromiseStanding
from directives.store.notices import Untold
from directives.store.promise_proposals import list_taken_over
from directives.vocabulary import Audience, NoticeBasis, Stage

_INSIDE = frozenset(next_in_line(Audience.PERSON))
"""The circles of the body itself: what it keeps to itself goes to nobody else."""

_AT_REST = {Clock.AWAITING: NoticeBasis.REPORT, Clock.PAUSED: NoticeBasis.PAUSE}
"""What those who oversee are asked while the clock of a promise stands still."""


class Deadline(NamedTuple):
    """What a ladder stands on; without a day, a date is asked for."""

    basis: NoticeBasis
    due_to: date | None
    stage_id: int | None = None  # the entry of the stage, of its own deadline

    @classmethod
    def of(cls, notice: Untold) -> "Deadline":
        """Return on what a notice stands."""
        return cls(notice.basis, notice.due_to, notice.stage_id)


class Owed(NamedTuple):
    """A step that a promise has reached on the ladder of one of its deadlines."""

    step: Step
    deadline: Deadline


class OwedNotices:
    """Finds what promises call for on one day; what all of them share is read once."""

    def __init__(self, session: Session, at: AsOf) -> None:
        self.day = at.day
        self._ladders = ladders(session)
        self._taken_over = list_taken_over(session)
        self._internal = internal_deadlines(session, at)
        self._stages = PresentStages(session, at)
        self._calendar = working_calendar(session)

    def of(self, promise: PromiseStanding) -> list[Owed]:
        """Return the steps that a promise has reached; none once it has ended.

        While its clock stands still nobody of its body is reminded: those who oversee are asked
        to confirm or return the report, or whether the pause is to go on. So they are for a promise
        that its body rejected, until a body has it again.
        """
        if not promise.is_running:
            return []
        if promise.clock in _AT_REST and promise.since is not None:
            return self._asked_since(promise.since, _AT_REST[promise.clock])
        if promise.rejected_on is not None:
            return self._asked_since(promise.rejected_on, NoticeBasis.REJECTION)
        return [
            *self._by_due_date(promise),
            *self._by_internal_deadline(promise),
            *self._by_stage(promise),
        ]

    def stage_of(self, commitment_id: int) -> Stage | None:
        """Return the stage in which a promise is; none if it entered none."""
        row = self._stages.of(commitment_id)
        return row.stage if row else None

    def stage_deadline(self, commitment_id: int) -> Deadline | None:
        """Return by when a promise is to leave its stage; None where nothing says so."""
        row = self._stages.of(commitment_id)
        due_on = self._stages.due_on(row, self._calendar) if row else None
        return Deadline(NoticeBasis.STAGE, due_on, row.id) if row and due_on else None

    def _asked_since(self, since: date, basis: NoticeBasis) -> list[Owed]:
        return _owed(chase_owed(since, self.day, FIXED[basis]), Deadline(basis, since))

    def _by_due_date(self, promise: PromiseStanding) -> list[Owed]:
        due_to = promise.due_to
        deadline = Deadline(NoticeBasis.DUE, due_to)
        if due_to is not None:
            return _owed(steps_owed(due_to, self.day, self._ladders.dated), deadline)
        # One that was read is asked for a date from the day on which it was taken over, not
        # from that of the old document.
        asked_since = self._taken_over.get(promise.commitment_id, promise.promised_on)
        return _owed(chase_owed(asked_since, self.day, self._ladders.undated), deadline)

    def _by_internal_deadline(self, promise: PromiseStanding) -> list[Owed]:
        day = counting_deadline(promise, self._internal.get(promise.commitment_id))
        if day is None:
            return []
        inside = [step for step in self._ladders.dated if step.audience in _INSIDE]
        return _owed(steps_owed(day, self.day, inside), Deadline(NoticeBasis.INTERNAL, day))

    def _by_stage(self, promise: PromiseStanding) -> list[Owed]:
        deadline = self.stage_deadline(promise.commitment_id)
        if deadline is None or deadline.due_to is None:
            return []
        return _owed(steps_owed(deadline.due_to, self.day, self._ladders.stage), deadline)


def _owed(steps: Sequence[Step], deadline: Deadline) -> list[Owed]:
    return [Owed(step, deadline) for step in steps]
