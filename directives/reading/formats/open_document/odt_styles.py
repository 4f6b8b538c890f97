"""Styles and lists of an .odt, as far as they decide what is printed and where.

Source: OASIS Open Document Format 1.3, part 3.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from directives.reading.formats.list_labels import MAX_LEVELS, Level, ListCounters
from directives.reading.formats.styled_text import is_capitals_font

_OASIS: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
STYLE: Final = f"{_OASIS}style:1.0}}"
TEXT: Final = f"{_OASIS}text:1.0}}"
FO: Final = f"{_OASIS}xsl-fo-compatible:1.0}}"
SVG: Final = f"{_OASIS}svg-compatible:1.0}}"
OUTLINE: Final = "\x00outline"  # no list can have this name
_FORMATS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "": "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What the reader needs of a style; None is inherited."""

    parent: str = ""
    centred: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    list_name: str | None = None


_PLAIN: Final = OdtStyle()


@dataclass(slots=True)
class OdtStyles:
    """The styles of a document by family and name, and the levels of its lists by name."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _styles: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)

    def learn(self, root: Any) -> None:
        """Read the styles of content.xml or styles.xml."""
        fonts = {
            face.get(f"{STYLE}name", ""): face.get(f"{SVG}font-family", "")
            for face in root.iter(f"{STYLE}font-face")
        }
        for style in root.iter(f"{STYLE}style"):
            key = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
            self._styles[key] = _style(style, fonts)
        for listed in root.iter(f"{TEXT}list-style"):
            self.levels[listed.get(f"{STYLE}name", "")] = _levels(listed)
        for outline in root.iter(f"{TEXT}outline-style"):
            self.levels[OUTLINE] = _levels(outline)

    def is_centred(self, name: str) -> bool:
        """Tell whether a paragraph style centres."""
        return bool(self._first("paragraph", name, "centred"))

    def is_capitals(self, family: str, name: str) -> bool | None:
        """Tell whether a style has a font of capitals; None where it names no font."""
        found = self._first(family, name, "capitals")
        return None if found is None else bool(found)

    def is_hidden(self, family: str, name: str) -> bool:
        """Tell whether a style hides its words."""
        return bool(self._first(family, name, "hidden"))

    def list_of(self, name: str) -> str:
        """Return the list that a paragraph style belongs to, "" without one."""
        return str(self._first("paragraph", name, "list_name") or "")

    def _first(self, family: str, name: str, attribute: str) -> bool | str | None:
        """Return what a style says, or the nearest style that it is based on."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            style = self._styles.get((family, name), _PLAIN)
            value: bool | str | None = getattr(style, attribute)
            if value is not None:
                return value
            name = style.parent
        return None


@dataclass(slots=True)
class OdtLists:
    """Writes the labels; each list of the text is counted for itself unless it goes on."""

    styles: OdtStyles
    _counters: ListCounters = field(default_factory=ListCounters)
    _last: dict[str, str] = field(default_factory=dict)  # style → the list that used it last
    _count: int = 0

    def open(self, style: str, *, continues: bool) -> str:
        """Begin a list of a style and return the name it is counted under."""
        if continues and style in self._last:
            return self._last[style]
        self._count += 1
        name = f"{style}#{self._count}"
        self._last[style] = name
        for depth, level in self.styles.levels.get(style, {}).items():
            self._counters.levels[name, depth] = level
        return name

    def label(self, name: str, depth: int) -> str:
        """Count a paragraph and return its label with a space after it, "" where it has none."""
        return self._counters.label(name, depth)


def _style(style: Any, fonts: dict[str, str]) -> OdtStyle:
    centred = capitals = hidden = None
    for properties in style.iterchildren(f"{STYLE}paragraph-properties"):
        align = properties.get(f"{FO}text-align")
        centred = centred if align is None else align == "center"
    for properties in style.iterchildren(f"{STYLE}text-properties"):
        font = properties.get(f"{STYLE}font-name") or properties.get(f"{FO}font-family")
        if font is not None:
            capitals = is_capitals_font(font) or is_capitals_font(fonts.get(font, ""))
        display = properties.get(f"{TEXT}display")
        hidden = hidden if display is None else display == "none"
    return OdtStyle(
        style.get(f"{STYLE}parent-style-name", ""),
        centred,
        capitals,
        hidden,
        style.get(f"{STYLE}list-style-name"),
    )


def _levels(listed: Iterable[Any]) -> dict[int, Level]:
    levels = {}
    for element in listed:
        level = _number(element.get(f"{TEXT}level"), 0)
        if not 0 < level <= MAX_LEVELS or not isinstance(element.tag, str):
            continue
        is_bullet = element.tag == f"{TEXT}list-level-style-bullet"
        levels[level - 1] = Level("bullet", "") if is_bullet else _numbered(element, level)
    return levels


def _numbered(element: Any, level: int) -> Level:
    number_format = element.get(f"{STYLE}num-format", "")
    shown = min(max(_number(element.get(f"{TEXT}display-levels"), 1), 1), level)
    places = ".".join(f"%{place}" for place in range(level - shown + 1, level + 1))
    prefix, suffix = element.get(f"{STYLE}num-prefix", ""), element.get(f"{STYLE}num-suffix", "")
    start = _number(element.get(f"{TEXT}start-value"), 1)
    return Level(_FORMATS.get(number_format, "decimal"), prefix + places + suffix, start)


def _number(text: str | None, default: int) -> int:
    return int(text[:6]) if text and text.isdecimal() else default
