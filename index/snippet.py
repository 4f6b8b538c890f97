"""Show where a text answers a query: HTML, escaped, with the words found in <mark>.

Words match folded, as in the index. When the query was typed with tone marks and some words
match with them, only those are marked: beside "xây dựng" no "nội dung" is. Where none match so,
as when a tone was typed wrongly, what differs in tones only is marked: that is why it was found.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NamedTuple

from directives.rules.spellings import settle_spelling
from directives.rules.vietnamese import fold, nfc
from index.query import SearchQuery

SNIPPET_LENGTH = 240
"""Characters of text in a snippet, without marks and ellipses."""

_LONGEST_SCANNED = 100_000
_WORD = re.compile(r"[^\W_]+")
_ELLIPSIS = "…"

Pair = tuple[str, ...]  # two neighbours, or one syllable that stands alone in the query


class _Match(NamedTuple):
    """Words `text[start:end]` that answer `pair` of the query, perhaps with its very tones."""

    start: int
    end: int
    pair: Pair
    is_exact: bool


class Snippets:
    """Shows where texts answer one query; what it looks for is worked out once for all hits."""

    def __init__(self, query: SearchQuery) -> None:
        wanted = [*query.wanted, *(passage for one in query.variants for passage in one.free)]
        self._toned = query.toned
        self._exact = _Wanted.of(pair for passage in wanted for pair in _pairs(passage.exact))
        self._folded = _Wanted.of(pair for passage in wanted for pair in _pairs(passage.folded))
        # The words may stand apart: then each is marked by itself.
        self._exact_words = {(word,) for passage in wanted for word in passage.exact}
        self._folded_words = {(word,) for passage in wanted for word in passage.folded}

    def html(self, text: str, length: int = SNIPPET_LENGTH) -> str:
        """Return about `length` characters of `text` around the place that answers most.

        Cut at word borders, with an ellipsis where something is left out. The beginning when
        nothing of the query is in the text (it may be in the title).
        """
        line = _one_line(text)
        matches = self._matches(line)
        start, end = _window(line, matches, length)
        before = f"{_ELLIPSIS} " if start else ""
        after = f" {_ELLIPSIS}" if end < len(line) else ""
        return f"{before}{_marked(line, start, end, matches)}{after}"

    def _matches(self, line: str) -> list[_Match]:
        found = (
            self._spot(line)
            or list(_find(line, self._exact.pairs, self._folded.pairs))
            or list(_find(line, self._exact_words, self._folded_words))
        )
        return _prefer_exact(found, everywhere=self._toned)

    def _spot(self, line: str) -> list[_Match]:
        """Find what stands with one space between, many times faster than word by word."""
        lowered = settle_spelling(line[:_LONGEST_SCANNED].lower())
        if len(lowered) != len(line[:_LONGEST_SCANNED]):
            return []  # a letter whose lower case is longer: offsets would not be those of `line`
        if self._toned and (found := self._exact.places(lowered)):
            return [_Match(start, end, pair, is_exact=True) for start, end, pair in found]
        exact = self._exact.written.keys()
        return [
            _Match(start, end, pair, lowered[start:end] in exact)
            for start, end, pair in self._folded.places(fold(lowered))
        ]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Pairs to look for, by the words as they stand in a line."""

    written: Mapping[str, Pair]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "_Wanted":
        return cls({" ".join(pair): pair for pair in pairs})

    @property
    def pairs(self) -> AbstractSet[Pair]:
        """The pairs themselves."""
        return set(self.written.values())

    def places(self, text: str) -> list[tuple[int, int, Pair]]:
        """Return where a pair stands in `text` as whole words, in the order of the text."""
        found = []
        for words, pair in self.written.items():
            start = text.find(words)
            while start >= 0:
                end = start + len(words)
                if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                    found.append((start, end, pair))
                start = text.find(words, start + len(pair[0]))
        return sorted(found)


def _one_line(text: str) -> str:
    return " ".join(nfc(text).split())


def _pairs(syllables: Sequence[str]) -> list[Pair]:
    if len(syllables) == 1:
        return [(syllables[0],)]
    return list(pairwise(syllables))


def _find(line: str, exact: AbstractSet[Pair], folded: AbstractSet[Pair]) -> Iterator[_Match]:
    """Find word by word, whatever stands between."""
    flat = fold(line[:_LONGEST_SCANNED])
    wanted = {word for pair in folded for word in pair}
    before: tuple[str, int, int] | None = None
    for match in _WORD.finditer(flat):
        word = match.group()
        if word not in wanted:
            before = None
            continue
        start, end = match.span()
        if (word,) in folded:
            yield _Match(start, end, (word,), (_as_indexed(line[start:end]),) in exact)
        if before and (before[0], word) in folded:
            written = (_as_indexed(line[before[1] : before[2]]), _as_indexed(line[start:end]))
            yield _Match(before[1], end, (before[0], word), written in exact)
        before = word, start, end


def _as_indexed(word: str) -> str:
    return settle_spelling(word.lower())


def _prefer_exact(found: list[_Match], *, everywhere: bool) -> list[_Match]:
    """Drop what differs in tones where the same words, or `everywhere` any, match exactly."""
    exact = {match.pair for match in found if match.is_exact}
    if everywhere and exact:
        return [match for match in found if match.is_exact]
    return [match for match in found if match.is_exact or match.pair not in exact]


def _window(line: str, matches: list[_Match], length: int) -> tuple[int, int]:
    """Return the borders of the piece to show: most different words found, then most words."""
    if len(line) <= length:
        return 0, len(line)
    best, best_worth, last = (0, 0), (0, 0), -1
    inside: Counter[Pair] = Counter()
    for first, match in enumerate(matches):
        while last < first or (
            last + 1 < len(matches) and matches[last + 1].end <= match.start + length
        ):
            last += 1
            inside[matches[last].pair] += 1
        worth = len(inside), last - first
        if worth > best_worth:
            best, best_worth = (match.start, matches[last].end), worth
        inside[match.pair] -= 1
        if not inside[match.pair]:
            del inside[match.pair]
    spare = max(0, length - (best[1] - best[0]))
    start = max(0, min(best[0] - spare // 2, len(line) - length))
    return _to_word_borders(line, start, max(best[1], min(start + length, len(line))))


def _to_word_borders(line: str, start: int, end: int) -> tuple[int, int]:
    # A word longer than this is no word; it may be cut.
    if start:
        space = line.find(" ", start, start + 20)
        start = space + 1 if space >= 0 else start
    if end < len(line):
        space = line.rfind(" ", max(start, end - 20), end + 1)
        end = space if space > start else end
    return start, end


def _marked(line: str, start: int, end: int, matches: list[_Match]) -> str:
    pieces, shown = [], start
    for first, last in _spans(matches, start, end):
        pieces += [escape(line[shown:first]), "<mark>", escape(line[first:last]), "</mark>"]
        shown = last
    return "".join([*pieces, escape(line[shown:end])])


def _spans(matches: list[_Match], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the joined spans of the matches inside; neighbouring bigrams share a word."""
    joined: tuple[int, int] | None = None
    for match in sorted(matches, key=lambda one: one.start):
        if match.start < start or match.end > end:
            continue
        if joined and match.start <= joined[1]:
            joined = joined[0], max(joined[1], match.end)
            continue
        if joined:
            yield joined
        joined = match.start, match.end
    if joined:
        yield joined
