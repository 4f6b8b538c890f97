"""What of a text is indexed: the same streams for every engine, for texts and for queries.

No stop words and no minimum length: "2 cấp", "điểm a" and "An Giang" must be findable.
Folding and tokens come from `directives.rules.vietnamese`, so search and numbers agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from directives.rules.spellings import settle_spelling
from directives.rules.vietnamese import fold, nfc, tokens

LONGEST_TERM = 64
"""Characters of a token that are indexed; no syllable or number comes near, only noise does."""

TEXT_WEIGHT = 2
"""How often a bigram of the text counts.

BM25 with every frequency doubled and k1 = 1.2 equals BM25 with k1 = 0.6: 2t/(2t + 1.2K) =
t/(t + 0.6K). So engines whose k1 is fixed at 1.2 rank with the better one.
"""

NAME_WEIGHT = 4
"""How often a bigram of the number, title or heading counts: twice as much as in the text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text as two aligned lists of syllables: as written in lower case, and folded."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Passage":
        """Cut `text` into syllables and numbers."""
        words = tokens(settle_spelling(nfc(text).lower()))
        if max(map(len, words), default=0) > LONGEST_TERM:
            words = [word[:LONGEST_TERM] for word in words]
        # One fold for the whole text: folding keeps spaces, so the lists stay aligned.
        return cls(tuple(words), tuple(fold(" ".join(words)).split(" ")) if words else ())


def bigrams(syllables: Sequence[str]) -> list[str]:
    """Return each pair of neighbours, joined by an underscore, which no syllable contains.

    >>> bigrams(["dat", "dai", "an"])
    ['dat_dai', 'dai_an']
    """
    return [f"{first}_{second}" for first, second in pairwise(syllables)]


@dataclass(frozen=True, slots=True)
class Streams:
    """The terms of one provision.

    Attributes:
        syllables: Folded syllables of each part, in order; a phrase never runs across parts.
        bigrams: Folded bigrams, each as often as it counts (`TEXT_WEIGHT`, `NAME_WEIGHT`).
        name_bigrams: Folded bigrams of the names alone, each as often as it occurs.
        literal: Syllables and bigrams as written, in lower case, each once: they tell whether
            a provision has the very tones of the query.
    """

    syllables: tuple[tuple[str, ...], ...]
    bigrams: tuple[str, ...]
    name_bigrams: tuple[str, ...]
    literal: tuple[str, ...]


def streams_of(names: Iterable[str], text: str) -> Streams:
    """Return the terms of a provision with these names (number, title, heading) and text."""
    named = [Passage.of(name) for name in names]
    body = Passage.of(text)
    parts = (*named, body)
    name_bigrams = tuple(chain.from_iterable(bigrams(name.folded) for name in named))
    literal: dict[str, None] = {}
    for part in parts:
        literal.update(dict.fromkeys(part.exact))
        literal.update(dict.fromkeys(bigrams(part.exact)))
    return Streams(
        syllables=tuple(part.folded for part in parts),
        bigrams=name_bigrams * NAME_WEIGHT + tuple(bigrams(body.folded)) * TEXT_WEIGHT,
        name_bigrams=name_bigrams,
        literal=tuple(literal),
    )
