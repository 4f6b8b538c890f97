"""Show where a text answers a query: HTML, escaped, with the words found in <mark>.

Words match folded, as in the index. When the query was typed with tone marks and some words
match with them, only those are marked: "dựng" never marks "nội dung".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from directives.rules.spellings import settle_tones
from directives.rules.vietnamese import fold, nfc
from index.query import SearchQuery

SNIPPET_LENGTH = 240
"""Characters of text in a snippet, without marks and ellipses."""

_LONGEST_SCANNED = 100_000
_WORD = re.compile(r"[^\W_]+")
_ELLIPSIS = "…"

Pair = tuple[str, ...]  # two neighbours, or one syllable that stands alone in the query


@dataclass(frozen=True, slots=True)
class _Match:
    """Words `text[start:end]` that answer `pair` of the query, perhaps with its very tones."""

    start: int
    end: int
    pair: Pair
    is_exact: bool


def highlight_html(text: str, query: SearchQuery) -> str:
    """Return the whole of `text`, on one line, with what `query` looks for marked."""
    line = _one_line(text)
    return _marked(line, 0, len(line), _matches(line, query))


def snippet_html(text: str, query: SearchQuery, length: int = SNIPPET_LENGTH) -> str:
    """Return about `length` characters of `text` around the place that answers most.

    Cut at word borders, with an ellipsis where something is left out. The beginning when
    nothing of the query is in the text (it may be in the title).
    """
    line = _one_line(text)
    matches = _matches(line, query)
    start, end = _window(line, matches, length)
    before = f"{_ELLIPSIS} " if start else ""
    after = f" {_ELLIPSIS}" if end < len(line) else ""
    return f"{before}{_marked(line, start, end, matches)}{after}"


def _one_line(text: str) -> str:
    return " ".join(nfc(text).split())


def _matches(line: str, query: SearchQuery) -> list[_Match]:
    wanted = [*query.wanted, *(passage for other in query.variants for passage in other.free)]
    exact = {pair for passage in wanted for pair in _pairs(passage.exact)}
    folded = {pair for passage in wanted for pair in _pairs(passage.folded)}
    found = _spot(line, exact, folded, tones=query.toned) or list(_find(line, exact, folded))
    if not found:
        # The words may stand apart: then each is marked by itself.
        exact = {(word,) for passage in wanted for word in passage.exact}
        folded = {(word,) for passage in wanted for word in passage.folded}
        found = list(_find(line, exact, folded))
    return _prefer_exact(found, everywhere=query.toned)


def _pairs(syllables: Sequence[str]) -> list[Pair]:
    if len(syllables) == 1:
        return [(syllables[0],)]
    return list(pairwise(syllables))


def _spot(line: str, exact: set[Pair], folded: set[Pair], *, tones: bool) -> list[_Match]:
    """Find what stands with one space between, many times faster than word by word."""
    lowered = settle_tones(line[:_LONGEST_SCANNED].lower())
    if len(lowered) != len(line[:_LONGEST_SCANNED]):
        return []  # a letter whose lower case is longer: offsets would not be those of `line`
    if tones:
        found = [
            _Match(*at, pair, is_exact=True) for pair in exact for at in _places(lowered, pair)
        ]
        if found:
            return sorted(found, key=lambda match: match.start)
    flat = fold(lowered)
    found = [
        _Match(*at, pair, tuple(lowered[at[0] : at[1]].split(" ")) in exact)
        for pair in folded
        for at in _places(flat, pair)
    ]
    return sorted(found, key=lambda match: match.start)


def _places(text: str, pair: Pair) -> Iterator[tuple[int, int]]:
    wanted = " ".join(pair)
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end
        start = text.find(wanted, start + len(pair[0]))


def _find(line: str, exact: set[Pair], folded: set[Pair]) -> Iterator[_Match]:
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
    return settle_tones(word.lower())


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
    best, best_worth, last = (0, 0), (0, 0), 0
    for first, match in enumerate(matches):
        last = max(last, first)
        while last + 1 < len(matches) and matches[last + 1].end <= match.start + length:
            last += 1
        inside = matches[first : last + 1]
        worth = len({one.pair for one in inside}), len(inside)
        if worth > best_worth:
            best, best_worth = (match.start, inside[-1].end), worth
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
