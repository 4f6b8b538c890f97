"""Due dates that follow the working calendar: found, and appended as moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.commitment import Move
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.promises import RUNNING
from directives.rules.two_times import AsOf
from directives.rules.working_days import Calendar
from directives.services.changes import record_changes
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.services.due_origins import Origin, Reader, origins_of
from directives.services.present_stages import PresentStages
from directives.store.commitment_stages import StageRow
from directives.store.commitments import add_moves, list_moves
from directives.store.due_origins import Said, list_said
from directives.vocabulary import MoveReason

_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Shift:
    """A running promise of which another calendar moves the due date, or that of its stage."""

    view: CommitmentView
    before: date  # last day on time
    after: date
    after_from: date | None = None  # first day of the period that the words name
    stage: StageRow | None = None  # the entry into it, where it is the stage's date


def due_shifts(session: Session, old: Calendar, new: Calendar, at: AsOf) -> list[Shift]:
    """Return the due dates that are counted otherwise by the new calendar than by the old one.

    They are those that the words of promises give, and those of the stages in which promises are.
    A date that a person set otherwise than its words say is the person's, and stays.
    """
    if old == new:
        return []
    by_old, by_new = Reader(old), Reader(new)
    stages = _stages_counted_otherwise(session, old, new, at)
    ids = sorted({*_read_otherwise(session, by_old, by_new, at), *stages})
    shifts = []
    for first in range(0, len(ids), _AT_ONCE):
        views = view_commitments(session, at, ids=ids[first : first + _AT_ONCE])
        running = {view.commitment.id: view for view in views if view.standing.state in RUNNING}
        origins = origins_of(session, running.values(), at.day)
        shifts += [
            shift
            for view, origin in origins.values()
            if (shift := _shift_of(view, origin, by_old, by_new))
        ]
        for key, view in running.items():
            if key in stages:
                row, before, after = stages[key]
                shifts.append(Shift(view, before, after, stage=row))
    return shifts


def _shift_of(view: CommitmentView, origin: Origin, by_old: Reader, by_new: Reader) -> Shift | None:
    """Return how the due date that the words of a promise give moves, if it does."""
    due = view.standing.due
    counted = by_old.count(origin, due.due_from, due.due_to)
    if counted is None:
        return None
    read = by_new.read(origin.phrase, counted.start, counted.effective_on)
    if read is None or read.due_to is None or read.due_to == counted.due_to:
        return None
    return Shift(view, counted.due_to, read.due_to, after_from=read.due_from)


def _read_otherwise(session: Session, by_old: Reader, by_new: Reader, at: AsOf) -> set[int]:
    """Return the promises of which any words ever said come to another date by the new calendar.

    Words are read as plain rows, the same ones once: of a large ledger few promises are left to
    look at whole.
    """
    differs: dict[Said, bool] = {}
    found = set()
    for commitment_id, said in list_said(session, at):
        if said not in differs:
            starts = {said.issued_on or said.said_on, said.said_on}
            asked = [(said.phrase, start, said.effective_on) for start in starts]
            differs[said] = any(by_old.read(*one) != by_new.read(*one) for one in asked)
        if differs[said]:
            found.add(commitment_id)
    return found


def _stages_counted_otherwise(
    session: Session, old: Calendar, new: Calendar, at: AsOf
) -> dict[int, tuple[StageRow, date, date]]:
    """Return, by promise, the stages whose due date is another one, before and after."""
    stages = PresentStages(session, at)
    dues = ((row, stages.due_on(row, old), stages.due_on(row, new)) for row in stages)
    return {
        row.commitment_id: (row, before, after)
        for row, before, after in dues
        if before and after and before != after
    }


def move_dues(
    session: Session, actor: Actor, shifts: Sequence[Shift], *, reason: str, at: AsOf
) -> None:
    """Append the shifts to the ledger as moves by the calendar.

    The due date of a stage is never stored: the log of changes keeps what it was.
    """
    of_promises = [shift for shift in shifts if shift.stage is None]
    add_moves(session, [_move_of(shift, actor, reason, at) for shift in of_promises])
    for action, moved in (
        ("commitment.move", of_promises),
        ("commitment.stage_move", [shift for shift in shifts if shift.stage]),
    ):
        changes = [(Subject("commitment", one.view.commitment.id), _told(one)) for one in moved]
        record_changes(session, actor, action, changes, now=at.known_at)


def _told(shift: Shift) -> dict[str, object]:
    said = {"stage": shift.stage.stage.value, "stage_id": shift.stage.id} if shift.stage else {}
    dues = {"due_to": shift.after, "due_before": shift.before}
    return {**said, **dues, "reason": MoveReason.CALENDAR.value}


def _move_of(shift: Shift, actor: Actor, reason: str, at: AsOf) -> dict[str, Any]:
    due = shift.view.standing.due
    return {
        "commitment_id": saved_id(shift.view.commitment),
        "moved_on": at.day,
        "reason": MoveReason.CALENDAR,
        "reason_words": reason,
        "due_from": shift.after_from,
        "due_to": shift.after,
        "due_operator": due.operator,
        "due_precision": due.precision,
        "due_phrase": due.phrase,
        "account_id": check_signed_in(actor),
        "recorded_at": at.known_at,
    }


def keep_ahead_of_calendar(session: Session, moved: Move, *, now: datetime) -> None:
    """Let a move that is recorded after the calendar moved the date, but dated before, hold.

    It was given in words of today's calendar; without a second entry the calendar's move, which
    has the later day, would win over it.
    """
    own = moved.model_dump(exclude={"id", "moved_on", "reason", "source_document_id"})
    later = [
        one.moved_on
        for one in list_moves(session, now, ids=[moved.commitment_id])
        if one.reason is MoveReason.CALENDAR and one.moved_on > moved.moved_on
    ]
    if later:
        session.add(Move(**own, moved_on=max(later), reason=MoveReason.CALENDAR))
        session.flush()
