"""Other ways to write what is looked for: abbreviations of officials, i for y.

They are looked for at query time beside what was typed and never change what is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from directives.reference.tables import abbreviations
from directives.rules.spellings import other_spelling
from directives.rules.vietnamese import has_tone_marks
from index.terms import Passage

SURE = 0.7
"""Weight of another spelling beside what was typed."""

AMBIGUOUS = 0.3
"""Weight of an abbreviation with several meanings; those of two letters always have some."""

_TWO_LETTERS = 2
_LONGEST_READ = 60  # syllables; above it a text asks and names nothing
_MOST_VARIANTS = 6
_SWAPPED = str.maketrans("iíìỉĩịyýỳỷỹỵ", "yýỳỷỹỵiíìỉĩị")


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


def variants_of(free: Sequence[Passage]) -> tuple[Variant, ...]:
    """Return the other ways to write these words, each with one kind of change throughout."""
    if not 0 < sum(len(passage.exact) for passage in free) <= _LONGEST_READ:
        return ()
    found: dict[tuple[Passage, ...], float] = {}
    for table in (_expansions(), _contractions()):
        for choice in range(2):  # the second meaning of an ambiguous abbreviation
            _remember(found, free, [_rewritten(passage, table, choice) for passage in free])
    _remember(found, free, [_respelt(passage) for passage in free])
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


def _respelt(passage: Passage) -> tuple[tuple[str, ...], float]:
    pairs = zip(passage.exact, passage.folded, strict=True)
    words = (word.translate(_SWAPPED) if other_spelling(flat) else word for word, flat in pairs)
    return tuple(words), SURE


def _rewritten(
    passage: Passage, table: Mapping[tuple[str, ...], Sequence[_Rewriting]], choice: int
) -> tuple[tuple[str, ...], float]:
    words: list[str] = []
    weight, position = SURE, 0
    while position < len(passage.folded):
        known = next(_known_at(passage, position, table), None)
        if known is None:
            words.append(passage.exact[position])
            position += 1
            continue
        length, rewritings = known
        one = rewritings[min(choice, len(rewritings) - 1)]
        words += one.written
        weight, position = min(weight, one.weight), position + length
    return tuple(words), weight


def _known_at(
    passage: Passage, start: int, table: Mapping[tuple[str, ...], Sequence[_Rewriting]]
) -> Iterator[tuple[int, list[_Rewriting]]]:
    """Yield what is known from `start` on, the longest first."""
    for length in range(min(_longest(), len(passage.folded) - start), 0, -1):
        folded = passage.folded[start : start + length]
        typed = passage.exact[start : start + length]
        toned = has_tone_marks(" ".join(typed))
        fitting = [one for one in table.get(folded, ()) if not toned or one.exact == typed]
        if fitting:
            yield length, fitting


@cache
def _longest() -> int:
    return max(len(key) for table in (_expansions(), _contractions()) for key in table)


@cache
def _pairs() -> tuple[tuple[Passage, Passage, float], ...]:
    """Return (abbreviation, meaning, weight) as syllables."""
    found = []
    for row in abbreviations():
        code = Passage.of(row.code.partition("(")[0])
        # "TM.", "T/L", "V/v", "P." are marks of layout, and a letter alone means nothing.
        if row.code.endswith(".") or "/" in row.code or len("".join(code.exact)) < _TWO_LETTERS:
            continue
        short = len("".join(code.exact)) <= _TWO_LETTERS
        weight = AMBIGUOUS if row.is_ambiguous or short else SURE
        meanings = [meaning.partition("(")[0] for meaning in row.meaning.split(" / ")]
        found += [(code, Passage.of(meaning), weight) for meaning in meanings]
    return tuple(found)


@cache
def _expansions() -> Mapping[tuple[str, ...], list[_Rewriting]]:
    table: dict[tuple[str, ...], list[_Rewriting]] = {}
    for code, meaning, weight in _pairs():
        known = table.setdefault(code.folded, [])
        known.append(_Rewriting(code.exact, meaning.exact, weight))
    return table


@cache
def _contractions() -> Mapping[tuple[str, ...], list[_Rewriting]]:
    table: dict[tuple[str, ...], list[_Rewriting]] = {}
    for code, meaning, weight in _pairs():
        known = table.setdefault(meaning.folded, [])
        known.append(_Rewriting(meaning.exact, code.exact, weight))
    return table
