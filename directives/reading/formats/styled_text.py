"""The words of a paragraph as they are collected run by run, with the fonts of capitals noted."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from directives.reading.extraction import Span

# .VnTimeH, .VnArialH, .VnAvantH …: the ABC fonts whose small letters look like capitals. Programs
# add the name of a code page (".VnTimeH Tur").
_CAPITALS: Final = re.compile(
    r"['\"]?\.?Vn[\w .\-]{0,40}H(?: (?:Tur|CE|Cyr|Greek|Baltic|\(\w{1,20}\)))?['\"]?$"
)


@lru_cache(maxsize=256)
def is_capitals_font(name: str) -> bool:
    """Tell whether a font of this name draws the small letters of TCVN3 as capitals.

    >>> is_capitals_font(".VnTimeH"), is_capitals_font(".VnTime")
    (True, False)
    """
    return _CAPITALS.match(name.strip()) is not None


@dataclass(slots=True)
class StyledText:
    """Collects runs; `spans` are the stretches of `text` in fonts of capitals."""

    _pieces: list[str] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """What was collected."""
        return "".join(self._pieces)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches in capitals, in order; neighbours are one."""
        return tuple(self._spans)

    def append(self, text: str, *, capitals: bool = False) -> None:
        """Add a run."""
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        self._pieces.append(text)
        if not capitals:
            return
        if self._spans and self._spans[-1][1] == start:
            start = self._spans.pop()[0]
        self._spans.append((start, self._length))

    def extend(self, other: "StyledText") -> None:
        """Add all runs of another paragraph."""
        text = other.text
        done = 0
        for start, end in other.spans:
            self.append(text[done:start])
            self.append(text[start:end], capitals=True)
            done = end
        self.append(text[done:])
