"""Hours of a day: "trước 17 giờ ngày 15/10", "17h30", "5 giờ chiều"."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from directives.errors import DayImpossible
from directives.rules.deadlines import rule_words
from directives.rules.deadlines.cores import find_core
from directives.rules.deadlines.deadline import Deadline, Setting
from directives.rules.deadlines.words import Words, ending, pattern
from directives.rules.vietnamese import fold
from directives.vocabulary import DeadlineKind, Operator, Precision

_VIET_NAM: Final = timezone(timedelta(hours=7))
_HOURS_OF_DAY: Final = 24
_NOON: Final = 12

TIME: Final = pattern(
    r"(?P<hour>\d{1,2})~(?:(?:giờ|h|g)~(?P<minute>\d{1,2})?(?:~(?:phút|ph|p|'))?|:"
    r"(?P<minute2>\d{2}))"
    r"(?: (?P<half>sáng|trưa|chiều|tối|đêm))?(?!~/)"
)
_STRICT: Final = ending(r"trước(?: lúc| thời điểm| mốc)?")


@dataclass(frozen=True, slots=True)
class ClockTime:
    """An hour and minute as written; 24:00 is the end of the day."""

    hour: int
    minute: int
    is_before: bool
    start: int
    end: int


def find_time(words: Words) -> ClockTime | None:
    """Return the first hour written.

    Raises:
        DayImpossible: no clock shows it.
    """
    match = words.search(TIME)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"] or 0)
    if match["half"] and fold(match["half"]) in {"chieu", "toi"} and hour < _NOON:
        hour += _NOON
    if hour * 60 + minute > _HOURS_OF_DAY * 60 or minute > 59:  # noqa: PLR2004 - of an hour
        raise DayImpossible(field="phrase", text=match[0])
    strict = words.before(_STRICT, match.start()) is not None
    return ClockTime(hour, minute, strict, match.start(), match.end())


def read_time(words: Words, setting: Setting) -> Deadline | None:
    """Return what a phrase with an hour comes to; without a day it is the document's day."""
    clock = find_time(words)
    if clock is None:
        return None
    after = find_core(Words(words.text[clock.end :], words.plain), setting)
    core = after or find_core(Words(words.text[: clock.start], words.plain), setting)
    day = core.named.last if core else setting.document_date
    at = _moment(day, clock)
    is_midnight = clock.hour == clock.minute == 0
    due = day - timedelta(days=1) if is_midnight and clock.is_before else day
    return Deadline(
        phrase="",
        kind=DeadlineKind.DATETIME,
        rule=rule_words.TIME,
        operator=Operator.BEFORE if clock.is_before else Operator.ON_OR_BEFORE,
        due_from=due,
        due_to=due,
        due_at=at,
        precision=Precision.TIME,
        needs_confirmation=core.named.doubt if core else True,
    )


def _moment(day: date, clock: ClockTime) -> datetime:
    begins = datetime.combine(day, time(), _VIET_NAM)
    return begins + timedelta(hours=clock.hour, minutes=clock.minute)
