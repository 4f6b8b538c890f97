"""How alike two texts are: the same letter typed again, scanned, or sent with other spacing."""

from typing import Final

from directives.rules.vietnamese import fold, tokens

SHINGLE: Final = 5  # syllables that must follow one another
NEAR_FROM: Final = 0.9


def likeness(one: str, other: str) -> float:
    """Return the share of shingles that two NFC texts have in common, from 0 to 1 (Jaccard).

    Marks and case are left aside, because reading a scan loses them first. Texts shorter than a
    shingle are only alike when they are equal.
    """
    ones, others = _shingles(one), _shingles(other)
    together = len(ones | others)
    return len(ones & others) / together if together else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = tokens(fold(text))
    last = max(len(words) - SHINGLE + 1, 1)
    return {tuple(words[start : start + SHINGLE]) for start in range(last)} if words else set()
