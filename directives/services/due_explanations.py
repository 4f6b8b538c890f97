"""How each due date of a promise was computed: from which words, days and calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from directives.models.calendar import CalendarChange
from directives.models.commitment import Commitment, Due, Move
from directives.rules.deadlines import Deadline, rule_words
from directives.rules.two_times import AsOf
from directives.rules.working_days import EVERY_DAY, SATURDAY, Calendar
from directives.services.calendar import SpecialDay, calendar_from, changed_days, shipped
from directives.services.commitment_views import CommitmentView, get_commitment
from directives.services.due_origins import Counted, Origin, Reader, origin_of, source_days
from directives.store.calendar import list_calendar_changes
from directives.vocabulary import DueStart, MoveReason

_DAY: Final = timedelta(days=1)
_FAR: Final = timedelta(days=28)  # another day of the same weekday, that no term mistakes


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """A day that the calendar decided about; `special` is none for an ordinary weekend."""

    day: date
    is_working: bool
    special: SpecialDay | None


@dataclass(frozen=True, slots=True)
class Counting:
    """How words gave a date.

    `rule` is a marked sentence. `working_days` is how many days were counted, None where the
    words count no working days. `days` are those that a calendar without days off would have
    taken otherwise: passed over, or worked though a weekend.
    """

    rule: str
    starts: DueStart
    start: date | None
    working_days: int | None
    days: Sequence[ExplainedDay]


@dataclass(frozen=True, slots=True)
class DueStep:
    """One due date of a promise, the first or a moved one.

    `counting` is none for a date that a person set, or that has no words. `calendar_version` is
    the number of the newest change of the calendar then, 0: as shipped.
    """

    given_on: date
    due: Due
    move: Move | None
    counting: Counting | None
    calendar_version: int
    calendar_changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueExplanation:
    """All due dates of a promise in their order; the last one holds."""

    view: CommitmentView
    steps: Sequence[DueStep]


def explain_due(session: Session, commitment_id: int, at: AsOf) -> DueExplanation:
    """Return how each due date of a promise was computed.

    Raises:
        CommitmentNotFound: there is no such promise at that point in time.
    """
    view = get_commitment(session, commitment_id, at)
    changes = list_calendar_changes(session, at.known_at)
    days = shipped(session)
    # What is dated after the end never held (`rules.promises.standing_on`).
    last_day = view.standing.ended_on or at.day
    so_far = sorted((m for m in view.moves if m.moved_on <= last_day), key=lambda m: m.moved_on)
    sources = source_days(session, (view.commitment, *so_far))
    steps: list[DueStep] = []
    given: Due = view.commitment
    rows: list[Commitment | Move] = [view.commitment, *so_far]
    for row in rows:
        if not (isinstance(row, Move) and row.reason is MoveReason.CALENDAR):
            given = row
        known = [one for one in changes if one.recorded_at <= row.recorded_at]
        origin = origin_of(view, given, sources) if given.due_phrase else None
        steps.append(_step(row, origin, days=days, known=known, view=view))
    return DueExplanation(view, steps)


def _step(
    row: Due,
    origin: Origin | None,
    *,
    days: Mapping[date, SpecialDay],
    known: Sequence[CalendarChange],
    view: CommitmentView,
) -> DueStep:
    move = row if isinstance(row, Move) else None
    counting, version = None, known
    # The words may have been read by an earlier calendar than the one of the day of recording.
    for count in range(len(known), -1, -1) if origin else ():
        counting = _counting(origin, row, changed_days(days, known[:count]))
        if counting:
            version = known[:count]
            break
    return DueStep(
        given_on=move.moved_on if move else view.commitment.promised_on,
        due=row,
        move=move,
        counting=counting,
        calendar_version=version[-1].id or 0 if version else 0,
        calendar_changed_at=version[-1].recorded_at if version else None,
    )


def _counting(origin: Origin | None, due: Due, days: Mapping[date, SpecialDay]) -> Counting | None:
    reader = Reader(calendar_from(days))
    counted = reader.count(origin, due.due_from, due.due_to) if origin else None
    if origin is None or counted is None:
        return None
    starts, start = _start(reader, origin, counted)
    calendar = reader.calendar
    whole = days_between(start, counted.due_to) if start else []
    is_of_working_days = bool(whole) and counted.rule == rule_words.WORKING_DAYS
    decided = whole if is_of_working_days else _moved_over(origin, counted)
    return Counting(
        rule=counted.rule,
        starts=starts,
        start=start,
        working_days=sum(map(calendar.is_working, whole)) if is_of_working_days else None,
        days=explained_days(decided, calendar, days),
    )


def explained_days(
    passed: Sequence[date], calendar: Calendar, special: Mapping[date, SpecialDay]
) -> list[ExplainedDay]:
    """Return those of some days that a calendar without days off would take otherwise."""
    return [
        ExplainedDay(day, calendar.is_working(day), special.get(day))
        for day in passed
        if not calendar.is_working(day) or day.weekday() >= SATURDAY
    ]


def _start(reader: Reader, origin: Origin, counted: Counted) -> tuple[DueStart, date | None]:
    """Return the day that words count from: the one whose change changes the date."""
    effect = counted.effective_on
    if _due(reader.read(origin.phrase, counted.start - _FAR, effect)) != counted.due_to:
        is_document = counted.start == origin.issued_on
        return (DueStart.DOCUMENT if is_document else DueStart.SAID), counted.start
    if effect:
        other = reader.read(origin.phrase, counted.start, effect - _FAR)
        if _due(other) != counted.due_to:
            return DueStart.EFFECT, effect
    return DueStart.NAMED, None


def _moved_over(origin: Origin, counted: Counted) -> list[date]:
    """Return the days between the date and what it would be if nobody ever rested."""
    bare = _due(Reader(EVERY_DAY).read(origin.phrase, counted.start, counted.effective_on))
    if bare is None or bare == counted.due_to:
        return []
    return days_between(min(bare, counted.due_to) - _DAY, max(bare, counted.due_to))


def _due(found: Deadline | None) -> date | None:
    return found.due_to if found else None


def days_between(after: date, last: date) -> list[date]:
    """Return the days after one up to another, which is one of them."""
    return [after + _DAY * count for count in range(1, (last - after).days + 1)]
