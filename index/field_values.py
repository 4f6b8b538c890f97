"""What the values of query fields mean, as the codes of the index; None when not understood.

Values come folded or with tones, with hyphens, underscores or spaces, as codes or as names.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from directives.reference.tables import (
    agencies,
    document_types,
    former_provinces,
    provinces,
    sectors,
)
from directives.rules.effect import ALIVE, DEAD
from directives.rules.vietnamese import fold, tokens
from directives.vocabulary import VALIDITY_LABELS, Validity

_ALIVE = tuple(state.value for state in Validity if state in ALIVE)
_ENDED = tuple(state.value for state in Validity if state in DEAD)
_NOT_NOW = (Validity.SUSPENDED.value, *_ENDED)  # "not yet" is not "no longer", drafts are neither
_ENDED_LABEL = "het hieu luc"
_YES = frozenset({"co", "con", "yes", "true", "dung", "1", "y"})
_NO = frozenset({"khong", "het", "no", "false", "sai", "0", "n"})
_YEARS = re.compile(r"(?P<first>[0-9]{4})(?:\s*[-–]\s*(?P<last>[0-9]{4}))?")
_LONGEST_SPAN = 100
_DAY_FORMS = (
    re.compile(r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?)?"),
    re.compile(r"(?:(?P<day>[0-9]{1,2})[-/.])?(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})"),
)
_KINDS = ("tinh ", "thanh pho ", "tp ")


def spoken(text: str) -> str:
    """Return a name as it is compared: folded words with single spaces.

    >>> spoken("Quyết-định")
    'quyet dinh'
    """
    return " ".join(tokens(fold(text)))


def type_codes(value: str) -> tuple[str, ...] | None:
    """Return the codes of a type named by its code or its name."""
    return _types().get(spoken(value))


def agency_codes(value: str) -> tuple[str, ...] | None:
    """Return the abbreviations of a central body named by abbreviation, alias or name."""
    return _agencies().get(spoken(value))


def sector_codes(value: str) -> tuple[str, ...] | None:
    """Return the codes of a sector named by its code, its name or one of its keywords."""
    return _sectors().get(spoken(value))


def province_codes(value: str) -> tuple[str, ...] | None:
    """Return the codes of a province, present or former, with or without its kind."""
    name = spoken(value)
    for kind in _KINDS:
        name = name.removeprefix(kind)
    return _provinces().get(name)


def status_codes(value: str) -> tuple[str, ...] | None:
    """Return the legal effect named by its code or its label."""
    return _statuses().get(spoken(value))


def in_force_codes(value: str) -> tuple[str, ...] | None:
    """Return the legal effects that a yes or a no stands for."""
    answer = spoken(value)
    if answer in _YES or answer == "con hieu luc":
        return _ALIVE
    if answer == _ENDED_LABEL:
        return _ENDED
    return _NOT_NOW if answer in _NO else None


def years(value: str) -> tuple[int, ...] | None:
    """Return the years of "2025" or "2024-2025"."""
    match = _YEARS.fullmatch(value.strip())
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"] or match["first"])
    first, last = min(first, last), max(first, last)
    return tuple(range(first, last + 1)) if last - first <= _LONGEST_SPAN else None


def day(value: str, *, is_last: bool) -> date | None:
    """Return the day of "2025-07-01", "1/7/2025", "7/2025" or "2025".

    Args:
        value: What was typed.
        is_last: Whether a month or a year stands for its last day, not its first.
    """
    match = next(filter(None, (form.fullmatch(value.strip()) for form in _DAY_FORMS)), None)
    if match is None:
        return None
    year, month = int(match["year"]), int(match["month"] or (12 if is_last else 1))
    try:
        last = monthrange(year, month)[1]
        return date(year, month, int(match["day"] or (last if is_last else 1)))
    except ValueError:  # no such month, day or year
        return None


@cache
def _types() -> Mapping[str, tuple[str, ...]]:
    coded = [kind for kind in document_types() if kind.code]
    return _table(
        (name, kind.code)
        for kind in coded
        for written in (kind.code, kind.name_vi, kind.name_en)
        for name in (written, written.partition("(")[0])
    )


@cache
def _agencies() -> Mapping[str, tuple[str, ...]]:
    return _table(
        (name, body.code)
        for body in agencies()
        for name in (body.code, body.name_vi, body.name_en, *body.aliases)
    )


@cache
def _sectors() -> Mapping[str, tuple[str, ...]]:
    by_name = _table(
        (name, sector.code)
        for sector in sectors()
        for name in (sector.code, sector.name_vi, sector.name_en)
    )
    by_word = _table((word, sector.code) for sector in sectors() for word in sector.keywords)
    return {**by_word, **by_name}


@cache
def _provinces() -> Mapping[str, tuple[str, ...]]:
    present = [
        (name, place.code) for place in provinces() for name in (place.name_vi, *place.aliases)
    ]
    former = [(place.name_vi, place.successor) for place in former_provinces()]
    codes = [(place.code, place.code) for place in provinces()]
    return _table([*codes, *present, *former])


@cache
def _statuses() -> Mapping[str, tuple[str, ...]]:
    labels = {state: str(VALIDITY_LABELS[state]) for state in Validity}
    return _table(
        [
            *((state.value, state.value) for state in Validity),
            *((label, state.value) for state, label in labels.items()),
            *((_ENDED_LABEL, state) for state in _ENDED),
        ]
    )


def _table(rows: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, code in rows:
        if key := spoken(name):
            found.setdefault(key, {})[code] = None
    return {key: tuple(codes) for key, codes in found.items()}


Reader = Callable[[str], tuple[str, ...] | None]

CHOICES: Mapping[str, Reader] = {
    "type": type_codes,
    "agency": agency_codes,
    "sector": sector_codes,
    "province": province_codes,
    "status": status_codes,
    "in_force": in_force_codes,
}
"""How to read the values of the fields that choose among codes."""
