"""A time with two ends: "từ ngày 28/12 đến ngày 05/01/2026"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from directives.rules.deadlines import rule_words
from directives.rules.deadlines.cores import Core, find_core
from directives.rules.deadlines.days import DAY_OF_MONTH
from directives.rules.deadlines.deadline import Named, Setting
from directives.rules.deadlines.spans import MONTHS_OF_YEAR, add_months
from directives.rules.deadlines.words import Words, opening, pattern
from directives.rules.due_intervals import is_whole
from directives.vocabulary import Precision

_ONE_DAY: Final = timedelta(days=1)
_TO: Final = pattern(r"-|(?:cho )?(?:đến|tới)(?: hết)?")
_RELATIVE: Final = pattern(r"này|nay|sau|tới|trước")
_LAST_YEAR: Final = pattern(r"năm trước")
_RANGE: Final = opening(r"[^-]{1,30}?(?:-|(?<!\w)(?:đến|tới)(?!\w))")
_OF_PERIODS: Final = frozenset({Precision.MONTH, Precision.QUARTER})


@dataclass(frozen=True, slots=True)
class Ends:
    """The first and the last day of a time; `doubt` where a person should look."""

    first: date
    last: date
    precision: Precision
    doubt: bool
    is_of_last_year: bool = False

    def is_reported_on(self, on: date) -> bool:
        """Tell whether a report of a day covers this time, rather than that it is to be kept."""
        return self.is_of_last_year or self.last < on


def read_ends(words: Words, cores: Sequence[Core], setting: Setting) -> Ends | None:
    """Return the ends of "A đến B", where A is the first of what is named; None for other words.

    What an end leaves out, its year or its month, follows from the other one: the last day is the
    next such day after the first, the first the latest before the last. A time that would end
    before it begins is its last day alone, in doubt.
    """
    first = cores[0]
    if first.named.precision in _OF_PERIODS and _named_by(words, first).match(_RANGE):
        return _ends(first.named, first.named)
    if len(cores) == 1:
        return None
    last = cores[1]
    between = Words(words.text[first.end : last.start].strip(" ,"), words.plain)
    if between.fullmatch(_TO) is None:
        return None
    return replace(
        _ends(*_settled(words, first, last, setting)),
        is_of_last_year=_named_by(words, first).search(_LAST_YEAR) is not None,
    )


def _ends(first: Named, last: Named) -> Ends:
    begins = min(first.first, last.last)
    precision = last.precision if is_whole(last.precision, begins, last.last) else Precision.DAY
    return Ends(begins, last.last, precision, last.doubt or begins < first.first)


def _settled(words: Words, first: Core, last: Core, setting: Setting) -> tuple[Named, Named]:
    begins, ends = first.named, last.named
    lacks_month = _named_by(words, last).fullmatch(DAY_OF_MONTH) is not None
    if _leaves_out(words, last) and (lacks_month or not _leaves_out(words, first)):
        ends = replace(_read(words, last, setting, on=begins.first), doubt=begins.doubt)
    if _leaves_out(words, first) or begins.first > ends.last:
        lacks_month = _named_by(words, first).fullmatch(DAY_OF_MONTH) is not None
        months = 1 if lacks_month else MONTHS_OF_YEAR
        begins = _read(words, first, setting, on=add_months(ends.last, -months) + _ONE_DAY)
    return begins, ends


def _leaves_out(words: Words, core: Core) -> bool:
    """Tell whether the year, or the month too, of a day is left to the reader."""
    is_next = core.named.rule == rule_words.NEXT_DATE
    return is_next and _named_by(words, core).search(_RELATIVE) is None


def _read(words: Words, core: Core, setting: Setting, *, on: date) -> Named:
    """Read the words of a day or period again, as of another day."""
    read = find_core(_named_by(words, core), replace(setting, document_date=on))
    return read.named if read else core.named


def _named_by(words: Words, core: Core) -> Words:
    return Words(words.text[core.start : core.end], words.plain)
