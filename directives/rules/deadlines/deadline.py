"""What a deadline phrase comes to, and what its parts name."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from directives.rules.working_days import Calendar
from directives.vocabulary import DeadlineKind, Operator, Precision


@dataclass(frozen=True, slots=True)
class Deadline:
    """A resolved phrase.

    `due_to` is the last day that still counts as on time, None where the words give none;
    `due_from` the first day of the period they name, the same day for dates and terms. `due_at`
    is set for kind datetime, `rrule` (RFC 5545, without its name) for kind recurring. `rule` is a
    marked sentence: the rule applied, with its legal source. `needs_confirmation` asks the drafter
    to look: the year was guessed, the words are vague, or the start of a term is unknown.
    """

    phrase: str
    kind: DeadlineKind
    rule: str
    operator: Operator | None = None
    due_from: date | None = None
    due_to: date | None = None
    due_at: datetime | None = None
    rrule: str | None = None
    precision: Precision = Precision.NONE
    needs_confirmation: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is read against: the day of its document, its effect, the calendar."""

    document_date: date
    calendar: Calendar
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The days that words name, from `first` to `last`; `doubt` where a person should look."""

    first: date
    last: date
    precision: Precision
    rule: str
    doubt: bool = False

    def doubted(self) -> "Named":
        """Return the same days, to be confirmed."""
        return replace(self, doubt=True)


def day_named(day: date, rule: str, *, doubt: bool = False) -> Named:
    """Return a single named day."""
    return Named(day, day, Precision.DAY, rule, doubt)
