"""Spelling help from the words of the index itself: a wrong tone, a wrong or missing letter.

The index holds published documents only, and a word is offered only if one of them has it.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from directives.rules.spellings import settle_spelling
from directives.rules.vietnamese import fold, nfc
from index.engine import SearchEngine, Stream
from index.query import SearchQuery

LONGEST = 12
"""Syllables of a query that is looked at; longer ones are found by their other words."""

_LETTERS = "abcdeghiklmnopqrstuvxy"
_BASES = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = frozenset("aăâeêioôơuưy")
_MOST_CANDIDATES = 8
_FAR_MORE = 30  # times as many: then what was typed is rather a slip
_TONE_COST, _LETTER_COST = 1.0, 2.5
_KNOWN = 3.0  # worth of a pair that the index has at all, in the same measure
_LONGEST_SYLLABLE = 7  # "nghiêng" is the longest there is
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A syllable that may have been meant, and what the change costs."""

    written: str
    cost: float


def respelt(query: SearchQuery, engine: SearchEngine) -> str | None:
    """Return the query as it may have been meant; None when nothing better is known."""
    if query.numbers or query.syllable_count > LONGEST:
        return None
    speller = _Speller(engine, toned=query.toned)
    changes: dict[str, str] = {}
    for passage in query.wanted:
        words = passage.exact if query.toned else passage.folded
        meant = speller.meant(words)
        changes |= {old: new for old, new in zip(words, meant, strict=True) if old != new}
    return _with_changes(query, changes) if changes else None


def _with_changes(query: SearchQuery, changes: dict[str, str]) -> str:
    def change(match: re.Match[str]) -> str:
        typed = settle_spelling(match.group().lower())
        return changes.get(typed, match.group())

    return _WORD.sub(change, query.text)


class _Speller:
    """Looks words and pairs of words up in one index."""

    def __init__(self, engine: SearchEngine, *, toned: bool) -> None:
        self._engine = engine
        self._toned = toned
        self._known: dict[tuple[Stream, str], int] = {}

    def meant(self, words: Sequence[str]) -> Sequence[str]:
        """Return the likeliest syllables; as typed where nothing is wrong."""
        doubtful = self._doubtful(words)
        if not doubtful:
            return words
        choices = [
            self._candidates(word) if at in doubtful else [_Candidate(word, 0.0)]
            for at, word in enumerate(words)
        ]
        found = self._best(choices)
        return found if self._is_better(found, words) else words

    def _doubtful(self, words: Sequence[str]) -> set[int]:
        """Return the places of syllables that the index does not have so, or hardly."""
        if len(words) == 1:
            return set() if self._frequency(words[0]) else {0}
        found: set[int] = set()
        pairs = ["_".join(pair) for pair in pairwise(words)]
        self._look_up(self._stream(pairs[0]), pairs)
        self._look_up("bigram", map(fold, pairs))
        for at, pair in enumerate(pairwise(words)):
            as_typed = self._frequency("_".join(pair))
            folded = self._folded_frequency(fold("_".join(pair)))
            if not as_typed or folded > _FAR_MORE * as_typed:
                found |= {at, at + 1}
        return found

    def _candidates(self, word: str) -> list[_Candidate]:
        flat = fold(word)
        if any(char.isdigit() for char in flat):
            return [_Candidate(word, 0.0)]
        near = [(flat, 0.0)] if self._toned else []
        if not self._folded_frequency(flat):  # a syllable that there is has the wrong tone at most
            near += [(one, _LETTER_COST) for one in self._near(flat)]
        found = {word: 0.0}
        for one, cost in near:
            for written in _with_marks(one) if self._toned else (one,):
                found.setdefault(written, cost or _TONE_COST)
        self._look_up(self._stream(word), found)
        ranked = sorted(found, key=lambda one: (found[one], -self._frequency(one)))
        known = [one for one in ranked if one == word or self._frequency(one)]
        tones = [one for one in known if found[one] < _LETTER_COST][:_MOST_CANDIDATES]
        letters = [one for one in known if found[one] >= _LETTER_COST][:_MOST_CANDIDATES]
        return [_Candidate(one, found[one]) for one in dict.fromkeys([word, *tones, *letters])]

    def _near(self, flat: str) -> list[str]:
        """Return the commonest folded syllables one letter away."""
        near = list(dict.fromkeys(_one_letter_away(flat)))
        self._look_up("syllable", near)
        known = [one for one in near if self._folded_frequency(one)]
        return sorted(known, key=lambda one: -self._folded_frequency(one))[:_MOST_CANDIDATES]

    def _best(self, choices: Sequence[Sequence[_Candidate]]) -> list[str]:
        """Return the candidates whose pairs are the commonest, changes held against them."""
        paths = [(self._alone(one, choices), [one.written]) for one in choices[0]]
        for before, candidates in pairwise(choices):
            pairs = [f"{a.written}_{b.written}" for a in before for b in candidates]
            self._look_up(self._stream(pairs[0]), pairs)
            paths = [
                max(
                    (
                        worth + self._worth(f"{path[-1]}_{one.written}") - one.cost,
                        [*path, one.written],
                    )
                    for worth, path in paths
                )
                for one in candidates
            ]
        return max(paths)[1]

    def _alone(self, one: _Candidate, choices: Sequence[object]) -> float:
        return (self._worth(one.written) if len(choices) == 1 else 0.0) - one.cost

    def _worth(self, term: str) -> float:
        frequency = self._frequency(term)
        return _KNOWN + math.log1p(frequency) if frequency else 0.0

    def _is_better(self, found: Sequence[str], words: Sequence[str]) -> bool:
        """Tell whether all that changed is in a published text and far commoner than before."""
        if len(words) == 1:
            return found != words and self._is_present(found[0])
        changed = [
            ("_".join(new), "_".join(old))
            for new, old in zip(pairwise(found), pairwise(words), strict=True)
            if new != old
        ]
        before = sum(self._frequency(old) for _new, old in changed)
        after = sum(self._frequency(new) for new, _old in changed)
        all_present = all(self._is_present(new) for new, _old in changed)
        each = all(self._is_present(word) for word in set(found) - set(words))
        return all_present and each and after > _FAR_MORE * before

    def _is_present(self, term: str) -> bool:
        return self._engine.has_term(self._stream(term), term)

    def _stream(self, term: str) -> Stream:
        if self._toned:
            return "literal"
        return "bigram" if "_" in term else "syllable"

    def _frequency(self, term: str) -> int:
        return self._looked_up(self._stream(term), term)

    def _folded_frequency(self, term: str) -> int:
        return self._looked_up("bigram" if "_" in term else "syllable", term)

    def _looked_up(self, stream: Stream, term: str) -> int:
        if (stream, term) not in self._known:
            self._look_up(stream, (term,))
        return self._known[stream, term]

    def _look_up(self, stream: Stream, terms: Iterable[str]) -> None:
        """Ask for many terms at once: a single question costs more than its answer."""
        new = [term for term in dict.fromkeys(terms) if (stream, term) not in self._known]
        found = self._engine.frequencies(stream, new) if new else []
        self._known |= {(stream, term): count for term, count in zip(new, found, strict=True)}


def _one_letter_away(flat: str) -> Iterator[str]:
    for at in range(len(flat) + 1):
        start, end = flat[:at], flat[at:]
        if end:
            yield start + end[1:]
            yield from (start + letter + end[1:] for letter in _LETTERS)
        if len(end) > 1:
            yield start + end[1] + end[0] + end[2:]
        yield from (start + letter + end for letter in _LETTERS)


def _with_marks(flat: str) -> Iterator[str]:
    """Yield the ways to write a folded syllable with marks, as the index has them."""
    if len(flat) > _LONGEST_SYLLABLE:
        return
    for letters in product(*(_BASES.get(char, char) for char in flat)):
        yield "".join(letters)
        for at, letter in enumerate(letters):
            if letter in _VOWELS:
                for tone in _TONES[1:]:
                    marked = [*letters[:at], letter + tone, *letters[at + 1 :]]
                    yield settle_spelling(nfc("".join(marked)))
