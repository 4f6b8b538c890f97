"""What a query means in terms of the index, decided once for every engine."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.query import SearchQuery
from index.terms import Passage, bigrams

LITERAL_SYLLABLES = 8
"""Up to this length a query names something; of a longer one only all very words together count."""

LITERAL_PAIR = 1.0
"""What each pair of words with its very tones adds: less than a pair scores, so it only orders."""

_STRICT_BIGRAMS = 4
"""Up to so many bigrams, half of them must be there; a long question is never that strict."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together, as terms.

    Attributes:
        folded: Folded syllables in order.
        literal: Terms of the literal stream that a provision with these very words has.
    """

    folded: tuple[str, ...]
    literal: tuple[str, ...]

    @classmethod
    def of(cls, passage: Passage) -> "Phrase":
        """Return the terms of a passage."""
        return cls(passage.folded, _literal_terms(passage))


@dataclass(frozen=True, slots=True)
class Words:
    """Terms of which a hit must have some.

    Attributes:
        terms: Folded bigrams to score, and how much each counts.
        syllables: Folded syllables to score because they have no neighbour.
        needed: How many of both a hit must have; 0 when phrases suffice.
        weight: What the score of these words is multiplied with.
    """

    terms: Mapping[str, float]
    syllables: tuple[str, ...]
    needed: int
    weight: float = 1.0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.terms) + len(self.syllables)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a query. Engines try the readings in turn until one finds something.

    Attributes:
        words: What was typed, then other ways to write it; the one that fits best scores.
        phrases: What a hit must contain word after word.
        excluded: What no hit may contain.
        exclude_literally: Whether only the very tones are excluded.
        literal: Sets of terms of the literal stream; provisions with all of any set come first.
        complete: Folded bigrams of a short query; provisions with all of them come next.
        toned: Terms of the literal stream of a short query with tones; each adds `LITERAL_PAIR`.
    """

    words: tuple[Words, ...]
    phrases: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]
    exclude_literally: bool
    literal: tuple[tuple[str, ...], ...]
    complete: tuple[str, ...] = ()
    toned: tuple[str, ...] = ()

    @property
    def needed(self) -> int:
        """How many of the typed words a hit must have."""
        return self.words[0].needed

    @property
    def question(self) -> Words | None:
        """The words of a question, of which a hit may lack most; None for what is shorter."""
        typed = self.words[0]
        return typed if typed.needed == 1 and typed.count > _STRICT_BIGRAMS else None

    @property
    def matches_all(self) -> bool:
        """Whether nothing is looked for, so that all that is not excluded is found."""
        return not (self.words[0].count or self.phrases)


def readings(query: SearchQuery, *, by_date: bool = False) -> list[Reading]:
    """Return the ways to understand `query`, the strictest first.

    Short: half of the bigrams; any of them; all syllables in any order. Long: any bigram, or
    half of them first where the order is not by how well they fit.
    """
    typed = _words(query.wanted)
    if query.phrases or not typed.count:
        return [_reading(query, (_needing(typed, 0),))]
    half = (typed.count + 1) // 2
    if typed.count > _STRICT_BIGRAMS:
        needs = [half, 1] if by_date and half > 1 else [1]
        return [_reading(query, (_needing(_widened(query, typed), needed),)) for needed in needs]
    found = [
        _reading(query, _with_variants(query, typed, needed))
        for needed in sorted({half, 1}, reverse=True)
    ]
    each = tuple(dict.fromkeys(word for passage in query.free for word in passage.folded))
    loose = Words({}, each, len(each))
    return [*found, _reading(query, (loose,))] if typed.terms else found


def _words(passages: Sequence[Passage], weight: float = 1.0) -> Words:
    terms = Counter(pair for passage in passages for pair in bigrams(passage.folded))
    alone = [passage.folded[0] for passage in passages if len(passage.folded) == 1]
    return Words(terms, tuple(dict.fromkeys(alone)), 1, weight)


def _needing(words: Words, needed: int) -> Words:
    return Words(words.terms, words.syllables, needed, words.weight)


def _with_variants(query: SearchQuery, typed: Words, needed: int) -> tuple[Words, ...]:
    """Return the typed words and, each by itself, the other ways to write them."""
    found = [_needing(typed, needed)]
    for variant in query.variants:
        words = _words(variant.free, variant.weight)
        found.append(_needing(words, (words.count + 1) // 2))
    return tuple(found)


def _widened(query: SearchQuery, typed: Words) -> Words:
    """Return the typed words with what other ways to write them add."""
    terms = dict(typed.terms)
    for variant in query.variants:
        for term in _words(variant.free).terms:
            terms.setdefault(term, variant.weight)
    return Words(terms, typed.syllables, typed.needed)


def _reading(query: SearchQuery, words: tuple[Words, ...]) -> Reading:
    is_short = query.syllable_count <= LITERAL_SYLLABLES
    literal = _literal(query) if is_short or query.toned else ()
    return Reading(
        words=words,
        phrases=tuple(Phrase.of(passage) for passage in query.phrases),
        excluded=tuple(Phrase.of(passage) for passage in query.excluded),
        exclude_literally=query.toned,
        literal=literal,
        complete=_complete(words[0]),
        toned=literal[0] if is_short and query.toned and literal and len(literal[0]) > 1 else (),
    )


def _literal(query: SearchQuery) -> tuple[tuple[str, ...], ...]:
    ways = [query.free, *(variant.free for variant in query.variants)]
    found = []
    for free in ways:
        terms = (term for passage in (*free, *query.phrases) for term in _literal_terms(passage))
        found.append(tuple(dict.fromkeys(terms)))
    return tuple(dict.fromkeys(filter(None, found)))


def _complete(typed: Words) -> tuple[str, ...]:
    """Return the bigrams of which a short query should not lack one, if there are several."""
    return tuple(typed.terms) if 1 < len(typed.terms) <= _STRICT_BIGRAMS else ()


def _literal_terms(passage: Passage) -> tuple[str, ...]:
    return tuple(bigrams(passage.exact)) or passage.exact
