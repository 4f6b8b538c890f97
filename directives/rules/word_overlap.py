"""How alike short texts are, such as queries and titles: by the words they share, marks aside."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from directives.rules.vietnamese import fold, nfc, tokens

SAME_NEED: Final = 0.6
"""Share of words that two queries have in common when they look for the same thing."""

ALIKE_FROM: Final = 0.35
"""Share of what a text says that another must say, too, to be worth a look."""

_UNKNOWN: Final = 0.3  # of the weight of a word that one text alone has

Words = frozenset[str]


def words_of(text: str) -> Words:
    """Return the syllables and numbers of a text, folded, each once."""
    return frozenset(tokens(fold(nfc(text))))


def cluster(texts: Sequence[str]) -> list[list[int]]:
    """Group texts that look for the same thing; each group is led by its first text.

    A text joins the first group whose leader shares at least `SAME_NEED` of their words
    (Jaccard), so put the most frequent first. Takes time with the square of the number of
    texts: the caller bounds it.
    """
    leaders: list[Words] = []
    groups: list[list[int]] = []
    for position, text in enumerate(texts):
        words = words_of(text)
        for leader, group in zip(leaders, groups, strict=True):
            if _jaccard(words, leader) >= SAME_NEED:
                group.append(position)
                break
        else:
            leaders.append(words)
            groups.append([position])
    return groups


def _jaccard(one: Words, other: Words) -> float:
    together = len(one | other)
    return len(one & other) / together if together else 1.0


def most_alike(text: str, others: Sequence[str], *, limit: int) -> list[int]:
    """Return the positions of the texts that say most of what `text` says, the nearest first.

    Words and pairs of neighbours are weighted by how rare they are among `others`: what all of
    them say says nothing, and what none of them says tells little. Only texts that reach
    `ALIKE_FROM` are returned.
    """
    asked = _terms(text)
    said = [_terms(other) for other in others]
    held_by = Counter(term for terms in said for term in terms)
    weights = {
        term: math.log(1 + len(said) / held_by[term])
        if term in held_by
        else _UNKNOWN * math.log(1 + len(said))
        for term in asked
    }
    whole = sum(weights.values())
    shares = [sum(weights[term] for term in asked & terms) / (whole or 1.0) for terms in said]
    near = [place for place, share in enumerate(shares) if share >= ALIKE_FROM]
    return sorted(near, key=lambda place: -shares[place])[:limit]


def _terms(text: str) -> Words:
    """Return syllables and, because most Vietnamese words have two, the pairs of them."""
    syllables = tokens(fold(nfc(text)))
    return frozenset([*syllables, *(f"{one} {two}" for one, two in pairwise(syllables))])
