"""Which gaps a document may answer: sentences that speak of what a gap is said to lack."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from directives.rules.sentences import sentence_spans
from directives.rules.vietnamese import tokens

THRESHOLD: Final = 0.3
MOST: Final = 5
_FEWEST_SYLLABLES: Final = 6  # a heading of a few words is like everything
_MOST_SENTENCES: Final = 5_000


@dataclass(frozen=True, slots=True)
class GapWords:
    """A gap, and how it is worded."""

    gap_id: int
    text: str


@dataclass(frozen=True, slots=True)
class GapSuggestion:
    """A gap, how near the nearest sentence comes to it (0 to 1), and where that sentence is."""

    gap_id: int
    score: float
    start: int
    end: int


_Vector = Mapping[str, float]


def suggest_gaps(text: str, gaps: Sequence[GapWords]) -> list[GapSuggestion]:
    """Return the gaps that a text may answer, the nearest first; few or none.

    Each sentence is compared with each gap by the cosine of their words, pairs of syllables too,
    weighted by how rare they are among the gaps and sentences: what all of them say says nothing.
    """
    if not gaps:
        return []
    spans, said = _sentences(text)
    asked = [_terms(tokens(gap.text.lower())) for gap in gaps]
    rarity = _rarity([*said, *asked])
    wanted = [_vector(terms, rarity) for terms in asked]
    best = [(0.0, -1)] * len(gaps)
    anything = {term for terms in asked for term in terms}
    for place, terms in enumerate(said):
        if anything.isdisjoint(terms):
            continue
        sentence = _vector(terms, rarity)
        for number, vector in enumerate(wanted):
            score = _cosine(vector, sentence)
            if score > best[number][0]:
                best[number] = score, place
    found = [
        GapSuggestion(gap.gap_id, round(score, 3), *spans[place])
        for gap, (score, place) in zip(gaps, best, strict=True)
        if score >= THRESHOLD
    ]
    return sorted(found, key=lambda one: (-one.score, one.gap_id))[:MOST]


def _sentences(text: str) -> tuple[list[tuple[int, int]], list[Counter[str]]]:
    """Return where the sentences stand that say something, and what each says."""
    spans, said = [], []
    for start, end in sentence_spans(text)[:_MOST_SENTENCES]:
        words = tokens(text[start:end].lower())
        if len(words) >= _FEWEST_SYLLABLES:
            spans.append((start, end))
            said.append(_terms(words))
    return spans, said


def _terms(syllables: Sequence[str]) -> Counter[str]:
    """Count the syllables and, because most words have two, the pairs of them."""
    words = [word for word in syllables if not word.isdecimal()]
    pairs = (f"{one} {two}" for one, two in pairwise(words))
    return Counter([*words, *pairs])


def _rarity(texts: Sequence[Counter[str]]) -> dict[str, float]:
    held_by = Counter(term for terms in texts for term in terms)
    return {term: math.log(1 + len(texts) / times) for term, times in held_by.items()}


def _vector(terms: Counter[str], rarity: Mapping[str, float]) -> _Vector:
    """Return the weights of a text, its length taken away."""
    weights = {term: (1 + math.log(times)) * rarity[term] for term, times in terms.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _cosine(one: _Vector, other: _Vector) -> float:
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * many[term] for term, weight in few.items() if term in many)
