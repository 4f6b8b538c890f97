"""Other ways to write what is looked for: abbreviations of officials.

They are looked for at query time beside what was typed and never change what is stored.
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from directives.reference.tables import abbreviations
from index.terms import Passage

SURE = 0.7
"""Weight of another spelling beside what was typed."""

AMBIGUOUS = 0.3
"""Weight of an abbreviation with several meanings; those of two letters always have some."""

_TWO_LETTERS = 2
# "P. Bến Thành"; a letter alone means nothing.
_MARKED_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]\.")
_LONGEST_READ = 60  # syllables; above it a text asks and names nothing
_MOST_VARIANTS = 6


@dataclass(frozen=True, slots=True)
class Variant:
    """Free words as they may also be written, and how much a match with them weighs."""

    free: tuple[Passage, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """What may stand for some folded syllables; `exact` are those they were made from."""

    exact: tuple[str, ...]
    written: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Known:
    """Syllables `start` to `end` of a passage and the other ways to write them."""

    start: int
    end: int
    ways: Sequence[_Rewriting]


_Table = dict[str, list[tuple[tuple[str, ...], list[_Rewriting]]]]
"""By the first folded syllable: all of them, the longest first, and what may stand for them."""


def variants_of(
    free: Sequence[Passage], typed: str, *, kept: Container[str] = ()
) -> tuple[Variant, ...]:
    """Return the other ways to write these words, each with one kind of change throughout.

    Args:
        free: The words.
        typed: What they were cut from: a letter stands for a word only with its full stop.
        kept: Folded syllables that stay as they are, because they are parts of a number.
    """
    if not 0 < sum(len(passage.exact) for passage in free) <= _LONGEST_READ:
        return ()
    found: dict[tuple[Passage, ...], float] = {}
    marked = bool(_MARKED_LETTER.search(typed))
    for table in (_expansions(with_letters=marked), _contractions(), _initials()):
        known = [_known_in(passage, table, kept) for passage in free]
        most = max((len(one.ways) for each in known for one in each), default=0)
        for choice in range(most):  # each meaning of an ambiguous abbreviation
            pairs = zip(free, known, strict=True)
            _remember(found, free, [_rewritten(one, each, choice) for one, each in pairs])
    ordered = sorted(found.items(), key=lambda row: -row[1])
    return tuple(Variant(*row) for row in ordered[:_MOST_VARIANTS])


def _remember(
    found: dict[tuple[Passage, ...], float],
    free: Sequence[Passage],
    written: list[tuple[tuple[str, ...], float]],
) -> None:
    passages = tuple(Passage.of(" ".join(words)) for words, _weight in written)
    if passages != tuple(free):
        found.setdefault(passages, min(weight for _words, weight in written))


def _rewritten(
    passage: Passage, known: Sequence[_Known], choice: int
) -> tuple[tuple[str, ...], float]:
    words: list[str] = []
    weight, position = SURE, 0
    for one in known:
        way = one.ways[min(choice, len(one.ways) - 1)]
        words += [*passage.exact[position : one.start], *way.written]
        weight, position = min(weight, way.weight), one.end
    return (*words, *passage.exact[position:]), weight


def _known_in(passage: Passage, table: _Table, kept: Container[str]) -> list[_Known]:
    """Return what of a passage has another way to be written, the longest first at each place."""
    found: list[_Known] = []
    end = 0
    for start, first in enumerate(passage.folded):
        if start < end or first not in table or first in kept:
            continue
        for folded, ways in table[first]:
            stop = start + len(folded)
            if passage.folded[start:stop] != folded:
                continue
            typed = passage.exact[start:stop]
            toned = typed != folded
            if fitting := [one for one in ways if not toned or one.exact == typed]:
                found.append(_Known(start, stop, fitting))
                end = stop
                break
    return found


@cache
def _pairs() -> tuple[tuple[Passage, Passage, float], ...]:
    """Return (abbreviation, meaning, weight) as syllables."""
    found = []
    for row in abbreviations():
        code = Passage.of(row.code.partition("(")[0])
        short = len("".join(code.exact)) <= _TWO_LETTERS
        weight = AMBIGUOUS if row.is_ambiguous or short else SURE
        meanings = [meaning.partition("(")[0] for meaning in row.meaning.split(" / ")]
        found += [(code, Passage.of(meaning), weight) for meaning in meanings]
    return tuple(found)


@cache
def _expansions(*, with_letters: bool) -> _Table:
    return _table(
        (code.folded, _Rewriting(code.exact, meaning.exact, weight))
        for code, meaning, weight in _pairs()
        if with_letters or not _is_letter(code)
    )


@cache
def _contractions() -> _Table:
    return _shortened(only_letters=False)


@cache
def _initials() -> _Table:
    """Return what a letter stands for; apart, so that "UBND xã" does not become "UBND X." only."""
    return _shortened(only_letters=True)


def _shortened(*, only_letters: bool) -> _Table:
    return _table(
        (meaning.folded, _Rewriting(meaning.exact, code.exact, weight))
        for code, meaning, weight in _pairs()
        if _is_letter(code) == only_letters
    )


def _is_letter(code: Passage) -> bool:
    return len("".join(code.exact)) == 1


def _table(rows: Iterable[tuple[tuple[str, ...], _Rewriting]]) -> _Table:
    ways: dict[tuple[str, ...], list[_Rewriting]] = {}
    for folded, way in rows:
        ways.setdefault(folded, []).append(way)
    table: _Table = {}
    for folded in sorted(ways, key=len, reverse=True):
        table.setdefault(folded[0], []).append((folded, ways[folded]))
    return table
