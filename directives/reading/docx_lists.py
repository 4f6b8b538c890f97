"""The labels that Word prints before the paragraphs of an automatic list."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    number_format: str
    pattern: str
    start: int


@dataclass(slots=True)
class ListLabels:
    """Counts the lists of one document and writes the label of each paragraph.

    Bullets are written "- ", the dash of Vietnamese lists. `numbering` is the root of
    word/numbering.xml, or None where the file has none.
    """

    numbering: Any | None
    _levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    _counters: dict[str, list[int]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.numbering is None:
            return
        for abstract in self.numbering.iterchildren(f"{_W}abstractNum"):
            name = abstract.get(f"{_W}abstractNumId", "")
            for level in abstract.iterchildren(f"{_W}lvl"):
                depth = _number(level.get(f"{_W}ilvl"), 0)
                self._levels[name, depth] = _Level(
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _number(_value(level, "start", "1"), 1),
                )
        for number in self.numbering.iterchildren(f"{_W}num"):
            self._abstract[number.get(f"{_W}numId", "")] = _value(number, "abstractNumId", "")

    def label(self, paragraph: Any) -> str:
        """Return the printed label with a space after it, "" where there is none."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None or not self._abstract:
            return ""
        abstract = self._abstract.get(_value(properties, "numId", "0"))
        depth = min(_number(_value(properties, "ilvl", "0"), 0), _MAX_LEVELS - 1)
        if abstract is None or (abstract, depth) not in self._levels:
            return ""
        level = self._levels[abstract, depth]
        if level.number_format == "none":
            return ""
        if level.number_format == "bullet":
            return "- "
        counters = self._counters.setdefault(abstract, [0] * _MAX_LEVELS)
        counters[depth] = counters[depth] + 1 if counters[depth] else level.start
        counters[depth + 1 :] = [0] * (_MAX_LEVELS - depth - 1)
        text = re.sub(
            r"%([1-9])",
            lambda match: self._written(abstract, int(match[1]) - 1, counters),
            level.pattern,
        )
        return f"{text} " if text else ""

    def _written(self, abstract: str, depth: int, counters: list[int]) -> str:
        level = self._levels.get((abstract, depth))
        count = counters[depth] or (level.start if level else 1)
        return _formatted(count, level.number_format if level else "decimal")


def _formatted(count: int, number_format: str) -> str:
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


def _value(element: Any, tag: str, default: str) -> str:
    child = element.find(f"{_W}{tag}")
    return default if child is None else child.get(f"{_W}val", default)


def _number(text: str | None, default: int) -> int:
    return int(text[:6]) if text and text.isdecimal() else default
