"""Holes in a series of numbers: what lies between the known ones and is not known.

Source: Decree 30/2020/NĐ-CP Art. 15: numbers run from 01 on 1 January to 31 December within one
body; each type of a normative document has its own series (15.3a). What a body does with its
other documents its head decides; most give each type, and letters, a series of their own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from directives.rules.normative import has_year
from directives.vocabulary import Sureness

_OWN_SYMBOL: Final = re.compile(r"/(?:QH|UBTVQH)\d+$")
_BROKEN: Final = re.compile(r"\d+\.\d")
_JOINT: Final = frozenset({"TTLT", "NQLT"})
_MANY, _SOME = 5, 3
_DENSE, _THIN = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Hole:
    """The numbers from `first` to `last`, none of which is known."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many numbers are missing."""
        return self.last - self.first + 1


def series_name(type_code: str, key: str) -> tuple[str, bool] | None:
    """Return the series of a number within its issuer and year, and whether the law sets it.

    None for numbers that run in no series of one body: joint documents, and those with a number
    of their own behind a point ("66.7/2025/NQ-CP").
    """
    if type_code in _JOINT or _BROKEN.match(key):
        return None
    own = _OWN_SYMBOL.search(key)
    if own:  # laws and resolutions share the numbers of a term of the National Assembly
        return own[0][1:], True
    return type_code, has_year(key)


def holes_between(known: Iterable[int]) -> list[Hole]:
    """Return the holes between the smallest and the largest known number, in order."""
    numbers = sorted(set(known))
    return [
        Hole(before + 1, after - 1) for before, after in pairwise(numbers) if after - before > 1
    ]


def sureness(known_count: int, span: int, *, by_law: bool) -> Sureness:
    """Return how sure it is that the missing numbers were given out.

    Between many known numbers that lie close a hole is a document that was not registered; where
    few are known, or the body may share its numbers among types, it may be none.
    """
    density = known_count / span
    if known_count >= _MANY and density >= _DENSE and by_law:
        return Sureness.HIGH
    if known_count >= _SOME and density >= _THIN:
        return Sureness.MEDIUM
    return Sureness.LOW
