"""The lists of a .docx: word/numbering.xml and the styles that name its lists."""

from dataclasses import dataclass, field
from typing import Any, Final

from directives.reading.formats.list_labels import Level, ListCounters

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(slots=True)
class ListLabels:
    """Counts the lists of one document and writes the label of each paragraph.

    `numbering` and `styles` are the roots of word/numbering.xml and word/styles.xml, or None where
    the file has none.
    """

    numbering: Any | None
    styles: Any | None
    _counters: ListCounters = field(default_factory=ListCounters)
    _abstract: dict[str, str] = field(default_factory=dict)  # numId → abstractNumId
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
                    depth = _number(override.get(f"{_W}ilvl"), 0)
                    self._counters.restarts.add((name, depth))
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
        depth = _number(_value(properties, "ilvl", "0"), 0)
        return self._counters.label(self._abstract.get(name, ""), depth, numbering=name)

    def _learn_levels(self, abstract: Any) -> None:
        name = abstract.get(f"{_W}abstractNumId", "")
        for level in abstract.iterchildren(f"{_W}lvl"):
            self._counters.levels[name, _number(level.get(f"{_W}ilvl"), 0)] = Level(
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


def _value(element: Any, tag: str, default: str) -> str:
    child = element.find(f"{_W}{tag}")
    return default if child is None else str(child.get(f"{_W}val", default))


def _number(text: str | None, default: int) -> int:
    return int(text[:6]) if text and text.isdecimal() else default
