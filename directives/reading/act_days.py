"""The days that words name for what a document does to others, each document of a row its own.

"Tạm ngưng hiệu lực … từ ngày 01/11/2025 đến hết ngày 31/12/2025 và từ … đến …" suspends twice.
Source: Law 64/2025/QH15 Art. 56: a suspension has a first and a last day.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, zip_longest
from typing import Final

from directives.reading.citations import Mention
from directives.reading.dates import HOUR, WrittenDay, find_day
from directives.reading.own_acts import ITSELF, lead_of
from directives.rules.provision_references import find_provisions
from directives.rules.relation_claims import Days

UNSAID: Final[Days] = (None, None)
_DAY: Final = timedelta(days=1)
_MOST_TOLD: Final = 3_000  # characters between a verb and its day; real ones: 900
_MOST_INTERVALS: Final = 20  # of one suspension; real ones have one or two
_THIS: Final = r"(?:[^.;]{0,60}? )?này(?!\w)"
_AT_A_DAY: Final = r"(?=ngày\s|\d{1,2}[/.\-])"
_SINCE: Final = re.compile(
    r"(?P<own>có hiệu lực(?: thi hành)?,?\s)?"
    r"(?:(?P<after>(?:(?:kể )?từ )?sau|(?<!đến )hết)|(?:kể )?từ|vào)\s(?:hết\s)?"
    rf"{HOUR}?(?:(?P<this>(?:ngày|thời điểm|khi)\s{_THIS})|{_AT_A_DAY})"
    r"|\A\s?(?=ngày\s\d)",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    rf"đến\s(?:(?P<before>trước\s)?(?:hết\s)?{HOUR}?{_AT_A_DAY}|hết năm (?P<year>\d{{4}})(?!\d))"
)
_AGAIN: Final = re.compile(  # "… đến hết ngày 31/12/2025 và từ ngày 01/3/2026 đến …"
    r"\s?(?:[,;]\s(?:và\s|rồi\s)?|và\s|cũng như\s)(?:trong (?:khoảng )?thời gian\s)?"
    r"(?:(?:đồng thời|lại|tiếp tục|tiếp đó|sau đó|tạm|ngưng|ngừng|dừng|hiệu lực|thi hành)\s){0,6}"
    r"(?:(?:đợt|giai đoạn|lần)\s[^\s,.;:]{1,9}(?:\s[^\s,.;:]{1,9})?:?\s)?(?:(?:kể )?từ\s)?"
    rf"{HOUR}?{_AT_A_DAY}",
    re.IGNORECASE,
)
_WITHOUT_YEAR: Final = re.compile(
    r"(?:ngày\s)?(?P<day>\d{1,2})(?:/|\stháng\s)(?P<month>\d{1,2})\s(?:cho\s)?(?=đến\s)"
)
_TO: Final = re.compile(r"\s?,?\s?(?:cho\s)?(?=đến\s)")
_END: Final = re.compile(r"\s?[.;]?\s*$")
_REPEAL_DAY: Final = re.compile(
    rf"(?<!hiệu lực )(?<!thi hành )[Kk]ể từ {HOUR}?"
    r"(?=ngày\s\d)(?:(?!\svà\s)[^,;.]){0,60}[.;:]?\s*$"
)
_OWN_DAY: Final = re.compile(  # of one document of a row, before the next: "… kể từ ngày …; …"
    rf"(?<!hiệu lực )(?<!thi hành )[Kk]ể từ {HOUR}?{_AT_A_DAY}"
)
_ROW_GOES_ON: Final = re.compile(r"\s?(?:[,;.]|và\s|$)")
_OF_OTHER_THINGS: Final = re.compile(
    r"(?<!\w)(?:đối với|nộp|phát sinh|theo|thực hiện|áp dụng|trừ|riêng)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Since:
    """From when a verb acts: a day, or none with this document; and the words before that."""

    day: date | None
    between: str


@dataclass(frozen=True, slots=True)
class _Until:
    """The last day, and where its words end."""

    day: date
    end: int


def since_of(sentence: str, at: int, *, ends: bool) -> Since | None:
    """Return from when the verb that ends at `at` acts, None where the words do not say.

    What `ends` others may have only provisions between the verb and that.
    """
    after = sentence[at : at + _MOST_TOLD]
    lead = lead_of(sentence)
    ahead = None if ITSELF.search(lead) else _SINCE.search(lead)
    if ahead is not None and (first := _first_day(lead, ahead)):
        return Since(first, after)
    for match in _SINCE.finditer(after):
        between = after[: match.start()]
        is_near = not ends or not between.strip(" ,:(") or find_provisions(between)
        if match["own"] or not is_near:
            continue
        if match["this"]:
            return Since(None, between)
        if day := _first_day(after, match):
            return Since(day, between)
    return Since(None, after) if lead else None


def suspended_days(words: str, first: date | None) -> tuple[Days, ...]:
    """Return the days of a suspension that begins on `first`: more than one where it is resumed."""
    until = _until(words, _UNTIL.finditer(words))
    if until is None:
        return ((first, None),)
    begins_on = first if first and first <= until.day else None
    return ((begins_on, until.day), *islice(_further(words, until.end), _MOST_INTERVALS - 1))


def repeal_day(sentence: str) -> date | None:
    """Return the day of "Kể từ ngày 01/01/2026, bãi bỏ …" and "Bãi bỏ … kể từ ngày 01/01/2026."."""
    behind = _REPEAL_DAY.search(sentence)
    found = find_day(lead_of(sentence) or (behind[0] if behind else ""))
    return found.value if found else None


def days_of_each(
    said: tuple[Days, ...],
    objects: Sequence[Mention],
    words: str,
    begin: int,
    *,
    suspends: bool,
    is_ahead: bool,
) -> list[tuple[Days, ...]]:
    """Return the days on which each of the `objects`, which `words` name, is acted upon.

    What is `said` in a lead or in the head of a list (`is_ahead`) is said of all that have no
    days of their own. Days behind a row are those of the row; where one before its last has days,
    each has those that follow it next.
    """
    own = [
        _own_days(
            words[one.end - begin : after.start - begin if after else None], suspends=suspends
        )
        for one, after in zip_longest(objects, objects[1:])
    ]
    if is_ahead:
        return [_begun(days, said) or said for days in own]
    if any(said[0]) and not any(own[:-1]):
        return [said for _ in objects]
    each: list[tuple[Days, ...]] = []
    following: tuple[Days, ...] = ()
    for days in reversed(own):
        following = days or following
        each.append(following or (UNSAID,))
    return each[::-1]


def _own_days(behind: str, *, suspends: bool) -> tuple[Days, ...]:
    """Return the days that are said right behind a document; none are."""
    if not suspends:
        found = _OWN_DAY.search(behind)
        day = _day(behind, found.end()) if found else None
        if not (found and day) or _OF_OTHER_THINGS.search(behind[: found.start()]):
            return ()
        return ((day.value, None),) if _ROW_GOES_ON.match(behind, day.end) else ()
    since = next((one for one in _SINCE.finditer(behind) if _first_day(behind, one)), None)
    until = _UNTIL.search(behind)
    starts = [one.start() for one in (since, until) if one]
    if not starts or _OF_OTHER_THINGS.search(behind[: min(starts)]):
        return ()
    return suspended_days(behind, _first_day(behind, since) if since else None)


def _begun(days: tuple[Days, ...], said: tuple[Days, ...]) -> tuple[Days, ...]:
    """Return days of which the first begins as was said of all, unless it has its own beginning."""
    if not days or days[0][0] is not None:
        return days
    return ((said[0][0], days[0][1]), *days[1:])


def _first_day(text: str, since: re.Match[str]) -> date | None:
    """Return the first day that such words name, unless they tell of another effect."""
    day = _day(text, since.end())
    if day is None or since["own"]:
        return None
    is_next = since["after"] or since["hour"] == "24"
    return day.value + _DAY if is_next else day.value


def _until(text: str, found: Iterable[re.Match[str]]) -> _Until | None:
    for match in found:
        if match["year"]:
            return _Until(date(int(match["year"]), 12, 31), match.end())
        if day := _day(text, match.end()):
            is_before = match["before"] or match["hour"] in {"0", "00"}
            return _Until(day.value - _DAY if is_before else day.value, day.end)
    return None


def _further(words: str, at: int) -> Iterator[Days]:
    """Yield the days that follow the first ones of a suspension at once."""
    while (again := _AGAIN.match(words, at)) and (first := _day(words, again.end())):
        to = _TO.match(words, first.end)
        last = _UNTIL.match(words, to.end()) if to else None
        until = _until(words, [last] if last else [])
        if until is None and not _END.match(words, first.end):
            return
        yield first.value, until.day if until else None
        at = until.end if until else len(words)


def _day(text: str, at: int) -> WrittenDay | None:
    """Return the day that is written right at `at`; "01/11 đến 31/12/2025" names its year once."""
    short = _WITHOUT_YEAR.match(text, at)
    if short is not None:
        return _in_year_of_end(text, short)
    day = find_day(text, at, at + 40)
    return day if day and day.start <= at + len("ngày ") else None


def _in_year_of_end(text: str, short: re.Match[str]) -> WrittenDay | None:
    """Return a day without a year: the last such day before the end that follows it."""
    last = _UNTIL.match(text, short.end())
    until = _until(text, [last] if last else [])
    if until is None:
        return None
    day, month, year = int(short["day"]), int(short["month"]), until.day.year
    year -= (month, day) > (until.day.month, until.day.day)
    try:
        return WrittenDay(date(year, month, day), short.start(), short.end("month"))
    except ValueError:
        return None
