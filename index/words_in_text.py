"""A query as patterns over plain text: what the database is asked for while there is no index."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from directives.store.word_scan import Patterns
from index.query import SearchQuery
from index.terms import Passage

_VARIED = frozenset("adeiouy")  # the letters that Vietnamese marks
_SHORT = 4  # needles; up to so many, half of them must be there, else a third
_ASKED_FOR = 9  # needles of a long question that the database looks for
_LITERALLY = 1.0  # what the very tones add to the share of needles found


@dataclass(frozen=True, slots=True)
class _Needle:
    """Folded syllables that stand together."""

    syllables: tuple[str, ...]

    def is_in(self, line: str) -> bool:
        """Tell whether a line of syllables has them."""
        return _line(self.syllables) in line

    @property
    def pattern(self) -> str:
        """A LIKE pattern of texts that have the needle: one character for each marked one."""
        return "%" + "_".join("".join(map(_like, syllable)) for syllable in self.syllables) + "%"

    @property
    def plain_letters(self) -> int:
        """How many characters of the pattern are certain; the more, the fewer texts have it."""
        return sum(_like(char) != "_" for syllable in self.syllables for char in syllable)


class WordsInText:
    """Tells whether, and how well, a text answers a query. Built once for each query."""

    def __init__(self, query: SearchQuery) -> None:
        self._phrases = [_Needle(phrase.folded) for phrase in query.phrases]
        self._excluded = [_Needle(passage.folded) for passage in query.excluded]
        pairs = [pair for passage in query.free for pair in _pairs(passage)]
        self._needles = [_Needle(pair) for pair in dict.fromkeys(pairs)]
        words = [word for passage in query.free for word in passage.folded]
        self._words = [_Needle((word,)) for word in dict.fromkeys(words)]
        self._needed = _needed(len(self._needles))
        self._literal = [_Needle(passage.exact) for passage in query.wanted if query.toned]

    @property
    def asks_for_words(self) -> bool:
        """Whether anything is looked for; else all that is not excluded is wanted."""
        return bool(self._needles or self._phrases)

    def patterns(self) -> Patterns:
        """Return what the database is to look for."""
        telling = sorted(self._needles, key=lambda needle: -needle.plain_letters)[:_ASKED_FOR]
        return Patterns(
            each=[phrase.pattern for phrase in self._phrases],
            some=[needle.pattern for needle in telling],
            # Of a long question any part may be what the text has.
            needed=self._needed if len(telling) <= _SHORT else len(telling) // _SHORT,
            others=[word.pattern for word in self._words] if self._takes_any_order else (),
        )

    def score(self, text: str) -> float | None:
        """Return how well a text answers; None when it does not."""
        passage = Passage.of(text)
        folded = _line(passage.folded)
        if not all(phrase.is_in(folded) for phrase in self._phrases):
            return None
        if any(excluded.is_in(folded) for excluded in self._excluded):
            return None
        found = sum(needle.is_in(folded) for needle in self._needles)
        if found < self._needed and not self._has_all_words(folded):
            return None
        share = found / len(self._needles) if self._needles else 1.0
        return share + (_LITERALLY if self._is_literally_in(passage) else 0.0)

    def _is_literally_in(self, passage: Passage) -> bool:
        exact = _line(passage.exact) if self._literal else ""
        return bool(self._literal) and all(one.is_in(exact) for one in self._literal)

    @property
    def _takes_any_order(self) -> bool:
        return 0 < len(self._needles) <= _SHORT

    def _has_all_words(self, folded: str) -> bool:
        return self._takes_any_order and all(word.is_in(folded) for word in self._words)


def _needed(count: int) -> int:
    return (count + 1) // 2 if count <= _SHORT else (count + 2) // 3


def _pairs(passage: Passage) -> list[tuple[str, ...]]:
    """Return each pair of neighbours, or the only syllable."""
    return list(pairwise(passage.folded)) or [passage.folded]


def _line(syllables: Iterable[str]) -> str:
    """Return syllables between spaces, so that a part of one is not taken for it."""
    return f" {' '.join(syllables)} "


def _like(char: str) -> str:
    return char if char.isascii() and char not in _VARIED else "_"
