"""What a query means in terms of the index, decided once for every engine."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from index.query import SearchQuery
from index.terms import Passage, bigrams

LITERAL_SYLLABLES = 8
"""Up to this length a query names something and its very words come first; longer ones ask."""

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
class Reading:
    """One way to understand a query. Engines try the readings in turn until one finds something.

    Attributes:
        terms: Folded bigrams to score, and how often the query has each.
        syllables: Folded syllables to score because they have no neighbour.
        needed: How many of `terms` and `syllables` a hit must have; 0 when phrases suffice.
        phrases: What a hit must contain word after word.
        excluded: What no hit may contain.
        exclude_literally: Whether only the very tones are excluded.
        literal: Terms of the literal stream; provisions that have all of them come first.
    """

    terms: Mapping[str, int]
    syllables: tuple[str, ...]
    needed: int
    phrases: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]
    exclude_literally: bool
    literal: tuple[str, ...]

    @property
    def matches_all(self) -> bool:
        """Whether nothing is looked for, so that all that is not excluded is found."""
        return not (self.terms or self.syllables or self.phrases)


def readings(query: SearchQuery) -> list[Reading]:
    """Return the ways to understand `query`, the strictest first.

    Short: half of the bigrams; any of them; all syllables in any order. Long: any bigram.
    """
    terms = Counter(pair for passage in query.wanted for pair in bigrams(passage.folded))
    alone = [passage.folded[0] for passage in query.wanted if len(passage.folded) == 1]
    singles = tuple(dict.fromkeys(alone))
    count = len(terms) + len(singles)
    if query.phrases or not count:
        return [_reading(query, terms, singles, 0)]
    if count > _STRICT_BIGRAMS:
        return [_reading(query, terms, singles, 1)]
    each = tuple(dict.fromkeys(word for passage in query.free for word in passage.folded))
    needs = sorted({(count + 1) // 2, 1}, reverse=True)
    found = [_reading(query, terms, singles, needed) for needed in needs]
    return [*found, _reading(query, {}, each, len(each))] if terms else found


def _reading(
    query: SearchQuery, terms: Mapping[str, int], syllables: tuple[str, ...], needed: int
) -> Reading:
    short = query.syllable_count <= LITERAL_SYLLABLES
    literal = (term for passage in query.wanted for term in _literal_terms(passage))
    return Reading(
        terms=terms,
        syllables=syllables,
        needed=needed,
        phrases=tuple(Phrase.of(passage) for passage in query.phrases),
        excluded=tuple(Phrase.of(passage) for passage in query.excluded),
        exclude_literally=query.toned,
        literal=tuple(dict.fromkeys(literal)) if short else (),
    )


def _literal_terms(passage: Passage) -> tuple[str, ...]:
    return tuple(bigrams(passage.exact)) or passage.exact
