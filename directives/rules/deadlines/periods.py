"""Periods as written: months, quarters, halves, years, and their beginning, middle and end."""

from datetime import date, timedelta
from typing import Final

from directives.errors import DayImpossible
from directives.rules.deadlines import rule_words
from directives.rules.deadlines.days import full_year, relative_year
from directives.rules.deadlines.deadline import Named, Setting
from directives.rules.deadlines.spans import (
    MONTHS_OF_YEAR,
    add_months,
    last_of_month,
    months,
    quarter_of,
    quarters,
    week,
)
from directives.rules.deadlines.words import NUMBER, Match, number_of, pattern
from directives.rules.vietnamese import fold
from directives.vocabulary import Precision

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTERS_OF_YEAR: Final = 4
_YEAR: Final = (
    r"(?:~[/.-]~|~,?~(?:của )?năm~)(?P<year>\d{4})|~,?~(?:của )?(?P<this>năm (?:nay|này|sau|tới))"
)
_MONTH_NAME: Final = r"(?:\d{1,2}(?!\d)|mười hai|mười một|mười|một|hai|ba|tư|năm|sáu|bảy|tám|chín)"
_QUARTER_NAME: Final = r"(?:[ivx]{1,4}|\d{1,2}|một|hai|ba|tư|bốn)"
_QUARTER_WORD: Final = "qu(?:ý|í)"

MONTHS: Final = pattern(
    rf"tháng~(?P<first>{_MONTH_NAME})"
    rf"(?:~(?P<by>,|và|-|(?:đến|tới)(?= tháng))~(?:tháng)?~(?P<last>{_MONTH_NAME})"
    r"(?!~/\d{1,2}(?!\d)))?"
    rf"(?:{_YEAR})?(?![/-]?\d)"
)
NUMERIC_MONTH: Final = pattern(
    r"(?<![\d/.-])(?P<month>\d{1,2})~[/-]~(?P<year>(?:19|20)\d\d)(?![/-])"
)
THIS_MONTH: Final = pattern(r"tháng (?P<which>này|nay|sau|tới)")
QUARTERS: Final = pattern(
    rf"{_QUARTER_WORD}~(?P<first>{_QUARTER_NAME})"
    rf"(?:~(?P<by>,|và|-|(?:đến|tới)(?= {_QUARTER_WORD}))~(?:{_QUARTER_WORD})?"
    rf"~(?P<last>{_QUARTER_NAME}))?"
    rf"(?:{_YEAR})?(?![/-]?\d)"
)
THIS_QUARTER: Final = pattern(rf"{_QUARTER_WORD} (?P<which>này|nay|sau|tới)")
MONTHS_OF_A_YEAR: Final = pattern(
    rf"(?P<count>{NUMBER}) tháng (?P<part>đầu|cuối) năm(?: (?:(?P<year>\d{{4}})|(?P<this>nay|này"
    rf"|sau|tới)))?"
)
YEAR: Final = pattern(r"(?P<this>năm (?:nay|này|sau|tới))|năm (?P<year>\d{4})(?!~-~\d{4})")
HORIZON: Final = pattern(
    r"(?:giai đoạn|nhiệm kỳ|thời kỳ)~(?:từ )?(?:năm )?(?P<first>\d{4})~(?:-|đến|đến năm)~"
    r"(?P<last>\d{4})"
)
UNTIL_YEAR: Final = pattern(r"(?<=đến\s)(?:năm )?(?P<year>(?:19|20|21)\d\d)(?![/-]?\d)")
WEEK: Final = pattern(r"tuần (?P<which>này|nay|sau|tới)|cuối tuần(?: (?P<which2>này|sau|tới))?")

_EDGE: Final = r"(?:của )?"
PART: Final = pattern(
    r"(?:(?P<half>nửa đầu|nửa cuối|nửa sau|nửa đầu của|nửa cuối của)"
    r"|tuần (?:lễ )?(?P<week>đầu tiên|đầu|cuối cùng|cuối|thứ nhất|thứ hai|thứ ba|thứ tư"
    r"|thứ [1-4]|[1-4])"
    r"|(?P<workday>ngày làm việc (?:đầu tiên|cuối cùng|cuối|đầu))"
    rf"|(?P<days>{NUMBER}) ngày (?:đầu|cuối)(?: tiên| cùng)?"
    r"|(?:những |các )?(?:ngày )?(?P<point>đầu tiên|cuối cùng|đầu|giữa|cuối|trung tuần"
    r"|thượng tuần|hạ tuần))"
    r"(?: của)?(?= (?:tháng|qu[ýí]|năm)(?!\w))"
)


def read_months(match: Match, setting: Setting) -> Named:
    """Read "tháng 9", "tháng 9, 10/2025"; without a year the next such month.

    "Tháng 11 - tháng 2/2026" begins in the year before; a person should look.
    """
    first = number_of(match["first"])
    last = number_of(match["last"] or match["first"])
    if not (1 <= first <= MONTHS_OF_YEAR and 1 <= last <= MONTHS_OF_YEAR):
        raise DayImpossible(field="phrase", text=match[0])
    year, guessed = _year(match, setting.document_date, last_of_year(last))
    turns = _turns(match, first, last)
    span = date(year - turns, first, 1), last_of_month(year, last)
    return Named(*span, Precision.MONTH, rule_words.MONTH, guessed or turns)


def read_numeric_month(match: Match, _setting: Setting) -> Named:
    """Read "9/2025"."""
    year, month = int(match["year"]), int(match["month"])
    if not 1 <= month <= MONTHS_OF_YEAR:
        raise DayImpossible(field="phrase", text=match[0])
    return Named(*months(year, month, month), Precision.MONTH, rule_words.MONTH)


def last_of_year(month: int) -> tuple[int, int]:
    """Return month and day that compare as the end of a month."""
    return month, 31


def _year(match: Match, on: date, ends: tuple[int, int]) -> tuple[int, bool]:
    """Return the year of a period and whether it was guessed: the next one that is not over."""
    if match["year"]:
        return full_year(match["year"]), False
    if match["this"]:
        return relative_year(match["this"], on), False
    is_over = ends < (on.month, on.day)
    return on.year + is_over, is_over


def read_this_month(match: Match, setting: Setting) -> Named:
    """Read "tháng này", "tháng sau"."""
    day = add_months(setting.document_date, fold(match["which"]) in {"sau", "toi"})
    return Named(*months(day.year, day.month, day.month), Precision.MONTH, rule_words.MONTH)


def read_quarters(match: Match, setting: Setting) -> Named:
    """Read "quý III", "quý 4 năm 2025", "quý III, IV/2025"."""
    first, last = (_quarter(name) for name in (match["first"], match["last"] or match["first"]))
    if not (1 <= first <= _QUARTERS_OF_YEAR and 1 <= last <= _QUARTERS_OF_YEAR):
        raise DayImpossible(field="phrase", text=match[0])
    year, guessed = _year(match, setting.document_date, last_of_year(3 * last))
    turns = _turns(match, first, last)
    span = quarters(year - turns, first, first)[0], quarters(year, last, last)[1]
    return Named(*span, Precision.QUARTER, rule_words.QUARTER, guessed or turns)


def _turns(match: Match, first: int, last: int) -> bool:
    """Tell whether "A - B" begins in the year before that of B; a list only goes up."""
    if first > last and fold(match["by"]) in {",", "va"}:
        raise DayImpossible(field="phrase", text=match[0])
    return first > last


def _quarter(name: str) -> int:
    if fold(name) == "tu":
        return _QUARTERS_OF_YEAR
    if name.strip("ivx"):
        return number_of(name)
    return _ROMAN.get(name, 0)


def read_this_quarter(match: Match, setting: Setting) -> Named:
    """Read "quý này", "quý sau"."""
    day = add_months(setting.document_date, 3 * (fold(match["which"]) in {"sau", "toi"}))
    quarter = quarter_of(day)
    return Named(*quarters(day.year, quarter, quarter), Precision.QUARTER, rule_words.QUARTER)


def read_months_of_a_year(match: Match, setting: Setting) -> Named:
    """Read "6 tháng đầu năm", "9 tháng đầu năm 2026", "6 tháng cuối năm"."""
    count = number_of(match["count"])
    if not 1 <= count <= MONTHS_OF_YEAR:
        raise DayImpossible(field="phrase", text=match[0])
    is_first = fold(match["part"]) == "dau"
    first, last = (1, count) if is_first else (MONTHS_OF_YEAR - count + 1, MONTHS_OF_YEAR)
    precision = {3: Precision.QUARTER, 6: Precision.HALF}.get(count, Precision.MONTH)
    return _part_of_year(match, setting, (first, last), precision)


def _part_of_year(
    match: Match, setting: Setting, part: tuple[int, int], precision: Precision
) -> Named:
    year, guessed = _year(match, setting.document_date, last_of_year(part[1]))
    return Named(*months(year, *part), precision, rule_words.PART_OF_YEAR, guessed)


def read_year(match: Match, setting: Setting) -> Named:
    """Read "năm 2026", "năm nay", "năm"."""
    groups = match.groupdict()
    on = setting.document_date
    year = (
        int(groups["year"]) if groups.get("year") else relative_year(groups.get("this") or "", on)
    )
    return Named(*_whole_year(year), Precision.YEAR, rule_words.YEAR)


def _whole_year(year: int) -> tuple[date, date]:
    if year < 1:
        raise DayImpossible(field="phrase", text=str(year))
    return months(year, 1, MONTHS_OF_YEAR)


def read_horizon(match: Match, _setting: Setting) -> Named:
    """Read "giai đoạn 2026 - 2030"."""
    first, last = int(match["first"]), int(match["last"])
    if not 1 <= first <= last:
        raise DayImpossible(field="phrase", text=match[0])
    span = date(first, 1, 1), date(last, 12, 31)
    return Named(*span, Precision.HORIZON, rule_words.HORIZON)


def read_until_year(match: Match, _setting: Setting) -> Named:
    """Read "đến năm 2030": a target year."""
    span = _whole_year(int(match["year"]))
    return Named(*span, Precision.HORIZON, rule_words.HORIZON)


def read_week(match: Match, setting: Setting) -> Named:
    """Read "tuần này", "tuần sau"; offices close on Friday, so a person should look."""
    which = fold(match["which"] or match["which2"] or "")
    ahead = timedelta(days=7 * (which in {"sau", "toi"}))
    return Named(*week(setting.document_date + ahead), Precision.WEEK, rule_words.WEEK, doubt=True)


def part_of(words: Match, whole: Named, setting: Setting) -> Named:
    """Return the beginning, middle, end, half, week or working day of a period.

    Source: Civil Code 2015 Art. 146(2): đầu, giữa, cuối of a month are the 1st, the 15th and the
    last day, of a year its first day, the last of June and its last day.
    """
    name = fold(words[0])
    is_first = "dau" in name or "nhat" in name
    if words["point"]:
        return _point(name, whole, is_first=is_first)
    if words["workday"]:
        return _working_day(whole, setting, is_first=is_first)
    if words["half"]:
        return _half(whole, is_first=is_first)
    if words["days"]:
        return _some_days(number_of(words["days"]), whole, is_first=is_first)
    return _week_of(words["week"], whole)


def _point(name: str, whole: Named, *, is_first: bool) -> Named:
    if "giua" in name:
        day = _middle(whole)
        return Named(day, day, Precision.DAY, rule_words.MIDDLE, whole.doubt)
    if "tuan" in name:
        return _ten_days(name, whole)
    if is_first:
        return Named(whole.first, whole.first, Precision.DAY, rule_words.BEGINNING, doubt=True)
    return Named(whole.last, whole.last, Precision.DAY, rule_words.CLOSE, whole.doubt)


def _working_day(whole: Named, setting: Setting, *, is_first: bool) -> Named:
    calendar = setting.calendar
    if is_first:
        day = calendar.next_working_day(whole.first)
    else:
        day = calendar.add_working_days(whole.last + timedelta(days=1), -1)
    return Named(day, day, Precision.DAY, rule_words.LAST_WORKING_DAY, whole.doubt)


def _middle(whole: Named) -> date:
    if whole.precision is Precision.MONTH:
        return whole.first.replace(day=15)
    if whole.precision is Precision.QUARTER:
        return add_months(whole.first, 1).replace(day=15)
    return last_of_month(whole.first.year, 6)


def _half(whole: Named, *, is_first: bool) -> Named:
    middle = _middle(whole)
    first, last = (whole.first, middle) if is_first else (middle + timedelta(days=1), whole.last)
    of_month = whole.precision is Precision.MONTH
    precision = Precision.HALF_MONTH if of_month else Precision.HALF
    rule = rule_words.HALF_MONTH if of_month else rule_words.PART_OF_YEAR
    return Named(first, last, precision, rule, whole.doubt)


def _some_days(count: int, whole: Named, *, is_first: bool) -> Named:
    span = timedelta(days=max(count, 1) - 1)
    if is_first:
        return Named(whole.first, whole.first + span, Precision.DAY, rule_words.DATE, whole.doubt)
    return Named(whole.last - span, whole.last, Precision.DAY, rule_words.DATE, whole.doubt)


def _week_of(name: str, whole: Named) -> Named:
    folded = fold(name)
    if "cuoi" in folded:
        first = whole.last - timedelta(days=6)
    else:
        number = (
            1 if "dau" in folded or "nhat" in folded else number_of(name.rsplit(maxsplit=1)[-1])
        )
        first = whole.first + timedelta(days=7 * (number - 1))
    return Named(first, first + timedelta(days=6), Precision.WEEK, rule_words.WEEK, doubt=True)


def _ten_days(name: str, whole: Named) -> Named:
    first = {"thuong": 0, "trung": 10, "ha": 20}[name.split(maxsplit=1)[0]]
    begin = whole.first + timedelta(days=first)
    last = whole.last if first == 20 else begin + timedelta(days=9)  # noqa: PLR2004 - the last third
    return Named(begin, last, Precision.WEEK, rule_words.WEEK, doubt=True)


READERS: Final = (
    (MONTHS_OF_A_YEAR, read_months_of_a_year),
    (MONTHS, read_months),
    (NUMERIC_MONTH, read_numeric_month),
    (THIS_MONTH, read_this_month),
    (QUARTERS, read_quarters),
    (THIS_QUARTER, read_this_quarter),
    (HORIZON, read_horizon),
    (UNTIL_YEAR, read_until_year),
    (YEAR, read_year),
    (WEEK, read_week),
)
