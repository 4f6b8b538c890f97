"""The words of a phrase, and patterns that read them with and without tone marks.

Patterns are written in Vietnamese with a space for white space and "~" for optional white space.
None nests a repetition in another, so that matching is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directives.rules.vietnamese import fold, has_tone_marks

Match = re.Match[str]

_MARKED_LETTER: Final = re.compile(r"[^\x00-\x7f]")
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | {ord("／"): "/", ord("⁄"): "/"}
_VALUES: Final = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "nham": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_DIGITS: Final = re.compile(r"\d+")

_UNIT: Final = "(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
# Ten and more never takes "năm" for five: "mười năm" is ten years, fifteen is "mười lăm".
_SPELLED: Final = (
    rf"(?:{_UNIT} mươi(?: (?:mốt|một|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|tám|chín))?"
    rf"|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?|{_UNIT})"
)
# Figures, words, or either with the other in brackets.
NUMBER: Final = rf"(?:\d{{1,4}}(?:~\(~[^\W\d][^()\d]{{0,20}}\))?|{_SPELLED}(?:~\(~\d{{1,3}}~\))?)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern for text with tone marks and one for text without."""

    marked: re.Pattern[str]
    plain: re.Pattern[str]


def pattern(source: str) -> Pattern:
    """Compile a pattern of whole words."""
    return _compiled(rf"(?<!\w)(?:{source})(?!\w)")


def opening(source: str) -> Pattern:
    """Compile a pattern of words that stand before what is read next."""
    return _compiled(rf"(?<!\w)(?:{source})")


def following(source: str) -> Pattern:
    """Compile a pattern of words that stand right after what was read."""
    return _compiled(rf"(?:{source})(?!\w)")


def ending(source: str) -> Pattern:
    """Compile a pattern of words that stand right before what follows."""
    return _compiled(rf"(?<!\w)(?:{source})\s{{0,4}}$")


def _compiled(source: str) -> Pattern:
    spaced = source.replace(" ", r"\s{1,4}").replace("~", r"\s{0,4}")
    plain = _MARKED_LETTER.sub(lambda letter: fold(letter[0]), spaced)
    return Pattern(re.compile(spaced), re.compile(plain))


@dataclass(frozen=True, slots=True)
class Words:
    """Text in lower case, one character for one of the original; `plain` without tone marks."""

    text: str
    plain: bool

    @classmethod
    def of(cls, text: str) -> "Words":
        """Return the words of NFC text."""
        if not has_tone_marks(text):
            return cls(fold(text).translate(_DASHES), plain=True)
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
        return cls(lowered.translate(_DASHES), plain=False)

    def folded(self) -> "Words":
        """Return the same words without tone marks."""
        return Words(fold(self.text), plain=True)

    def search(self, sought: Pattern, start: int = 0) -> Match | None:
        """Return the first match from `start` on."""
        return self._form(sought).search(self.text, start)

    def match(self, sought: Pattern, start: int = 0) -> Match | None:
        """Return the match that begins at `start`."""
        return self._form(sought).match(self.text, start)

    def fullmatch(self, sought: Pattern) -> Match | None:
        """Return the match of the whole text."""
        return self._form(sought).fullmatch(self.text)

    def finditer(self, sought: Pattern) -> Iterator[Match]:
        """Yield all matches from left to right."""
        return self._form(sought).finditer(self.text)

    def before(self, sought: Pattern, end: int, *, within: int = 60) -> Match | None:
        """Return the match of an `ending` pattern right before `end`."""
        return self._form(sought).search(self.text[max(0, end - within) : end])

    def _form(self, sought: Pattern) -> re.Pattern[str]:
        return sought.plain if self.plain else sought.marked


def number_of(words: str) -> int:
    """Return the value of what `NUMBER` matched; digits win over words.

    >>> number_of("06 (sáu)"), number_of("ba mươi"), number_of("mười lăm")
    (6, 30, 15)
    """
    digits = _DIGITS.search(words)
    if digits:
        return int(digits[0])
    total = 0
    for word in fold(words).split():
        if word == "muoi":
            total = max(total, 1) * 10
        else:
            total += _VALUES[word]
    return total
