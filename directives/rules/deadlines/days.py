"""Days as written: "ngày 05 tháng 9 năm 2025", "5/9", "2025-09-05", "thứ Sáu tuần này"."""

from datetime import date, timedelta
from typing import Final

from directives.errors import DayImpossible
from directives.rules.deadlines import rule_words
from directives.rules.deadlines.deadline import Named, Setting, day_named
from directives.rules.deadlines.spans import add_months, last_of_month
from directives.rules.deadlines.words import Match, pattern
from directives.rules.vietnamese import fold

_DAY_WORD: Final = "(?:ngày|hôm|mùng|mồng|ngày mùng|ngày mồng)"
# "ngày 24, 25 và 26 tháng 8": the last of several days counts.
_LISTED: Final = r"(?:\d{1,2}~(?:,|và|-)~(?:ngày~)?){0,4}"
_YEAR: Final = r"(?P<year>\d{4}|\d{2}(?!\d))"
_LONG_MONTH: Final = 1
_CENTURY_TURN: Final = 70  # "15/10/25" is of 2025, "15/10/95" of 1995
_WEEKDAYS: Final = {
    "hai": 0,
    "ba": 1,
    "tu": 2,
    "nam": 3,
    "sau": 4,
    "bay": 5,
    "chu nhat": 6,
    "2": 0,
    "3": 1,
    "4": 2,
    "5": 3,
    "6": 4,
    "7": 5,
}
WEEKDAY: Final = "(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật)"

LONG_DATE: Final = pattern(
    rf"(?:{_DAY_WORD}~)?{_LISTED}(?P<day>\d{{1,2}})~tháng~(?P<month>\d{{1,2}})"
    rf"(?:~,?~năm~{_YEAR}|~[/.-]~(?P<year2>\d{{4}})|~,?~(?P<this>năm (?:nay|này|sau|tới|trước)))?"
)
NUMERIC_DATE: Final = pattern(
    rf"(?:{_DAY_WORD}~)?{_LISTED}(?P<day>\d{{1,2}})~(?P<mark>[/.-])~(?P<month>\d{{1,2}})"
    rf"~(?P=mark)~{_YEAR}(?![/-]?\d)"
)
ISO_DATE: Final = pattern(r"(?:ngày )?(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
SHORT_DATE: Final = pattern(
    rf"(?:(?:{_DAY_WORD}~)?{_LISTED}(?P<day>\d{{1,2}})~/~(?P<month>\d{{1,2}})"
    rf"|{_DAY_WORD}~(?P<day2>\d{{1,2}})~[.-]~(?P<month2>\d{{1,2}}))"
    r"(?:~,?~(?:của )?năm~(?P<year>\d{4})|~,?~(?P<this>năm (?:nay|này|sau|tới|trước)))?"
    r"(?![/-]\d)(?!~%)"
)
DAY_OF_MONTH: Final = pattern(
    rf"{_DAY_WORD}~(?P<day>\d{{1,2}})(?:~,?~(?:của )?tháng (?P<which>này|nay|sau|tới))?"
    rf"(?!~[/.-]~\d)"
)
RELATIVE_DAY: Final = pattern(
    r"(?P<which>hôm nay|ngày hôm nay|cùng ngày|ngày mai|hôm sau)|trong ngày(?!~\d)(?! làm việc)"
)
NAMED_WEEKDAY: Final = pattern(
    rf"(?:ngày )?(?P<name>{WEEKDAY})(?:~,?~tuần (?P<which>này|sau|tới))?(?!~[,(]?~(?:ngày )?\d)"
)


def weekday_of(name: str) -> int:
    """Return the number of a weekday, Monday as 0."""
    folded = " ".join(fold(name).split())
    return _WEEKDAYS[folded.removeprefix("thu ")]


def real_day(year: int, month: int, day: int) -> date:
    """Return a day of the calendar.

    Raises:
        DayImpossible: there is no such day.
    """
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DayImpossible(field="phrase", text=f"{day}/{month}/{year}") from error


def full_year(digits: str) -> int:
    """Return the year of two or four digits."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - the century is written
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def read_date(match: Match, setting: Setting) -> Named:
    """Read a day with its month; without a year it is the next such day."""
    groups = match.groupdict()
    day = int(groups["day"] or groups["day2"])
    month = int(groups["month"] or groups["month2"])
    year = groups.get("year") or groups.get("year2")
    on = setting.document_date
    if year:
        guessed = len(year) == 2  # noqa: PLR2004 - two digits leave the century open
        return day_named(real_day(full_year(year), month, day), rule_words.DATE, doubt=guessed)
    if this := groups.get("this"):
        return day_named(real_day(relative_year(this, on), month, day), rule_words.DATE)
    is_past = (month, day) < (on.month, on.day)
    found = real_day(on.year + is_past, month, day)
    return day_named(found, rule_words.NEXT_DATE, doubt=is_past)


def relative_year(words: str, on: date) -> int:
    """Return the year of "năm nay", "năm sau", "năm trước"."""
    folded = fold(words)
    return on.year + folded.endswith(("sau", "toi")) - folded.endswith("truoc")


def read_day_of_month(match: Match, setting: Setting) -> Named:
    """Read a day without its month: of the month said, else the next such day."""
    on = setting.document_date
    day = int(match["day"])
    which = fold(match["which"] or "")
    ahead = which in {"sau", "toi"} or (not which and day < on.day)
    first = add_months(on.replace(day=1), int(ahead))
    if not which:
        real_day(first.year, _LONG_MONTH, day)  # impossible in every month
        while day > last_of_month(first.year, first.month).day:
            first = add_months(first, 1)
    return day_named(real_day(first.year, first.month, day), rule_words.NEXT_DATE, doubt=not which)


def read_relative_day(match: Match, setting: Setting) -> Named:
    """Read "hôm nay", "trong ngày", "ngày mai"."""
    is_next = fold(match["which"] or "") in {"ngay mai", "hom sau"}
    return day_named(setting.document_date + timedelta(days=is_next), rule_words.DATE)


def read_weekday(match: Match, setting: Setting) -> Named:
    """Read a weekday: of the week said, else the next one."""
    on = setting.document_date
    wanted = weekday_of(match["name"])
    monday = on - timedelta(days=on.weekday())
    which = fold(match["which"] or "")
    weeks = which in {"sau", "toi"} or (not which and wanted < on.weekday())
    day = monday + timedelta(days=wanted + 7 * weeks)
    return day_named(day, rule_words.WEEKDAY, doubt=not which)


READERS: Final = (
    (LONG_DATE, read_date),
    (NUMERIC_DATE, read_date),
    (ISO_DATE, read_date),
    (SHORT_DATE, read_date),
    (DAY_OF_MONTH, read_day_of_month),
    (RELATIVE_DAY, read_relative_day),
    (NAMED_WEEKDAY, read_weekday),
)
