"""Feasts named without a date: Tết with or without the name of its year, rằm, Quốc khánh."""

from collections.abc import Callable
from datetime import date
from typing import Final

from directives.errors import DayImpossible
from directives.rules.deadlines import rule_words
from directives.rules.deadlines.deadline import Named, Setting, day_named
from directives.rules.deadlines.words import Match, number_of, pattern
from directives.rules.lunar_calendar import solar_day, year_name
from directives.rules.vietnamese import fold

_STEM: Final = "(?:giáp|ất|bính|đinh|mậu|kỷ|kỉ|canh|tân|nhâm|quý|quí)"
_BRANCH: Final = "(?:tý|tí|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)"
_SPELLINGS: Final = {"ki": "ky", "qui": "quy", "ti": "ty", "meo": "mao"}
_YEAR: Final = (
    rf"(?: (?:năm )?(?P<name>{_STEM} {_BRANCH}))?"
    r"(?:~(?:,|-|\()?~(?:năm )?(?P<year>\d{4})(?:~\))?)?"
)
_LUNAR_MONTHS: Final = {"gieng": 1, "chap": 12}
_LONGEST_MONTH: Final = 30

LUNAR_DAY: Final = pattern(
    r"(?:(?:ngày|mùng|mồng) )?(?P<day>rằm|\d{1,2})~(?:(?P<sign>/)|tháng )~"
    r"(?P<month>giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|một|chạp|\d{1,2})"
    rf"(?P<lunar>~\(?~(?:âm lịch|al))?{_YEAR}"
)
FEAST: Final = pattern(
    r"(?P<feast>tết dương lịch|tết trung thu|trung thu"
    r"|(?:ngày )?giỗ tổ(?: hùng vương)?|(?:ngày |lễ )?quốc khánh"
    r"|tết(?: nguyên đán| cổ truyền| âm lịch| ta)?)"
    rf"(?:~\(?~\d{{1,2}}~[/-]~\d{{1,2}}(?!\d)(?:~[/-]~(?P<numeric>\d{{4}}))?(?:~\))?)?{_YEAR}"
)


def read_feast(match: Match, setting: Setting) -> Named:
    """Read a feast; without a year the next one from the day of the document."""
    year = match["numeric"] or match["year"]
    name = fold(match["feast"])
    found = _of_year(
        match["name"], year, setting.document_date, lambda number: _feast(name, number)
    )
    return day_named(found, rule_words.FEAST, doubt=not year and not match["name"])


def is_lunar(match: Match) -> bool:
    """Tell whether a day and month are those of the lunar calendar by their words."""
    named = fold(match["month"]) in _LUNAR_MONTHS
    return named or fold(match["day"]) == "ram" or bool(match["lunar"])


def read_lunar_day(match: Match, setting: Setting) -> Named:
    """Read "rằm tháng Giêng", "23 tháng Chạp", "10/3 âm lịch"."""
    day = 15 if fold(match["day"]) == "ram" else int(match["day"])
    month = _LUNAR_MONTHS.get(fold(match["month"])) or number_of(match["month"])
    if not (1 <= day <= _LONGEST_MONTH and 1 <= month <= 12):  # noqa: PLR2004 - months of a year
        raise DayImpossible(field="phrase", text=match[0])
    found = _of_year(
        match["name"],
        match["year"],
        setting.document_date,
        lambda year: solar_day(year, month, day),
    )
    return day_named(found, rule_words.FEAST, doubt=not match["year"])


def _feast(name: str, year: int) -> date:
    if name == "tet duong lich":
        return date(year, 1, 1)
    if "quoc khanh" in name:
        return date(year, 9, 2)
    if "trung thu" in name:
        return solar_day(year, 8, 15)
    if "gio to" in name:
        return solar_day(year, 3, 10)
    return solar_day(year, 1, 1)


def _of_year(name: str | None, year: str | None, on: date, day_in: Callable[[int], date]) -> date:
    """Return the day in the year said, in the named lunar year nearest, or the next one."""
    if year and 1900 <= int(year) < 2200:  # noqa: PLR2004 - where the lunar calendar is right
        return day_in(int(year))
    if name:
        wanted = _year_key(name)
        near = (on.year + step for step in range(-1, 59))
        return day_in(next(year for year in near if _year_key(year_name(year)) == wanted))
    return next(day for year in range(on.year - 1, on.year + 3) if (day := day_in(year)) >= on)


def _year_key(name: str) -> str:
    words = fold(name).split()
    return " ".join(_SPELLINGS.get(word, word) for word in words)
