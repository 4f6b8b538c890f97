"""Write values the way Vietnamese officials write them.

Pure functions: a value in, words out. Those that need words take the catalogue of the
reader's language, those that only group digits take the language; `api.web.rendering` binds
both and offers each function to the templates as a filter of the same name.
"""

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from gettext import NullTranslations

from babel.numbers import format_decimal, format_percent

from directives.clock import HA_NOI
from directives.translation import N_

_FIRST_GROUPED = 1_000  # below it no rule of any language is needed

ROMAN_QUARTERS = ("I", "II", "III", "IV")

# The parts of a month, by first and last day; the last day of the month is written 0.
MONTH_PARTS = {
    (1, 0): N_("tháng {month}/{year}"),
    (1, 10): N_("đầu tháng {month}/{year}"),
    (1, 15): N_("nửa đầu tháng {month}/{year}"),
    (11, 20): N_("giữa tháng {month}/{year}"),
    (16, 0): N_("nửa cuối tháng {month}/{year}"),
    (21, 0): N_("cuối tháng {month}/{year}"),
}

# The parts of a year that begin and end with whole months, by first and last month.
YEAR_PARTS = {
    (1, 6): N_("6 tháng đầu năm {year}"),
    (7, 12): N_("6 tháng cuối năm {year}"),
    (1, 12): N_("năm {year}"),
}


def day(value: date) -> str:
    """Return the date as Decree 30/2020/NĐ-CP writes it: 05/9/2025, 15/02/2025.

    Days below 10 and the months 1 and 2 take a leading zero (Annex I, part II, item 4b).
    """
    month = f"{value.month:02}" if value.month in {1, 2} else str(value.month)
    return f"{value.day:02}/{month}/{value.year}"


def instant(value: datetime) -> str:
    """Return an aware moment as Ha Noi clocks show it: 16:30 15/10/2025."""
    local = value.astimezone(HA_NOI)
    return f"{local:%H:%M} {day(local)}"


@lru_cache(maxsize=4_096)
def number(value: float | Decimal, *, language: str) -> str:
    """Return a number with its digits in groups: 4.386.106, in English 4,386,106."""
    if isinstance(value, int) and 0 <= value < _FIRST_GROUPED:
        return str(value)
    return str(format_decimal(value, locale=language))


def percent(ratio: float | Decimal, *, language: str) -> str:
    """Return a ratio (1 is the whole) with at most one decimal: 74,7%, in English 74.7%."""
    return str(format_percent(ratio, format="#,##0.#%", locale=language))


def lateness(due_to: date | None, today: date, *, catalogue: NullTranslations) -> str:
    """Return how a due date stands on a day: “Quá hạn 12 ngày (từ 15/10/2025)”.

    Args:
        due_to: Last day that still counts as on time; None when there is no date.
        today: The day, in Viet Nam, on which the reader asks.
        catalogue: The words of the reader's language.

    The date in brackets is the first day late, so days are counted from it inclusively.
    """
    if due_to is None:
        return catalogue.gettext("Chưa có thời hạn")
    days_left = (due_to - today).days
    if days_left == 0:
        return catalogue.gettext("Đến hạn hôm nay")
    if days_left > 0:
        remaining = catalogue.ngettext("Còn {count} ngày", "Còn {count} ngày", days_left)
        return remaining.format(count=days_left)
    overdue = catalogue.ngettext(
        "Quá hạn {count} ngày (từ {since})", "Quá hạn {count} ngày (từ {since})", -days_left
    )
    return overdue.format(count=-days_left, since=day(due_to + timedelta(days=1)))


def due(due_from: date | None, due_to: date | None, *, catalogue: NullTranslations) -> str:
    """Return a due interval by its shortest name: “15/10/2025”, “cuối tháng 8/2025”.

    An interval that is no named part of a month or a year falls back to its days. Both ends
    are inclusive; without a last day there is no due date to name.
    """
    if due_to is None:
        return catalogue.gettext("Chưa có thời hạn")
    if due_from is None or due_from == due_to:
        return day(due_to)
    named = _name_in_month(due_from, due_to, catalogue.gettext) or _name_in_year(
        due_from, due_to, catalogue.gettext
    )
    if named:
        return named
    return catalogue.gettext("từ {first} đến {last}").format(first=day(due_from), last=day(due_to))


def _name_in_month(first: date, last: date, translate: Callable[[str], str]) -> str | None:
    """Name an interval inside one month, if it has a name."""
    if (first.year, first.month) != (last.year, last.month):
        return None
    template = MONTH_PARTS.get((first.day, 0 if _ends_month(last) else last.day))
    return template and translate(template).format(month=last.month, year=last.year)


def _name_in_year(first: date, last: date, translate: Callable[[str], str]) -> str | None:
    """Name an interval of whole months inside one year, if it has a name."""
    if first.year != last.year or first.day != 1 or not _ends_month(last):
        return None
    quarter, months_before = divmod(first.month - 1, 3)
    if months_before == 0 and last.month == first.month + 2:
        template = translate(N_("quý {quarter}/{year}"))
        return template.format(quarter=ROMAN_QUARTERS[quarter], year=last.year)
    part = YEAR_PARTS.get((first.month, last.month))
    return part and translate(part).format(year=last.year)


def _ends_month(value: date) -> bool:
    return value.day == calendar.monthrange(value.year, value.month)[1]
