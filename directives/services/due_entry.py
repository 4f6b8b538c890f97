"""A due date as a person states it: by its days, or by the words alone, which are read."""

from dataclasses import dataclass
from datetime import date

from directives.errors import (
    DayImpossible,
    DeadlineNotUnderstood,
    DueAfterItsWords,
    ValueInvalid,
)
from directives.models.commitment import Due
from directives.rules.deadlines import Deadline, resolve
from directives.rules.due_intervals import PERIODS
from directives.rules.working_days import Calendar
from directives.translation import N_
from directives.vocabulary import OF_A_DAY, DeadlineKind, Operator, Precision

_NO_LAST_DAY = N_("Thời hạn có ngày đầu thì phải có ngày cuối.")
_HOW_EXACT = N_("Thời hạn là một khoảng thì phải chọn độ chính xác.")
_SAY_WHEN = N_("Hãy nêu thời hạn mới; bỏ thời hạn thì chọn “không có thời hạn”.")
_NOT_READ = N_("Không đọc được thời hạn từ nguyên văn này; hãy điền ngày cuối còn đúng hạn.")
_IN_DOUBT = N_("Nguyên văn chưa rõ ngày; hãy điền ngày cuối còn đúng hạn.")
_ONCE = frozenset({DeadlineKind.DATE, DeadlineKind.DATETIME})
_UNDATED = frozenset({DeadlineKind.EVENT, DeadlineKind.NONE, DeadlineKind.STANDING})


@dataclass(frozen=True, slots=True)
class StatedDue:
    """What was filled in; what is left out follows from the rest."""

    phrase: str = ""
    due_from: date | None = None
    due_to: date | None = None  # last day that still counts as on time
    operator: Operator | None = None
    precision: Precision | None = None


def moved_due(stated: StatedDue, *, said_on: date, calendar: Calendar) -> Due:
    """Return the interval to which somebody moves a date; that there is none is said, too.

    Raises:
        ValueInvalid: nothing is said, or it is refused as by `due_of`.
    """
    if stated == StatedDue():
        raise ValueInvalid(field="due_to", reason=_SAY_WHEN)
    return due_of(stated, said_on=said_on, calendar=calendar)


def due_of(stated: StatedDue, *, said_on: date, calendar: Calendar) -> Due:
    """Return the interval that somebody states; without days and words there is no deadline.

    Words alone are read against the day on which they were said. A last day alone is a deadline to
    the day.

    Raises:
        ValueInvalid: the words are not understood or leave the day in doubt; a period lacks its
            last day, or how exact it is.
    """
    if stated.due_from and not stated.due_to:
        raise ValueInvalid(field="due_to", reason=_NO_LAST_DAY)
    if stated.phrase and stated.precision is None and stated.due_to is None:
        return _read(stated.phrase, said_on, calendar)
    due_from, precision = stated.due_from, stated.precision
    if precision is None:
        if due_from not in (None, stated.due_to):
            raise ValueInvalid(field="due_precision", reason=_HOW_EXACT)
        precision = Precision.DAY if stated.due_to else Precision.NONE
    if precision in OF_A_DAY:
        due_from = due_from or stated.due_to
    operator = stated.operator or Operator.ON_OR_BEFORE
    return Due(
        due_from=due_from,
        due_to=stated.due_to,
        due_operator=operator if stated.due_to else None,
        due_precision=precision,
        due_phrase=stated.phrase,
    )


def check_words(due: Due, *, said_on: date, calendar: Calendar) -> None:
    """Check that a due date does not end after the period that its own words name.

    The words are shown, the last day decides: behind "quý III" nobody has until February.

    Raises:
        DueAfterItsWords: it does.
    """
    if not due.due_phrase or due.due_to is None:
        return
    found = _understood(due.due_phrase, said_on, calendar)
    if found is None or found.precision not in PERIODS or found.needs_confirmation:
        return
    if found.due_to is not None and due.due_to > found.due_to:
        raise DueAfterItsWords(field="due_to", due_to=due.due_to, last=found.due_to)


def _read(phrase: str, said_on: date, calendar: Calendar) -> Due:
    found = _understood(phrase, said_on, calendar)
    if found is None:
        raise ValueInvalid(field="due_phrase", reason=_NOT_READ)
    if found.kind in _UNDATED and found.due_to is None:
        return Due(due_phrase=phrase, due_precision=found.precision, due_operator=found.operator)
    if found.kind not in _ONCE or found.due_to is None:
        raise ValueInvalid(field="due_phrase", reason=_NOT_READ)
    if found.needs_confirmation:
        raise ValueInvalid(field="due_to", reason=_IN_DOUBT)
    return _interval(found)


def _understood(phrase: str, said_on: date, calendar: Calendar) -> Deadline | None:
    try:
        return resolve(phrase, document_date=said_on, calendar=calendar)
    except (DeadlineNotUnderstood, DayImpossible):
        return None


def _interval(found: Deadline) -> Due:
    return Due(
        due_from=found.due_from,
        due_to=found.due_to,
        due_operator=found.operator,
        due_precision=found.precision,
        due_phrase=found.phrase,
    )
