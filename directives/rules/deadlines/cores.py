"""The days and periods that words name, from left to right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from directives.rules.deadlines import days, feasts, periods, rule_words
from directives.rules.deadlines.deadline import Named, Setting
from directives.rules.deadlines.spans import MONTHS_OF_YEAR, months, quarter_of, quarters
from directives.rules.deadlines.words import Match, Pattern, Words, pattern
from directives.rules.vietnamese import fold
from directives.vocabulary import Precision

_BARE: Final = pattern(
    r"(?:(?<=trong\s)|(?<=hết\s))(?P<unit>tháng|quý|quí|năm)(?=\s*(?:$|[,;.)]|để |phải |và ))"
)
_TO: Final = frozenset({"den", "toi", "-", "den het"})
_AND: Final = frozenset({",", "va"})
_OR: Final = frozenset({";", "hoac"})
_READERS: Final = (
    *days.READERS,
    *periods.READERS,
    (feasts.FEAST, feasts.read_feast),
)


@dataclass(frozen=True, slots=True)
class Core:
    """Words that name a day or period, and the days."""

    start: int
    end: int
    named: Named


def find_core(words: Words, setting: Setting) -> Core | None:
    """Return the first day or period named.

    Raises:
        DayImpossible: it is in no calendar.
    """
    return next(find_cores(words, setting), None)


def find_cores(words: Words, setting: Setting) -> Iterator[Core]:
    """Yield what is named, from left to right; of words that begin together the longest counts."""
    position = 0
    while (core := _next(words, position, setting)) is not None:
        yield core
        position = core.end


def joined(words: Words, cores: Sequence[Core]) -> list[Core]:
    """Return the cores, each "A - B" as one from the first day of A to the last of B.

    "A or B", "A; B" leave it open: a person should look. A list of days is left as it is.
    """
    found: list[Core] = []
    for core in cores:
        before = found[-1] if found else None
        if before is not None and (whole := _whole(words, before, core)) is not None:
            found[-1] = whole
        else:
            found.append(core)
    return found


def _whole(words: Words, before: Core, core: Core) -> Core | None:
    first, last = before.named, core.named
    between = fold(words.text[before.end : core.start].strip())
    are_days = Precision.DAY in (first.precision, last.precision)
    if between not in (_TO if are_days else _TO | _AND | _OR) or last.last <= first.last:
        return None
    doubt = first.doubt or last.doubt or between in _OR
    return Core(before.start, core.end, replace(last, first=first.first, doubt=doubt))


def _next(words: Words, position: int, setting: Setting) -> Core | None:
    part = words.search(periods.PART, position)
    lunar = next(
        (one for one in _all(words, feasts.LUNAR_DAY, position) if feasts.is_lunar(one)), None
    )
    matches = [
        (match, reader)
        for sought, reader in _READERS
        if (match := words.search(sought, position)) is not None
    ]
    if lunar is not None:
        matches.append((lunar, feasts.read_lunar_day))
    bare = words.search(_BARE, position)
    first = min(matches, key=lambda one: (one[0].start(), -one[0].end()), default=None)
    begins = [one.start() for one in (part, bare, first[0] if first else None) if one]
    if not begins:
        return None
    if part is not None and part.start() == min(begins):
        return _part(words, part, setting)
    if bare is not None and bare.start() == min(begins):
        return Core(bare.start(), bare.end(), _current(bare["unit"], setting))
    match, reader = first  # type: ignore[misc]  # it is what begins first
    return Core(match.start(), match.end(), reader(match, setting))


def _all(words: Words, sought: Pattern, position: int) -> Iterator[Match]:
    while (match := words.search(sought, position)) is not None:
        yield match
        position = match.end()


def _part(words: Words, part: Match, setting: Setting) -> Core:
    """Read "cuối tháng 9": part of the period that follows, of the present one if it is bare."""
    at = part.end()
    while words.text[at].isspace():
        at += 1
    for sought, reader in periods.READERS:
        match = words.match(sought, at)
        if match is not None:
            named = reader(match, setting)
            return Core(part.start(), match.end(), periods.part_of(part, named, setting))
    unit = words.text[at:].split(None, 1)[0].strip(" ,;.:)")
    named = _current(unit, setting)
    return Core(part.start(), at + len(unit), periods.part_of(part, named, setting))


def _current(unit: str, setting: Setting) -> Named:
    """Return the month, quarter or year of the document."""
    on = setting.document_date
    folded = fold(unit)
    if folded == "thang":
        span, precision = months(on.year, on.month, on.month), Precision.MONTH
        return Named(*span, precision, rule_words.MONTH)
    if folded == "nam":
        span, precision = months(on.year, 1, MONTHS_OF_YEAR), Precision.YEAR
        return Named(*span, precision, rule_words.YEAR)
    quarter = quarter_of(on)
    return Named(*quarters(on.year, quarter, quarter), Precision.QUARTER, rule_words.QUARTER)
