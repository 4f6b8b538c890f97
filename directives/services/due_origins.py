"""What a promise's due date was counted from, found from what was said when it was given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.errors import DayImpossible, DeadlineNotUnderstood
from directives.models.commitment import Due, Move
from directives.rules.deadlines import Deadline, resolve
from directives.rules.working_days import Calendar
from directives.services.commitment_views import CommitmentView
from directives.store.due_origins import document_days
from directives.vocabulary import MoveReason


@dataclass(frozen=True, slots=True)
class Origin:
    """The words of a due date, and the days from which they may have been counted.

    `starts`: the day of the document that says it, then the day on which it was promised or
    moved. `effective_on` is the day of effect of that document.
    """

    phrase: str
    starts: tuple[date, ...]
    effective_on: date | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A due date that its words give, counted from a day."""

    start: date
    effective_on: date | None
    due_to: date
    rule: str


class Reader:
    """Reads words of due dates by one calendar; what was read once is remembered."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._read: dict[tuple[str, date, date | None], Deadline | None] = {}

    def read(self, phrase: str, start: date, effective_on: date | None) -> Deadline | None:
        """Return what words come to; None where they name no deadline."""
        asked = (phrase, start, effective_on)
        if asked not in self._read:
            try:
                self._read[asked] = resolve(
                    phrase,
                    document_date=start,
                    calendar=self.calendar,
                    effective_on=effective_on,
                )
            except (DeadlineNotUnderstood, DayImpossible):
                self._read[asked] = None
        return self._read[asked]

    def count(self, origin: Origin, due_from: date | None, due_to: date | None) -> Counted | None:
        """Return how words give just this date; None: a person set another one.

        Only what the words give is known to have been counted by them.
        """
        if due_to is None:
            return None
        for start in origin.starts:
            read = self.read(origin.phrase, start, origin.effective_on)
            if read is not None and (read.due_from, read.due_to) == (due_from, due_to):
                return Counted(start, origin.effective_on, due_to, read.rule)
        return None


def given_due(view: CommitmentView, day: date) -> Due:
    """Return the due date that was last given by a person, as of a day: first or moved."""
    own = [
        move
        for move in view.moves
        if move.moved_on <= day and move.reason is not MoveReason.CALENDAR
    ]
    return max(own, key=lambda move: move.moved_on) if own else view.commitment


def origins_of(
    session: Session, views: Iterable[CommitmentView], day: date
) -> dict[int, tuple[CommitmentView, Origin]]:
    """Return, by promise, what its present due date was counted from; without words it is none."""
    given = [(view, due) for view in views if (due := given_due(view, day)).due_phrase]
    days = source_days(session, [due for _, due in given])
    return {view.commitment.id or 0: (view, origin_of(view, due, days)) for view, due in given}


def source_days(
    session: Session, dues: Iterable[Due]
) -> dict[int, tuple[date | None, date | None]]:
    """Return the day of issue and of effect of the documents that give due dates."""
    return document_days(session, {key for due in dues if (key := _source(due))})


def origin_of(
    view: CommitmentView, due: Due, days: Mapping[int, tuple[date | None, date | None]]
) -> Origin:
    """Return what one due date of a promise was counted from; `days` are those of its source."""
    issued_on, effective_on = days.get(_source(due) or 0, (None, None))
    said_on = due.moved_on if isinstance(due, Move) else view.commitment.promised_on
    starts = dict.fromkeys(one for one in (issued_on, said_on) if one)
    return Origin(due.due_phrase, tuple(starts), effective_on, issued_on)


def _source(due: Due) -> int | None:
    key: int | None = getattr(due, "source_document_id", None)  # a promise and a move have one
    return key
