"""Due dates that follow the working calendar: found, appended as moves, and told."""

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
from directives.services.due_origins import Reader, origins_of
from directives.services.promise_standings import PromiseStanding
from directives.services.recipients import Directory
from directives.store.commitments import list_moves
from directives.store.due_origins import list_said
from directives.store.notices import Untold, add_notices
from directives.vocabulary import Audience, MoveReason

_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Shift:
    """A running promise whose due date another calendar moves."""

    view: CommitmentView
    before: date  # last day on time
    after: date
    after_from: date | None  # first day of the period that the words name


def due_shifts(session: Session, old: Calendar, new: Calendar, at: AsOf) -> list[Shift]:
    """Return the due dates that the words give by the old calendar and not by the new one.

    A date that a person set otherwise than its words say is the person's, and stays.
    """
    if old == new:
        return []
    by_old, by_new = Reader(old), Reader(new)
    ids = _read_otherwise(session, by_old, by_new, at)
    shifts = []
    for first in range(0, len(ids), _AT_ONCE):
        views = view_commitments(session, at, ids=ids[first : first + _AT_ONCE])
        running = [view for view in views if view.standing.state in RUNNING]
        for view, origin in origins_of(session, running, at.day).values():
            due = view.standing.due
            counted = by_old.count(origin, due.due_from, due.due_to)
            if counted is None:
                continue
            read = by_new.read(origin.phrase, counted.start, counted.effective_on)
            if read and read.due_to and due.due_to and read.due_to != due.due_to:
                shifts.append(Shift(view, due.due_to, read.due_to, read.due_from))
    return shifts


def _read_otherwise(session: Session, by_old: Reader, by_new: Reader, at: AsOf) -> list[int]:
    """Return the promises of which any words ever said come to another date by the new calendar.

    Words are read as plain rows, the same ones once: of a large ledger few promises are left to
    look at whole.
    """
    found = set()
    for said in list_said(session, at):
        for start in {said.issued_on or said.said_on, said.said_on}:
            asked = (said.phrase, start, said.effective_on)
            if by_old.read(*asked) != by_new.read(*asked):
                found.add(said.commitment_id)
    return sorted(found)


def move_dues(
    session: Session, actor: Actor, shifts: Sequence[Shift], *, reason: str, at: AsOf
) -> list[tuple[Shift, int]]:
    """Append each shift to the ledger as a move by the calendar; returns them with their keys."""
    moved = [(shift, _move_of(shift, actor, reason, at)) for shift in shifts]
    session.add_all(row for _, row in moved)
    session.flush()
    changes = [
        (
            Subject("commitment", row.commitment_id),
            {
                "due_to": shift.after,
                "due_before": shift.before,
                "reason": MoveReason.CALENDAR.value,
            },
        )
        for shift, row in moved
    ]
    record_changes(session, actor, "commitment.move", changes, now=at.known_at)
    return [(shift, saved_id(row)) for shift, row in moved]


def _move_of(shift: Shift, actor: Actor, reason: str, at: AsOf) -> Move:
    due = shift.view.standing.due
    return Move(
        commitment_id=saved_id(shift.view.commitment),
        moved_on=at.day,
        reason=MoveReason.CALENDAR,
        reason_words=reason,
        due_from=shift.after_from,
        due_to=shift.after,
        due_operator=due.operator,
        due_precision=due.precision,
        due_phrase=due.phrase,
        account_id=check_signed_in(actor),
        recorded_at=at.known_at,
    )


def tell_moved(session: Session, moved: Sequence[tuple[Shift, int]], at: AsOf) -> None:
    """Owe the persons of each body the news that the calendar moved its date."""
    directory = Directory(session, at.day)
    rows: list[dict[str, Any]] = []
    for shift, move_id in moved:
        commitment = shift.view.commitment
        reached = directory.told(shift.view.responsible_id, Audience.PERSON)
        told: Sequence[int | None] = reached.contact_ids
        rows += [
            {
                "key": f"{commitment.id}:{contact_id or 'nobody'}:calendar:{move_id}",
                "commitment_id": commitment.id,
                "contact_id": contact_id,
                "audience": Audience.PERSON,
                "days": (at.day - shift.after).days,
                "due_to": shift.after,
                "moved_from": shift.before,
                "instead_of_agency_id": reached.instead_of_agency_id,
                "created_at": at.known_at,
            }
            for contact_id in told or [None]
        ]
    add_notices(session, rows)


def news_since_told(waiting: Sequence[Untold]) -> list[Untold]:
    """Let news of the calendar start at the date that its reader was told last.

    Of changes that nobody was told in between only the whole counts.
    """
    first: dict[tuple[int, int], date] = {}
    for one in waiting:
        if one.moved_from:
            first.setdefault((one.commitment_id, one.contact_id), one.moved_from)
    return [
        one._replace(moved_from=first[one.commitment_id, one.contact_id]) if one.moved_from else one
        for one in waiting
    ]


def is_calendar_news(notice: Untold, promise: PromiseStanding | None) -> bool:
    """Tell whether news of the calendar still holds, whether or not a step is reached."""
    if promise is None or promise.due_to != notice.due_to:
        return False
    return promise.is_running and notice.moved_from != notice.due_to


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
