"""The labels that a program prints before the paragraphs of an automatic list."""

import re
from dataclasses import dataclass, field
from typing import Final

MAX_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: "%1" in `pattern` is the count of the first level, and so on.

    `number_format` is a word of WordprocessingML: decimal, upperRoman, lowerLetter, bullet, none …
    """

    number_format: str
    pattern: str
    start: int = 1


@dataclass(slots=True)
class ListCounters:
    """Counts the lists of one document; `levels` is keyed by list and depth from 0.

    `restarts` holds the numberings and depths that start anew when first used.
    """

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    restarts: set[tuple[str, int]] = field(default_factory=set)
    _counters: dict[str, list[int]] = field(default_factory=dict)

    def label(self, name: str, depth: int, *, numbering: str = "") -> str:
        """Count a paragraph and return its label with a space after it, "" where there is none.

        Bullets are written "- ", the dash of Vietnamese lists.
        """
        depth = min(max(depth, 0), MAX_LEVELS - 1)
        level = self.levels.get((name, depth))
        if level is None or level.number_format == "none":
            return ""
        if level.number_format == "bullet":
            return "- "
        counters = self._count(name, numbering, depth, level)
        text = _PLACE.sub(
            lambda match: self._written(name, int(match[1]) - 1, counters), level.pattern
        )
        return f"{text} " if text else ""

    def _count(self, name: str, numbering: str, depth: int, level: Level) -> list[int]:
        counters = self._counters.setdefault(name, [0] * MAX_LEVELS)
        if (numbering, depth) in self.restarts:
            self.restarts.discard((numbering, depth))
            counters[depth] = 0
        counters[depth] = counters[depth] + 1 if counters[depth] else level.start
        counters[depth + 1 :] = [0] * (MAX_LEVELS - depth - 1)
        return counters

    def _written(self, name: str, depth: int, counters: list[int]) -> str:
        level = self.levels.get((name, depth))
        count = counters[depth] or (level.start if level else 1)
        return formatted(count, level.number_format if level else "decimal")


def formatted(count: int, number_format: str) -> str:
    """Write a count as its list does.

    >>> formatted(4, "upperRoman"), formatted(2, "lowerLetter"), formatted(7, "decimalZero")
    ('IV', 'b', '07')
    """
    if number_format in {"upperRoman", "lowerRoman"}:
        roman = _roman(count)
        return roman if number_format == "upperRoman" else roman.lower()
    if number_format in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if number_format == "upperLetter" else letter
    return f"{count:02d}" if number_format == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written, rest = "", min(max(count, 1), 3999)
    for value, letters in _ROMAN:
        repeat, rest = divmod(rest, value)
        written += letters * repeat
    return written
