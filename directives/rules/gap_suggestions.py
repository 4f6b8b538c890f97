"""Which gaps a document may answer: sentences that speak of what a gap is said to lack."""

import math
import re
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
    spans = [
        (start, end)
        for start, end in sentence_spans(text)[:_MOST_SENTENCES]
        if len(tokens(text[start:end])) >= _FEWEST_SYLLABLES
    ]
    said = [_terms(text[start:end]) for start, end in spans]
    asked = [_terms(gap.text) for gap in gaps]
    rarity = _rarity([*said, *asked])
    sentences = [_vector(terms, rarity) for terms in said]
    found = []
    for gap, terms in zip(gaps, asked, strict=True):
        wanted = _vector(terms, rarity)
        scores = [_cosine(wanted, sentence) for sentence in sentences]
        score = max(scores, default=0.0)
        if score >= THRESHOLD:
            start, end = spans[scores.index(score)]
            found.append(GapSuggestion(gap.gap_id, round(score, 3), start, end))
    return sorted(found, key=lambda one: (-one.score, one.gap_id))[:MOST]


def _terms(text: str) -> Counter[str]:
    """Count the syllables and, because most words have two, the pairs of them."""
    words = [word for word in tokens(text.lower()) if not re.fullmatch(r"\d+", word)]
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
