"""What comes round: "hằng tháng, trước ngày 25", "định kỳ 6 tháng", "thứ Sáu hằng tuần"."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directives.errors import DayImpossible
from directives.rules.deadlines import rule_words
from directives.rules.deadlines.clock_times import find_time
from directives.rules.deadlines.days import WEEKDAY, weekday_of
from directives.rules.deadlines.deadline import Deadline
from directives.rules.deadlines.words import NUMBER, Match, Words, number_of, pattern
from directives.rules.vietnamese import fold
from directives.vocabulary import DeadlineKind, Operator, Precision

_UNIT: Final = "(?:ngày|tuần|tháng|quý|quí|năm)"
FREQUENCY: Final = pattern(
    rf"(?:định kỳ~,?~(?:vào )?)?(?:hằng|hàng|mỗi|từng)~(?P<unit>{_UNIT})(?P<more>(?:~(?:,|và"
    rf"|hoặc)~{_UNIT})*)"
    rf"(?! làm việc)"
    rf"|(?P<count>{NUMBER})~(?P<unit2>{_UNIT})(?:~/~| )(?:một|01|1)?~(?:\(một\)~)?lần"
    rf"|định kỳ(?: mỗi| vào)?~,?~(?P<count3>{NUMBER})~(?P<unit3>{_UNIT})"
    rf"|định kỳ (?:theo )?(?P<unit4>{_UNIT})|(?P<yearly>thường niên)|(?P<often>định kỳ)"
    r"|(?P<half>(?:0?6|sáu)(?:~\(sáu\))? tháng)(?=~(?:,|và)~(?:hằng |hàng |mỗi )?năm)"
    rf"|(?<!\d)(?P<count5>{NUMBER}) (?P<unit5>{_UNIT}) một lần"
)
_STRICT: Final = pattern("trước")
_MONTH_DAY: Final = pattern(
    r"(?:ngày~)?(?P<day>\d{1,2})~(?:/|tháng)~(?P<month>\d{1,2})(?!~[/-]~\d)"
)
_DAYS: Final = pattern(
    r"(?:(?:ngày|mùng|mồng)|(?:và|,))~(?P<day>\d{1,2})(?!~[/-]~\d)(?! tháng \d)(?!~giờ|h)"
)
_LAST_DAY: Final = pattern(
    r"ngày (?P<work>làm việc )?(?P<edge>cuối|đầu)(?: cùng| tiên)?(?: của)?(?: hằng| hàng| mỗi)? "
    r"(?P<unit>tháng|quý|quí|năm)"
    r"|(?P<close>cuối|đầu) (?:mỗi )?(?P<unit2>tháng|quý|quí|năm)"
)
_MONTH_OF_QUARTER: Final = pattern(
    r"tháng (?P<which>đầu|giữa|thứ hai|cuối)(?: tiên| cùng)?(?: của)?(?: mỗi)? qu[ýí]"
)
_WEEKDAYS: Final = pattern(rf"(?P<name>{WEEKDAY})")
_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKWEEK: Final = "BYDAY=MO,TU,WE,TH,FR"
_LONGEST_MONTH: Final = 31
_COMMON_YEAR: Final = 2025  # any year of 365 days
_MONTHS: Final = {"dau": "1,4,7,10", "giua": "2,5,8,11", "thu hai": "2,5,8,11", "cuoi": "3,6,9,12"}
_FREQUENCIES: Final = {
    "ngay": ("DAILY", 1),
    "tuan": ("WEEKLY", 1),
    "thang": ("MONTHLY", 1),
    "quy": ("MONTHLY", 3),
    "qui": ("MONTHLY", 3),
    "nam": ("YEARLY", 1),
}
_PRECISIONS: Final = {
    ("DAILY", 1): Precision.DAY,
    ("WEEKLY", 1): Precision.WEEK,
    ("MONTHLY", 1): Precision.MONTH,
    ("MONTHLY", 3): Precision.QUARTER,
    ("MONTHLY", 6): Precision.HALF,
    ("YEARLY", 1): Precision.YEAR,
}


@dataclass(frozen=True, slots=True)
class _Rule:
    """The parts of an RRULE after FREQ and INTERVAL; `is_daily` where they name a day."""

    parts: tuple[str, ...] = ()
    frequency: str | None = None  # of the day named, where it is not that of the words
    names_day: bool = False
    is_possible: bool = True


def read_recurrence(words: Words) -> Deadline | None:
    """Return what a phrase that comes round comes to; None for other phrases."""
    matches = list(words.finditer(FREQUENCY))
    if not matches:
        return None
    frequencies = list(dict.fromkeys(one for match in matches for one in _frequencies(match)))
    strict = words.search(_STRICT) is not None
    rule = _rule(words, frequencies, strict=strict)
    rrule = _rrule(frequencies, rule)
    if rrule is None and not frequencies and not rule.names_day:
        precision = Precision.NONE
    else:
        precision = _precision(words, frequencies, rule)
    return Deadline(
        phrase="",
        kind=DeadlineKind.RECURRING,
        rule=rule_words.RECURRING,
        operator=(Operator.BEFORE if strict else Operator.ON_OR_BEFORE) if rule.names_day else None,
        rrule=rrule,
        precision=precision,
        needs_confirmation=rrule is None or not rule.names_day,
    )


def _frequencies(match: Match) -> list[tuple[str, int]]:
    if match["yearly"]:
        return [("YEARLY", 1)]
    if match["half"]:
        return [("MONTHLY", 6)]
    if match["often"]:
        return []
    unit = match["unit"] or match["unit2"] or match["unit3"] or match["unit4"] or match["unit5"]
    count = match["count"] or match["count3"] or match["count5"]
    more = [fold(one).strip() for one in (match["more"] or "").replace(",", " ").split()]
    found = []
    for name in (fold(unit), *(one for one in more if one in _FREQUENCIES)):
        frequency, interval = _FREQUENCIES[name]
        found.append((frequency, interval * (number_of(count) if count else 1)))
    return [_whole_years(one) for one in found]


def _whole_years(frequency: tuple[str, int]) -> tuple[str, int]:
    name, interval = frequency
    if name == "MONTHLY" and interval % 12 == 0 and interval:
        return "YEARLY", interval // 12
    return frequency


def _rule(words: Words, frequencies: list[tuple[str, int]], *, strict: bool) -> _Rule:
    """Return the days named, shifted to the day before where the words say "trước"."""
    clock = find_time(words)
    hour: tuple[str, ...] = (f"BYHOUR={clock.hour % 24}",) if clock else ()
    if clock and clock.minute:
        hour += (f"BYMINUTE={clock.minute}",)
    # "trước 16 giờ thứ Năm" is that Thursday; "trước thứ Năm" is the day before.
    shift = strict and not clock
    dated = list(words.finditer(_MONTH_DAY))
    if dated:
        return _yearly(dated, hour, shift=shift)
    weekdays = [weekday_of(one["name"]) for one in words.finditer(_WEEKDAYS)]
    if (weekdays and ("WEEKLY", 1) in frequencies) or (weekdays and not frequencies):
        codes = ",".join(_CODES[(day - shift) % 7] for day in weekdays)
        return _Rule((f"BYDAY={codes}", *hour), "WEEKLY", names_day=True)
    return _monthly(words, hour, shift=shift)


def _yearly(dated: list[Match], hour: tuple[str, ...], *, shift: bool) -> _Rule:
    days = [_day(int(one["month"]), int(one["day"])) - timedelta(days=shift) for one in dated]
    numbers = dict.fromkeys(day.day for day in days)
    if len(numbers) > 1 and len({day.month for day in days}) > 1:
        return _Rule(names_day=True, is_possible=False)  # no single RRULE pairs them
    names = ",".join(str(month) for month in dict.fromkeys(day.month for day in days))
    listed = ",".join(map(str, numbers))
    parts = (f"BYMONTH={names}", f"BYMONTHDAY={listed}", *hour)
    return _Rule(parts, "YEARLY", names_day=True)


def _day(month: int, day: int) -> date:
    try:
        return date(_COMMON_YEAR, month, day)
    except ValueError as error:
        raise DayImpossible(field="phrase", text=f"{day}/{month}") from error


def _monthly(words: Words, hour: tuple[str, ...], *, shift: bool) -> _Rule:
    of_quarter = words.search(_MONTH_OF_QUARTER)
    months = (
        (f"BYMONTH={_MONTHS[' '.join(fold(of_quarter['which']).split())]}",) if of_quarter else ()
    )
    last = words.search(_LAST_DAY)
    days = [int(one["day"]) for one in words.finditer(_DAYS)]
    if days:
        if not all(1 <= day <= _LONGEST_MONTH for day in days):
            raise DayImpossible(field="phrase", text=str(max(days)))
        listed = [_month_day(day, shift=shift) for day in days]
        if months and shift and 1 in days:
            months = (f"BYMONTH={_months_before(months[0])}",)
        return _Rule((*months, f"BYMONTHDAY={','.join(map(str, listed))}", *hour), names_day=True)
    if last:
        return _edge_day(last, months, hour)
    return _Rule((*months, *hour), names_day=bool(months or hour))


def _month_day(day: int, *, shift: bool) -> int:
    """Return the day of the month; -1 is the last, which a month without a 31st has too."""
    shifted = day - shift
    return -1 if shifted in {0, _LONGEST_MONTH} else shifted


def _months_before(months: str) -> str:
    numbers = sorted((int(one) - 2) % 12 + 1 for one in months.removeprefix("BYMONTH=").split(","))
    return ",".join(map(str, numbers))


def _edge_day(last: Match, months: tuple[str, ...], hour: tuple[str, ...]) -> _Rule:
    edge = 1 if fold(last["edge"] or last["close"]) == "dau" else -1
    unit = fold(last["unit"] or last["unit2"])
    if unit in {"quy", "qui"}:
        months = (f"BYMONTH={_MONTHS['dau' if edge == 1 else 'cuoi']}",)
    elif unit == "nam":
        months = (f"BYMONTH={1 if edge == 1 else 12}",)
    days = (_WORKWEEK, f"BYSETPOS={edge}") if last["work"] else (f"BYMONTHDAY={edge}",)
    return _Rule((*months, *days, *hour), names_day=True)


def _rrule(frequencies: list[tuple[str, int]], rule: _Rule) -> str | None:
    if not rule.is_possible or (not frequencies and not rule.parts):
        return None
    if rule.frequency:
        return ";".join((f"FREQ={rule.frequency}", *rule.parts))
    if len(frequencies) > 1:
        return None  # several rhythms are several rules: a person decides
    name, interval = frequencies[0] if frequencies else ("MONTHLY", 1)
    step = (f"INTERVAL={interval}",) if interval > 1 else ()
    return ";".join((f"FREQ={name}", *step, *rule.parts))


def _precision(words: Words, frequencies: list[tuple[str, int]], rule: _Rule) -> Precision:
    if find_time(words):
        return Precision.TIME
    if rule.names_day:
        return Precision.DAY
    return _PRECISIONS.get(frequencies[0], Precision.DAY) if frequencies else Precision.NONE
