"""Find and score what a reading matches, by adding up postings term by term in Python."""

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Protocol

from index.engine import Filters
from index.plan import LITERAL_PAIR, Phrase, Reading, Words
from index.ranking import COMPLETE_FIRST, LITERAL_FIRST
from index.terms import bigrams

NAMES = 0.3
"""Weight of a name's bigram, on top of its count among all bigrams; as in the default engine."""

_LARGE = 5_000
_COMMON_SHARE = 0.05


class Postings(Protocol):
    """What an open index tells about a term of a field. Rows are numbers of provisions."""

    def row_count(self) -> int:
        """Return how many rows there are."""
        ...

    def frequency(self, field: str, term: str) -> int:
        """Return how many rows have the term."""
        ...

    def scored(self, field: str, term: str) -> Iterator[tuple[int, float]]:
        """Yield each row that has the term with its BM25 score."""
        ...

    def rows(self, field: str, term: str) -> AbstractSet[int]:
        """Return the rows that have the term."""
        ...

    def all_rows(self) -> AbstractSet[int]:
        """Return all rows that can be found."""
        ...

    def rows_between(self, first: int, last: int) -> AbstractSet[int]:
        """Return the rows issued on these days (YYYYMMDD) or between."""
        ...


def find_matches(reading: Reading, filters: Filters, postings: Postings) -> dict[int, float]:
    """Return the rows that match the reading and pass the filters, with their scores."""
    scores = _scores(reading, postings)
    allowed = _allowed(reading, filters, postings)
    if allowed is not None:
        # Where phrases or nothing at all are looked for, free words only rank.
        found = allowed if not reading.needed else allowed & scores.keys()
        scores = {row: scores.get(row, 0.0) for row in found}
    for phrase in reading.excluded:
        for row in _excluded(phrase, postings, literally=reading.exclude_literally):
            scores.pop(row, None)
    literal: set[int] = set()
    literal.update(*(_rows_with_all(terms, "x", postings) for terms in reading.literal))
    for row in literal & scores.keys():
        scores[row] += LITERAL_FIRST
    for term in reading.toned:
        for row in postings.rows("x", term) & scores.keys():
            scores[row] += LITERAL_PAIR
    if reading.complete:
        for row in _rows_with_all(reading.complete, "b", postings) & scores.keys():
            scores[row] += COMPLETE_FIRST
    return scores


def _scores(reading: Reading, postings: Postings) -> dict[int, float]:
    """Return the score of each row by the way to write the words that fits it best."""
    best: dict[int, float] = {}
    for words in reading.words:
        for row, score in _scores_of(words, postings).items():
            best[row] = max(best.get(row, 0.0), score * words.weight)
    return best


def _scores_of(words: Words, postings: Postings) -> dict[int, float]:
    scores: dict[int, float] = {}
    seen: Counter[int] = Counter()
    terms = _worth_scoring(words, postings)
    for field, term, times in terms:
        for row, score in postings.scored(field, term):
            scores[row] = scores.get(row, 0.0) + score * times
        if words.needed > 1:
            seen.update(postings.rows(field, term))
    if words.needed > 1:
        scores = {row: score for row, score in scores.items() if seen[row] >= words.needed}
    for field, term, times in terms:
        if field != "b":
            continue
        for row, score in postings.scored("n", term):
            if row in scores:
                scores[row] += score * times * NAMES
    return scores


def _worth_scoring(words: Words, postings: Postings) -> list[tuple[str, str, float]]:
    """Return the (field, term, times) to score: in a large index not what one in 20 rows has."""
    terms = [("b", term, times) for term, times in words.terms.items()]
    terms += [("f", syllable, 1.0) for syllable in words.syllables]
    count = postings.row_count()
    if count < _LARGE or words.needed > 1:
        return terms
    rare = [term for term in terms if postings.frequency(*term[:2]) < count * _COMMON_SHARE]
    return rare if any(postings.frequency(*term[:2]) for term in rare) else terms


def _allowed(reading: Reading, filters: Filters, postings: Postings) -> AbstractSet[int] | None:
    """Return the rows that phrases and filters allow; None when there are none of either."""
    demands = [_with_phrase(phrase, postings) for phrase in reading.phrases]
    wanted = filters.by_facet()
    if filters.documents is not None:
        wanted["document"] = tuple(str(document_id) for document_id in filters.documents)
    for field, values in wanted.items():
        demands.append(set().union(*(postings.rows(field, value) for value in values)))
    if filters.days:
        demands.append(postings.rows_between(*filters.days))
    if reading.matches_all:
        demands.append(postings.all_rows())
    return _intersection(demands) if demands else None


def _with_phrase(phrase: Phrase, postings: Postings) -> AbstractSet[int]:
    if len(phrase.folded) == 1:
        return postings.rows("f", phrase.folded[0])
    return _rows_with_all(bigrams(phrase.folded), "b", postings)


def _excluded(phrase: Phrase, postings: Postings, *, literally: bool) -> AbstractSet[int]:
    if literally:
        return _rows_with_all(phrase.literal, "x", postings)
    return _with_phrase(phrase, postings)


def _rows_with_all(terms: Iterable[str], field: str, postings: Postings) -> AbstractSet[int]:
    return _intersection([postings.rows(field, term) for term in terms])


def _intersection(sets: list[AbstractSet[int]]) -> AbstractSet[int]:
    first, *others = sorted(sets, key=len)
    for other in others:
        first = first & other
    return first
