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

    Bullets are written "- ", the dash of Vietnamese lists. `numbering` and `styles` are the roots
    of word/numbering.xml and word/styles.xml, or None where the file has none.
    """

    numbering: Any | None
    styles: Any | None
    _levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)  # numId → abstractNumId
    _restarts: set[tuple[str, int]] = field(default_factory=set)  # numId and level that start anew
    _counters: dict[str, list[int]] = field(default_factory=dict)
    _of_style: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.numbering is None:
            return
        for abstract in self.numbering.iterchildren(f"{_W}abstractNum"):
            self._learn_levels(abstract)
        for number in self.numbering.iterchildren(f"{_W}num"):
            name = number.get(f"{_W}numId", "")
            self._abstract[name] = _value(number, "abstractNumId", "")
            for override in number.iterchildren(f"{_W}lvlOverride"):
                if override.find(f"{_W}startOverride") is not None:
                    self._restarts.add((name, _number(override.get(f"{_W}ilvl"), 0)))
        if self.styles is not None:
            for style in self.styles.iterchildren(f"{_W}style"):
                properties = style.find(f"{_W}pPr/{_W}numPr")
                if properties is not None:
                    self._of_style[style.get(f"{_W}styleId", "")] = properties

    def label(self, paragraph: Any) -> str:
        """Return the printed label with a space after it, "" where there is none."""
        properties = self._properties(paragraph)
        if properties is None:
            return ""
        name = _value(properties, "numId", "0")
        depth = min(_number(_value(properties, "ilvl", "0"), 0), _MAX_LEVELS - 1)
        abstract = self._abstract.get(name, "")
        level = self._levels.get((abstract, depth))
        if level is None or level.number_format == "none":
            return ""
        if level.number_format == "bullet":
            return "- "
        counters = self._count(name, abstract, depth, level)
        text = re.sub(
            r"%([1-9])",
            lambda match: self._written(abstract, int(match[1]) - 1, counters),
            level.pattern,
        )
        return f"{text} " if text else ""

    def _learn_levels(self, abstract: Any) -> None:
        name = abstract.get(f"{_W}abstractNumId", "")
        for level in abstract.iterchildren(f"{_W}lvl"):
            self._levels[name, _number(level.get(f"{_W}ilvl"), 0)] = _Level(
                _value(level, "numFmt", "decimal"),
                _value(level, "lvlText", ""),
                _number(_value(level, "start", "1"), 1),
            )

    def _properties(self, paragraph: Any) -> Any | None:
        """Return the list properties of a paragraph, its own before those of its style."""
        if not self._abstract:
            return None
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            return own
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return None if style is None else self._of_style.get(style.get(f"{_W}val", ""))

    def _count(self, name: str, abstract: str, depth: int, level: _Level) -> list[int]:
        counters = self._counters.setdefault(abstract, [0] * _MAX_LEVELS)
        if (name, depth) in self._restarts:
            self._restarts.discard((name, depth))
            counters[depth] = 0
        counters[depth] = counters[depth] + 1 if counters[depth] else level.start
        counters[depth + 1 :] = [0] * (_MAX_LEVELS - depth - 1)
        return counters

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
    return default if child is None else str(child.get(f"{_W}val", default))


def _number(text: str | None, default: int) -> int:
    return int(text[:6]) if text and text.isdecimal() else default
